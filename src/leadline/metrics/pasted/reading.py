"""The two columns of a paste or a file, row by row."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid, Problem, TooLarge
from leadline.foundation.tabular.days import order_of, read_date
from leadline.foundation.tabular.numbers import looks_like_number, mark_of, read_number

MOST_ROWS = 20_000
MOST_CHARACTERS = 1_000_000
MARKS = "\t;,|"


@dataclass(frozen=True)
class Draft:
    """A reading that is not written yet, and the row that it came from, counted from 1."""

    row: int
    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row, and what to do about it."""

    row: int
    reason: str
    remedy: str

    def as_problem(self) -> Problem:
        return Problem(self.reason, self.remedy, f"row {self.row}")


@dataclass(frozen=True)
class Pasted:
    """What was read: as many drafts and problems as rows, or what must be asked first.

    `asks`: "order" where no date tells whether day or month comes first, "mark" where no value tells
    which mark begins the decimals.
    """

    drafts: tuple[Draft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    asks: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextRow:
    """A row of a text with its tidied cells, counted from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a text, and what stands above them if anything does."""

    header: tuple[str, ...]
    rows: Sequence[TextRow]


def read_pasted(text: str, order: str = "", mark: str = "") -> Pasted:
    """Two columns of a text; `order` of dates and decimal `mark` where the rows themselves do not tell.

    Raises what `table_of` does.
    """
    table = table_of(text)
    return _read(table.rows, table.header, order, mark)


def table_of(text: str) -> Table:
    """The rows of a text with its header apart.

    Raises `TooLarge` above 20,000 rows or a million characters, `Invalid` where there is no row.
    """
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(f"This has more than {MOST_CHARACTERS:,} characters; nothing was saved.", remedy="Give it in parts.", field="text")  # fmt: skip
    rows = list(_rows(text))
    if not rows:
        raise Invalid("There is no row in it.", field="text", remedy="Paste a date and a value in each row.")  # fmt: skip
    header = rows[0].cells if _is_header(rows[0]) else ()
    if header and len(rows) == 1:
        raise Invalid("There are column names and no row beneath them.", field="text", remedy="Paste the rows too.")  # fmt: skip
    return Table(header, rows[1:] if header else rows)


def _rows(text: str) -> Iterator[TextRow]:
    lines = text.removeprefix("\ufeff").splitlines()
    delimiter = _delimiter(lines)
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip(f" {MARKS}")]
    if len(filled) > MOST_ROWS + 1:
        raise TooLarge(f"This has more than {MOST_ROWS:,} rows; nothing was saved.", remedy="Give it in parts.", field="text")  # fmt: skip
    for number, line in filled:
        yield TextRow(number, _cells(line, delimiter))


def _delimiter(lines: Sequence[str]) -> str:
    first = [line for line in lines if line.strip()][:20]
    told = [mark for mark in MARKS if first and all(mark in line for line in first[1:] or first)]
    return told[0] if told else ","


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        cells = line.split(delimiter)
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cell.strip() for cell in cells)


def _is_header(row: TextRow) -> bool:
    return not any(read_date(cell, "") or looks_like_number(cell) for cell in row.cells)


def _read(rows: Sequence[TextRow], header: tuple[str, ...], order: str, mark: str) -> Pasted:
    pairs = [row.cells for row in rows if len(row.cells) == 2]
    told_order, needs_order = order_of(date for date, _ in pairs)
    told_mark, needs_mark = mark_of(value for _, value in pairs)
    order, mark = told_order or order, told_mark or mark
    asks = [name for name, lacks in (("order", needs_order and not order), ("mark", needs_mark and not mark)) if lacks]  # fmt: skip
    found = [_one(row, order, mark) for row in rows]
    drafts = [each for each in found if isinstance(each, Draft)]
    problems = [each for each in found if isinstance(each, RowProblem)] + list(repeated(drafts))
    return Pasted(tuple(drafts), tuple(sorted(problems, key=lambda each: each.row)), tuple(asks), header)  # fmt: skip


def _one(row: TextRow, order: str, mark: str) -> Draft | RowProblem:
    if len(row.cells) != 2:
        return RowProblem(row.number, _("It has %(n)d columns.") % {"n": len(row.cells)}, _("Keep two: the date and the value."))  # fmt: skip
    on, value = read_date(row.cells[0], order), read_number(row.cells[1], mark)
    if on is None:
        return RowProblem(row.number, _("“%(text)s” is no date here.") % {"text": row.cells[0][:40]}, _("Write it as in 2026-01-31."))  # fmt: skip
    if value is None:
        return RowProblem(row.number, _("“%(text)s” is no number here.") % {"text": row.cells[1][:40]}, _("Write it as in 1234.5."))  # fmt: skip
    return Draft(row.number, on, value)


def repeated(drafts: Sequence[Draft]) -> Iterator[RowProblem]:
    """The rows whose day stands in an earlier one already."""
    seen: dict[date, int] = {}
    for draft in drafts:
        first = seen.setdefault(draft.on, draft.row)
        if first != draft.row:
            yield RowProblem(draft.row, _("%(day)s has a value in row %(row)d already.") % {"day": draft.on, "row": first}, _("Keep one row for each day."))  # fmt: skip
