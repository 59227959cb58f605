"""Where the header of a table is, and what its columns are called."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LOOK = 25
VALUE = re.compile(
    r"^[\s\d.,:;/+\-%€$£]*\d[\s\d.,:;/+\-%€$£TZ]*$|^(?:true|false|n/?a|null)$", re.IGNORECASE
)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Header:
    """The names of the columns, and how many of the rows looked at stand above the first row of data."""

    names: tuple[str, ...]
    rows: int
    note: str = ""


def find_header(rows: Rows) -> Header:
    """Find the header among the first rows; blank names become "Column 3".

    A row of group names above the header (merged cells) goes before names that repeat.
    """
    at = _place(rows)
    if at is None:
        width = max((len(row) for row in rows), default=0)
        names = tuple(f"Column {number}" for number in range(1, width + 1))
        return Header(names, 0, "The file has no header: its columns are numbered.")
    group, at = _group_above(rows, at)
    return Header(_named(rows[at], group), at + 1)


def _place(rows: Rows) -> int | None:
    looked = rows[:LOOK]
    width = _usual_width(looked)
    for at, row in enumerate(looked):
        filled = [cell for cell in row if cell]
        if len(filled) >= max(1, width / 2) and not any(VALUE.match(cell) for cell in filled):
            return at
        if len(filled) >= max(2, width * 0.8) and _mostly_names(filled):
            return at
    return None


def _usual_width(rows: Rows) -> int:
    counts = Counter(sum(1 for cell in row if cell) for row in rows if any(row))
    return max(counts, key=lambda width: (counts[width] * width, width), default=0)


def _mostly_names(filled: Sequence[str]) -> bool:
    values = sum(1 for cell in filled if VALUE.match(cell))
    return values <= len(filled) / 4 and len(set(filled)) == len(filled)


def _group_above(rows: Rows, at: int) -> tuple[Sequence[str], int]:
    """The row of group names, if there is one, and where the header itself is."""
    if at + 1 < len(rows) and _is_finer(rows[at], rows[at + 1]):
        return rows[at], at + 1
    above = rows[at - 1] if at else []
    few = 2 <= sum(1 for cell in above if cell) < sum(1 for cell in rows[at] if cell)
    return (above, at) if few else ([], at)


def _is_finer(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether `lower` names what `upper` only groups: it fills the gaps, with names that differ."""
    filled = [cell for cell in lower if cell]
    fills = any(not above and cell for above, cell in zip(upper, lower, strict=False))
    names = not any(VALUE.match(cell) or len(cell) > 60 for cell in filled)
    pairs = list(zip(_carried(upper, len(lower)), lower, strict=True))
    return fills and names and len(filled) > 1 and len(set(pairs)) == len(pairs)


def _named(header: Sequence[str], group: Sequence[str]) -> tuple[str, ...]:
    width = max(len(header), len(group))
    lower = [*header, *[""] * (width - len(header))]
    upper = _carried(group, width)
    own = [low or (group[at] if at < len(group) else "") for at, low in enumerate(lower)]
    times = Counter(own)
    full = [
        f"{up} / {name}" if up and name and up != name and times[name] > 1 else name
        for name, up in zip(own, upper, strict=True)
    ]
    while full and not full[-1]:
        full.pop()
    return tuple(" ".join(name.split()) or f"Column {at}" for at, name in enumerate(full, 1))


def _carried(group: Sequence[str], width: int) -> list[str]:
    """A merged cell's name stands in its first column only: carry it to the right."""
    carried, current = [], ""
    for at in range(width):
        current = (group[at] if at < len(group) else "") or current
        carried.append(current)
    return carried
