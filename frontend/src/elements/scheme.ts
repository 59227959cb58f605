import { all } from "../dom";
import { token } from "../exchange";

/** Light, dark, or as the system says; at once here, and kept by the server. */
export class Scheme extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const choice = (event.target as Element).closest<HTMLElement>("[data-scheme-choice]")?.dataset["schemeChoice"];
      if (choice) this.#choose(choice);
    });
  }

  #choose(scheme: string): void {
    document.documentElement.dataset["scheme"] = scheme;
    for (const item of all("[data-scheme-choice]", this)) item.setAttribute("aria-checked", String(item.dataset["schemeChoice"] === scheme));
    const url = this.dataset["url"];
    if (!url) return;
    const body = new FormData();
    body.set("scheme", scheme);
    void fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), "HX-Request": "true" } });
  }
}
