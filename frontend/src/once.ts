/** A form is sent once, however often its button is pressed. */

export function startOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.hasAttribute("data-sent")) event.preventDefault();
    else mark(form, event.submitter);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(clear));
  document.addEventListener("htmx:finally:request", (event) => clear(event.detail.ctx.sourceElement));
}

function mark(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.setAttribute("data-sent", "");
  submitter?.setAttribute("data-busy", "");
}

function clear(form: Element): void {
  form.removeAttribute("data-sent");
  form.querySelectorAll("[data-busy]").forEach((button) => button.removeAttribute("data-busy"));
}
