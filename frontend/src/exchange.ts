/** How pages talk with the server: htmx, the token of every change, and what a refusal looks like. */
import htmx, { type HtmxRequestCtx } from "htmx.org";
import { readProblem, showProblem } from "./problems";
import { toast } from "./elements/toasts";
import { text } from "./texts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (!SAFE.has(ctx.request.method.toUpperCase())) ctx.request.headers["X-CSRFToken"] = token();
});

document.addEventListener("htmx:before:swap", (event) => {
  const ctx = event.detail.ctx;
  if (leadsToSignIn(ctx.response?.raw)) return event.preventDefault();
  if ((ctx.response?.status ?? 0) < 400) return;
  const problem = readProblem(ctx.text ?? "");
  if (!problem) return;
  event.preventDefault();
  showProblem(problem, ctx.sourceElement);
  ctx.sourceElement.dispatchEvent(new CustomEvent("ll:refused", { bubbles: true }));
});

document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx) toast(text("unreachable"), { tone: "bad" });
});

/** Posts fields, and lets whatever the answer holds beside its main fragment (toasts, partials) take its place. */
export async function post(url: string, fields: FormData, source: Element): Promise<string> {
  const answer = await send(url, fields);
  if (leadsToSignIn(answer)) throw new Refused();
  const body = await answer.text();
  if (answer.ok) {
    if (body.includes("<hx-partial") || body.includes("hx-swap-oob")) await htmx.swap({ text: body, sourceElement: source, swap: "none" });
    return body;
  }
  showProblem(readProblem(body) ?? { html: null, words: text("failed") }, source);
  throw new Refused();
}

/** Whoever is signed out in the meantime is asked to sign in, on a page of its own. */
function leadsToSignIn(answer: Response | undefined): boolean {
  const leads = Boolean(answer?.redirected) && new URL(answer?.url ?? "", location.href).pathname.startsWith("/accounts/login");
  if (leads) location.reload();
  return leads;
}

export class Refused extends Error {}

async function send(url: string, fields: FormData): Promise<Response> {
  const headers = { "X-CSRFToken": token(), "HX-Request": "true", Accept: "text/html" };
  try {
    return await fetch(url, { method: "POST", body: fields, headers, credentials: "same-origin" });
  } catch {
    toast(text("unreachable"), { tone: "bad" });
    throw new Refused();
  }
}

/** Fetches a fragment. */
export async function fragment(url: string, signal?: AbortSignal): Promise<string> {
  const options: RequestInit = { headers: { "HX-Request": "true", Accept: "text/html" }, credentials: "same-origin" };
  if (signal) options.signal = signal;
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Refused();
  return answer.text();
}

export { htmx };
export type { HtmxRequestCtx };
