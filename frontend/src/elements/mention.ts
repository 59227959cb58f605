import { all, announce, debounced, make, one } from "../dom";
import { fragment } from "../exchange";
import { text } from "../texts";

const BEFORE_CARET = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.'’-]*(?: [\p{L}\p{N}_.'’-]+)?)$/u;

/** Names people behind an @ as one types; arrows choose, Enter or Tab takes, Escape leaves. */
export class Mention extends HTMLElement {
  #asked: AbortController | null = null;

  connectedCallback(): void {
    const ask = debounced(() => void this.#ask(), 90);
    this.#field?.addEventListener("input", ask);
    this.#field?.addEventListener("keydown", (event) => this.#key(event));
    this.#field?.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
    this.addEventListener("pointerdown", (event) => this.#pressed(event));
  }

  get #field(): HTMLTextAreaElement | null {
    return one<HTMLTextAreaElement>("textarea", this);
  }

  get #people(): HTMLElement[] {
    return all("[role=option]", this);
  }

  /** What stands between the @ and the caret; null where there is none. */
  #typed(): string | null {
    const field = this.#field;
    if (!field || field.selectionStart !== field.selectionEnd) return null;
    return BEFORE_CARET.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
  }

  async #ask(): Promise<void> {
    const words = this.#typed();
    this.#asked?.abort();
    if (words === null) return this.#close();
    const { signal } = (this.#asked = new AbortController());
    const url = new URL(this.dataset["url"] ?? "", location.href);
    url.searchParams.set("q", words);
    try {
      this.#show(await fragment(url.href, signal));
    } catch {
      this.#close();
    }
  }

  #show(html: string): void {
    const list = one("ul", this) ?? make("ul", { class: "mention-list", role: "listbox", "aria-label": text("people"), id: `${this.#field?.id ?? ""}-people` });
    const template = make("template");
    template.innerHTML = html;
    list.replaceChildren(template.content);
    if (!list.childElementCount) return this.#close();
    this.append(list);
    this.#people.forEach((person, place) => (person.id = `${list.id}-${place}`));
    this.#field?.setAttribute("aria-controls", list.id);
    this.#choose(0);
    announce(text("results", String(this.#people.length)));
  }

  #close(): void {
    one("ul", this)?.remove();
    this.#field?.removeAttribute("aria-activedescendant");
    this.#field?.removeAttribute("aria-controls");
  }

  #choose(place: number): void {
    const chosen = this.#people.at(place % this.#people.length);
    this.#people.forEach((person) => person.setAttribute("aria-selected", String(person === chosen)));
    if (chosen) this.#field?.setAttribute("aria-activedescendant", chosen.id);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) return this.#send(event);
    const people = this.#people;
    if (!people.length) return;
    const at = people.findIndex((person) => person.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") this.#choose(at + 1);
    else if (event.key === "ArrowUp") this.#choose(at - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.#take(people[at]);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #send(event: KeyboardEvent): void {
    event.preventDefault();
    this.#field?.form?.requestSubmit();
  }

  #pressed(event: Event): void {
    const person = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (!person) return;
    event.preventDefault();
    this.#take(person);
  }

  #take(person: HTMLElement | undefined): void {
    const field = this.#field;
    const typed = this.#typed();
    if (!field || !person || typed === null) return;
    const start = field.selectionStart - typed.length;
    field.setRangeText(`${person.dataset["handle"] ?? ""} `, start, field.selectionStart, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#close();
    field.focus();
  }
}
