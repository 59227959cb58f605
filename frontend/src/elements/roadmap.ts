/** A timeline: a still picture until its island makes it one to scroll, drag and move by keys. */
export class Roadmap extends HTMLElement {
  #drop = () => {};

  connectedCallback(): void {
    void this.#draw();
  }

  disconnectedCallback(): void {
    this.#drop();
  }

  async #draw(): Promise<void> {
    const { drawRoadmap } = await import("../islands/roadmap");
    if (this.isConnected) this.#drop = drawRoadmap(this);
  }
}
