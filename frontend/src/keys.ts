/** One map of keys: elements register verbs, markup declares them with data-key="g p". */
import { all, isTyping } from "./dom";
import { remembered } from "./store";
import { text } from "./texts";

export interface Verb {
  keys: string;
  says: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  when?: () => boolean;
}

const verbs = new Set<Verb>();
let begun = "";
let forgetBegun = 0;

export const NAMES: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "esc" };
export const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Adds a verb; the answer takes it away again. */
export function register(verb: Verb): () => void {
  verbs.add(verb);
  return () => verbs.delete(verb);
}

/** What the help lists: registered verbs and declared ones, by group. */
export function knownKeys(): Map<string, { keys: string; says: string }[]> {
  const groups = new Map<string, { keys: string; says: string }[]>();
  const add = (group: string, keys: string, says: string) => {
    const lines = groups.get(group) ?? groups.set(group, []).get(group)!;
    if (!lines.some((line) => line.keys === keys && line.says === says)) lines.push({ keys, says });
  };
  for (const verb of verbs) add(verb.group, verb.keys, verb.says);
  for (const element of declared()) add(groupOf(element), element.dataset["key"] ?? "", saysOf(element));
  return groups;
}

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = nameOf(event);
    if (!pressed || (isTyping(event.target) && !pressed.startsWith("mod+"))) return;
    if (isSingle(pressed) && remembered<boolean>("single-keys") === false) return;
    handle(event, pressed);
  });
}

function handle(event: KeyboardEvent, pressed: string): void {
  const sequence = begun ? `${begun} ${pressed}` : pressed;
  begun = "";
  const run = find(sequence) ?? (sequence === pressed ? null : find(pressed));
  if (run) {
    event.preventDefault();
    run(event);
  } else if (begins(pressed)) begin(pressed);
}

function find(keys: string): ((event: KeyboardEvent) => void) | null {
  const verb = [...verbs].reverse().find((one) => one.keys === keys && (one.when?.() ?? true));
  if (verb) return verb.run;
  const element = declared().find((one) => one.dataset["key"] === keys);
  return element ? () => use(element) : null;
}

function use(element: HTMLElement): void {
  if (element.matches("input, select, textarea")) element.focus();
  else element.click();
}

function begins(pressed: string): boolean {
  const starts = (keys: string | undefined) => keys?.startsWith(`${pressed} `) ?? false;
  return [...verbs].some((verb) => starts(verb.keys)) || declared().some((one) => starts(one.dataset["key"]));
}

function begin(pressed: string): void {
  begun = pressed;
  clearTimeout(forgetBegun);
  forgetBegun = window.setTimeout(() => (begun = ""), 1200);
}

/** What can be done here and now, by the words that say so. */
export function verbsHere(): { says: string; keys: string; run: () => void }[] {
  const own = [...verbs].filter((verb) => verb.group !== text("general") && (verb.when?.() ?? true));
  const found = own.map(({ says, keys, run }) => ({ says, keys, run: () => run(new KeyboardEvent("keydown")) }));
  const marked = declared().filter((one) => groupOf(one) === text("here"));
  return [...found, ...marked.map((one) => ({ says: saysOf(one), keys: one.dataset["key"] ?? "", run: () => use(one) }))];
}

/** Only what can be reached now: nothing behind an open dialog. */
function declared(): HTMLElement[] {
  const dialog = document.querySelector("dialog[open]");
  return all("[data-key]", dialog ?? document).filter((one) => one.closest("[hidden], [inert]") === null);
}

/** "alt+ArrowUp", "shift+j", "?": what was pressed, as verbs name it. */
export function nameOf(event: KeyboardEvent): string {
  if (["Shift", "Alt", "Control", "Meta", "Dead"].includes(event.key)) return "";
  const main = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? "shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "mod+" : ""}${event.altKey ? "alt+" : ""}${shift}${main}`;
}

function isSingle(pressed: string): boolean {
  return pressed.replace("shift+", "").length === 1;
}

function groupOf(element: HTMLElement): string {
  return element.closest(".rail") ? text("general") : text("here");
}

function saysOf(element: HTMLElement): string {
  const words = element.dataset["keyText"] ?? element.getAttribute("aria-label") ?? element.getAttribute("title");
  return words ?? ownWords(element);
}

function ownWords(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("kbd").forEach((key) => key.remove());
  return copy.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
