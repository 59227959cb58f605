/** Native dialogs: opened by data-dialog="id", or by being loaded into #dialog-host. */
import { one } from "./dom";

export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest?.<HTMLElement>("[data-dialog]");
    if (opener) open(one<HTMLDialogElement>(`#${CSS.escape(opener.dataset["dialog"] ?? "")}`));
    else closeByBackdrop(event);
  });
  document.addEventListener("htmx:after:swap", () => openLoaded());
  document.addEventListener("toggle", (event) => focusSummary(event.target as Element), true);
  focusSummary(document);
}

export function open(dialog: HTMLDialogElement | null): void {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  one("[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea)", dialog)?.focus();
}

function openLoaded(): void {
  const dialog = one<HTMLDialogElement>("#dialog-host dialog:not([open])");
  if (dialog) {
    dialog.addEventListener("close", () => dialog.remove(), { once: true });
    open(dialog);
  }
  focusSummary(document);
}

/** A press that starts and ends on the backdrop closes; one that selects text and slips out does not. */
function closeByBackdrop(event: MouseEvent): void {
  const dialog = event.target as HTMLDialogElement;
  if (dialog.tagName !== "DIALOG" || dialog.querySelector("form[method=post]")) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside && event.detail > 0) dialog.close();
}

function focusSummary(within: ParentNode): void {
  const summary = one("[data-focus]", within);
  if (!summary) return;
  summary.removeAttribute("data-focus");
  summary.focus();
}
