"""Rows with the meaning of their columns at hand, how their texts are meant, and what is odd about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding.columns import Group, Meaning
from leadline.integrations.understanding.kinds import Kind
from leadline.integrations.understanding.story import SOME
from leadline.integrations.understanding.words import TO_DO


@dataclass(frozen=True)
class Trouble:
    """Something odd about a row; `severity` as in `models.Severity`."""

    number: int
    severity: str
    reason: str
    remedy: str = ""
    column: str = ""
    value: str = ""
    file_name: str = ""


@dataclass(frozen=True)
class Rules:
    """How texts are meant in this import."""

    zone: tzinfo
    order: str = dates.DMY
    decimal: str = numbers.POINT
    unit: int = 1
    categories: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def category(self, status: str) -> str:
        """The category of a status text, or of a stand-in such as `@done`."""
        stand_ins = {text: category for category, text in SOME.items()}
        return stand_ins.get(status) or self.categories.get(status.casefold(), TO_DO)


@dataclass(frozen=True)
class Source:
    """A row with the meaning of its columns at hand."""

    file_name: str
    number: int
    cells: Sequence[str]
    places: Mapping[Kind, Sequence[tuple[int, str, str]]]

    def one(self, kind: Kind) -> tuple[str, str]:
        """The first text of a kind that is something, and its column."""
        for position, column, _ in self.places.get(kind, ()):
            text = self.cells[position] if position < len(self.cells) else ""
            if text and not numbers.is_nothing(text):
                return text, column
        return "", ""

    def many(self, kind: Kind) -> list[tuple[str, str]]:
        """Every text of a kind, each with the name of the field it goes to."""
        found = (
            (self.cells[at] if at < len(self.cells) else "", name)
            for at, _, name in self.places.get(kind, ())
        )
        return [(text, name) for text, name in found if text and not numbers.is_nothing(text)]


Places = dict[Kind, list[tuple[int, str, str]]]


def places(mapped: Sequence[tuple[Group, Meaning]]) -> Places:
    """Where in a row each kind stands: position, column, and the name of its field."""
    found: Places = {}
    for group, meaning in mapped:
        if meaning.kind is not Kind.NONE:
            own = [
                (position, group.name, meaning.field or group.name) for position in group.positions
            ]
            found.setdefault(meaning.kind, []).extend(own)
    return found
