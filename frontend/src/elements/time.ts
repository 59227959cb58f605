const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** Keeps "5 minutes ago" true while the page stays open. */
export class Time extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#timer = window.setInterval(() => this.#tell(), 60_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const time = this.querySelector("time");
    const seconds = (new Date(time?.dateTime ?? "").getTime() - Date.now()) / 1_000;
    const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
    if (!time || !step || Math.abs(seconds) > 30 * 86_400) return;
    const language = document.documentElement.lang || "en";
    time.textContent = new Intl.RelativeTimeFormat(language).format(Math.trunc(seconds / step[1]), step[0]);
  }
}
