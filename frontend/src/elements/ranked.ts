import { all, announce, isTyping, one } from "../dom";
import { post, Refused } from "../exchange";
import { nameOf, register } from "../keys";
import { text } from "../texts";

type Item = HTMLLIElement;

/** What one or several keys do; false where it does not apply, so that the key goes on. */
interface Step {
  keys: string[];
  says: string;
  run: () => boolean;
}

/** Ordered work: dragged, or moved by keys; shown at once, taken back if the server says no. */
export class Ranked extends HTMLElement {
  #gone: (() => void)[] = [];
  #sending: Promise<void> = Promise.resolve();
  #from: Item | null = null;

  connectedCallback(): void {
    this.#makeReachable();
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("focusin", (event) => this.#focused(event.target as Element));
    this.addEventListener("pointerover", () => void this.#makeDraggable(), { once: true });
    this.addEventListener("touchstart", () => void this.#makeDraggable(), { once: true, passive: true });
    this.#gone = this.#help();
  }

  disconnectedCallback(): void {
    this.#gone.forEach((undo) => undo());
  }

  get lists(): HTMLElement[] {
    return all("[data-list]", this);
  }

  get items(): Item[] {
    return all<Item>("[data-item]", this);
  }

  get focused(): Item | null {
    return document.activeElement?.closest<Item>("[data-item]") ?? null;
  }

  get picked(): Item[] {
    const picked = this.items.filter((item) => item.hasAttribute("data-picked"));
    return picked.length ? picked : this.focused ? [this.focused] : [];
  }

  /** Moves items before `next` in `list`, or to its end, and tells the server. */
  move(items: Item[], list: HTMLElement, next: Element | null): void {
    const before = this.#order();
    const focused = this.focused;
    for (const item of items) list.insertBefore(item, next);
    focused?.focus({ preventScroll: true });
    focused?.scrollIntoView({ block: "nearest" });
    this.send(items, before);
  }

  send(items: Item[], before: Map<HTMLElement, Element[]>): void {
    this.recount();
    const last = items.at(-1);
    if (last) announce(text("moved", String(siblings(last).indexOf(last) + 1)));
    items.forEach((item) => item.toggleAttribute("data-waiting", true));
    this.#sending = this.#sending.then(() => this.#post(items, before));
  }

  protected recount(): void {}

  #order(): Map<HTMLElement, Element[]> {
    return new Map(this.lists.map((list) => [list, [...list.children]]));
  }

  async #post(items: Item[], before: Map<HTMLElement, Element[]>): Promise<void> {
    try {
      const answer = await post(this.dataset["url"] ?? "", this.#fields(items), this);
      this.#takeOver(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const [list, children] of before) list.replaceChildren(...children);
      this.recount();
    } finally {
      items.forEach((item) => item.removeAttribute("data-waiting"));
    }
  }

  #fields(items: Item[]): FormData {
    const fields = new FormData();
    for (const item of items) {
      fields.append("item", item.dataset["item"] ?? "");
      fields.append("version", item.dataset["version"] ?? "");
    }
    const moved = new Set<Element | null>(items);
    const [first, last] = [items[0], items.at(-1)];
    fields.set("after", idOf(skip(first?.previousElementSibling, moved, "previousElementSibling")));
    fields.set("before", idOf(skip(last?.nextElementSibling, moved, "nextElementSibling")));
    fields.set("list", first?.closest<HTMLElement>("[data-list]")?.dataset["list"] ?? "");
    return fields;
  }

  /** An answer may hold items drawn anew; they bring their new versions. */
  #takeOver(answer: string): void {
    const template = document.createElement("template");
    template.innerHTML = answer;
    for (const fresh of all("[data-item]", template.content)) {
      const old = one(`[data-item="${CSS.escape(fresh.dataset["item"] ?? "")}"]`, this);
      if (!old) continue;
      old.dataset["version"] = fresh.dataset["version"] ?? "";
      if (fresh.childElementCount) old.replaceChildren(...fresh.childNodes);
    }
  }

  async #makeDraggable(): Promise<void> {
    const { makeSortable } = await import("../islands/sortable");
    if (this.isConnected) makeSortable(this, this.#order.bind(this));
  }

