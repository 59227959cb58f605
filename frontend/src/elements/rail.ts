import { all, one } from "../dom";

/** The rail as a drawer at phone width. */
export class Rail extends HTMLElement {
  #stop = new AbortController();
  #opener: HTMLElement | null = null;

  connectedCallback(): void {
    const { signal } = (this.#stop = new AbortController());
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !one(":popover-open", this)) this.#close();
    }, { signal });
    matchMedia("(width > 720px)").addEventListener("change", () => this.#close(), { signal });
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-rail-open]");
    if (opener) {
      event.preventDefault();
      this.#open(opener);
    } else if (target.closest("[data-rail-close], .rail a.rail-link, .rail [data-palette]")) this.#close();
  }

  #open(opener: HTMLElement): void {
    this.#opener = opener;
    this.#set(true);
    requestAnimationFrame(() => one(".rail a", this)?.focus());
  }

  #close(): void {
    if (!one(".rail", this)?.hasAttribute("data-open")) return;
    this.#set(false);
    this.#opener?.focus();
  }

  #set(open: boolean): void {
    one(".rail", this)?.toggleAttribute("data-open", open);
    one(".rail-veil", this)?.toggleAttribute("hidden", !open);
    this.#opener?.setAttribute("aria-expanded", String(open));
    all(".beside, .phone-bar, .phone-top").forEach((part) => part.toggleAttribute("inert", open));
  }
}
