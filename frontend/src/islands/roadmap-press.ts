/** A finger that rests on a box takes hold of it; one that goes on at once scrolls as ever. */

const REST = 350;
const SLIP = 8;

export class Press {
  #timer = 0;
  #at: [number, number] = [0, 0];
  holds = false;

  constructor(scroller: HTMLElement, signal: AbortSignal) {
    // The browser must not scroll away with what is held, and it asks before the first move only.
    scroller.addEventListener("touchmove", (event) => this.holds && event.cancelable && event.preventDefault(), { passive: false, signal });
    scroller.addEventListener("contextmenu", (event) => (this.holds || this.#timer) && event.preventDefault(), { signal });
  }

  begin(event: PointerEvent, then: () => void): void {
    this.end();
    this.#at = [event.clientX, event.clientY];
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.holds = true;
      navigator.vibrate?.(12);
      then();
    }, REST);
  }

  /** Says whether the finger has gone on before it held anything. */
  slipped(event: PointerEvent): boolean {
    if (!this.#timer || Math.hypot(event.clientX - this.#at[0], event.clientY - this.#at[1]) < SLIP) return false;
    this.end();
    return true;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.holds = false;
  }
}
