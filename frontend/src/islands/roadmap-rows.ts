/** The rows in sight: made as they come into view, dropped as they leave it. */
import { make } from "../dom";
import { text } from "../texts";
import { told, type Bar, type Plan } from "./roadmap-data";
import { ROW, type Scale } from "./roadmap-scale";

const SPARE = 6;
/** What the words about a promise take, in pixels. */
const WORDS = 80;
const GOOD = 70;
const FAIR = 50;

export type Line = { bar: number } | { group: number };

export function linesOf(plan: Plan): Line[] {
  const grouped = plan.groups.length > 1 || Boolean(plan.groups[0]);
  const lines: Line[] = [];
  let last = -1;
  plan.bars.forEach((bar, n) => {
    if (grouped && bar.group !== last) lines.push({ group: (last = bar.group) });
    lines.push({ bar: n });
  });
  return lines;
}

export class Rows {
  readonly made = new Map<number, HTMLElement>();
  readonly placeOf: number[] = [];

  constructor(
    readonly plan: Plan,
    readonly lines: Line[],
    readonly scale: Scale,
    readonly body: HTMLElement,
    readonly page: (id: string) => string,
    readonly movable: boolean,
  ) {
    lines.forEach((line, n) => "bar" in line && (this.placeOf[line.bar] = n));
  }

  /** Makes what lies between two heights; says whether anything changed. */
  show(top: number, height: number): boolean {
    const from = Math.max(0, Math.floor(top / ROW) - SPARE);
    const until = Math.min(this.lines.length, Math.ceil((top + height) / ROW) + SPARE);
    let changed = false;
    for (const [n, row] of this.made) {
      if ((n >= from && n < until) || row.contains(document.activeElement)) continue;
      row.remove();
      changed = this.made.delete(n);
    }
    for (let n = from; n < until; n++) changed = this.#make(n) || changed;
    return changed;
  }

  rowOf(bar: number): HTMLElement | undefined {
    return this.made.get(this.placeOf[bar] ?? -1);
  }

  redraw(bar: number): void {
    const row = this.rowOf(bar);
    if (row) this.#fill(row, bar);
  }

  #make(n: number): boolean {
    const line = this.lines[n];
    if (!line || this.made.has(n)) return false;
    const row = make("div", { class: "roadmap-row" });
    row.style.transform = `translateY(${n * ROW}px)`;
    if ("bar" in line) this.#fill(row, line.bar);
    else row.append(make("div", { class: "roadmap-group" }, this.plan.groups[line.group] ?? ""));
    this.made.set(n, row);
    this.body.append(row);
    return true;
  }

  #fill(row: HTMLElement, n: number): void {
    const bar = this.plan.bars[n]!;
    const held = row.contains(document.activeElement);
    row.className = `roadmap-row series-${bar.look}`;
    row.dataset["bar"] = String(n);
    const label = make("div", { class: "roadmap-label", title: bar.name }, bar.name);
    const box = this.#box(bar);
    const time = make("div", { class: "roadmap-time" }, ...this.#was(bar), box, ...this.#likely(bar), ...this.#promise(bar));
    row.replaceChildren(label, time);
    if (held) box.focus({ preventScroll: true });
  }

  #box(bar: Bar): HTMLAnchorElement {
    const box = make("a", { class: "roadmap-box", href: this.page(bar.id), draggable: "false", "aria-label": saidOf(bar), "data-unknown": bar.p50 === null });
    box.style.left = `${this.scale.x(bar.from)}px`;
    box.style.width = `${this.#length(bar)}px`;
    if (this.movable) box.append(make("span", { class: "roadmap-grip", "data-end": "from" }), make("span", { class: "roadmap-grip", "data-end": "until" }));
    return box;
  }

  #length(bar: Bar): number {
    return Math.max((bar.until + 1 - bar.from) * this.scale.perDay, 6);
  }

  #likely(bar: Bar): HTMLElement[] {
    if (bar.p50 === null) return [];
    const until = Math.max(bar.p85 ?? this.plan.last, bar.p50);
    const start = Math.min(bar.from, bar.p50);
    const likely = make("div", { class: "roadmap-likely" });
    likely.style.left = `${this.scale.x(start)}px`;
    likely.style.width = `${Math.max((until - start) * this.scale.perDay, 4)}px`;
    likely.style.setProperty("--sure", `${until > start ? (100 * (bar.p50 - start)) / (until - start) : 100}%`);
    return [likely];
  }

  #was(bar: Bar): HTMLElement[] {
    if (!bar.was) return [];
    const [from, until] = bar.was;
    const was = make("div", { class: "roadmap-was" });
    was.style.left = `${this.scale.x(from)}px`;
    was.style.width = `${Math.max((until + 1 - from) * this.scale.perDay, 4)}px`;
    return [was];
  }

  #promise(bar: Bar): HTMLElement[] {
    if (bar.promised === null) return [];
    const line = make("div", { class: "roadmap-promised", title: told(bar.promised) });
    line.style.left = `${this.scale.x(bar.promised)}px`;
    if (bar.holds === null) return [line];
    const tone = bar.holds >= GOOD ? "good" : bar.holds >= FAIR ? "warn" : "bad";
    const words = make("span", { class: `roadmap-holds holds ${tone}` }, text("holds", String(bar.holds)));
    words.style.left = `${Math.min(this.scale.x(Math.max(bar.promised, bar.until + 1)) + 6, this.scale.width - WORDS)}px`;
    return [line, words];
  }
}

/** A bar in words, for those who hear the page. */
export function saidOf(bar: Bar): string {
  const likely = bar.p50 === null ? bar.lacks : [bar.p50, bar.p85].map((day) => (day === null ? "…" : told(day))).join(" – ");
  const promise = bar.promised === null ? "" : `${told(bar.promised)}${bar.holds === null ? "" : `, ${text("holds", String(bar.holds))}`}`;
  return [bar.name, `${told(bar.from)} – ${told(bar.until)}`, likely, promise].filter(Boolean).join("; ");
}
