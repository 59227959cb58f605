"""Text files of cells: CSV and its kin, taken as people's tools write them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leadline.foundation.tabular import delimiters, encodings
from leadline.foundation.tabular.limits import Limits, Unreadable

SAMPLE = 128 * 1024
Row = tuple[int, list[str]]


@dataclass
class Delimited:
    """An opened text file; `rows` gives the number of each record, as a spreadsheet counts, and its raw cells."""

    path: Path
    limits: Limits
    encoding: encodings.Encoding
    delimiter: str
    skip: int = 0
    _pending: list[str] = field(default_factory=list)

    @classmethod
    def open(
        cls, path: Path, limits: Limits, encoding: str = "", delimiter: str = ""
    ) -> "Delimited":
        """Detect what is not given; raises `Unreadable`."""
        found = encodings.Encoding(encoding, lenient=True) if encoding else encodings.detect(path)
        with _text(path, found) as file:
            sample = file.read(SAMPLE)
        first = sample.partition("\n")[0]
        named = delimiters.named_delimiter(first)
        return cls(
            path, limits, found, delimiter or named or delimiters.detect(sample), 1 if named else 0
        )

    def rows(self) -> Iterator[Row]:
        """Every record that is not blank; raises `Unreadable` at the first that cannot be taken in.

        How long a cell may be is the process's: `csv.field_size_limit`, which the process that reads sets.
        """
        number = self.skip
        with _text(self.path, self.encoding) as file:
            for _ in range(self.skip):
                file.readline()
            reader = csv.reader(self._lines(file), delimiter=self.delimiter)
            while (record := self._next(reader, number + 1)) is not None:
                number += 1
                self._pending.clear()
                if any(record):
                    yield number, record

    def _lines(self, file: io.TextIOBase) -> Iterator[str]:
        for line in file:
            self._pending.append(line)
            yield line

    def _next(self, reader: Iterator[list[str]], number: int) -> list[str] | None:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise self._refusal(error, number) from error
        except UnicodeError as error:
            raise Unreadable(
                f"Row {number} holds bytes that are no {self.encoding.name.upper()}.",
                "Choose the encoding by hand, or export the file again as UTF-8.", number,
            ) from error  # fmt: skip
        if record is not None and self._ends_in_quotes(record):
            raise _unclosed(number)
        return record

    def _ends_in_quotes(self, record: list[str]) -> bool:
        if len(self._pending) < 1 or '"' not in self._pending[0] or not record:
            return False
        if len(self._pending) == 1 and self._pending[0].count('"') % 2 == 0:
            return False
        try:
            for _ in csv.reader(iter(self._pending), delimiter=self.delimiter, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False

    def _refusal(self, error: csv.Error, number: int) -> Unreadable:
        if "field larger" in str(error):
            if any('"' in line for line in self._pending[:1]):
                return _unclosed(number)
            return Unreadable(
                f"A cell of row {number} has more than {self.limits.cell:,} characters.",
                "Shorten it in the source, or leave the column out of the export.", number,
            )  # fmt: skip
        return Unreadable(
            f"Row {number} cannot be read: {error}.", "Export the file again.", number
        )


def _text(path: Path, encoding: encodings.Encoding) -> io.TextIOWrapper:
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def _unclosed(number: int) -> Unreadable:
    return Unreadable(
        f"A quotation mark in row {number} is opened and never closed.",
        "Close it, or double it where it is part of the text, and bring the file again.", number,
    )  # fmt: skip
