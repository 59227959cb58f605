import { one, placeBeside } from "../dom";

/** The picture behind a number, on hover or focus; Escape sends it away. */
export class Pop extends HTMLElement {
  connectedCallback(): void {
    const show = () => this.#show();
    const hide = () => one("[popover]", this)?.hidePopover();
    this.addEventListener("pointerenter", show);
    this.addEventListener("focusin", show);
    this.addEventListener("pointerleave", hide);
    this.addEventListener("focusout", hide);
    this.addEventListener("click", show);
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
  }

  #show(): void {
    const pop = one("[popover]", this);
    const anchor = this.firstElementChild;
    if (!pop || !anchor || pop.matches(":popover-open")) return;
    pop.showPopover();
    placeBeside(pop, anchor, 2);
  }
}
