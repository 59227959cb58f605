"""What is taken for granted of a table: what people chose, laid over what its columns propose."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from leadline.foundation.tabular.numbers import read_number
from leadline.foundation.tabular.whole import Table
from leadline.foundation.tabular.words import plain
from leadline.integrations.models import TableImport
from leadline.integrations.tables.amounts import parted
from leadline.integrations.tables.customers.fields import is_monthly, source_of
from leadline.integrations.tables.kinds import KINDS
from leadline.integrations.tables.shape import Field, Options, Row
from leadline.integrations.understanding.dates import fits, parse
from leadline.integrations.understanding.profiles import Profile


class TablePlan:
    """A table with its mapping, and how its texts are read."""

    def __init__(self, batch: TableImport) -> None:
        self.batch, self.kind = batch, KINDS[batch.of]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(each["name"] for each in self.batch.columns)

    @cached_property
    def profiles(self) -> list[Profile]:
        return [profile for _name, profile in self.batch.profiles]

    @cached_property
    def mapping(self) -> dict[str, int]:
        """Field → place of its column."""
        chosen: dict[str, int] | None = self.batch.mapping
        if chosen is not None:
            return chosen
        words = {field.name: field.words for field in self.kind.fields}
        found = Table(self.names, ()).places(words)
        return {name: place for name, place in found.items() if self.profiles[place].filled}

    @property
    def meanings(self) -> list[str]:
        """What each column means, in their order; empty for nothing."""
        fields = {place: name for name, place in self.mapping.items()}
        return [fields.get(place, "") for place in range(len(self.names))]

    @cached_property
    def proposed(self) -> Options:
        """How the columns want to be read."""
        revenue = self.mapping.get("revenue")
        monthly = revenue is not None and is_monthly(plain(self.names[revenue]))
        return Options(
            order="mdy" if self._sum("date", "only_mdy") > self._sum("date", "only_dmy") else "dmy",
            decimal="comma" if self._sum("amount", "commas") > self._sum("amount", "points") else "point",
            currency=self.batch.workspace.currency, per="month" if monthly else "year",
            source=source_of({plain(name) for name in self.names}),
        )  # fmt: skip

    @cached_property
    def options(self) -> Options:
        return Options(**{**vars(self.proposed), **self.batch.options})

    @property
    def asks_order(self) -> bool:
        """Whether dates can be read in two ways and none of them tells."""
        return bool(self._sum("date", "open_orders")) and not self._sum("date", "only_dmy", "only_mdy")  # fmt: skip

    @property
    def asks_decimal(self) -> bool:
        """The same of numbers such as 1,200."""
        return bool(self._sum("amount", "open_marks")) and not self._sum("amount", "commas", "points")  # fmt: skip

    @property
    def open_date(self) -> tuple[str, dict[str, date]]:
        """A date of the file that can be read in two ways, and both."""
        text = self._sample("date", lambda text: bool((found := fits(text)) and found.is_open))
        return text, {order: parse(text, order).at.date() for order in ("dmy", "mdy") if text}

    @property
    def open_number(self) -> tuple[str, dict[str, Decimal | None]]:
        """The same of a number."""
        text = self._sample("amount", lambda text: any(mark in text for mark in ".,"))
        return text, {mark: read_number(parted(text)[0], mark) for mark in ("point", "comma") if text}  # fmt: skip

    def _sample(self, holds: str, fitting: Callable[[str], bool]) -> str:
        texts = (text for profile in self._holding(holds) for text in profile.samples)
        return next((text for text in texts if fitting(text)), "")

    def _sum(self, holds: str, *counts: str) -> int:
        return sum(getattr(profile, count) for profile in self._holding(holds) for count in counts)

    def _holding(self, holds: str) -> Iterator[Profile]:
        for field in self.kind.fields:
            if field.holds == holds and field.name in self.mapping:
                yield self.profiles[self.mapping[field.name]]

    def row(self, number: int, cells: Sequence[str], flaw: str) -> Row:
        """A row of the file by field; columns that it lacks are empty."""
        found = {name: cells[place] for name, place in self._places if place < len(cells) and cells[place]}  # fmt: skip
        return Row(number, found, flaw)

    @cached_property
    def _places(self) -> tuple[tuple[str, int], ...]:
        return tuple(self.mapping.items())


def field_called(plan: TablePlan, name: str) -> Field | None:
    """The field of this name; None for no field."""
    return next((field for field in plan.kind.fields if field.name == name), None)


def mapping_of(plan: TablePlan, meanings: Mapping[str, str]) -> dict[str, Any]:
    """A mapping from what columns mean by name, as programs say it; what is not named is left out."""
    return {field: plan.names.index(name) for name, field in meanings.items() if field and name in plan.names}  # fmt: skip
