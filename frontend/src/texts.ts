/** The few words that scripts say; a page may give its own language's in <template id="texts"> as JSON. */

const ENGLISH = {
  unreachable: "Leadline could not be reached. Nothing was changed; try again.",
  unsaved: "Not saved, for its row is gone: %s",
  failed: "That did not work. Nothing was changed; try again.",
  moved: "Moved to place %s",
  movedTo: "Moved to %s",
  columns: "Columns",
  allColumns: "Show all, natural widths",
  resize: "Width of %s",
  draft: "Your unsaved text was brought back.",
  discard: "Discard it",
  copied: "Copied",
  dismiss: "Dismiss",
  general: "Everywhere",
  here: "On this page",
  lists: "In lists",
  help: "Show the keys",
  find: "Find anything",
  singleKeys: "Use single keys (turn off if they get in your way)",
  next: "Next",
  previous: "Previous",
  pick: "Select",
  pickRange: "Select down to the next",
  pickRangeUp: "Select up to the previous",
  pickNone: "Select nothing",
  moveUp: "Move up",
  moveDown: "Move down",
  moveAcross: "Move to the next column",
  moveBack: "Move to the previous column",
  nextColumn: "Next column",
  previousColumn: "Previous column",
  toTop: "Move to the top",
  add: "Add",
  addBelow: "Add below this row",
  addAtEnd: "Add at the end",
  open: "Open",
  close: "Close",
  openOrClose: "Open or close what lies below",
  save: "Save",
  recent: "Recent",
  results: "%s found",
  nothing: "Nothing found",
  people: "People",
  holds: "holds: %s %",
  today: "today",
  weekOn: "Move a bar a week later",
  weekBack: "Move a bar a week earlier",
  longer: "End a bar a week later",
  shorter: "End a bar a week earlier",
  archive: "Archive",
  merge: "Merge",
  mergeInto: "Merge into another",
  snooze: "Snooze until another day",
};

export type TextName = keyof typeof ENGLISH;

let own: Partial<Record<TextName, string>> | null = null;

export function text(name: TextName, value = ""): string {
  own ??= readOwn();
  return (own[name] ?? ENGLISH[name]).replace("%s", value);
}

function readOwn(): Partial<Record<TextName, string>> {
  const given = document.querySelector<HTMLTemplateElement>("template#texts")?.content.textContent;
  return given ? (JSON.parse(given) as Partial<Record<TextName, string>>) : {};
}