  #makeReachable(): void {
    const first = this.items[0];
    if (first && !this.items.some((item) => item.tabIndex === 0)) first.tabIndex = 0;
  }

  #focused(target: Element): void {
    const item = target.closest<Item>("[data-item]");
    if (!item) return;
    this.items.forEach((one) => (one.tabIndex = one === item ? 0 : -1));
  }

  #key(event: KeyboardEvent): void {
    if (isTyping(event.target) || event.metaKey || event.ctrlKey || !this.focused) return;
    const pressed = nameOf(event);
    if (!this.steps.some((step) => step.keys.includes(pressed) && step.run())) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What keys do to the focused row or card, and what the list of keys says of it; the first key is the one it names. */
  protected get steps(): Step[] {
    return [
      { keys: ["j", "ArrowDown"], says: text("next"), run: () => this.#walk(1, false) },
      { keys: ["k", "ArrowUp"], says: text("previous"), run: () => this.#walk(-1, false) },
      { keys: ["x"], says: text("pick"), run: () => this.#pick() },
      { keys: ["shift+j", "shift+ArrowDown"], says: text("pickRange"), run: () => this.#walk(1, true) },
      { keys: ["shift+k", "shift+ArrowUp"], says: text("pickRangeUp"), run: () => this.#walk(-1, true) },
      { keys: ["Escape"], says: text("pickNone"), run: () => this.#pickNone() },
      { keys: ["alt+ArrowUp"], says: text("moveUp"), run: () => this.#shift(-1) },
      { keys: ["alt+ArrowDown"], says: text("moveDown"), run: () => this.#shift(1) },
      { keys: ["t"], says: text("toTop"), run: () => this.#toTop() },
      { keys: ["Enter"], says: text("open"), run: () => this.#enter() },
    ];
  }

  #pick(): boolean {
    this.focused?.toggleAttribute("data-picked");
    return this.#tellPicks();
  }

  #pickNone(): boolean {
    if (!one("[data-picked]", this)) return false;
    this.items.forEach((one) => one.removeAttribute("data-picked"));
    return this.#tellPicks();
  }

  #enter(): boolean {
    const item = this.focused;
    if (!item || document.activeElement !== item) return false;
    one("a[href]", item)?.click();
    return true;
  }

  #walk(by: number, extend: boolean): boolean {
    const items = this.focused ? siblings(this.focused) : this.items;
    const next = items[items.indexOf(this.focused!) + by];
    if (!next) return true;
    if (extend) this.#extend(next);
    else this.#from = null;
    next.focus();
    return true;
  }

  #extend(next: Item): void {
    this.#from ??= this.focused;
    const items = siblings(next);
    const [low, high] = [items.indexOf(this.#from ?? next), items.indexOf(next)].sort((a, b) => a - b) as [number, number];
    items.forEach((item, n) => item.toggleAttribute("data-picked", n >= low && n <= high));
    this.#tellPicks();
  }

  #tellPicks(): boolean {
    const picked = this.items.filter((item) => item.hasAttribute("data-picked"));
    this.items.forEach((item) => item.toggleAttribute("aria-selected", false));
    return this.dispatchEvent(new CustomEvent("ll:picked", { bubbles: true, detail: picked.map((item) => item.dataset["item"]) }));
  }

  #shift(by: number): boolean {
    const items = this.picked;
    const list = items[0]?.closest<HTMLElement>("[data-list]");
    const edge = by < 0 ? items[0]?.previousElementSibling : items.at(-1)?.nextElementSibling;
    if (!list || !edge?.matches("[data-item]")) return true;
    this.move(items, list, by < 0 ? edge : edge.nextElementSibling);
    return true;
  }

  #toTop(): boolean {
    const items = this.picked;
    const list = items[0]?.closest<HTMLElement>("[data-list]");
    const first = list ? one("[data-item]", list) : null;
    if (list && first && !items.includes(first as Item)) this.move(items, list, first);
    return true;
  }

  #help(): (() => void)[] {
    const group = text("lists");
    const away = () => !this.contains(document.activeElement) && !one("dialog[open]");
    const enter = () => (one("[data-item][tabindex='0']", this) ?? this.items[0])?.focus();
    const walks = new Set(["j", "k"]);
    return this.steps.map(({ keys: [keys = ""], says }) => {
      const run = walks.has(keys) ? { run: enter, when: away } : { run: () => {}, when: () => false };
      return register({ keys, says, group, ...run });
    });
  }
}

/** Columns of cards: the same, and sideways. */
export class Board extends Ranked {
  protected override get steps(): Step[] {
    return [
      ...super.steps,
      { keys: ["ArrowRight"], says: text("nextColumn"), run: () => this.#across(1, false) },
      { keys: ["ArrowLeft"], says: text("previousColumn"), run: () => this.#across(-1, false) },
      { keys: ["alt+ArrowRight"], says: text("moveAcross"), run: () => this.#across(1, true) },
      { keys: ["alt+ArrowLeft"], says: text("moveBack"), run: () => this.#across(-1, true) },
    ];
  }

  #across(by: number, move: boolean): boolean {
    const item = this.focused;
    const list = item?.closest<HTMLElement>("[data-list]");
    const target = list ? this.lists[this.lists.indexOf(list) + by] : undefined;
    if (!item || !target) return true;
    const place = siblings(item).indexOf(item);
    const there = all<Item>("[data-item]", target);
    if (move) {
      this.move(this.picked, target, there[place] ?? null);
      announce(text("movedTo", target.getAttribute("aria-label") ?? ""));
    } else (there[place] ?? there.at(-1))?.focus();
    return true;
  }

  protected override recount(): void {
    for (const list of this.lists) {
      const count = one("[data-count]", list.parentElement ?? list);
      if (!count) continue;
      const limit = Number(count.dataset["limit"] ?? 0);
      const cards = list.querySelectorAll("[data-item]").length;
      count.textContent = limit ? `${cards} / ${limit}` : String(cards);
      count.toggleAttribute("data-over", limit > 0 && cards > limit);
    }
  }
}

function siblings(item: Item): Item[] {
  return all<Item>("[data-item]", item.closest("[data-list]") ?? document);
}

function skip(from: Element | null | undefined, moved: Set<Element | null>, step: "previousElementSibling" | "nextElementSibling"): Element | null {
  let at = from ?? null;
  while (at && moved.has(at)) at = at[step];
  return at;
}

function idOf(item: Element | null): string {
  return item instanceof HTMLElement ? (item.dataset["item"] ?? "") : "";
}
