import { all, one } from "../dom";
import { register } from "../keys";
import { text } from "../texts";

/** A record beside its list: same address, same fragment; Escape goes back to the list. */
export class Panel extends HTMLElement {
  #gone: (() => void)[] = [];
  #listUrl = location.href;
  #link: HTMLAnchorElement | null = null;

  connectedCallback(): void {
    const swapped = (event: Event) => this.#swapped(event as CustomEvent<{ ctx: { sourceElement: Element } }>);
    document.addEventListener("htmx:after:swap", swapped);
    const before = () => this.hidden && (this.#listUrl = location.href);
    document.addEventListener("htmx:before:request", before);
    this.addEventListener("click", (event) => this.#clicked(event.target as Element));
    const isOpen = () => !this.hidden && !one("dialog[open]");
    this.#gone = [
      register({ keys: "Escape", says: text("close"), group: text("lists"), run: () => this.#close(), when: isOpen }),
      () => document.removeEventListener("htmx:after:swap", swapped),
      () => document.removeEventListener("htmx:before:request", before),
    ];
  }

  disconnectedCallback(): void {
    this.#gone.forEach((undo) => undo());
  }

  #swapped(event: CustomEvent<{ ctx: { sourceElement: Element } }>): void {
    const source = event.detail.ctx.sourceElement;
    if (!(source instanceof HTMLAnchorElement) || !source.matches("[data-record]")) return;
    this.#link = source;
    keepingPlace(source, () => (this.hidden = false));
    one<HTMLAnchorElement>("[data-panel-alone]", this)?.setAttribute("href", source.href);
    all("[data-open]").forEach((row) => row.removeAttribute("data-open"));
    source.closest("tr, li")?.setAttribute("data-open", "");
    one("#panel", this)?.focus({ preventScroll: true });
    this.scrollTop = 0;
  }

  #clicked(target: Element): void {
    if (target.closest("[data-panel-close]")) this.#close();
    const step = target.closest<HTMLElement>("[data-panel-step]")?.dataset["panelStep"];
    if (step) this.#step(Number(step));
  }

  #step(by: number): void {
    const links = all<HTMLAnchorElement>("[data-record]");
    const at = this.#link ? links.findIndex((link) => link.href === this.#link?.href) : -1;
    links[at + by]?.click();
  }

  #close(): void {
    keepingPlace(this.#link, () => (this.hidden = true));
    one("#panel", this)?.replaceChildren();
    all("[data-open]").forEach((row) => row.removeAttribute("data-open"));
    history.pushState({ htmx: true }, "", this.#listUrl);
    this.#link?.focus();
  }
}

/** Lists never jump: what was pressed stays where it was while the page takes its new width. */
function keepingPlace(anchor: Element | null, change: () => void): void {
  const before = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (anchor?.isConnected) window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}
