"""Markdown lists: what has items under it is an objective, what has none is a key result of the one above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leadline.strategy.pasted.amounts import amount_in
from leadline.strategy.pasted.drafts import ObjectiveDraft, ResultDraft, fitted

ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(.*)$")
HEADING = re.compile(r"^#{1,6}\s*(.*?)\s*#*$")
PREFIX = re.compile(r"^(?:(?:objective|problem area|key result|kr|o)\s*#?\d*(?:\.\d+)?\s*[:.)-]|✅|🚫)\s*", re.IGNORECASE)  # fmt: skip
AIM = re.compile(r"^(?:objective|problem area)\b", re.IGNORECASE)
OUTCOME = re.compile(r"\s*=+>\.?\s*")
MARKS = (
    (re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<[^>]{1,40}>"), ""),
    (re.compile(r"(\*\*|__|`|~~)"), ""),
    (re.compile(r"(?<!\w)[_*](\S(?:.*?\S)?)[_*](?!\w)"), r"\1"),
)


@dataclass
class _Item:
    row: int
    indent: int
    text: str
    under: list["_Item"] = field(default_factory=list)


def read_list(text: str) -> list[ObjectiveDraft]:
    """The objectives of a text, in their order; headings that name an objective are one themselves."""
    found: list[ObjectiveDraft] = []
    for heading, items in _sections(text):
        drafts = [_objective(item) for item in items]
        if AIM.match(heading.text):
            above = _named(heading, ObjectiveDraft(heading.row, ""))
            above.results = [_result(item) for item in items if not item.under]
            above.under = [draft for draft, item in zip(drafts, items, strict=True) if item.under]
            drafts = [above]
        elif heading.text:
            for draft in drafts:
                draft.about = "\n\n".join(filter(None, [draft.about, f"Section: {bare(heading.text)}"]))  # fmt: skip
        found += drafts
    return found


def bare(text: str) -> str:
    """A text without the marks of Markdown."""
    for pattern, kept in MARKS:
        text = pattern.sub(kept, text)
    return " ".join(text.split())


def _sections(text: str) -> Iterator[tuple[_Item, list[_Item]]]:
    """Each heading with the items under it; what stands before the first has an empty one."""
    heading, items = _Item(0, 0, ""), list[_Item]()
    stack: list[_Item] = []
    for row, line in enumerate(text.splitlines(), 1):
        if named := HEADING.match(line):
            yield heading, items
            heading, items, stack = _Item(row, 0, named[1]), [], []
        elif listed := ITEM.match(line.expandtabs(4)):
            _hang(_Item(row, len(listed[1]), listed[2]), stack, items)
        elif line.strip() and stack and line.startswith("  "):
            stack[-1].text += f" {line.strip()}"
    yield heading, items


def _hang(item: _Item, stack: list[_Item], items: list[_Item]) -> None:
    while stack and stack[-1].indent >= item.indent:
        stack.pop()
    (stack[-1].under if stack else items).append(item)
    stack.append(item)


def _objective(item: _Item) -> ObjectiveDraft:
    draft = _named(item, ObjectiveDraft(item.row, ""))
    draft.results = [_result(each) for each in item.under if not each.under]
    draft.under = [_objective(each) for each in item.under if each.under]
    return draft


def _named(item: _Item, draft: ObjectiveDraft) -> ObjectiveDraft:
    draft.name, draft.about = _texts(item)
    return draft


def _result(item: _Item) -> ResultDraft:
    name, about = _texts(item)
    said, _outcome = _halves(item)
    amount = amount_in(said)
    if amount is None:
        return ResultDraft(item.row, name, about)
    return ResultDraft(item.row, name, about, *amount, is_judged=False)


def _texts(item: _Item) -> tuple[str, str]:
    """The name, and what else stood there: the whole of a long one, and what came of it."""
    said, outcome = _halves(item)
    name, whole = fitted(said)
    return name, "\n\n".join(filter(None, [whole, f"What came of it: {outcome}" if outcome else ""]))  # fmt: skip


def _halves(item: _Item) -> tuple[str, str]:
    text = PREFIX.sub("", bare(item.text))
    said, _arrow, outcome = _split(text)
    return said or text, outcome


def _split(text: str) -> tuple[str, str, str]:
    found = OUTCOME.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")
