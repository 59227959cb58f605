"""The process that reads: sets its own limits first, then writes what it reads as lines of JSON.

{"is": "file", "columns": […], …}   once, first
{"is": "rows", "rows": [[number, cells, flaw], …]}
{"is": "text", "text": …}           instead of the rows, where the text itself is asked for
{"is": "end", "rows": n}   or   {"is": "refusal", "reason": …, "remedy": …, "row": n}
"""

import csv
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from leadline.foundation.limited import give_up
from leadline.foundation.tabular.delimited import Delimited
from leadline.foundation.tabular.encodings import text_of
from leadline.foundation.tabular.headers import LOOK, find_header
from leadline.foundation.tabular.limits import Limits, Unreadable
from leadline.foundation.tabular.text import clean, flaw
from leadline.foundation.tabular.workbooks import OLE, ZIP, Workbook

CHUNK_ROWS, CHUNK_CHARACTERS = 500, 200_000
Row = tuple[int, list[str]]


def main(arguments: list[str], out: TextIO) -> int:
    """Read the file of the first argument as the second one (JSON: limits, encoding, …) says."""
    path, wish = Path(arguments[0]), json.loads(arguments[1])
    limits = Limits(**wish.pop("limits"))
    give_up(limits.memory, limits.seconds)
    csv.field_size_limit(limits.cell)
    try:
        out.writelines(
            json.dumps(message, ensure_ascii=False) + "\n" for message in read(path, limits, **wish)
        )
    except Unreadable as why:
        out.write(json.dumps({"is": "refusal", "reason": why.reason, "remedy": why.remedy, "row": why.row}) + "\n")  # fmt: skip
    except (MemoryError, RecursionError):
        out.write(json.dumps({"is": "refusal", **TOO_LARGE}) + "\n")
    out.flush()
    return 0


TOO_LARGE = {"reason": "Reading this file takes more memory than an import may use.", "remedy": "Save it as CSV, or in several files.", "row": 0}  # fmt: skip


def read(path: Path, limits: Limits, *, as_text: bool = False, encoding: str = "", delimiter: str = "", sheet: str = "") -> Iterator[dict[str, Any]]:  # fmt: skip
    """What the file holds, as messages; raises `Unreadable`."""
    _refuse_size(path, limits)
    if as_text:
        yield {"is": "text", "text": _text(path)}
        yield {"is": "end", "rows": 0}
    else:
        yield from _table(path, limits, encoding, delimiter, sheet)


def _text(path: Path) -> str:
    if _magic(path) in (OLE, ZIP):
        raise Unreadable("This is a workbook, and no text.", "Save its sheet as CSV, or copy the rows and paste them.")  # fmt: skip
    try:
        return text_of(path)
    except Unreadable as why:
        raise Unreadable(why.reason, "Save it as CSV or as plain text, or paste what it says.") from why  # fmt: skip


def _table(path: Path, limits: Limits, encoding: str, delimiter: str, sheet: str) -> Iterator[dict[str, Any]]:  # fmt: skip
    about, rows = _opened(path, limits, encoding, delimiter, sheet)
    first = list(itertools.islice(rows, LOOK))
    if not first:
        raise Unreadable("The file holds no rows.", "Export the work again; is it the right file?")
    header = find_header([[clean(cell) for cell in cells] for _, cells in first])
    _refuse_width(len(header.names), limits, first[max(header.rows - 1, 0)][0])
    yield {"is": "file", "columns": header.names, "header_rows": header.rows, "note": header.note, **about}  # fmt: skip
    count = 0
    for chunk in _chunks(itertools.chain(first[header.rows :], rows), limits):
        count += len(chunk)
        if count > limits.rows:
            raise Unreadable(f"The file has more than {limits.rows:,} rows.", "Split it and bring the parts one after the other.")  # fmt: skip
        yield {"is": "rows", "rows": chunk}
    if not count:
        raise Unreadable("The file holds a header and no rows.", "Export the work again; is a filter set?")  # fmt: skip
    yield {"is": "end", "rows": count}


def _opened(path: Path, limits: Limits, encoding: str, delimiter: str, sheet: str) -> tuple[dict[str, Any], Iterator[Row]]:  # fmt: skip
    magic = _magic(path)
    if magic == OLE:
        raise Unreadable("This is a workbook of old Excel, or one locked by a password.", "Save it as .xlsx without a password, or as CSV.")  # fmt: skip
    if magic == ZIP:
        book = Workbook.open(path, limits, sheet)
        sheets = [asdict(each) for each in book.sheets]
        return {"form": "excel", "sheet": book.sheet, "sheets": sheets}, book.rows()
    text = Delimited.open(path, limits, encoding, delimiter)
    return {"form": "csv", "encoding": text.encoding.name, "delimiter": text.delimiter}, text.rows()


def _refuse_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if size > limits.bytes:
        raise Unreadable(f"The file has {size / 2**20:,.0f} MB; {limits.bytes // 2**20:,} MB are the most.", "Split it.")  # fmt: skip


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _chunks(rows: Iterable[Row], limits: Limits) -> Iterator[list[list[Any]]]:
    chunk: list[list[Any]] = []
    size = 0
    for number, raw in rows:
        _refuse_width(len(raw), limits, number)
        length = sum(map(len, raw))
        if length > limits.row:
            raise Unreadable(f"Row {number} has more than {limits.row:,} characters.", "Shorten it in the source.", number)  # fmt: skip
        chunk.append([number, [clean(cell) for cell in raw], flaw(raw)])
        size += length
        if len(chunk) >= CHUNK_ROWS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _refuse_width(width: int, limits: Limits, number: int) -> None:
    if width > limits.columns:
        raise Unreadable(
            f"Row {number} has {width:,} cells; {limits.columns} columns are the most.",
            "Leave out columns in the export, or check which character parts the cells.", number,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
