import { one } from "../dom";

/** Shows which file was chosen or dropped. */
export class Drop extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("dragover", () => this.toggleAttribute("data-over", true));
    for (const name of ["dragleave", "drop"]) this.addEventListener(name, () => this.removeAttribute("data-over"));
    this.addEventListener("change", () => this.#tell());
  }

  #tell(): void {
    const files = [...(one<HTMLInputElement>("input", this)?.files ?? [])];
    const words = one("[data-drop-text]", this);
    if (words && files.length) words.textContent = files.map((file) => `${file.name} (${sizeOf(file.size)})`).join(", ");
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
