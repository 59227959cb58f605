/** Moving bars by drag and by keys: shown at once, told to the server, taken back if it says no. */
import { announce } from "../dom";
import { post, Refused } from "../exchange";
import { text } from "../texts";
import { asking, dropUnanswered } from "./roadmap-asks";
import { iso, told, type Bar, type Plan } from "./roadmap-data";
import { Press } from "./roadmap-press";
import type { Rows } from "./roadmap-rows";
import type { Scale } from "./roadmap-scale";
import type { Ties } from "./roadmap-ties";

const SLACK = 4;
const EDGE = 36;
const WAIT = 500;

interface Drag {
  bar: number;
  end: string;
  startX: number;
  scrolled: number;
  x: number;
  from: number;
  until: number;
  box: HTMLElement;
  begun: boolean;
}

export class Moves {
  #drag: Drag | null = null;
  #frame = 0;
  #sending: Promise<void> = Promise.resolve();
  #before = new Map<number, [number, number]>();
  #timers = new Map<number, number>();
  #stop = new AbortController();
  #press: Press;

  constructor(readonly plan: Plan, readonly rows: Rows, readonly ties: Ties, readonly scale: Scale, readonly scroller: HTMLElement, readonly url: (id: string) => string) {
    const options = { signal: this.#stop.signal };
    this.#press = new Press(scroller, this.#stop.signal);
    asking(this.#stop.signal);
    scroller.addEventListener("pointerdown", (event) => this.#down(event), options);
    scroller.addEventListener("pointermove", (event) => this.#moved(event), options);
    scroller.addEventListener("pointerup", () => this.#up(), options);
    scroller.addEventListener("pointercancel", () => this.#cancel(), options);
    scroller.addEventListener("click", (event) => this.#click(event), { ...options, capture: true });
    scroller.addEventListener("keydown", (event) => this.#key(event), options);
  }

  end(): void {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
  }

  #down(event: PointerEvent): void {
    const box = (event.target as Element).closest<HTMLElement>(".roadmap-box");
    const bar = Number(box?.closest<HTMLElement>(".roadmap-row")?.dataset["bar"] ?? -1);
    const found = this.plan.bars[bar];
    if (!box || !found || event.button) return;
    const end = (event.target as HTMLElement).dataset["end"] ?? "";
    const drag = { bar, end, box, startX: event.clientX, x: event.clientX, scrolled: this.scroller.scrollLeft, from: found.from, until: found.until, begun: false };
    if (event.pointerType === "touch") return this.#press.begin(event, () => this.#hold(drag));
    this.#drag = drag;
    this.scroller.setPointerCapture(event.pointerId);
  }

  /** What a resting finger has taken hold of. */
  #hold(drag: Drag): void {
    this.#drag = { ...drag, begun: true };
    drag.box.dataset["held"] = "";
  }

  #moved(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return void this.#press.slipped(event);
    drag.x = event.clientX;
    if (!drag.begun && Math.abs(drag.x - drag.startX) < SLACK) return;
    drag.begun = true;
    this.#frame ||= requestAnimationFrame(() => this.#step());
  }

  /** One frame of a drag: a box, its ties, and nothing else is touched. */
  #step(): void {
    this.#frame = 0;
    const drag = this.#drag;
    if (!drag) return;
    const by = this.scale.weeks(drag.x - drag.startX + this.scroller.scrollLeft - drag.scrolled);
    const bar = this.plan.bars[drag.bar]!;
    [bar.from, bar.until] = shifted(drag.from, drag.until, drag.end, by);
    drag.box.dataset["held"] = "";
    drag.box.style.left = `${this.scale.x(bar.from)}px`;
    drag.box.style.width = `${(bar.until + 1 - bar.from) * this.scale.perDay}px`;
    this.ties.follow(drag.bar);
    if (this.#nearEdge(drag.x)) this.#frame = requestAnimationFrame(() => this.#step());
  }

  #nearEdge(x: number): boolean {
    const { left, right } = this.scroller.getBoundingClientRect();
    const by = x > right - EDGE ? 8 : x < left + EDGE ? -8 : 0;
    this.scroller.scrollLeft += by;
    return by !== 0;
  }

  #up(): void {
    const drag = this.#drag;
    this.#drag = null;
    this.#press.end();
    if (!drag?.begun) return;
    delete drag.box.dataset["held"];
    this.#settle(drag.bar, [drag.from, drag.until], 0);
    // The click that follows a drag opens nothing.
    this.scroller.dataset["dragged"] = "";
    setTimeout(() => delete this.scroller.dataset["dragged"], 0);
  }

  #cancel(): void {
    const drag = this.#drag;
    this.#drag = null;
    this.#press.end();
    if (drag?.begun) this.#put(drag.bar, [drag.from, drag.until]);
  }

  #click(event: MouseEvent): void {
    if ("dragged" in this.scroller.dataset) event.preventDefault();
  }

  #key(event: KeyboardEvent): void {
    const bar = Number((event.target as Element).closest<HTMLElement>(".roadmap-row")?.dataset["bar"] ?? -1);
    const found = this.plan.bars[bar];
    const way = { ArrowLeft: -7, ArrowRight: 7 }[event.key] ?? 0;
    if (!found || !way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const before: [number, number] = [found.from, found.until];
    [found.from, found.until] = shifted(found.from, found.until, event.shiftKey ? "until" : "", way);
    announce(`${told(found.from)} – ${told(found.until)}`);
    this.#settle(bar, before, WAIT);
  }

  #settle(bar: number, before: [number, number], wait: number): void {
    if (!this.#before.has(bar)) this.#before.set(bar, before);
    this.rows.redraw(bar);
    this.ties.follow(bar);
    clearTimeout(this.#timers.get(bar));
    this.#timers.set(bar, window.setTimeout(() => (this.#sending = this.#sending.then(() => this.#send(bar))), wait));
  }

  async #send(bar: number): Promise<void> {
    const found = this.plan.bars[bar]!;
    const before = this.#before.get(bar);
    this.#before.delete(bar);
    if (!before || (before[0] === found.from && before[1] === found.until)) return;
    dropUnanswered();
    try {
      const answer = await post(this.url(found.id), fieldsOf(found), this.scroller);
      found.version = Number(/data-version="(\d+)"/.exec(answer)?.[1] ?? found.version + 1);
      announce(text("movedTo", `${told(found.from)} – ${told(found.until)}`));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#put(bar, before);
    }
  }

  #put(bar: number, [from, until]: [number, number]): void {
    Object.assign(this.plan.bars[bar]!, { from, until });
    this.rows.redraw(bar);
    this.ties.follow(bar);
  }
}

function shifted(from: number, until: number, end: string, by: number): [number, number] {
  if (end === "from") return [Math.min(from + by, until), until];
  if (end === "until") return [from, Math.max(until + by, from)];
  return [from + by, until + by];
}

function fieldsOf(bar: Bar): FormData {
  const fields = new FormData();
  fields.set("version", String(bar.version));
  fields.set("from_on", iso(bar.from));
  fields.set("until_on", iso(bar.until));
  return fields;
}
