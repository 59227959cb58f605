import { htmx } from "../exchange";
import { all, make, one } from "../dom";
import { text } from "../texts";
import { toast } from "./toasts";

type Field = HTMLInputElement | HTMLSelectElement;

/** What was typed into a field whose row was drawn anew around it. */
interface Kept {
  value: string;
  isNew: boolean;
  selection: [number | null, number | null] | null;
  waits: boolean;
}

/** A value edited where it stands. Nothing typed is lost when the row around it is drawn anew by what was saved beside it. */
export class Edit extends HTMLElement {
  static #entered = "";
  /** The saves under way by record: the next value of a record is sent on top of the version they make. */
  static #under = new Map<string, Promise<unknown>>();
  #sending = false;
  #waits = false;

  connectedCallback(): void {
    one("button", this)?.addEventListener("click", () => this.#open());
    this.addEventListener("ll:refused", () => this.#refused());
    this.addEventListener("focusin", () => (Edit.#entered = this.#address));
  }

  disconnectedCallback(): void {
    const field = one<Field>(".edit-input", this);
    if (!field || (this.#sending && !this.#waits)) return;
    const address = this.#address;
    const kept: Kept = { value: field.value, isNew: field.value !== (this.dataset["value"] ?? ""), selection: selectionOf(field), waits: this.#waits };
    queueMicrotask(() => this.isConnected || Edit.#resume(address, kept));
  }

  /** Opens the same value in the row drawn anew, as it was being typed; says what was typed where there is none. */
  static #resume(address: string, kept: Kept): void {
    const again = all<Edit>("ll-edit").find((each) => each.#address === address);
    const field = again ? again.#open() : null;
    if (!again || !field) return kept.isNew ? toast(text("unsaved", kept.value), { tone: "bad" }) : undefined;
    field.value = kept.value;
    if (kept.selection && field instanceof HTMLInputElement) field.setSelectionRange(...kept.selection);
    if (kept.waits) again.#save(field);
  }

  /** Its own choices, or those that many values on a page share by id. */
  get #choices(): HTMLTemplateElement | null {
    const shared = this.dataset["choices"];
    return shared ? one<HTMLTemplateElement>(`#${CSS.escape(shared)}`) : one<HTMLTemplateElement>("template", this);
  }

  /** What the value belongs to: says so itself, or the row around all its values does. */
  get #record(): DOMStringMap {
    return this.dataset["url"] ? this.dataset : (this.closest<HTMLElement>("[data-url][data-version]")?.dataset ?? {});
  }

  /** Which value of which record this is; a row drawn anew has it again. */
  get #address(): string {
    return `${this.#record["url"] ?? ""} ${this.dataset["name"] ?? ""}`;
  }

  #open(): Field | null {
    const button = one("button", this);
    if (!button || one(".edit-input", this)) return one<Field>(".edit-input", this);
    const field = this.#field();
    button.hidden = true;
    button.after(field, make("span", { class: "under row-error", role: "alert", "data-refusal": true }));
    field.focus();
    if (field instanceof HTMLInputElement && field.type === "text") field.select();
    field.addEventListener("keydown", (event) => this.#key(event as KeyboardEvent, field));
    // A field taken away loses the focus too, and is not to be saved for that.
    field.addEventListener("blur", () => queueMicrotask(() => this.#save(field)));
    if (field instanceof HTMLSelectElement) field.addEventListener("change", () => this.#save(field));
    return field;
  }

  #field(): Field {
    const { label = "", kind = "text", value = "" } = this.dataset;
    const choices = this.#choices;
    if (choices) {
      const list = make("select", { class: "edit-input", "aria-label": label }, choices.content.cloneNode(true));
      list.value = value;
      return list;
    }
    const field = make("input", { class: "edit-input", type: kind, "aria-label": label, step: kind === "number" ? "any" : false });
    field.value = value;
    return field;
  }

  #key(event: KeyboardEvent, field: Field): void {
    event.stopPropagation();
    if (event.key === "Enter") this.#save(field, true);
    if (event.key === "Escape") this.#close(field, true);
  }

  #save(field: Field, stays = false): void {
    if (this.#sending || !field.isConnected) return;
    if (field.value === (this.dataset["value"] ?? "")) return this.#close(field, stays);
    this.#sending = true;
    const { url = "" } = this.#record;
    const before = Edit.#under.get(url);
    if (!before) return this.#send(field, url);
    this.#waits = true;
    void before.then(() => this.#wake(field, url));
  }

  /** Another value of the record was refused meanwhile, and the row is still the same. */
  #wake(field: Field, url: string): void {
    this.#waits = false;
    if (field.isConnected) this.#send(field, url);
  }

  #send(field: Field, url: string): void {
    one("[data-refusal]", this)?.replaceChildren();
    const { name = "value", target = "closest tr", select } = this.dataset;
    const { version = "" } = this.#record;
    const answered = htmx.ajax("POST", url, { source: this, target: this.#target(target), swap: "outerHTML", ...(select ? { select } : {}), values: { [name]: field.value, version } });
    const done = Promise.resolve(answered).finally(() => Edit.#under.delete(url));
    Edit.#under.set(url, done);
    void done.then(Edit.#return);
  }

  /** The focus goes back to the value that had it, once the row around it was drawn anew. */
  static #return(this: void): void {
    if (document.activeElement && document.activeElement !== document.body) return;
    const again = all<Edit>("ll-edit").find((each) => each.#address === Edit.#entered);
    if (again) one("button", again)?.focus({ preventScroll: true });
  }

  #refused(): void {
    this.#sending = false;
    one(".edit-input", this)?.setAttribute("aria-invalid", "true");
  }

  #target(selector: string): Element {
    return (selector.startsWith("closest ") ? this.closest(selector.slice(8)) : one(selector)) ?? this;
  }

  #close(field: HTMLElement, stays: boolean): void {
    this.#sending = true;
    const button = one("button", this);
    field.remove();
    one("[data-refusal]", this)?.remove();
    if (button) button.hidden = false;
    if (stays) button?.focus();
    this.#sending = false;
  }
}

function selectionOf(field: Field): Kept["selection"] {
  return field instanceof HTMLInputElement && field.type === "text" ? [field.selectionStart, field.selectionEnd] : null;
}
