import { debounced } from "../dom";

/** Sends its form whenever a filter changes, without the empty ones. */
export class Filters extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    const send = () => form.requestSubmit();
    this.addEventListener("change", (event) => {
      if (!(event.target as Element).matches("input[type=search]")) send();
      mark(event.target as HTMLInputElement);
    });
    this.addEventListener("input", debounced(() => {
      if (document.activeElement?.matches("input[type=search]")) send();
    }, 250));
    form.addEventListener("htmx:config:request", (event) => {
      const body = event.detail.ctx.request.body as FormData;
      for (const [name, value] of [...body]) if (value === "") body.delete(name);
    });
  }
}

function mark(field: HTMLInputElement): void {
  field.closest(".filter")?.toggleAttribute("data-set", field.value !== "");
}
