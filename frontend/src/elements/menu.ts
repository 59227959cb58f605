import { all, one, placeBeside } from "../dom";

/** A popover menu: placed at its button, walked with arrows, letters and Home and End. */
export class Menu extends HTMLElement {
  /** Places the open menu anew when something arrives in it. */
  #growing?: ResizeObserver;

  connectedCallback(): void {
    const menu = one("[popover]", this);
    menu?.addEventListener("toggle", (event) => this.#toggled(menu, event as ToggleEvent));
    menu?.addEventListener("keydown", (event) => this.#walk(menu, event));
    menu?.addEventListener("click", (event) => {
      const item = (event.target as Element).closest(".menu-item");
      if (item && !item.matches("[role=menuitemradio]")) menu.hidePopover();
    });
  }

  #toggled(menu: HTMLElement, event: ToggleEvent): void {
    const button = one("[popovertarget]", this);
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    this.#growing?.disconnect();
    if (event.newState !== "open" || !button) return;
    this.#growing = new ResizeObserver(() => placeBeside(menu, button));
    this.#growing.observe(menu);
    (one("[aria-current]", menu) ?? one(".menu-item", menu))?.focus();
  }

  #walk(menu: HTMLElement, event: KeyboardEvent): void {
    const items = all(".menu-item", menu);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key] ?? this.#byLetter(items, at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items.at(next % items.length)?.focus();
  }

  #byLetter(items: HTMLElement[], at: number, key: string): number | undefined {
    if (key.length !== 1) return undefined;
    const order = items.map((_, n) => (at + 1 + n) % items.length);
    return order.find((n) => items[n]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
  }
}
