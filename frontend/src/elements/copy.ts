import { announce } from "../dom";
import { toast } from "./toasts";
import { text } from "../texts";

/** Copies its value. */
export class Copy extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => void this.#copy());
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.dataset["value"] ?? "");
    announce(text("copied"));
    toast(text("copied"));
  }
}
