import { all, announce, debounced, make, one } from "../dom";
import { fragment, token } from "../exchange";
import { isMac, register, verbsHere } from "../keys";
import { open } from "../dialogs";
import { remember, remembered } from "../store";
import { text } from "../texts";

interface Recent {
  name: string;
  url: string;
}

type Verb = ReturnType<typeof verbsHere>[number];
const MOST_VERBS = 6;

/** ⌘K: any record, view or action, found by typing, chosen with arrows. */
export class Palette extends HTMLElement {
  #gone = () => {};
  #asked: AbortController | null = null;
  #verbs: Verb[] = [];

  connectedCallback(): void {
    const forgetKey = register({ keys: "mod+k", says: text("find"), group: text("general"), run: () => this.#open() });
    const clicked = (event: Event) => {
      if ((event.target as Element).closest("[data-palette]")) this.#open();
    };
    document.addEventListener("click", clicked);
    this.#gone = () => (forgetKey(), document.removeEventListener("click", clicked));
    if (!isMac) {
      all("[data-command]").forEach((key) => (key.textContent = "ctrl K"));
      all("[data-mod]").forEach((key) => (key.textContent = "ctrl"));
    }
    this.#input.addEventListener("input", debounced(() => void this.#ask(), 80));
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("click", (event) => this.#clicked(event));
  }

  disconnectedCallback(): void {
    this.#gone();
  }

  get #dialog(): HTMLDialogElement {
    return one<HTMLDialogElement>("dialog", this)!;
  }

  get #input(): HTMLInputElement {
    return one<HTMLInputElement>("input", this)!;
  }

  get #results(): HTMLElement {
    return one(".palette-results", this)!;
  }

  get #items(): HTMLElement[] {
    return all(".palette-item", this);
  }

  #open(): void {
    if (!this.#dialog.open) this.#verbs = verbsHere();
    open(this.#dialog);
    this.#input.select();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    const words = this.#input.value.trim();
    const url = new URL(this.dataset["url"] ?? "", location.href);
    url.searchParams.set("q", words);
    try {
      const html = await fragment(url.href, signal);
      this.#show(html, words);
    } catch {
      return;
    }
  }

  #show(html: string, words: string): void {
    const template = make("template");
    template.innerHTML = html;
    this.#results.replaceChildren(...(words ? this.#here(words) : recents()), template.content);
    this.#choose(0);
    announce(this.#items.length ? text("results", String(this.#items.length)) : text("nothing"));
  }

  /** What the page itself can do, by the words that begin in it. */
  #here(words: string): HTMLElement[] {
    const asked = words.toLowerCase().split(/\s+/);
    const fits = ({ says }: Verb) => asked.every((word) => says.toLowerCase().split(/\s+/).some((own) => own.startsWith(word)));
    const found = this.#verbs.filter((verb, at) => fits(verb) && this.#verbs.findIndex((one) => one.keys === verb.keys) === at);
    return found.length ? [group(text("here"), found.slice(0, MOST_VERBS).map((verb, n) => this.#verb(verb, n)))] : [];
  }

  #verb(verb: Verb, n: number): HTMLElement {
    const item = make("div", { class: "palette-item", role: "option", "aria-selected": "false", id: `palette-verb-${n}` }, make("span", { class: "name" }, verb.says), make("kbd", { "aria-hidden": "true" }, verb.keys));
    item.addEventListener("ll:chosen", () => verb.run());
    return item;
  }

  #choose(place: number): void {
    const items = this.#items;
    const chosen = items.at(items.length ? place % items.length : 0);
    items.forEach((item) => item.setAttribute("aria-selected", String(item === chosen)));
    if (chosen) this.#input.setAttribute("aria-activedescendant", chosen.id);
    else this.#input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    const at = this.#items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") this.#choose(at + 1);
    else if (event.key === "ArrowUp") this.#choose(at - 1);
    else if (event.key === "Enter") this.#follow(this.#items[at], event.metaKey || event.ctrlKey);
    else return;
    event.preventDefault();
  }

  #clicked(event: MouseEvent): void {
    const item = (event.target as Element).closest<HTMLElement>(".palette-item");
    if (!item) return;
    event.preventDefault();
    this.#follow(item, event.metaKey || event.ctrlKey);
  }

  /** A verb of the page: the focus goes back to where it was first. */
  #do(item: HTMLElement | undefined): void {
    if (!item) return;
    this.#dialog.close();
    item.dispatchEvent(new Event("ll:chosen"));
  }

  #follow(item: HTMLElement | undefined, aside: boolean): void {
    if (!(item instanceof HTMLAnchorElement)) return this.#do(item);
    keep({ name: one(".name", item)?.textContent ?? "", url: item.getAttribute("href") ?? "" }, item.dataset["method"]);
    this.#dialog.close();
    if (item.dataset["method"] === "post") sendForm(item.href);
    else if (aside) window.open(item.href, "_blank", "noopener");
    else location.assign(item.href);
  }
}

function group(name: string, items: HTMLElement[]): HTMLElement {
  return make("div", { role: "group", "aria-label": name }, make("div", { class: "palette-group", "aria-hidden": "true" }, name), ...items);
}

function recents(): HTMLElement[] {
  const kept = remembered<Recent[]>("recent") ?? [];
  if (!kept.length) return [];
  return [group(text("recent"), kept.map(({ name, url }, n) => recent(name, url, n)))];
}

function recent(name: string, url: string, n: number): HTMLElement {
  return make("a", { class: "palette-item", role: "option", tabindex: "-1", "aria-selected": "false", id: `palette-recent-${n}`, href: url }, make("span", { class: "name" }, name));
}

function keep(entry: Recent, method: string | undefined): void {
  if (method || !entry.url.startsWith("/")) return;
  const others = (remembered<Recent[]>("recent") ?? []).filter((one) => one.url !== entry.url);
  remember("recent", [entry, ...others].slice(0, 5));
}

function sendForm(url: string): void {
  const field = make("input", { type: "hidden", name: "csrfmiddlewaretoken", value: token() });
  const form = make("form", { method: "post", action: url, hidden: true }, field);
  document.body.append(form);
  form.submit();
}
