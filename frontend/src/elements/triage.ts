import { all, one } from "../dom";
import { register } from "../keys";
import { text } from "../texts";

const ALONE = [["a", "archive"], ["m", "merge"], ["shift+m", "mergeInto"], ["shift+z", "snooze"]] as const;

/** An inbox beside its open record: what is settled leaves the list, and the next one opens. */
export class Triage extends HTMLElement {
  #at = 0;
  #wasOpen = false;
  #gone: (() => void)[] = [];
  #watch = new MutationObserver(() => this.#settled());

  connectedCallback(): void {
    const swapped = () => this.#remember();
    document.addEventListener("htmx:after:swap", swapped);
    this.#gone = [() => document.removeEventListener("htmx:after:swap", swapped), () => this.#watch.disconnect()];
    const rows = one("tbody[data-rows]", this);
    if (rows) this.#watch.observe(rows, { childList: true });
    // After the table within, whose keys move the focus alone.
    setTimeout(() => this.isConnected && this.#gone.push(...this.#keys()));
  }

  disconnectedCallback(): void {
    this.#gone.forEach((undo) => undo());
  }

  get #links(): HTMLAnchorElement[] {
    return all<HTMLAnchorElement>("tbody [data-record]", this);
  }

  get #isOpen(): boolean {
    return one("ll-panel")?.hidden === false;
  }

  #keys(): (() => void)[] {
    const group = text("lists");
    const open = () => this.#isOpen && !one("dialog[open]");
    const alone = () => !this.#isOpen && this.contains(document.activeElement) && one("tbody", this)?.contains(document.activeElement) === true;
    return [
      register({ keys: "j", says: text("next"), group, run: () => this.#open(this.#at + 1), when: open }),
      register({ keys: "k", says: text("previous"), group, run: () => this.#open(this.#at - 1), when: open }),
      ...ALONE.map(([keys, says]) => register({ keys, says: text(says), group, run: () => this.#press(keys), when: alone })),
    ];
  }

  /** A verb of the bar for the focused row, where none is selected. */
  #press(keys: string): void {
    const row = document.activeElement?.closest("tr");
    const boxes = all<HTMLInputElement>("input[data-pick]", this);
    const own = row && one<HTMLInputElement>("input[data-pick]", row);
    if (own && !boxes.some((box) => box.checked)) own.click();
    one(`[data-pick-bar] [data-key="${keys}"]`, this)?.click();
  }

  #open(at: number): void {
    const links = this.#links;
    const link = links[Math.max(0, Math.min(links.length - 1, at))];
    link?.scrollIntoView({ block: "nearest" });
    link?.click();
  }

  #remember(): void {
    const row = one("tr[data-open]", this);
    if (row) this.#at = this.#links.findIndex((link) => row.contains(link));
    this.#wasOpen = this.#isOpen;
  }

  #settled(): void {
    const links = this.#links;
    if (!links.length) return location.assign(this.dataset["list"] ?? location.href);
    if (one("tr[data-open]", this)) return this.#remember();
    if (this.#wasOpen && this.#isOpen) this.#open(this.#at);
    else if (document.activeElement === document.body) links[Math.min(this.#at, links.length - 1)]?.focus();
  }
}
