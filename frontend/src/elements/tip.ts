import { make, one } from "../dom";

/** The value under the pointer, for pictures: from data-tip, or from a mark's own title. */
export class Tip extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("pointerover", (event) => this.#show(event.target as Element));
    this.addEventListener("pointerout", () => this.#hide());
    this.addEventListener("focusin", (event) => this.#show(event.target as Element));
    this.addEventListener("focusout", () => this.#hide());
  }

  #show(mark: Element): void {
    const owner = mark.closest("[data-tip]") ?? own(mark);
    const words = owner?.getAttribute("data-tip");
    if (!owner || !words) return;
    const tip = this.#tip();
    tip.textContent = words;
    if (!tip.matches(":popover-open")) tip.showPopover();
    place(tip, owner);
  }

  #hide(): void {
    const tip = one(":scope > .tip", this);
    if (tip?.matches(":popover-open")) tip.hidePopover();
  }

  #tip(): HTMLElement {
    const found = one(":scope > .tip", this);
    if (found) return found;
    const made = make("div", { class: "tip", popover: "manual", "aria-hidden": "true" });
    this.append(made);
    return made;
  }
}

function place(tip: HTMLElement, owner: Element): void {
  const at = owner.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), window.innerWidth - size.width - 8);
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(8, at.top - size.height - 6)}px`;
}

/** Takes the browser's own tooltip's words, so that there are not two. */
function own(mark: Element): Element | null {
  const title = mark.querySelector(":scope > title");
  if (!title) return null;
  mark.setAttribute("data-tip", title.textContent ?? "");
  title.remove();
  return mark;
}
