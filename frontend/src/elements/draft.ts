import { debounced, make } from "../dom";
import { forget, remember, remembered } from "../store";
import { text } from "../texts";

interface Kept {
  fields: Record<string, string>;
  sent: boolean;
}

const SECRET = new Set(["csrfmiddlewaretoken", "version"]);

/** Nothing typed is lost: a form's fields are kept in this browser until they are saved. */
export class Draft extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #touched = false;

  connectedCallback(): void {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#bringBack(this.#form);
    const keepSoon = debounced(() => this.#touched && this.#keep(false), 300);
    this.addEventListener("input", () => {
      this.#touched = true;
      keepSoon();
    });
    this.#form.addEventListener("submit", () => this.#keep(true));
  }

  get #key(): string {
    return `draft:${location.pathname}:${this.dataset["draft"] ?? ""}`;
  }

  /** What was sent is touched no more: the keystroke before it must not keep it as unsent afterwards. */
  #keep(sent: boolean): void {
    this.#touched = false;
    if (this.#form) remember(this.#key, { fields: read(this.#form), sent } satisfies Kept);
  }

  #bringBack(form: HTMLFormElement): void {
    const kept = remembered<Kept>(this.#key);
    if (!kept || form.querySelector("[data-error]")) return;
    const differs = JSON.stringify(kept.fields) !== JSON.stringify(read(form));
    if (kept.sent || !differs) forget(this.#key);
    else this.#restore(form, kept.fields);
  }

  #restore(form: HTMLFormElement, fields: Record<string, string>): void {
    const before = read(form);
    write(form, fields);
    const discard = make("button", { type: "button", class: "link" }, text("discard"));
    const note = make("p", { class: "draft-note", role: "status" }, text("draft"), discard);
    discard.addEventListener("click", () => {
      write(form, before);
      forget(this.#key);
      note.remove();
    });
    form.prepend(note);
  }
}

function read(form: HTMLFormElement): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const field of fieldsOf(form)) {
    if (!isBox(field)) kept[field.name] = field.value;
    else if (field.checked) kept[`${field.name}=${field.value}`] = "on";
  }
  return kept;
}

function write(form: HTMLFormElement, kept: Record<string, string>): void {
  for (const field of fieldsOf(form)) {
    if (isBox(field)) field.checked = `${field.name}=${field.value}` in kept;
    else if (kept[field.name] !== undefined) field.value = kept[field.name]!;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldsOf(form: HTMLFormElement): Field[] {
  const fields = [...form.elements].filter((one) => one.matches("input, textarea, select")) as Field[];
  return fields.filter((one) => one.name && !SECRET.has(one.name) && !["password", "file", "hidden", "submit"].includes(one.type));
}

function isBox(field: Field): field is HTMLInputElement {
  return field.type === "checkbox" || field.type === "radio";
}
