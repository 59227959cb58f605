import { all, announce, one } from "../dom";
import { fragment, htmx, post, Refused } from "../exchange";
import { register } from "../keys";
import { text } from "../texts";

type Node = HTMLLIElement;

/** A tree of records: opened branch by branch from the server, walked by arrows, moved by dragging or by keys. */
export class Branches extends HTMLElement {
  #held: Node | null = null;
  #stop = new AbortController();
  #gone: (() => void)[] = [];

  connectedCallback(): void {
    const { signal } = (this.#stop = new AbortController());
    this.addEventListener("click", (event) => void this.#clicked(event), { signal });
    this.addEventListener("keydown", (event) => void this.#key(event), { signal });
    if (this.dataset["may"]) this.#makeMovable(signal);
    const first = this.#nodes[0];
    if (first) first.tabIndex = 0;
    this.#gone = this.#keys();
    if ("small" in this.dataset) void this.#openRoots();
  }

  /** A tree of few roots shows what stands right below them. */
  async #openRoots(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => this.#open(node, true)));
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#gone.forEach((undo) => undo());
  }

  /** What is in sight, in reading order. */
  get #nodes(): Node[] {
    return all<Node>("[data-node]", this).filter((node) => !node.closest("[role=group][hidden]"));
  }

  get #focused(): Node | null {
    return document.activeElement?.closest<Node>("[data-node]") ?? null;
  }

  /** Keys that enter the tree from anywhere on its page; one within a record waits until it has the focus. */
  #keys(): (() => void)[] {
    const group = text("lists");
    const free = () => !one("dialog[open]") && (this.contains(document.activeElement) || this.#isNext);
    const arriving = () => free() && document.activeElement === document.body;
    const [next, previous] = [() => this.#step(1), () => this.#step(-1)];
    return [
      register({ keys: "j", says: text("next"), group, run: next, when: free }),
      register({ keys: "k", says: text("previous"), group, run: previous, when: free }),
      register({ keys: "ArrowDown", says: text("next"), group, run: next, when: arriving }),
      register({ keys: "ArrowUp", says: text("previous"), group, run: previous, when: arriving }),
      register({ keys: "Enter", says: text("next"), group, run: next, when: arriving }),
    ];
  }

  get #isNext(): boolean {
    return !this.closest("#record") && !document.activeElement?.closest("ll-branches");
  }

