import { isMac, knownKeys, NAMES, register } from "../keys";
import { make, one } from "../dom";
import { remember, remembered } from "../store";
import { open } from "../dialogs";
import { text } from "../texts";

/** `?` lists the keys that work here and now. */
export class KeyHelp extends HTMLElement {
  #gone = () => {};

  connectedCallback(): void {
    const forgetKey = register({ keys: "?", says: text("help"), group: text("general"), run: () => this.#open() });
    const clicked = (event: Event) => {
      if ((event.target as Element).closest("[data-keys-open]")) this.#open();
    };
    document.addEventListener("click", clicked);
    this.#gone = () => {
      forgetKey();
      document.removeEventListener("click", clicked);
    };
  }

  disconnectedCallback(): void {
    this.#gone();
  }

  #open(): void {
    const groups = [...knownKeys()].map(([name, lines]) => section(name, lines));
    one("[data-keys]", this)?.replaceChildren(make("div", { class: "keys" }, ...groups), singleKeys());
    open(one<HTMLDialogElement>("dialog", this));
    one("[data-keys]", this)?.scrollIntoView({ block: "start" });
  }
}

function section(name: string, lines: { keys: string; says: string }[]): HTMLElement {
  const list = make("dl");
  for (const { keys, says } of lines) list.append(make("dt", {}, says), make("dd", {}, ...keycaps(keys)));
  return make("section", {}, make("h3", {}, name), list);
}

function keycaps(keys: string): (Node | string)[] {
  return keys.split(/[ +]/).flatMap((key) => [make("kbd", {}, keyName(key)), " "]);
}

function keyName(key: string): string {
  if (key === "mod") return isMac ? "⌘" : "ctrl";
  return NAMES[key] ?? key;
}

function singleKeys(): HTMLElement {
  const box = make("input", { type: "checkbox", id: "single-keys" });
  box.checked = remembered<boolean>("single-keys") !== false;
  box.addEventListener("change", () => remember("single-keys", box.checked));
  return make("div", { class: "choice" }, box, make("label", { for: "single-keys" }, text("singleKeys")));
}
