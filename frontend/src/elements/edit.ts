import { htmx } from "../exchange";
import { make, one } from "../dom";

/** A value edited where it stands. */
export class Edit extends HTMLElement {
  #sending = false;

  connectedCallback(): void {
    one("button", this)?.addEventListener("click", () => this.#open());
    this.addEventListener("ll:refused", () => (this.#sending = false));
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

  #open(): void {
    const button = one("button", this);
    if (!button) return;
    const field = this.#field();
    button.hidden = true;
    button.after(field);
    field.focus();
    if (field instanceof HTMLInputElement && field.type === "text") field.select();
    field.addEventListener("keydown", (event) => this.#key(event as KeyboardEvent, field));
    field.addEventListener("blur", () => this.#save(field));
    if (field instanceof HTMLSelectElement) field.addEventListener("change", () => this.#save(field));
  }

  #field(): HTMLInputElement | HTMLSelectElement {
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

  #key(event: KeyboardEvent, field: HTMLInputElement | HTMLSelectElement): void {
    event.stopPropagation();
    if (event.key === "Enter") this.#save(field);
    if (event.key === "Escape") this.#close(field);
  }

  #save(field: HTMLInputElement | HTMLSelectElement): void {
    if (this.#sending || !field.isConnected) return;
    if (field.value === (this.dataset["value"] ?? "")) return this.#close(field);
    this.#sending = true;
    const { name = "value", target = "closest tr", select } = this.dataset;
    const { url = "", version = "" } = this.#record;
    void htmx.ajax("POST", url, { source: this, target: this.#target(target), swap: "outerHTML", ...(select ? { select } : {}), values: { [name]: field.value, version } });
  }

  #target(selector: string): Element {
    return (selector.startsWith("closest ") ? this.closest(selector.slice(8)) : one(selector)) ?? this;
  }

  #close(field: HTMLElement): void {
    this.#sending = true;
    const button = one("button", this);
    field.remove();
    if (button) button.hidden = false;
    button?.focus();
    this.#sending = false;
  }
}
