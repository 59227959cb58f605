/** Why a bar moved: asked beneath the timeline after the fact, and left alone as easily as answered. */
import { all, one } from "../dom";

const ASK = ".roadmap-why";

/** Skip by button or by Escape; the answer lets go of the questions. */
export function asking(signal: AbortSignal): void {
  const place = one("#roadmap-ask");
  place?.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("[data-skip]");
    pressed?.closest(ASK)?.remove();
  }, { signal });
  place?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") (event.target as Element).closest(ASK)?.remove();
  }, { signal });
}

/** Before another move is told: what nobody has begun to answer goes. */
export function dropUnanswered(): void {
  for (const ask of all(`#roadmap-ask ${ASK}`)) {
    const typed = one<HTMLInputElement>("input[name=reason]", ask);
    if (!typed?.value && !ask.contains(document.activeElement)) ask.remove();
  }
}
