/** A long series, drawn in the browser once it comes into view. */
export class LongSeries extends HTMLElement {
  #watch: IntersectionObserver | null = null;
  #drop = () => {};

  connectedCallback(): void {
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) void this.#draw();
    });
    this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    this.#drop();
  }

  async #draw(): Promise<void> {
    this.#watch?.disconnect();
    const [{ drawSeries }, answer] = await Promise.all([import("../islands/series"), fetch(this.dataset["url"] ?? "")]);
    this.#drop = drawSeries(this, await answer.json());
  }
}
