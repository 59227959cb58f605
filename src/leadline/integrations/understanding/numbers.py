"""Numbers with decimal comma or point, and durations."""

import re
from decimal import Decimal, InvalidOperation

POINT, COMMA = ".", ","
NUMBER = re.compile(r"[+\-−]?\d[\d.,'’\s\u00a0\u202f]*(?:[eE][+-]?\d{1,3})?")
NOTHING = {"", "na", "n/a", "null", "none", "nan", "[]", "{}", "-", "–", "—", "?", "tbd"}
UNITS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60, "min": 60, "s": 1}
_DURATION = re.compile(r"(\d+(?:[.,]\d+)?)\s*(w|d|h|min|m|s)[a-z]*\.?", re.IGNORECASE)
MOST = Decimal(10) ** 9


class NoNumber(ValueError):
    """A text that is no number."""


def parse(text: str, decimal: str = POINT) -> Decimal:
    """Read a number whose decimal mark is `decimal`; raises `NoNumber`."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        raise NoNumber(f"“{text[:40]}” is no number")
    bare = re.sub(r"['’\s\u00a0\u202f]", "", text).replace("−", "-")
    other = COMMA if decimal == POINT else POINT
    bare = (
        bare.replace(other, "").replace(COMMA, POINT)
        if bare.count(decimal)
        else _grouped(bare, other)
    )
    try:
        value = Decimal(bare)
    except InvalidOperation as error:
        raise NoNumber(f"“{text[:40]}” is no number") from error
    if not value.is_finite() or abs(value) > MOST:
        raise NoNumber(f"“{text[:40]}” is too large")
    return value


def _grouped(text: str, other: str) -> str:
    """Without a decimal mark, the other mark parts thousands, unless what follows it is no group of three."""
    if text.count(other) == 1 and len(text.rpartition(other)[2]) != 3:
        return text.replace(other, POINT)
    return text.replace(other, "")


def is_nothing(text: str) -> bool:
    return text.strip().casefold() in NOTHING


def decimal_mark(text: str) -> str:
    """The decimal mark that a number shows; empty where it may be either."""
    marks = [letter for letter in text if letter in ".,"]
    if not marks or not NUMBER.fullmatch(text.strip()):
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return POINT if last == COMMA else COMMA
    return last if len(text.strip().rpartition(last)[2]) != 3 else ""


def looks_like_number(text: str) -> bool:
    return len(text) <= 30 and bool(NUMBER.fullmatch(text.strip()))


def seconds(text: str, decimal: str, unit: int) -> int:
    """A duration: a bare number in `unit` seconds, or "2d 4h" (days of 8 hours, weeks of 5 days)."""
    parts = _DURATION.findall(text)
    if parts and not NUMBER.fullmatch(text.strip()):
        rest = _DURATION.sub("", text).strip(" ,;")
        if rest:
            raise NoNumber(f"“{text[:40]}” is no duration")
        total = sum(parse(number, decimal) * UNITS[name.lower()] for number, name in parts)
    else:
        total = parse(text, decimal) * unit
    if not 0 <= total < 2**31:
        raise NoNumber(f"“{text[:40]}” is no duration")
    return int(total)
