"""A paper as plain nodes one after the other, for writers of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.backlog.papers.blocks import (
    Block,
    Line,
    Lines,
    Prose,
    Quote,
    Requirement,
    Section,
    Table,
)
from leadline.backlog.papers.prose import LONGEST_LINK, Node, nodes, printable, widths

DEEPEST_HEADING = 6


@dataclass
class Flat:
    """The parts of a paper one after the other, no heading more than one level below that before it."""

    address: str
    level: int = 0

    def section(self, section: Section, level: int = 1) -> Iterator[Node]:
        yield self.heading(level, section.title, numbered=True)
        if section.is_empty and section.missing:
            yield {"t": "missing", "text": printable(section.missing)}
        for block in section.blocks:
            yield from self.block(block, level)
        for each in section.under:
            yield from self.section(each, level + 1)

    def heading(self, level: int, text: str, key: str = "", href: str = "", *, numbered: bool = False) -> Node:  # fmt: skip
        self.level = min(level, self.level + 1, DEEPEST_HEADING)
        told = {"t": "heading", "level": self.level, "text": printable(text), "key": key}
        return told | {"href": self.link(href), "numbered": numbered, "outlined": self.level <= 2}

    def block(self, block: Block, level: int) -> Iterator[Node]:
        match block:
            case Prose():
                yield from nodes(block.text)
            case Quote():
                yield {"t": "voice", "text": printable(block.text), "voice": printable(block.voice), "href": self.link(block.href)}  # fmt: skip
            case Lines():
                yield {"t": "lines", "lines": [self.line(each) for each in block.lines]}
            case Table():
                yield _table(block)
            case Requirement():
                yield from self.requirement(block, level)

    def line(self, line: Line) -> Node:
        told = {"text": printable(line.text), "note": printable(line.note)}
        return told | {"href": self.link(line.href), "gap": line.is_gap}

    def requirement(self, block: Requirement, level: int) -> Iterator[Node]:
        yield self.heading(level + 1 + block.depth, block.title, block.key, block.href)
        yield {"t": "state", "text": printable(f"{block.what} · {block.status}")}
        yield from nodes(block.text)
        if block.criteria:
            yield {"t": "criteria", "rows": [_criterion(each) for each in block.criteria]}

    def link(self, href: str) -> str:
        return f"{self.address}{href}" if href and len(href) <= LONGEST_LINK else ""


def _table(block: Table) -> Node:
    head, *rows = [[printable(cell) for cell in row] for row in (block.head, *block.rows)]
    return {"t": "table", "head": head, "rows": rows, "widths": widths([head, *rows])}


def _criterion(said: Sequence[str]) -> list[Node]:
    words = (_("Given"), _("when"), _("then"))
    return [{"word": word, "text": printable(text)} for word, text in zip(words, said, strict=True) if text.strip()]  # fmt: skip
