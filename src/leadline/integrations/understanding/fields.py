"""Fields of one's own: which type a column has, and its texts as a field of that type holds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding.columns import MOST_CHOICES, Group, Meaning
from leadline.integrations.understanding.kinds import FIELD_TYPES, Kind


class Manner(Protocol):
    """How numbers and dates are written in this import."""

    @property
    def zone(self) -> tzinfo: ...
    @property
    def order(self) -> str: ...
    @property
    def decimal(self) -> str: ...


class Unfit(ValueError):
    """A text that a field of the type cannot hold; says why, and what to write."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


@dataclass(frozen=True)
class OwnField:
    """A field as an import wants it: its type, and the choices of a choice."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


def wanted(mapped: Sequence[tuple[Group, Meaning]]) -> dict[str, OwnField]:
    """The fields of one's own that columns go to, by folded name; the first of a name decides its type."""
    found: dict[str, OwnField] = {}
    for group, meaning in mapped:
        if meaning.kind in FIELD_TYPES:
            name = meaning.field or group.name[:80]
            there = found.setdefault(name.casefold(), OwnField(name, FIELD_TYPES[meaning.kind]))
            if there.type == "choice":
                texts = [text.strip() for text in group.profile.values or ()]
                choices = tuple(dict.fromkeys((*there.choices, *texts)))
                found[name.casefold()] = OwnField(there.name, "choice", choices)
    return found


def together(every: Sequence[Mapping[str, OwnField]]) -> dict[str, OwnField]:
    """The same of several files."""
    found: dict[str, OwnField] = {}
    for name, own in (pair for each in every for pair in each.items()):
        there = found.get(name, own)
        choices = tuple(dict.fromkeys((*there.choices, *own.choices)))[:MOST_CHOICES]
        found[name] = OwnField(there.name, there.type, choices if there.type == "choice" else ())
    return found


def held(kind: Kind, text: str, manner: Manner) -> str:
    """A text as a field of the kind's type holds it; raises `Unfit`."""
    match kind:
        case Kind.FIELD_NUMBER:
            return _number(text, manner)
        case Kind.FIELD_DATE:
            return _date(text, manner)
    return text.strip()


def _number(text: str, manner: Manner) -> str:
    try:
        return f"{round(numbers.parse(text, manner.decimal), 6).normalize():f}"
    except numbers.NoNumber as error:
        raise Unfit(f"{error}.", "Write digits, as in 3 or 0.5, or map the column as text.") from error  # fmt: skip


def _date(text: str, manner: Manner) -> str:
    try:
        moment = dates.parse(text, manner.order).in_zone(manner.zone)
        return moment.astimezone(manner.zone).date().isoformat()
    except (dates.NoDate, OverflowError) as error:
        raise Unfit(f"{error}.", "Write it as in 2026-03-31, or map the column as text.") from error
