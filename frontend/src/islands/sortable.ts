import Sortable from "sortablejs";
import type { Ranked } from "../elements/ranked";

type Order = () => Map<HTMLElement, Element[]>;

/** Makes every list of a ranked list or board take drops; a drag takes all selected items along. */
export function makeSortable(host: Ranked, order: Order): void {
  let before: ReturnType<Order> = new Map();
  let taken: HTMLLIElement[] = [];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const list of host.lists) {
    Sortable.create(list, {
      group: host.dataset["group"] ?? "ranked",
      draggable: "[data-item]",
      ...(list.querySelector(".grip") ? { handle: ".grip" } : {}),
      filter: "a, button, input",
      preventOnFilter: false,
      animation: still ? 0 : 120,
      delay: 140,
      delayOnTouchOnly: true,
      ghostClass: "drag-ghost",
      chosenClass: "drag-held",
      onStart: ({ item }) => {
        before = order();
        taken = together(host, item as HTMLLIElement);
      },
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        if (from === to && oldIndex === newIndex) return;
        gather(item as HTMLLIElement, taken);
        host.send(taken, before);
      },
    });
  }
}

function together(host: Ranked, item: HTMLLIElement): HTMLLIElement[] {
  if (!item.hasAttribute("data-picked")) return [item];
  return host.items.filter((one) => one.hasAttribute("data-picked"));
}

/** The others of the selection join the dropped one, in their order. */
function gather(item: HTMLLIElement, taken: HTMLLIElement[]): void {
  const at = taken.indexOf(item);
  item.before(...taken.slice(0, at));
  item.after(...taken.slice(at + 1));
}
