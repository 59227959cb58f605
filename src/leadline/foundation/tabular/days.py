"""Dates as files write them, and which of two readings a whole file follows."""

import re
from collections.abc import Iterable
from datetime import date

DAY_FIRST, MONTH_FIRST = "day", "month"
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?)?")
YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
QUARTER = re.compile(r"([0-9]{4})[ -]?Q([1-4])", re.IGNORECASE)
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
EITHER = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


def order_of(texts: Iterable[str]) -> tuple[str, bool]:
    """Which comes first in dates such as 5/1/2026, told by those that can be read in one way only.

    Gives the order, empty where no date tells, and whether any date needs it.
    """
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := EITHER.fullmatch(text))]
    if any(first > 12 for first, _ in pairs):
        return DAY_FIRST, True
    if any(second > 12 for _, second in pairs):
        return MONTH_FIRST, True
    return "", any(first != second for first, second in pairs)


def read_date(text: str, order: str) -> date | None:
    """The day that a text names; the first day of a month or a quarter. None where it names none."""
    try:
        return _read(text, order)
    except ValueError:
        return None


def _read(text: str, order: str) -> date | None:
    if found := ISO.fullmatch(text) or YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := QUARTER.fullmatch(text):
        return date(int(found[1]), 3 * int(found[2]) - 2, 1)
    if found := DOTTED.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := EITHER.fullmatch(text):
        day, month = (found[2], found[1]) if order == MONTH_FIRST else (found[1], found[2])
        return date(int(found[3]), int(month), int(day))
    return None
