"""What every kind of table has in common: its fields, how its texts are read, what a check finds."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from leadline.foundation.tabular.words import plain
from leadline.integrations.models import Severity
from leadline.workspaces.models import Member, Record
from leadline.workspaces.rights import Right

SHOWN = 100
"""How many problems of each severity are kept; all of them are counted."""
SAMPLE = 8


@dataclass(frozen=True)
class Field:
    """Something that a column may hold. `words`: the headers that mean it, the likeliest first."""

    name: str
    label: Any
    words: tuple[str, ...]
    holds: str = "text"


def field_of(name: str, label: Any, words: str, holds: str = "text") -> Field:
    """A field from its words as people write them, parted by commas."""
    return Field(name, label, tuple(dict.fromkeys(plain(word) for word in words.split(","))), holds)


@dataclass(frozen=True)
class Options:
    """How texts are read. `order`: dmy or mdy; `decimal`: point or comma; `per`: year or month."""

    order: str = "dmy"
    decimal: str = "point"
    currency: str = ""
    per: str = "year"
    source: str = ""
    make: bool = True


@dataclass(frozen=True)
class Row:
    """A row of the file: its number as a spreadsheet counts, its filled cells by field."""

    number: int
    cells: Mapping[str, str]
    flaw: str = ""


@dataclass(frozen=True)
class Fault:
    """Something about a row that people should know."""

    number: int
    severity: Severity
    reason: str
    remedy: str = ""
    field: str = ""
    value: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"severity": self.severity.value, "value": self.value[:120]}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Fault":
        return cls(**{**plain, "severity": Severity(plain["severity"])})


@dataclass
class Faults:
    """All of them counted, the first of each severity kept; all of them without `most`."""

    most: int | None = SHOWN
    counts: "Counter[str]" = field(default_factory=Counter)
    kept: list[Fault] = field(default_factory=list)

    def add(self, found: Iterable[Fault]) -> None:
        for each in found:
            self.counts[each.severity.value] += 1
            if self.most is None or self.counts[each.severity.value] <= self.most:
                self.kept.append(each)

    def as_json(self) -> list[dict[str, Any]]:
        """The gravest first, each severity in the order of the rows."""
        weight = list(Severity).index
        return [each.as_json() for each in sorted(self.kept, key=lambda each: (weight(each.severity), each.number))]  # fmt: skip


@dataclass
class Findings:
    """What a table would do here: counts by outcome, what comes along, the first rows of the result.

    `plan` is the kind's own and goes into `ready`.
    """

    counts: dict[str, int]
    faults: Faults
    made: dict[str, list[str]]
    sample: Sequence[Mapping[str, Any]]
    plan: Any

    def as_json(self) -> dict[str, Any]:
        counts = {each.value: self.faults.counts[each.value] for each in Severity}
        return {**self.counts, "problems": counts, "faults": self.faults.as_json(), "along": self.made, "sample": list(self.sample)}  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """What was done to one record, as the import keeps it for a repeat and for taking it back."""

    row_id: UUID
    noun: str
    version: int
    before: dict[str, Any] | None
    told: dict[str, Any]


class TableKind(ABC):
    """Rows of one noun: customers, feedback, objectives, readings."""

    name: ClassVar[str]
    title: ClassVar[Any]
    one: ClassVar[Any]
    many: ClassVar[Any]
    """What a record and several of them are called within a sentence."""
    place: ClassVar[str]
    tab: ClassVar[str]
    icon: ClassVar[str]
    hints: ClassVar[tuple[tuple[Any, Any], ...]]
    """What may be brought, for whoever is about to choose a file."""
    fields: ClassVar[tuple[Field, ...]]
    needs: ClassVar[Right]
    """What one must be allowed to do with the records themselves, beside importing."""
    nouns: ClassVar[tuple[type[Record], ...]]
    """The nouns that it writes, those that others point at last."""
    stands_on: ClassVar[tuple[type[Record], ...]]
    """What weighing looks at: while none of it changes, what was weighed holds."""
    home: ClassVar[str]
    """The route of the list where they are."""

    @abstractmethod
    def refuse_mapping(self, mapping: Mapping[str, int]) -> None:
        """Raise `Invalid` for a mapping that makes no records."""

    @abstractmethod
    def drafts(self, rows: Iterable[Row], options: Options, faults: Faults) -> list[Any]:
        """Rows as records in the making; asks no database."""

    @abstractmethod
    def weigh(self, drafts: list[Any], options: Options, faults: Faults, by: Member, now: datetime) -> Findings:  # fmt: skip
        """What these would do to what is here now."""

    def ready(self, plan: Any, by: Member, now: datetime) -> Any:
        """All of a plan that can be done before the lock is taken; goes into `write`."""
        return plan

    @abstractmethod
    def write(self, ready: Any, by: Member, now: datetime) -> tuple[list[Deed], list[list[str]]]:
        """Do it, under the lock; gives what was done and what came along as [kind, id]."""

    @abstractmethod
    def set_back(self, model: type[Record], rows: Sequence[Any], values: Sequence[Mapping[str, Any]], by: Member, now: datetime) -> None:  # fmt: skip
        """Give records the columns again that they had before."""

    @abstractmethod
    def erase(self, rows: Any, by: Member, now: datetime) -> None:
        """Delete what was brought."""

    @abstractmethod
    def forget_along(self, kind: str, key: str, by: Member, now: datetime) -> bool:
        """Delete what came along; False where it is in use by now."""
