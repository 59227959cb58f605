"""Which character parts the cells of a text file."""

import csv
from collections import Counter

CANDIDATES = (",", ";", "\t", "|")
RECORDS = 60


def named_delimiter(first_line: str) -> str:
    """What Excel's own first line says: `sep=;`."""
    line = first_line.strip("\r\n\ufeff ").strip('"')
    return line[4] if line.lower().startswith("sep=") and len(line) == 5 else ""


def detect(sample: str) -> str:
    """The candidate by which most records have the same, and the largest, number of cells."""
    return max(CANDIDATES, key=lambda each: (*_fitness(sample, each), -CANDIDATES.index(each)))


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = [width for width in _widths(sample, delimiter) if width]
    if not widths:
        return 0.0, 0
    usual, times = Counter(widths).most_common(1)[0]
    if usual == 1 and max(widths) > 1 and widths[0] > 1:
        usual, times = widths[0], widths.count(widths[0])
    return (times / len(widths) if usual > 1 else 0.0), usual


def _widths(sample: str, delimiter: str) -> list[int]:
    found: list[int] = []
    try:
        for record in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
            found.append(len(record) if any(record) else 0)
            if len(found) >= RECORDS:
                break
    except csv.Error:
        return found
    # The sample may end inside a quoted cell.
    return found[:-1] if len(found) > 2 else found
