import { all, one } from "../dom";
import { register } from "../keys";
import { text } from "../texts";

/** The rows selected in a table, and the bar that acts on them. */
export class Picks {
  #stop = new AbortController();
  #last: HTMLInputElement | null = null;
  #forget: () => void;

  constructor(private table: HTMLElement) {
    const { signal } = this.#stop;
    table.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("click", (event) => {
      if (this.#bar?.contains(event.target as Node) && (event.target as Element).closest("[data-pick-none]")) this.#all(false);
    }, { signal });
    document.addEventListener("htmx:after:swap", () => this.#tell(), { signal });
    document.addEventListener("ll:picked", () => this.#followRanked(), { signal });
    this.#forget = this.#boxes.length
      ? register({ keys: "x", says: text("pick"), group: text("lists"), run: () => this.#pickFocused(), when: () => table.contains(document.activeElement) })
      : () => {};
    this.#tell();
  }

  stop(): void {
    this.#stop.abort();
    this.#forget();
  }

  get #boxes(): HTMLInputElement[] {
    return all<HTMLInputElement>("input[data-pick]", this.table);
  }

  get #bar(): HTMLElement | null {
    const form = this.#boxes[0]?.getAttribute("form");
    return form ? one(`#${CSS.escape(form)}`) : null;
  }

  #clicked(event: MouseEvent): void {
    const box = event.target as HTMLInputElement;
    if (box.matches(".pick")) return one("input", box)?.click();
    if (box.matches("[data-pick-all]")) return this.#all(box.checked);
    if (!box.matches("[data-pick]")) return;
    if (event.shiftKey && this.#last) this.#range(this.#last, box);
    this.#last = box;
    this.#tell();
  }

  #range(from: HTMLInputElement, to: HTMLInputElement): void {
    const boxes = this.#boxes;
    const [low, high] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b) as [number, number];
    for (const box of boxes.slice(low, high + 1)) box.checked = to.checked;
  }

  #all(checked: boolean): void {
    for (const box of this.#boxes) box.checked = checked;
    this.#tell();
  }

  #pickFocused(): void {
    const box = one<HTMLInputElement>("input[data-pick]", document.activeElement?.closest("tr") ?? this.table);
    if (!box) return;
    box.checked = !box.checked;
    this.#last = box;
    this.#tell();
  }

  /** Rows that can be ranked are selected by its keys as well. */
  #followRanked(): void {
    for (const box of this.#boxes) {
      const row = box.closest("[data-item]");
      if (row) box.checked = row.hasAttribute("data-picked");
    }
    this.#tell();
  }

  #tell(): void {
    const boxes = this.#boxes;
    for (const box of boxes) box.closest("[data-item]")?.toggleAttribute("data-picked", box.checked);
    const count = boxes.filter((box) => box.checked).length;
    const every = one<HTMLInputElement>("input[data-pick-all]", this.table);
    if (every) {
      every.checked = count > 0 && count === boxes.length;
      every.indeterminate = count > 0 && count < boxes.length;
    }
    const bar = this.#bar;
    if (!bar) return;
    bar.hidden = count === 0;
    const words = one("[data-pick-count]", bar);
    if (words) words.textContent = String(count);
  }
}
