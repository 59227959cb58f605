"""What a paper is made of. It knows no records: every writer gets the same words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Prose:
    """What somebody wrote, in Markdown."""

    kind: ClassVar[str] = "prose"
    text: str


@dataclass(frozen=True)
class Quote:
    """What somebody said, and who."""

    kind: ClassVar[str] = "quote"
    text: str
    voice: str = ""
    href: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a list; `note` is what is said beside it, `is_gap` that it names something missing."""

    text: str
    note: str = ""
    href: str = ""
    is_gap: bool = False


@dataclass(frozen=True)
class Lines:
    kind: ClassVar[str] = "lines"
    lines: Sequence[Line]


@dataclass(frozen=True)
class Table:
    """Rows of words under a head of as many."""

    kind: ClassVar[str] = "table"
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Requirement:
    """An item with its acceptance criteria: each given, when, then; `depth` 0 for the uppermost."""

    kind: ClassVar[str] = "requirement"
    key: str
    title: str
    what: str
    status: str
    depth: int
    href: str = ""
    text: str = ""
    criteria: Sequence[tuple[str, str, str]] = ()


Block = Prose | Quote | Lines | Table | Requirement


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `missing` says what nobody has said yet, where there is nothing."""

    title: str
    blocks: Sequence[Block] = ()
    missing: str = ""
    under: Sequence["Section"] = ()

    @property
    def is_empty(self) -> bool:
        return not self.blocks and all(each.is_empty for each in self.under)


@dataclass(frozen=True)
class Paper:
    """A document: title, a line about it, facts in a row, sections."""

    title: str
    about: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section] = field(default_factory=list)

    @property
    def file_name(self) -> str:
        """A name for its file, without an ending."""
        kept: Any = (letter if letter.isalnum() else "-" for letter in self.title.lower())
        return "-".join(part for part in "".join(kept).split("-") if part)[:80] or "paper"
