/** The view that one is at stands in sight, however many there are beside it. */
import { all } from "./dom";

export function startTabs(): void {
  for (const here of all(".tabs > [aria-current]")) {
    const tabs = here.parentElement!;
    tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
  }
}
