/** Days with a name: diamonds above the bars, and a line down through them. */
import { make } from "../dom";
import type { Milestone, Plan } from "./roadmap-data";
import type { Scale } from "./roadmap-scale";

/** The band that stays above the bars; nothing where there are no milestones. */
export function bandOf(plan: Plan, scale: Scale, title: string): HTMLElement[] {
  if (!plan.milestones.length) return [];
  const tip = make("ll-tip" as "div", { class: "roadmap-time" }, ...plan.milestones.map((each) => diamond(each, scale)));
  return [make("div", { class: "roadmap-band" }, make("div", { class: "roadmap-label" }, title), tip)];
}

export function linesOfDays(plan: Plan, scale: Scale): HTMLElement[] {
  return plan.milestones.map((each) => {
    const line = make("div", { class: "roadmap-day" });
    line.style.left = `${scale.x(each.day)}px`;
    return line;
  });
}

function diamond(each: Milestone, scale: Scale): HTMLElement {
  const made = make("a", { class: "roadmap-diamond", href: each.page, "data-state": each.state, "data-tip": each.said, "aria-label": each.said });
  made.style.left = `${scale.x(each.day)}px`;
  return made;
}
