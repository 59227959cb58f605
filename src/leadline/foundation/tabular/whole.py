"""A table or a text small enough to be held whole: what a form takes and answers at once."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from leadline.foundation.pieces import MEGABYTE
from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.limits import LIMITS, Limits, Unreadable
from leadline.foundation.tabular.parent import Wish, read_file
from leadline.foundation.tabular.words import plain

DETECT = Wish()
AT_ONCE = replace(LIMITS, bytes=4 * MEGABYTE, rows=20_000, seconds=20)


@dataclass(frozen=True)
class TableRow:
    """A row with its number as a spreadsheet counts; a row that ends early has fewer cells than columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The columns by name, and the rows; `note` says what was odd about the header."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: str = ""

    @property
    def twice(self) -> list[str]:
        """Names that several columns bear: the first of them is read."""
        return twice(self.columns)

    def places(self, words: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Which column is which field: the first whose header is one of the field's words.

        The words of a field stand in the order of their worth, as `plain` writes them.
        """
        names = [plain(name) for name in self.columns]
        found: dict[str, int] = {}
        for field, wanted in words.items():
            places = [names.index(word) for word in wanted if word in names]
            free = [place for place in places if place not in found.values()]
            found |= {field: free[0]} if free else {}
        return found


def twice(names: Sequence[str]) -> list[str]:
    """Those of the names that stand more than once, as `plain` reads them."""
    counts = Counter(map(plain, names))
    first = {plain(name): name for name in reversed(names)}
    return [first[name] for name, count in counts.items() if count > 1]


def read_table(content: bytes, limits: Limits = AT_ONCE, wish: Wish = DETECT) -> Table:
    """CSV in any usual encoding and delimiter, or a workbook; raises `Invalid` naming the field "file"."""
    with _kept(content) as path:
        return table_of(path, limits, wish)


def read_text(content: bytes, limits: Limits = AT_ONCE) -> str:
    """A text in any usual encoding, as a form shows it before it is read; raises `Invalid` as `read_table` does."""
    with _kept(content) as path, _refusing():
        messages = read_file(path, Wish(as_text=True), limits)
        return "".join(message["text"] for message in messages if message["is"] == "text")


def table_of(path: Path, limits: Limits, wish: Wish = DETECT) -> Table:
    """The same of a file that is there already."""
    columns: tuple[str, ...] = ()
    note, rows = "", []
    with _refusing():
        for message in read_file(path, wish, limits):
            if message["is"] == "file":
                columns, note = tuple(message["columns"]), message["note"]
            elif message["is"] == "rows":
                rows += [TableRow(number, tuple(cells)) for number, cells, _ in message["rows"]]
    return Table(columns, tuple(rows), note)


@contextmanager
def _kept(content: bytes) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(content)
        kept.flush()
        yield Path(kept.name)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Unreadable as why:
        raise Invalid(why.reason, field="file", remedy=why.remedy) from why
