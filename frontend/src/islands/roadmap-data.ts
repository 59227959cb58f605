/** The bars as the page holds them: days since 1970, places instead of keys. */

export interface Bar {
  id: string;
  version: number;
  name: string;
  group: number;
  from: number;
  until: number;
  p50: number | null;
  p85: number | null;
  promised: number | null;
  holds: number | null;
  lacks: string;
  was: [number, number] | null;
  waits: number[];
  look: number;
}

export interface Milestone {
  day: number;
  state: string;
  page: string;
  name: string;
  said: string;
}

export interface Plan {
  first: number;
  last: number;
  today: number;
  groups: string[];
  bars: Bar[];
  milestones: Milestone[];
}

type Packed = [string, number, string, number, number, number, number | null, number | null, number | null, number | null, string, number | null, number | null, number[], number];

type Marked = [number, string, string, string, string];

export function readPlan(host: HTMLElement): Plan | null {
  const text = host.querySelector<HTMLTemplateElement>("template[data-bars]")?.content.textContent;
  if (!text) return null;
  const { bars, milestones, ...rest } = JSON.parse(text) as Omit<Plan, "bars" | "milestones"> & { bars: Packed[]; milestones: Marked[] };
  return { ...rest, bars: bars.map(unpacked), milestones: milestones.map(([day, state, page, name, said]) => ({ day, state, page, name, said })) };
}

function unpacked([id, version, name, group, from, until, p50, p85, promised, holds, lacks, wasFrom, wasUntil, waits, look]: Packed): Bar {
  const was: Bar["was"] = wasFrom === null || wasUntil === null || (wasFrom === from && wasUntil === until) ? null : [wasFrom, wasUntil];
  return { id, version, name, group, from, until, p50, p85, promised, holds, lacks, was, waits, look };
}

export const DAY = 86_400_000;

export function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

const words = new Intl.DateTimeFormat(document.documentElement.lang || "en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function told(day: number): string {
  return words.format(day * DAY);
}
