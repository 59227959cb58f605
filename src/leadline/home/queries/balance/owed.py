"""One thing that was owed on a day, and whether it was kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadline_science.calibration import Duty, Half

YEAR = 365


@dataclass(frozen=True)
class Owed:
    """A duty of a half, of a sort (a word of `SORTS`), about a record, due on a day."""

    half: str
    sort: str
    title: str
    url: str
    on: date
    kept: bool

    def as_json(self) -> list[Any]:
        return [self.half, self.sort, self.title, self.url, self.on.isoformat(), self.kept]

    @classmethod
    def from_json(cls, data: list[Any]) -> "Owed":
        half, sort, title, url, on, kept = data
        return cls(half, sort, title, url, date.fromisoformat(on), kept)

    def as_duty(self, today: date) -> Duty:
        return Duty(Half(self.half), self.kept, max(0, (today - self.on).days))


Reader = Callable[[date], list[Owed]]
"""Reads what a room owed in the year before a day."""
