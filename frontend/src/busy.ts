/** A thin line on top while the server works, and a mark on the body that tests can wait for. */

let waiting = 0;

function change(by: number): void {
  waiting = Math.max(0, waiting + by);
  document.body.toggleAttribute("data-busy", waiting > 0);
}

export function startBusy(): void {
  document.addEventListener("htmx:before:request", (event) => {
    if (!isPoll(event)) change(1);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (!isPoll(event)) change(-1);
  });
}

function isPoll(event: CustomEvent<{ ctx: { sourceEvent: Event | null } }>): boolean {
  return event.detail.ctx.sourceEvent?.type === "every";
}
