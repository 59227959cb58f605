"""Excel workbooks, read row by row; nothing of them is trusted or run."""

import itertools
import math
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from leadline.foundation.tabular.limits import Limits, Unreadable

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PEEK = 30
BLANK_RUN = 20_000
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MERGES = 10_000
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A sheet as people choose one: its name, how much is in it, whether it is hidden."""

    name: str
    rows: int
    columns: int
    hidden: bool


@dataclass
class Workbook:
    """An opened workbook and the sheet that is read; closed when its rows have been."""

    file: BinaryIO
    book: Any
    sheets: list[Sheet]
    sheet: str
    merges: "list[Merge]"
    _held: "dict[Merge, str]" = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, limits: Limits, sheet: str = "") -> "Workbook":
        """Open the named sheet, or the visible one with most in it; raises `Unreadable`."""
        refuse_bombs(path, limits)
        from openpyxl import load_workbook

        warnings.simplefilter("ignore")
        with ExitStack() as until_read:
            file = until_read.enter_context(path.open("rb"))
            try:
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            except Exception as error:
                raise _broken(error) from error
            sheets = [_described(each) for each in book.worksheets[:100]]
            if not sheets:
                raise Unreadable(
                    "The workbook has no sheet of cells.", "Export the work once more."
                )
            chosen = _chosen(sheets, sheet)
            opened = cls(file, book, sheets, chosen.name, _merges(path, book[chosen.name]))
            until_read.pop_all()
        return opened

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, with its number in the sheet and its cells as text."""
        with self.file:
            yield from self._rows()

    def _rows(self) -> Iterator[Row]:
        blanks = 0
        try:
            for number, values in enumerate(_values(self.book[self.sheet]), 1):
                cells = [as_text(value) for value in values]
                self._spread(number, cells)
                while cells and not cells[-1]:
                    cells.pop()
                blanks = 0 if cells else blanks + 1
                if cells:
                    yield number, cells
                if blanks > BLANK_RUN:
                    return
        except Unreadable:
            raise
        except Exception as error:
            raise _broken(error) from error

    def _spread(self, number: int, cells: list[str]) -> None:
        """Write a merged cell's value into the rows below its first one; across columns it stands once."""
        for merge in self.merges:
            if merge.top > number:
                break
            if merge.bottom < number or merge.bottom == merge.top or merge.right != merge.left:
                continue
            if merge.top == number:
                self._held[merge] = cells[merge.left - 1] if merge.left <= len(cells) else ""
            elif held := self._held.get(merge):
                cells.extend([""] * (merge.left - len(cells)))
                cells[merge.left - 1] = cells[merge.left - 1] or held


def refuse_bombs(path: Path, limits: Limits) -> None:
    """Raise `Unreadable` unless the archive is a workbook of sane size; trusts no declared name."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {each.filename for each in members}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(error) from error
    if len(members) > limits.members:
        raise Unreadable(
            f"The workbook has {len(members):,} parts; {limits.members:,} are the most.", _LESS
        )
    size = sum(each.file_size for each in members)
    if size > limits.decompressed:
        raise Unreadable(f"The workbook unpacks to {size / 2**20:,.0f} MB; {limits.decompressed // 2**20:,} MB are the most.", _LESS)  # fmt: skip
    for each in members:
        if each.file_size > 2**20 and each.file_size > limits.ratio * max(each.compress_size, 1):
            raise Unreadable("A part of the workbook unpacks to more than two hundred times its size.", _LESS)  # fmt: skip
        if each.flag_bits & 1:
            raise Unreadable("The workbook is locked by a password.", "Save it without one.")
    if "xl/workbook.xml" not in names:
        raise Unreadable("This archive is no Excel workbook.", "Unpack it first, or save the sheet as .xlsx or CSV.")  # fmt: skip


_LESS = "Save the sheet with the work as CSV and bring that."


def as_text(value: Any) -> str:
    """A cell's value as the text that the rest of the import reads; dates in ISO form."""
    writer = next((write for kind, write in WRITERS if isinstance(value, kind)), str)
    text = writer(value)
    return "" if text.startswith("#") and text in _ERRORS else text


def _moment(value: datetime) -> str:
    midnight = value.time() == time(0)
    return value.date().isoformat() if midnight else value.replace(microsecond=0).isoformat(" ")


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return f"{value:.15g}" if abs(value) < 1e15 else repr(value)


# The order matters: a bool is an int, and a datetime is a date.
WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "TRUE" if value else "FALSE"),
    (datetime, _moment),
    ((date, time), lambda value: str(value.isoformat())),
    (timedelta, lambda value: f"{value.total_seconds():.0f}"),
    (float, _number),
)
_ERRORS = {"#N/A", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#DIV/0!"}


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # A sheet's declared size may be wrong or missing.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _described(sheet: Any) -> Sheet:
    rows, columns = sheet.max_row, sheet.max_column
    if not rows or not columns or rows * columns <= 1:
        seen = [
            row
            for row in itertools.islice(_safely(sheet), PEEK)
            if any(cell is not None for cell in row)
        ]
        rows, columns = len(seen), max((len(row) for row in seen), default=0)
    return Sheet(str(sheet.title), int(rows), int(columns), sheet.sheet_state != "visible")


def _safely(sheet: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from _values(sheet)
    except Exception:  # noqa: BLE001 - another sheet may be sound
        return


def _chosen(sheets: list[Sheet], wanted: str) -> Sheet:
    named = [each for each in sheets if each.name == wanted]
    if wanted and not named:
        raise Unreadable(f"The workbook has no sheet called “{wanted}”.", "Choose one of: " + ", ".join(each.name for each in sheets[:10]))  # fmt: skip
    return (
        named[0]
        if named
        else max(sheets, key=lambda each: (not each.hidden, each.rows * each.columns))
    )


def _broken(error: Exception) -> Unreadable:
    return Unreadable(
        f"The workbook is damaged or of an unknown kind ({type(error).__name__}).",
        "Open it in a spreadsheet program, save it as .xlsx or CSV, and bring that.",
    )


@dataclass(frozen=True)
class Merge:
    """A merged block of cells, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


def _merges(path: Path, sheet: Any) -> list[Merge]:
    """The merged blocks of a sheet; openpyxl's reading by rows does not know them."""
    member = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    found: list[Merge] = []
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as part:
            rest = b""
            while block := part.read(2**20):
                window = rest + block
                found += [_merge(match) for match in MERGE.finditer(window)]
                rest = window[-200:] if not MERGE.search(window[-200:]) else b""
                if len(found) > MERGES:
                    return []
    except (KeyError, OSError, zipfile.BadZipFile):
        return []
    return sorted(set(found), key=lambda each: each.top)


def _merge(match: "re.Match[bytes]") -> Merge:
    left, top, right, bottom = match.groups()
    return Merge(int(top), _column(left), int(bottom), _column(right))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
