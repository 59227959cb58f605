import { all, icon, isTyping, make, one } from "../dom";
import { register } from "../keys";
import { text } from "../texts";

type Row = HTMLTableRowElement;

/** A tree in the rows of a table: arrows go through it, left closes and right opens what lies below. */
export class Tree extends HTMLElement {
  #watch = new MutationObserver(() => this.#dress());
  #gone: (() => void)[] = [];

  connectedCallback(): void {
    one("table", this)?.setAttribute("role", "treegrid");
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.#dress();
    this.#watch.observe(this, { childList: true, subtree: true });
    this.#gone = ["Enter", "ArrowDown", "ArrowUp"].map((keys) => this.#entering(keys));
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
    this.#gone.forEach((undo) => undo());
  }

  /** A key that enters the tree where nothing on the page has the focus yet. */
  #entering(keys: string): () => void {
    const enter = () => this.#go(this.rows.find((row) => row.tabIndex === 0) ?? this.rows[0]);
    const when = () => document.activeElement === document.body && !one("dialog[open]") && this.rows.length > 0;
    return register({ keys, says: text("next"), group: text("lists"), run: enter, when });
  }

  get rows(): Row[] {
    return all<Row>("tr[data-node]", this);
  }

  /** Opens or closes a row: what lies deeper below it is shown or hidden, closed branches stay closed. */
  open(row: Row, wanted: boolean): void {
    if (!row.hasAttribute("aria-expanded")) return;
    row.setAttribute("aria-expanded", String(wanted));
    let closed = Infinity;
    for (const each of this.#below(row)) {
      const depth = depthOf(each);
      if (depth <= closed) closed = Infinity;
      each.hidden = !wanted || closed < Infinity;
      if (each.getAttribute("aria-expanded") === "false") closed = Math.min(closed, depth);
    }
  }

  #below(row: Row): Row[] {
    const rows = this.rows;
    const start = rows.indexOf(row) + 1;
    const end = rows.findIndex((each, at) => at >= start && depthOf(each) <= depthOf(row));
    return rows.slice(start, end < 0 ? undefined : end);
  }

  #dress(): void {
    const rows = this.rows;
    rows.forEach((row, at) => {
      if (row.hasAttribute("aria-level")) return;
      const next = rows[at + 1];
      row.setAttribute("aria-level", String(depthOf(row) + 1));
      row.tabIndex = at ? -1 : 0;
      if (next && depthOf(next) > depthOf(row)) this.#addTwist(row);
    });
  }

  #addTwist(row: Row): void {
    row.setAttribute("aria-expanded", "true");
    const label = text("openOrClose");
    one(".branch", row)?.prepend(make("button", { class: "twist", type: "button", tabindex: "-1", "aria-label": label }, icon("chevron-down", "small")));
  }

  #click(event: Event): void {
    const row = (event.target as Element).closest(".twist")?.closest<Row>("tr");
    if (row) this.open(row, row.getAttribute("aria-expanded") === "false");
  }

  #key(event: KeyboardEvent): void {
    const row = (event.target as Element).closest<Row>("tr[data-node]");
    if (!row || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = this.rows.filter((each) => !each.hidden);
    const at = seen.indexOf(row);
    const steps: Record<string, () => void> = {
      ArrowDown: () => this.#go(seen[at + 1]),
      ArrowUp: () => this.#go(seen[at - 1]),
      Home: () => this.#go(seen[0]),
      End: () => this.#go(seen.at(-1)),
      ArrowRight: () => (row.getAttribute("aria-expanded") === "false" ? this.open(row, true) : this.#go(seen[at + 1])),
      ArrowLeft: () => (row.getAttribute("aria-expanded") === "true" ? this.open(row, false) : this.#go(this.#above(seen, row))),
    };
    if (event.key === "Enter" && event.target === row) one<HTMLAnchorElement>("a", row)?.click();
    else if (steps[event.key]) steps[event.key]?.();
    else return;
    event.preventDefault();
  }

  #above(seen: Row[], row: Row): Row | undefined {
    return seen.slice(0, seen.indexOf(row)).reverse().find((each) => depthOf(each) < depthOf(row));
  }

  #go(row: Row | undefined): void {
    if (!row) return;
    for (const each of this.rows) each.tabIndex = each === row ? 0 : -1;
    row.focus();
  }
}

function depthOf(row: Row): number {
  return Number(row.dataset["depth"] ?? 0);
}
