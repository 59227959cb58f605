"""Readings of many metrics in one table: a column of days, columns of numbers, and those that name whose they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid, TooLarge
from leadline.foundation.tabular.days import DAY_FIRST, MONTH_FIRST, order_of, read_date
from leadline.foundation.tabular.numbers import looks_like_number, mark_of, read_number
from leadline.metrics.pasted.reading import Draft, RowProblem, Table, TextRow, repeated, table_of

MOST_METRICS = 200
LONGEST = 200
MOSTLY = 0.6
"""Which share of its cells makes a column one of days or of numbers: the others are problems then."""
NOTES = ("note", "notes", "comment", "remark")
BETWEEN = " · "


@dataclass(frozen=True)
class Columns:
    """Places of the columns by what they hold; `same` says one thing in every row and names nothing."""

    day: int
    values: tuple[int, ...]
    names: tuple[int, ...]
    same: tuple[int, ...]
    note: int | None


@dataclass(frozen=True)
class Series:
    """The readings of one metric, by its name."""

    name: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class Tabled:
    """What was read, or what must be asked first, as `Pasted.asks` says it."""

    header: tuple[str, ...]
    columns: Columns
    series: tuple[Series, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(draft for each in self.series for draft in each.drafts)

    def called(self, places: Sequence[int]) -> str:
        """Columns by their headers, as a sentence lists them."""
        return ", ".join(f"“{self.header[place]}”" for place in places)


def read_series(text: str, order: str = "", mark: str = "") -> Tabled:
    """The readings of a table with column names; `order` and `mark` as `read_pasted` takes them.

    Raises `TooLarge` as that does and above 200 metrics, `Invalid` where a column of days or of
    numbers is lacking.
    """
    table = table_of(text)
    if not table.header:
        raise Invalid(_("The first row names no columns."), field="text", remedy=_("Put a name above each column, such as metric, day, value."))  # fmt: skip
    rows = [TextRow(row.number, (*row.cells, *[""] * (len(table.header) - len(row.cells)))) for row in table.rows]  # fmt: skip
    columns = _columns(table, rows)
    told_order, needs_order = order_of(row.cells[columns.day] for row in rows)
    told_mark, needs_mark = mark_of(row.cells[place] for row in rows for place in columns.values)
    order, mark = told_order or order, told_mark or mark
    asks = [name for name, lacks in (("order", needs_order and not order), ("mark", needs_mark and not mark)) if lacks]  # fmt: skip
    found = _Reading(table.header, columns, order, mark)
    found.read(rows)
    return Tabled(table.header, columns, found.series(), found.told(), tuple(asks))


def _columns(table: Table, rows: Sequence[TextRow]) -> Columns:
    places = range(len(table.header))
    cells = {place: [row.cells[place] for row in rows if row.cells[place]] for place in places}
    note = next((place for place in places if table.header[place].casefold() in NOTES), None)
    day = next((place for place in places if _are(cells[place], _is_day)), None)
    values = tuple(place for place in places if place not in (day, note) and _are(cells[place], looks_like_number))  # fmt: skip
    if day is None or not values:
        what = _("days") if day is None else _("numbers")
        raise Invalid(_("No column holds %(what)s.") % {"what": what}, field="text", remedy=_("Give one column of days such as 2026-01-31, and one of numbers. It has: %(columns)s.") % {"columns": ", ".join(f"“{name[:40]}”" for name in table.header[:12])})  # fmt: skip
    others = [place for place in places if place not in (day, note, *values)]
    varied = [place for place in others if len(set(cells[place])) > 1]
    same = [place for place in others if varied and place not in varied]
    return Columns(day, values, tuple(varied or others), tuple(same), note)


def _are(texts: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(fits, texts)) >= MOSTLY * len(texts)


def _is_day(text: str) -> bool:
    return any(read_date(text, order) for order in (DAY_FIRST, MONTH_FIRST))


class _Reading:
    """Rows on their way into series, and what is wrong with them."""

    def __init__(self, header: Sequence[str], columns: Columns, order: str, mark: str) -> None:
        self.header, self.columns, self.order, self.mark = header, columns, order, mark
        self.drafts: dict[str, tuple[str, list[Draft]]] = {}
        self.problems: list[RowProblem] = []

    def read(self, rows: Sequence[TextRow]) -> None:
        for row in rows:
            self.problems += self._one(row)
        if len(self.drafts) > MOST_METRICS:
            raise TooLarge(f"This names more than {MOST_METRICS} metrics; nothing was saved.", remedy="Give it in parts.", field="text")  # fmt: skip

    def series(self) -> tuple[Series, ...]:
        return tuple(Series(name, tuple(drafts)) for name, drafts in self.drafts.values())

    def told(self) -> tuple[RowProblem, ...]:
        twice = [problem for _name, drafts in self.drafts.values() for problem in repeated(drafts)]
        return tuple(sorted([*self.problems, *twice], key=lambda each: each.row))

    def _one(self, row: TextRow) -> Iterator[RowProblem]:
        if len(row.cells) > len(self.header):
            yield RowProblem(row.number, _("It has more cells than there are column names."), _("Put cells that hold a comma into quotation marks."))  # fmt: skip
            return
        on = read_date(row.cells[self.columns.day], self.order)
        if on is None:
            yield RowProblem(row.number, _("“%(text)s” is no date here.") % {"text": row.cells[self.columns.day][:40]}, _("Write it as in 2026-01-31."))  # fmt: skip
            return
        for place in self.columns.values:
            yield from self._value(row, place, on)

    def _value(self, row: TextRow, place: int, on: date) -> Iterator[RowProblem]:
        text, name = row.cells[place], self._name(row, place)
        value = read_number(text, self.mark)
        if not text:
            return
        if value is None:
            yield RowProblem(row.number, _("“%(text)s” is no number here.") % {"text": text[:40]}, _("Write it as in 1234.5."))  # fmt: skip
        elif not 0 < len(name) <= LONGEST:
            yield RowProblem(row.number, _("It does not name its metric in 200 characters or fewer."), _("Name it."))  # fmt: skip
        else:
            note = row.cells[self.columns.note] if self.columns.note is not None else ""
            self.drafts.setdefault(name.casefold(), (name, []))[1].append(Draft(row.number, on, value, note[:300]))  # fmt: skip

    def _name(self, row: TextRow, place: int) -> str:
        parts = [row.cells[each] for each in self.columns.names]
        if len(self.columns.values) > 1 or not parts:
            parts.append(self.header[place])
        return BETWEEN.join(part for part in parts if part)
