/** A bar outside the days in sight is told of at the edge, with the day where it ends or begins. */
import { make, one } from "../dom";
import { told, type Bar, type Plan } from "./roadmap-data";
import type { Rows } from "./roadmap-rows";
import type { Scale } from "./roadmap-scale";

type Way = "before" | "after" | "";

/** How much of a bar is shown beside the edge once one has gone to it, in pixels. */
const ROOM = 48;

export class Hints {
  constructor(readonly plan: Plan, readonly rows: Rows, readonly scale: Scale, readonly scroller: HTMLElement, readonly label: number) {
    scroller.addEventListener("click", (event) => {
      const hint = (event.target as Element).closest<HTMLElement>(".roadmap-hint");
      if (hint) this.#go(Number(hint.closest<HTMLElement>(".roadmap-row")?.dataset["bar"]));
    });
  }

  /** Brings the hints of the rows that are there up to date. */
  show(): void {
    const [left, right] = [this.scroller.scrollLeft, this.scroller.scrollLeft + this.scroller.clientWidth - this.label];
    for (const row of this.rows.made.values()) {
      const bar = this.plan.bars[Number(row.dataset["bar"] ?? -1)];
      if (bar) this.#tell(row, bar, this.scale.x(endOf(bar)) <= left ? "before" : this.scale.x(bar.from) >= right ? "after" : "");
    }
  }

  #tell(row: HTMLElement, bar: Bar, way: Way): void {
    const had = one(".roadmap-edge", row);
    if ((had?.dataset["way"] ?? "") === way) return;
    had?.remove();
    if (!way) return;
    const words = way === "before" ? `← ${told(bar.until)}` : `${told(bar.from)} →`;
    const hint = make("button", { class: "roadmap-hint", type: "button", tabindex: "-1", "aria-hidden": "true" }, words);
    row.append(make("span", { class: "roadmap-edge", "data-way": way }, hint));
  }

  #go(n: number): void {
    const bar = this.plan.bars[n];
    if (bar) this.scroller.scrollTo({ left: this.scale.x(bar.from) - ROOM });
  }
}

function endOf(bar: Bar): number {
  return Math.max(bar.until + 1, bar.p85 ?? 0, bar.promised ?? 0);
}
