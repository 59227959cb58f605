/** A refused request says why in the field's own [data-refusal], in the nearest [data-problems], or in a toast. */
import { toast } from "./elements/toasts";
import { one } from "./dom";
import { text } from "./texts";

export interface Problem {
  html: Element | null;
  words: string;
}

/** Finds the problem fragment, or the heading of a whole error page; a form drawn anew is no problem here. */
export function readProblem(body: string): Problem | null {
  const isPage = /<html[\s>]/i.test(body);
  if (!isPage && !body.includes("data-problem")) return body.trim() ? null : { html: null, words: text("failed") };
  const parsed = new DOMParser().parseFromString(body, "text/html");
  const html = one("[data-problem]", parsed);
  if (html) return { html, words: html.textContent?.replace(/\s+/g, " ").trim() ?? "" };
  return isPage ? { html: null, words: pageWords(parsed) } : null;
}

function pageWords(page: Document): string {
  const words = [one("main h1", page), one("main p", page)].map((found) => found?.textContent?.trim() ?? "");
  return words.filter(Boolean).join(". ") || text("failed");
}

export function showProblem(problem: Problem, source: Element): void {
  const beside = one("[data-refusal]", source);
  if (beside) return beside.replaceChildren(problem.words);
  const place = source.closest("dialog, form, ll-panel")?.querySelector("[data-problems]");
  if (place && problem.html) place.replaceChildren(document.importNode(problem.html, true));
  else toast(problem.words, { tone: "bad" });
}
