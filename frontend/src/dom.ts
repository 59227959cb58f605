/** Small words for the document. */

export function one<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E | null {
  return within.querySelector<E>(selector);
}

export function all<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

type Attributes = Record<string, string | boolean>;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: string, size = ""): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  if (size) svg.setAttribute("data-size", size);
  use.setAttribute("href", `${document.body.dataset["icons"] ?? ""}#${name}`);
  svg.append(use);
  return svg;
}

/** Whether keys typed here are text, not verbs. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"))
  );
}

/** Says something to screen readers alone. */
export function announce(text: string): void {
  let region = one("#announcer");
  if (!region) {
    region = make("div", { id: "announcer", class: "unseen", role: "status" });
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}

export function debounced(run: () => void, wait: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, wait);
  };
}

/** Puts a floating thing under its anchor, or over it where there is more room. */
export function placeBeside(floating: HTMLElement, anchor: Element, gap = 4): void {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const below = window.innerHeight - at.bottom;
  const top = below < size.height + gap && at.top > below ? at.top - size.height - gap : at.bottom + gap;
  const left = Math.min(at.left, window.innerWidth - size.width - 8);
  floating.style.top = `${Math.max(8, Math.min(top, window.innerHeight - size.height - 8))}px`;
  floating.style.left = `${Math.max(8, left)}px`;
}
