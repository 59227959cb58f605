import { all, debounced, icon, make, one, placeBeside } from "../dom";
import { register } from "../keys";
import { remember, remembered } from "../store";
import { text } from "../texts";
import { Picks } from "./picks";

interface Kept {
  hidden: string[];
  widths: Record<string, number>;
}

let tables = 0;

/** Columns to hide and to widen, remembered for each view; rows to select. */
export class Table extends HTMLElement {
  #kept: Kept = { hidden: [], widths: {} };
  #sheet = new CSSStyleSheet();
  #gone: (() => void)[] = [];

  connectedCallback(): void {
    if (!this.#table) return;
    this.#table.dataset["sheet"] = String(++tables);
    document.adoptedStyleSheets.push(this.#sheet);
    this.#kept = { ...this.#kept, ...remembered<Kept>(this.#key) };
    this.#addMenu();
    this.#heads.forEach((head) => this.#addGrip(head));
    this.#apply();
    const picks = new Picks(this);
    const fit = debounced(() => this.#fit(), 60);
    const size = new ResizeObserver(fit);
    size.observe(this);
    this.#fit();
    this.#gone = [() => picks.stop(), () => size.disconnect(), ...this.#keys()];
  }

  disconnectedCallback(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#gone.forEach((undo) => undo());
  }

  get #table(): HTMLTableElement | null {
    return one<HTMLTableElement>("table", this);
  }

  get #heads(): HTMLTableCellElement[] {
    return all<HTMLTableCellElement>("thead th[data-column]", this);
  }

  get #key(): string {
    return `table:${this.dataset["view"] ?? ""}`;
  }

  /** Where the table fits, its head may stick to the page instead of to a scrolled frame. */
  #fit(): void {
    const frame = one(".table-scroll", this);
    if (!frame || frame.hasAttribute("data-tall")) return;
    frame.removeAttribute("data-fits");
    const fits = (this.#table?.scrollWidth ?? 0) <= frame.clientWidth + 1;
    frame.toggleAttribute("data-fits", fits);
    if (fits) frame.removeAttribute("tabindex");
    else frame.tabIndex = 0;
  }

  #addMenu(): void {
    const last = this.#heads.at(-1);
    if (!last || this.#heads.length < 3 || one(".columns-menu", this)) return;
    const id = `columns-${this.#table?.dataset["sheet"] ?? ""}`;
    const button = make("button", { class: "btn columns-menu", type: "button", "data-look": "quiet", "data-size": "small", "data-only-icon": true, "aria-label": text("columns"), title: text("columns"), popovertarget: id }, icon("columns-3"));
    const menu = make("div", { class: "menu", id, popover: true });
    menu.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState === "open") this.#fillMenu(menu, button);
    });
    last.append(button);
    this.append(menu);
  }

  #fillMenu(menu: HTMLElement, button: HTMLElement): void {
    const lines = this.#heads.filter((head) => !head.hasAttribute("data-keep")).map((head) => this.#choice(head));
    const reset = make("button", { class: "menu-item", type: "button" }, icon("rotate-ccw"), make("span", { class: "name" }, text("allColumns")));
    reset.addEventListener("click", () => {
      this.#keep({ hidden: [], widths: {} });
      menu.hidePopover();
    });
    menu.replaceChildren(...lines, make("hr"), reset);
    placeBeside(menu, button);
  }

  #choice(head: HTMLTableCellElement): HTMLElement {
    const key = head.dataset["column"] ?? "";
    const box = make("input", { type: "checkbox" });
    box.checked = !this.#kept.hidden.includes(key);
    box.addEventListener("change", () => {
      const others = this.#kept.hidden.filter((one) => one !== key);
      this.#keep({ ...this.#kept, hidden: box.checked ? others : [...others, key] });
    });
    return make("label", { class: "menu-item" }, box, make("span", { class: "name" }, nameOf(head)));
  }

  #addGrip(head: HTMLTableCellElement): void {
    if (one(".col-grip", head)) return;
    const grip = make("button", { class: "col-grip", type: "button", tabindex: "-1", "aria-label": text("resize", nameOf(head)) });
    grip.addEventListener("pointerdown", (event) => this.#drag(event, grip, head));
    grip.addEventListener("dblclick", () => this.#widen(head, null));
    grip.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
      if (by) this.#widen(head, head.offsetWidth + by);
    });
    head.append(grip);
  }

  #drag(event: PointerEvent, grip: HTMLElement, head: HTMLTableCellElement): void {
    event.preventDefault();
    const from = event.clientX;
    const width = head.offsetWidth;
    grip.setPointerCapture(event.pointerId);
    grip.toggleAttribute("data-held", true);
    const move = (moved: PointerEvent) => this.#widen(head, width + moved.clientX - from);
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", () => {
      grip.removeEventListener("pointermove", move);
      grip.removeAttribute("data-held");
    }, { once: true });
  }

  #widen(head: HTMLTableCellElement, width: number | null): void {
    const widths = Object.keys(this.#kept.widths).length ? { ...this.#kept.widths } : this.#naturalWidths();
    const key = head.dataset["column"] ?? "";
    if (width === null) delete widths[key];
    else widths[key] = Math.max(48, Math.round(width));
    this.#keep({ ...this.#kept, widths });
  }

  #naturalWidths(): Record<string, number> {
    return Object.fromEntries(this.#heads.map((head) => [head.dataset["column"] ?? "", head.offsetWidth]));
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    remember(this.#key, kept);
    this.#apply();
    this.#fit();
  }

  #apply(): void {
    const table = this.#table;
    if (!table) return;
    const scope = `table[data-sheet="${table.dataset["sheet"]}"]`;
    const rules = this.#heads.map((head) => this.#rule(scope, head));
    const widths = Object.values(this.#kept.widths);
    table.toggleAttribute("data-fixed", widths.length > 0);
    this.#sheet.replaceSync(rules.join("\n"));
  }

  #rule(scope: string, head: HTMLTableCellElement): string {
    const key = head.dataset["column"] ?? "";
    const nth = head.cellIndex + 1;
    if (this.#kept.hidden.includes(key)) return `${scope} tr:not(.group, .more, .none) > :nth-child(${nth}) { display: none }`;
    const width = this.#kept.widths[key];
    return width ? `${scope} thead th:nth-child(${nth}) { width: ${width}px }` : "";
  }

  #keys(): (() => void)[] {
    const links = () => all<HTMLAnchorElement>("tbody [data-record], tbody .row-title", this).filter((link) => !link.closest("[hidden]"));
    if (!links().length) return [];
    const step = (by: number) => () => {
      const list = links();
      const at = list.findIndex((link) => link === document.activeElement || link.closest("tr")?.contains(document.activeElement));
      list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))]?.focus();
    };
    const group = text("lists");
    const free = () => !one("dialog[open]") && !one("ll-ranked, ll-board");
    return [
      register({ keys: "j", says: text("next"), group, run: step(1), when: free }),
      register({ keys: "k", says: text("previous"), group, run: step(-1), when: free }),
    ];
  }
}

function nameOf(head: Element): string {
  return head.firstChild?.textContent?.trim() ?? "";
}
