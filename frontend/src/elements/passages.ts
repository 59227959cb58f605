import { one } from "../dom";

/** A text in which words can be selected and marked, by pointer or by keyboard; places are counted in code points. */
export class Passages extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("selectionchange", () => this.#selected(), { signal });
    this.#quote?.addEventListener("input", () => this.#place("", ""), { signal });
    this.#form?.addEventListener("submit", (event) => this.#submitted(event), { signal, capture: true });
    this.#said?.addEventListener("beforeinput", (event) => event.preventDefault(), { signal });
    this.#said?.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#said?.addEventListener("blur", () => this.#said?.removeAttribute("contenteditable"), { signal });
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  get #said(): HTMLElement | null {
    return one("[data-said]", this);
  }

  get #form(): HTMLFormElement | null {
    return one<HTMLFormElement>("form", this);
  }

  get #quote(): HTMLTextAreaElement | null {
    return one<HTMLTextAreaElement>("[data-quote]", this);
  }

  #selected(): void {
    const range = document.getSelection()?.rangeCount ? document.getSelection()?.getRangeAt(0) : null;
    const said = this.#said;
    if (!range || range.collapsed || !said || !this.#quote || !said.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart(said, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = count(before.toString());
    this.#place(String(start), String(start + count(range.toString())));
    this.#quote.value = range.toString();
  }

  #place(start: string, end: string): void {
    for (const [name, value] of [["start", start], ["end", end]] as const) {
      const field = one<HTMLInputElement>(`[data-${name}]`, this);
      if (field) field.value = value;
    }
  }

  /** Without words chosen, the text takes a cursor, so that they can be selected with the arrow keys. */
  #submitted(event: SubmitEvent): void {
    if (this.#quote?.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const said = this.#said;
    if (!said) return;
    said.setAttribute("contenteditable", "true");
    said.focus();
    document.getSelection()?.collapse(said, 0);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      // The news of the last key's selection comes later than the next key.
      this.#selected();
      this.#form?.requestSubmit();
    } else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#said?.blur();
  }
}

function count(text: string): number {
  return [...text].length;
}
