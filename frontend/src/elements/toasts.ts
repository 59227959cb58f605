import { htmx } from "../exchange";
import { all, icon, make, one } from "../dom";
import { text } from "../texts";

interface Options {
  tone?: "bad";
  undo?: string;
}

const MOST = 3;
const SHORT = 6_000;
const LONG = 20_000;

/** What happened, at the foot of the screen; leaves by itself unless someone is on it. */
export class Toasts extends HTMLElement {
  #watch = new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach((node) => this.#live(node));
  });

  connectedCallback(): void {
    this.popover = "manual";
    this.querySelectorAll(".toast").forEach((toast) => this.#live(toast));
    this.#watch.observe(this, { childList: true });
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-toast-close]")) (event.target as Element).closest(".toast")?.remove();
    });
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
  }

  #live(node: Node): void {
    if (!(node instanceof HTMLElement) || !node.matches(".toast")) return;
    this.#raise();
    const older = all(".toast", this).slice(0, -MOST);
    older.forEach((toast) => toast.remove());
    const leave = () => (node.matches(":hover, :focus-within") ? setTimeout(leave, 2_000) : this.#leave(node));
    setTimeout(leave, node.hasAttribute("data-stay") ? LONG : SHORT);
  }

  #leave(node: HTMLElement): void {
    node.remove();
    if (!this.querySelector(".toast") && this.matches(":popover-open")) this.hidePopover();
  }

  /** The top layer again, so that a dialog opened since does not cover the words. */
  #raise(): void {
    if (this.matches(":popover-open")) this.hidePopover();
    this.showPopover();
  }
}

export function toast(words: string, options: Options = {}): void {
  const made = make("div", { class: "toast", role: options.tone ? "alert" : "status", "data-tone": options.tone ?? false, "data-stay": Boolean(options.tone ?? options.undo) });
  made.append(make("div", { class: "toast-text" }, words));
  if (options.undo) made.append(make("button", { type: "button", "hx-post": options.undo, "hx-target": "closest .toast", "hx-swap": "outerHTML" }, "Undo"));
  made.append(make("button", { type: "button", class: "toast-close", "data-toast-close": true, "aria-label": text("dismiss") }, icon("x", "small")));
  one("#toasts")?.append(made);
  htmx.process(made);
}
