// The icons that Leadline draws, by lucide's names; the sprite holds these and no others.
import { readFile } from "node:fs/promises";

export const names = [
  "activity", "alarm-clock", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "arrow-up-to-line", "at-sign", "ban", "chart-area", "chart-gantt", "chart-scatter", "bell", "bookmark",
  "archive", "archive-restore", "box", "bug", "building-2", "calendar", "calendar-check", "calendar-range", "chart-column", "chart-line", "check", "chevron-down", "chevron-left", "chevron-right",
  "chevron-up", "chevrons-up-down", "circle", "circle-alert", "circle-check", "circle-dashed", "circle-dot", "circle-help",
  "clipboard-check", "clipboard-paste", "clock", "columns-3", "compass", "copy", "database", "download", "ellipsis", "external-link", "eye", "eye-off",
  "file-text", "file-up", "filter", "flag", "folder", "flask-conical", "gauge", "git-branch", "goal", "grip-vertical", "hash", "history", "highlighter",
  "house", "id-card", "inbox", "info", "keyboard", "layers", "layout-list", "key-round", "link", "list", "list-todo", "list-checks", "list-tree", "lightbulb", "lock", "log-in", "log-out",
  "mail", "map", "menu", "message-square", "merge", "monitor", "moon", "network", "notebook-pen", "package", "panel-right", "pencil", "play", "plus", "quote", "refresh-cw",
  "rocket", "rotate-ccw", "route", "search", "settings", "scale", "scissors", "send", "share-2", "shield", "shield-check", "sliders-horizontal", "sparkles", "split", "star", "square-check", "square-kanban", "sun", "tag", "table-2", "target", "telescope", "timer",
  "trash-2", "trending-up", "triangle-alert", "undo-2", "upload", "user", "user-check", "user-minus", "user-plus", "users", "wallet", "webhook", "x", "zap",
];

const folder = new URL("node_modules/lucide-static/icons/", import.meta.url);

async function symbol(name) {
  const drawing = await readFile(new URL(`${name}.svg`, folder), "utf8");
  const inside = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
}

export async function sprite() {
  const symbols = await Promise.all(names.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
