"""What stands in a column: counted while the rows go by, in bounded memory."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from leadline.integrations.understanding import dates, numbers

PATIENCE = 400
DISTINCT = 300
SAMPLES = 3
SAMPLE_LENGTH = 160


@dataclass
class Profile:
    """Counts of one column. `values` holds the distinct texts as long as there are few."""

    filled: int = 0
    dates: int = 0
    numbers: int = 0
    open_orders: int = 0
    only_dmy: int = 0
    only_mdy: int = 0
    future_dmy: int = 0
    future_mdy: int = 0
    commas: int = 0
    points: int = 0
    open_marks: int = 0
    longest: int = 0
    largest: float = 0.0
    repeats: int = 0
    samples: list[str] = field(default_factory=list)
    values: "Counter[str] | None" = field(default_factory=Counter)

    def add(self, cell: str, today: str) -> None:
        if not cell or numbers.is_nothing(cell):
            return
        self.filled += 1
        self.longest = max(self.longest, len(cell))
        self._sample(cell)
        self._count(cell)
        if len(cell) <= 45 and (self.filled <= PATIENCE or self.dates):
            self._date(cell, today)
        if len(cell) <= 30 and (self.filled <= PATIENCE or self.numbers):
            self._number(cell)

    def _sample(self, cell: str) -> None:
        if len(self.samples) < SAMPLES and cell[:SAMPLE_LENGTH] not in self.samples:
            self.samples.append(cell[:SAMPLE_LENGTH])

    def _count(self, cell: str) -> None:
        if self.values is None:
            return
        short = cell[:120]
        self.repeats += short in self.values
        self.values[short] += 1
        if len(self.values) > DISTINCT:
            self.values = None

    def _date(self, cell: str, today: str) -> None:
        found = dates.fits(cell)
        if found is None:
            self.dates += dates.looks_like_date(cell)
            return
        self.dates += found.dmy or found.mdy
        self.open_orders += found.is_open
        self.only_dmy += found.dmy and not found.mdy
        self.only_mdy += found.mdy and not found.dmy
        if found.is_open:
            self.future_dmy += _day(cell, dates.DMY) > today
            self.future_mdy += _day(cell, dates.MDY) > today

    def _number(self, cell: str) -> None:
        if not numbers.looks_like_number(cell):
            return
        self.numbers += 1
        mark = numbers.decimal_mark(cell)
        self.commas += mark == numbers.COMMA
        self.points += mark == numbers.POINT
        self.open_marks += not mark and any(each in cell for each in ".,")
        try:
            self.largest = max(self.largest, float(numbers.parse(cell, mark or numbers.POINT)))
        except numbers.NoNumber:
            self.numbers -= 1

    @property
    def distinct(self) -> int:
        return DISTINCT + 1 if self.values is None else len(self.values)

    def as_json(self) -> dict[str, Any]:
        """The profile as it is kept; the distinct values with their counts, most frequent first."""
        kept = {name: value for name, value in vars(self).items() if name != "values"}
        return kept | {"values": None if self.values is None else self.values.most_common()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Profile":
        values = None if kept["values"] is None else Counter(dict(kept["values"]))
        return cls(**{**kept, "values": values})


def _day(cell: str, order: str) -> str:
    try:
        return dates.parse(cell, order).at.date().isoformat()
    except dates.NoDate:
        return ""