  #step(by: number): void {
    const nodes = this.#nodes;
    const focused = this.#focused;
    this.#go(focused ? nodes[nodes.indexOf(focused) + by] : (nodes.find((node) => node.tabIndex === 0) ?? nodes[0]));
  }

  async #clicked(event: MouseEvent): Promise<void> {
    const target = event.target as Element;
    const more = target.closest<HTMLAnchorElement>("[data-more]");
    if (more) {
      event.preventDefault();
      return this.#more(more);
    }
    const node = target.closest<Node>("[data-node]");
    if (node && target.closest("[data-twist]")) await this.#toggle(node);
  }

  async #more(link: HTMLAnchorElement): Promise<void> {
    const place = link.closest("li");
    const page = document.createElement("template");
    page.innerHTML = await fragment(link.href);
    const found = one("[role=tree]", page.content);
    const lines = [...(found ?? page.content).children];
    place?.replaceWith(...lines);
    lines.forEach((line) => htmx.process(line as HTMLElement));
  }

  async #toggle(node: Node): Promise<void> {
    await this.#open(node, node.getAttribute("aria-expanded") !== "true");
  }

  async #open(node: Node, open: boolean): Promise<void> {
    const group = one("[role=group]", node);
    if (!group || !node.hasAttribute("aria-expanded")) return;
    node.setAttribute("aria-expanded", String(open));
    if (open && !group.childElementCount) {
      node.setAttribute("aria-busy", "true");
      group.innerHTML = await fragment(node.dataset["branch"] ?? "");
      node.removeAttribute("aria-busy");
      htmx.process(group);
    }
    group.hidden = !open;
  }

  async #key(event: KeyboardEvent): Promise<void> {
    const node = this.#focused;
    if (!node || event.target !== node || event.ctrlKey || event.metaKey) return;
    const run = event.altKey ? this.#movingKeys(event.key, node) : this.#walkingKeys(event.key, node);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    await run();
  }

  #walkingKeys(key: string, node: Node): (() => unknown) | null {
    const nodes = this.#nodes;
    const at = nodes.indexOf(node);
    const isOpen = node.getAttribute("aria-expanded") === "true";
    const steps: Record<string, () => unknown> = {
      ArrowDown: () => this.#go(nodes[at + 1]),
      ArrowUp: () => this.#go(nodes[at - 1]),
      Home: () => this.#go(nodes[0]),
      End: () => this.#go(nodes.at(-1)),
      ArrowRight: () => (isOpen ? this.#go(nodes[at + 1]) : this.#open(node, true)),
      ArrowLeft: () => (isOpen ? this.#open(node, false) : this.#go(above(node))),
      Enter: () => one<HTMLAnchorElement>(".node-name a", node)?.click(),
      " ": () => this.#toggle(node),
    };
    return steps[key] ?? this.#placingKeys(key, node);
  }

  /** x takes a node up, v puts it under the focused one, Escape leaves it where it was. */
  #placingKeys(key: string, node: Node): (() => unknown) | null {
    if (!this.dataset["may"]) return null;
    if (key === "x") return () => this.#hold(node);
    if (!this.#held) return null;
    if (key === "v") return () => this.#under(this.#held, node.dataset["node"] ?? "");
    return key === "Escape" ? () => this.#hold(null) : null;
  }

  #movingKeys(key: string, node: Node): (() => unknown) | null {
    if (!this.dataset["may"]) return null;
    const parent = above(node);
    if (key === "ArrowLeft" && parent) return () => this.#under(node, above(parent)?.dataset["node"] ?? "");
    const before = node.previousElementSibling as Node | null;
    if (key === "ArrowRight" && before?.dataset["node"]) return () => this.#under(node, before.dataset["node"] ?? "");
    return null;
  }

  #hold(node: Node | null): void {
    const left = this.#held;
    left?.removeAttribute("data-held");
    this.#held = node;
    node?.setAttribute("data-held", "");
    const says = this.dataset[node ? "saysPicked" : "saysKept"] ?? "";
    if (node || left) announce(says.replace("{name}", nameOf(node ?? left)));
  }

  #go(node: Node | null | undefined): void {
    if (!node) return;
    for (const each of all<Node>("[tabindex='0'][data-node]", this)) each.tabIndex = -1;
    node.tabIndex = 0;
    node.focus();
    node.scrollIntoView({ block: "nearest" });
  }

  /** Moves a node under another one, or to the top when there is none, and draws the tree anew. */
  async #under(node: Node | null, parent: string): Promise<void> {
    if (!node || node.dataset["node"] === parent) return;
    const fields = new FormData();
    fields.set("version", node.dataset["version"] ?? "");
    fields.set("parent", parent);
    fields.set("objective", parent ? "" : (this.dataset["under"] ?? ""));
    this.#hold(null);
    try {
      await post(node.dataset["move"] ?? "", fields, this);
      await this.#redraw(node.dataset["node"] ?? "", parent);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** The same branches open as before, and the one into which the node went. */
  async #redraw(moved: string, parent: string): Promise<void> {
    const open = this.#nodes.filter((node) => node.getAttribute("aria-expanded") === "true").map((node) => node.id);
    const page = document.createElement("template");
    page.innerHTML = await fragment(location.href);
    const fresh = one("ll-branches [role=tree]", page.content);
    const tree = one("[role=tree]", this);
    if (!fresh || !tree) return location.reload();
    tree.replaceChildren(...fresh.childNodes);
    htmx.process(tree);
    for (const id of [...open, `node-${parent}`]) {
      const node = one<Node>(`#${CSS.escape(id)}`, this);
      if (node) await this.#open(node, true);
    }
    this.#go(one<Node>(`#node-${CSS.escape(moved)}`, this) ?? this.#nodes[0]);
  }

  #makeMovable(signal: AbortSignal): void {
    this.addEventListener("dragstart", (event) => this.#dragged(event), { signal });
    this.addEventListener("dragover", (event) => this.#offered(event), { signal });
    this.addEventListener("dragend", () => this.#dropped(), { signal });
    this.addEventListener("drop", (event) => void this.#put(event), { signal });
  }

  #dragged(event: DragEvent): void {
    const grip = (event.target as Element).closest("[data-grip]");
    const node = grip?.closest<Node>("[data-node]");
    if (!node) return;
    this.#held = node;
    node.setAttribute("data-held", "");
    event.dataTransfer?.setData("text/plain", nameOf(node));
    const line = one(".node-line", node);
    if (line) event.dataTransfer?.setDragImage(line, 12, 12);
  }

  #offered(event: DragEvent): void {
    const target = this.#targetOf(event);
    if (!this.#held || !target) return;
    event.preventDefault();
    all("[data-over]", this).forEach((each) => each.removeAttribute("data-over"));
    target.setAttribute("data-over", "");
  }

  /** Where a drag may end: any node outside the branch that moves, or the tree itself. */
  #targetOf(event: DragEvent): HTMLElement | null {
    const over = event.target as Element;
    const node = over.closest<Node>("[data-node]");
    if (node) return this.#held?.contains(node) ? null : node;
    return over.closest<HTMLElement>("[data-drop-root]");
  }

  #dropped(): void {
    all("[data-over], [data-held]", this).forEach((each) => {
      each.removeAttribute("data-over");
      each.removeAttribute("data-held");
    });
    this.#held = null;
  }

  async #put(event: DragEvent): Promise<void> {
    const target = this.#targetOf(event);
    const node = this.#held;
    if (!target || !node) return;
    event.preventDefault();
    this.#dropped();
    await this.#under(node, target.dataset["node"] ?? "");
  }
}

function above(node: Node): Node | null {
  return node.parentElement?.closest<Node>("[data-node]") ?? null;
}

function nameOf(node: Element | null): string {
  return (node && one(".node-name a", node)?.textContent?.trim()) ?? "";
}
