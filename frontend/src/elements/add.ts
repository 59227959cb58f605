import { all, announce, icon, make, one } from "../dom";
import { htmx, post, Refused } from "../exchange";
import { register } from "../keys";
import { text } from "../texts";

/** Where the next row goes; the one after it goes below that one. */
interface Spot {
  place: string;
  row: HTMLElement | null;
}

/** New rows in one line each, at an end of the list or below a row; the field stays ready for the next. */
export class Add extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #spot: Spot | null = null;
  #sending: Promise<void> = Promise.resolve();
  #pressed = false;
  #gone: (() => void)[] = [];
  #plus = make("button", { class: "add-below", type: "button", tabindex: "-1", "data-add-below": true }, icon("plus", "small"));

  connectedCallback(): void {
    this.#form ??= one<HTMLFormElement>("form", this);
    const stop = new AbortController();
    const { signal } = stop;
    this.#form?.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.#form?.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#form?.addEventListener("focusout", () => setTimeout(() => this.#left()), { signal });
    document.addEventListener("pointerdown", () => (this.#pressed = true), { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => this.#released()), { signal, capture: true });
    this.#select?.addEventListener("change", () => this.#select?.value !== "below" && this.#toEnd(this.#select?.value), { signal });
    if (this.#below) {
      document.addEventListener("click", (event) => this.#clicked(event.target as Element), { signal });
      this.#rows?.addEventListener("pointerover", (event) => this.#offer(event), { signal });
    }
    this.#gone = [() => stop.abort(), ...this.#keys()];
  }

  disconnectedCallback(): void {
    this.#gone.forEach((undo) => undo());
  }

  /** The words for a place below a row; none where the rows do not stand by their ranks. */
  get #below(): string {
    return this.dataset["below"] ?? "";
  }

  get #rows(): HTMLElement | null {
    return one(`#${CSS.escape(this.dataset["rows"] ?? "")}`);
  }

  get #title(): HTMLInputElement | null {
    return this.#form ? one<HTMLInputElement>("[name=title]", this.#form) : null;
  }

  get #select(): HTMLSelectElement | null {
    return this.#form ? one<HTMLSelectElement>("[name=place]", this.#form) : null;
  }

  /** The row that keys are about: the focused one, or else the last that is selected. */
  get #inHand(): HTMLElement | null {
    const rows = this.#rows;
    if (!rows) return null;
    const focused = document.activeElement?.closest<HTMLElement>("[data-item]") ?? null;
    return focused && rows.contains(focused) ? focused : (all("[data-picked]", rows).at(-1) ?? null);
  }

  #keys(): (() => void)[] {
    const group = text("lists");
    const end = register({ keys: "e", says: text("addAtEnd"), group, run: () => this.#toEnd("bottom") });
    if (!this.#below) return [end];
    return [register({ keys: "b", says: text("addBelow"), group, run: () => this.#toRow(this.#inHand), when: () => this.#inHand !== null }), end];
  }

  #clicked(target: Element): void {
    const button = target.closest("[data-add-below]");
    if (button) this.#toRow(button.closest<HTMLElement>("[data-item]") ?? this.#inHand);
  }

  #offer(event: PointerEvent): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-item]");
    if (event.pointerType === "touch" || !row || row.contains(this.#plus)) return;
    const says = `${text("add")} ${this.#nameOf(row)}`;
    this.#plus.setAttribute("aria-label", says);
    this.#plus.title = says;
    one(".item-title", row)?.append(this.#plus);
  }

  #nameOf(row: HTMLElement): string {
    return this.#below.replace("{key}", row.dataset["name"] ?? "");
  }

  #toRow(row: HTMLElement | null): void {
    if (!row || !this.#form) return;
    this.#home();
    const span = row.querySelectorAll(":scope > td").length;
    row.after(make("tr", { class: "adding" }, make("td", { colspan: String(span) }, this.#form)));
    this.#spot = { place: "below", row };
    this.#name(row);
    this.#focus();
  }

  #toEnd(place = "top"): void {
    this.#home();
    if (this.#select) this.#select.value = place;
    this.#focus();
  }

  #name(row: HTMLElement): void {
    const select = this.#select;
    const option = select?.querySelector("[value=below]") ?? make("option", { value: "below" });
    option.textContent = this.#nameOf(row);
    select?.append(option);
    if (select) select.value = "below";
  }

  #focus(): void {
    this.#title?.focus({ preventScroll: true });
    this.#form?.scrollIntoView({ block: "nearest" });
  }

  /** The form back to its own place, with what was typed in it. */
  #home(): void {
    if (!this.#spot || !this.#form) return;
    this.append(this.#form);
    all("tr.adding", this.#rows ?? document).forEach((row) => row.remove());
    this.#select?.querySelector("[value=below]")?.remove();
    this.#spot = null;
  }

  #released(): void {
    this.#pressed = false;
    this.#left();
  }

  /** Not while a button is held: the rows would move away from under the pointer, and the click would be lost. */
  #left(): void {
    if (!this.#pressed && this.#form && !this.#form.contains(document.activeElement)) this.#home();
  }

  #key(event: KeyboardEvent): void {
    const row = this.#spot?.row;
    if (event.key !== "Escape" || !row) return;
    event.stopPropagation();
    this.#home();
    row.focus();
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    const title = this.#title;
    if (!this.#form || !title?.value.trim()) return;
    const fields = new FormData(this.#form);
    const spot = this.#spot ?? { place: this.#select?.value ?? "top", row: null };
    title.value = "";
    title.focus();
    this.#sending = this.#sending.then(() => this.#send(fields, spot));
  }

  async #send(fields: FormData, spot: Spot): Promise<void> {
    fields.set("after", spot.row?.dataset["item"] ?? "");
    if (spot.row) fields.delete("place");
    try {
      this.#show(await post(this.#form?.getAttribute("action") ?? "", fields, this.#form ?? this), spot);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (this.#title && !this.#title.value) this.#title.value = String(fields.get("title"));
    }
  }

  #show(answer: string, spot: Spot): void {
    const template = document.createElement("template");
    template.innerHTML = answer;
    const row = one("[data-item]", template.content);
    announce(one(".toast-text", template.content)?.textContent ?? "");
    if (!row || !this.#put(row, spot)) return;
    htmx.process(row);
    if (spot.row) spot.row = row;
    if (spot !== this.#spot) return;
    this.#name(row);
    this.#form?.scrollIntoView({ block: "nearest" });
  }

  /** The end is not on the page while there are more rows to come. */
  #put(row: HTMLElement, spot: Spot): boolean {
    const rows = this.#rows;
    if (spot.row) spot.row.after(row);
    else if (spot.place === "top") rows?.prepend(row);
    else if (rows && !one("tr.more", rows)) rows.append(row);
    return row.isConnected;
  }
}
