/** From days to pixels, and the marks of months, quarters and years above. */
import { make } from "../dom";
import { DAY, type Plan } from "./roadmap-data";

export const ROW = 36;
const WIDTHS: Record<string, number> = { month: 9, quarter: 3.6, year: 1.1 };
const LEAST_MARK = 44;
/** Less room than this shows a quarter only if its days are narrower. */
const NARROW = 420;

export class Scale {
  readonly perDay: number;
  readonly width: number;

  constructor(readonly plan: Plan, zoom: string, room: number) {
    const days = plan.last - plan.first;
    const usual = WIDTHS[zoom] ?? 3.6;
    this.perDay = Math.max(room < NARROW ? usual / 2 : usual, room / days);
    this.width = Math.round(days * this.perDay);
  }

  x(day: number): number {
    return (day - this.plan.first) * this.perDay;
  }

  /** Whole weeks for so many pixels. */
  weeks(pixels: number): number {
    return Math.round(pixels / this.perDay / 7) * 7;
  }

  marks(): HTMLElement[] {
    const step = this.perDay * 30 >= LEAST_MARK ? 1 : this.perDay * 91 >= LEAST_MARK ? 3 : 12;
    const found: HTMLElement[] = [];
    for (let at = new Date(this.plan.first * DAY); at.getTime() / DAY < this.plan.last; at.setUTCMonth(at.getUTCMonth() + 1)) {
      if (at.getUTCMonth() % step) continue;
      const mark = make("span", { class: "roadmap-tick" }, name(at, step));
      mark.style.left = `${this.x(at.getTime() / DAY)}px`;
      found.push(mark);
    }
    return found;
  }
}

const months = new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "short", timeZone: "UTC" });

function name(at: Date, step: number): string {
  const year = at.getUTCFullYear();
  if (step === 12) return String(year);
  if (step === 3) return `Q${at.getUTCMonth() / 3 + 1} ${year}`;
  return at.getUTCMonth() ? months.format(at) : `${months.format(at)} ${year}`;
}
