/** Draws a timeline of any length: only the rows in sight are in the page. */
import { make, one } from "../dom";
import { register } from "../keys";
import { text } from "../texts";
import { readPlan, type Plan } from "./roadmap-data";
import { Hints } from "./roadmap-hints";
import { bandOf, linesOfDays } from "./roadmap-milestones";
import { Moves } from "./roadmap-moves";
import { linesOf, Rows } from "./roadmap-rows";
import { ROW, Scale } from "./roadmap-scale";
import { Ties } from "./roadmap-ties";

/** How much of the days in sight lies before today. */
const PAST = 0.18;
const LED_IN = 14;
const SEEN = 16;

/** The answer takes the timeline away. */
export function drawRoadmap(host: HTMLElement): () => void {
  const plan = readPlan(host);
  if (!plan || !plan.bars.length) return () => {};
  const label = parseFloat(getComputedStyle(host).getPropertyValue("--roadmap-label")) || 220;
  const scale = new Scale(plan, host.dataset["zoom"] ?? "", host.clientWidth - label - 2);
  const lines = linesOf(plan);
  const body = make("div", { class: "roadmap-body" });
  const head = make("div", { class: "roadmap-head" }, make("div", { class: "roadmap-label" }), make("div", { class: "roadmap-time" }, ...scale.marks()));
  const band = bandOf(plan, scale, host.dataset["milestones"] ?? "");
  const scroller = make("div", { class: "roadmap-scroll", role: "region", tabindex: "0", "aria-label": host.dataset["name"] ?? "" }, head, ...band, body);
  for (const part of [head, ...band, body]) part.style.width = `${label + scale.width}px`;
  body.style.height = `${lines.length * ROW}px`;
  const rows = new Rows(plan, lines, scale, body, (id) => filled(host.dataset["page"], host, id), Boolean(host.dataset["move"]));
  const layer = make("div", { class: "roadmap-layer" }, ...linesOfDays(plan, scale), todayOf(plan, scale));
  body.append(layer);
  const ties = new Ties(plan, rows, scale, layer);
  one(".roadmap-still", host)?.remove();
  host.append(scroller);
  scroller.scrollLeft = scale.x(firstDay(plan, (scroller.clientWidth - label) / scale.perDay));
  const follow = following(scroller, rows, ties, new Hints(plan, rows, scale, scroller, label));
  const moves = host.dataset["move"] ? new Moves(plan, rows, ties, scale, scroller, (id) => filled(host.dataset["move"], host, id)) : null;
  const gone = [...helped(scroller), walking(scroller, rows)];
  return () => {
    follow();
    moves?.end();
    gone.forEach((undo) => undo());
    scroller.remove();
  };
}

/** The day to open at: some before today, or where the first bars are if none of them would be seen there. */
function firstDay(plan: Plan, days: number): number {
  const usual = plan.today - days * PAST;
  const first = plan.bars.slice(0, SEEN);
  const isSeen = first.some((bar) => bar.until >= usual && bar.from <= usual + days);
  return isSeen ? usual : Math.min(...first.map((bar) => bar.from)) - LED_IN;
}

function filled(url: string | undefined, host: HTMLElement, id: string): string {
  return (url ?? "").replace(host.dataset["blank"] ?? "", id);
}

function todayOf(plan: Plan, scale: Scale): HTMLElement {
  const today = make("div", { class: "roadmap-now", title: text("today") });
  today.style.left = `${scale.x(plan.today)}px`;
  return today;
}

/** Shows what comes into view, once for each frame at most. */
function following(scroller: HTMLElement, rows: Rows, ties: Ties, hints: Hints): () => void {
  let asked = 0;
  const show = () => {
    asked = 0;
    if (rows.show(scroller.scrollTop, scroller.clientHeight)) ties.draw();
    hints.show();
  };
  const ask = () => void (asked ||= requestAnimationFrame(show));
  scroller.addEventListener("scroll", ask, { passive: true });
  const watch = new ResizeObserver(ask);
  watch.observe(scroller);
  show();
  return () => {
    watch.disconnect();
    cancelAnimationFrame(asked);
  };
}

/** Up and down walk from bar to bar. */
function walking(scroller: HTMLElement, rows: Rows): () => void {
  const walk = (event: KeyboardEvent) => {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const bar = (event.target as Element).closest<HTMLElement>(".roadmap-row")?.dataset["bar"];
    if (!way || bar === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(Number(bar) + way, 0), rows.plan.bars.length - 1);
    const top = (rows.placeOf[next] ?? 0) * ROW;
    rows.show(top - scroller.clientHeight / 2, scroller.clientHeight);
    one(".roadmap-box", rows.rowOf(next) ?? scroller)?.focus({ preventScroll: true });
    const out = top < scroller.scrollTop || top + 2 * ROW > scroller.scrollTop + scroller.clientHeight;
    if (out) scroller.scrollTop = top - scroller.clientHeight / 2;
  };
  scroller.addEventListener("keydown", walk);
  return () => scroller.removeEventListener("keydown", walk);
}

function helped(scroller: HTMLElement): (() => void)[] {
  const never = { run: () => {}, when: () => false, group: text("here") };
  if (!one(".roadmap-grip", scroller)) return [];
  return [register({ keys: "ArrowRight", says: text("weekOn"), ...never }), register({ keys: "ArrowLeft", says: text("weekBack"), ...never }), register({ keys: "shift+ArrowRight", says: text("longer"), ...never }), register({ keys: "shift+ArrowLeft", says: text("shorter"), ...never })];
}
