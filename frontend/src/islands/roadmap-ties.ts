/** What bars wait for, drawn from the end of one to the start of the other, as far as they are in sight. */
import type { Plan } from "./roadmap-data";
import type { Rows } from "./roadmap-rows";
import { ROW, type Scale } from "./roadmap-scale";

const SVG = "http://www.w3.org/2000/svg";
const MIDDLE = 12;
const REACH = 40;

export class Ties {
  readonly #svg = document.createElementNS(SVG, "svg");
  #drawn = new Map<string, { from: number; to: number; path: SVGPathElement }>();

  constructor(readonly plan: Plan, readonly rows: Rows, readonly scale: Scale, time: HTMLElement) {
    this.#svg.setAttribute("class", "roadmap-ties");
    this.#svg.setAttribute("aria-hidden", "true");
    time.append(this.#svg);
  }

  /** Draws the ties of the rows that are there. */
  draw(): void {
    const seen = new Set<string>();
    for (const [, row] of this.rows.made) {
      const to = Number(row.dataset["bar"] ?? -1);
      for (const from of this.plan.bars[to]?.waits ?? []) {
        if (Math.abs((this.rows.placeOf[from] ?? 0) - (this.rows.placeOf[to] ?? 0)) > REACH) continue;
        seen.add(this.#tie(from, to));
      }
    }
    for (const [key, { path }] of this.#drawn) if (!seen.has(key)) (path.remove(), this.#drawn.delete(key));
  }

  /** Draws anew what is tied to one bar, which may be on the move. */
  follow(bar: number): void {
    for (const tie of this.#drawn.values()) if (tie.from === bar || tie.to === bar) this.#lay(tie.path, tie.from, tie.to);
  }

  #tie(from: number, to: number): string {
    const key = `${from}-${to}`;
    if (!this.#drawn.has(key)) {
      const path = document.createElementNS(SVG, "path");
      this.#lay(path, from, to);
      this.#svg.append(path);
      this.#drawn.set(key, { from, to, path });
    }
    return key;
  }

  /** Where the one begins before the other ends, the tie is one of trouble. */
  #lay(path: SVGPathElement, from: number, to: number): void {
    path.setAttribute("d", this.#way(from, to));
    path.toggleAttribute("data-late", this.plan.bars[to]!.from <= this.plan.bars[from]!.until);
  }

  #way(from: number, to: number): string {
    const [first, last] = [this.plan.bars[from]!, this.plan.bars[to]!];
    const [x1, x2] = [this.scale.x(first.until + 1), this.scale.x(last.from)];
    const [y1, y2] = [from, to].map((bar) => (this.rows.placeOf[bar] ?? 0) * ROW + MIDDLE) as [number, number];
    const bend = Math.max(16, Math.abs(x2 - x1) / 3);
    return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  }
}
