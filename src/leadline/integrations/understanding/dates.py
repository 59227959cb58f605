"""Dates as the usual exports write them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

DMY, MDY = "dmy", "mdy"
FIRST_YEAR, LAST_YEAR = 1970, 2100
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers know no zone

_MONTHS = (
    "jan january januar janvier enero ene janv jaen jan. janner jänner",
    "feb february februar fevrier fevr febrero",
    "mar march marz maerz mars marzo mrz mar",
    "apr april avril avr abril abr",
    "may mai mayo",
    "jun june juni juin junio",
    "jul july juli juillet juil julio",
    "aug august aout agosto ago",
    "sep sept september septembre septiembre",
    "oct october oktober okt octobre octubre",
    "nov november novembre noviembre",
    "dec december dezember dez decembre diciembre dic",
)
MONTHS = {
    word.strip("."): number for number, words in enumerate(_MONTHS, 1) for word in words.split()
}

_TIME = (
    r"(?:[T\s,]+(?:at\s+|um\s+|à\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_DAY = r"(?:[^\W\d]{2,12}\.?,?\s+)?"
ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME)
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _TIME)
DAY_NAME = re.compile(_DAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s*[-/\s.]\s*(?:de\s+|of\s+)?)(?P<name>[^\W\d]{3,12})\.?(?:\s*[-/\s.,]\s*(?:de\s+)?)(?P<year>\d{4}|\d{2})" + _TIME)  # fmt: skip
NAME_DAY = re.compile(_DAY + r"(?P<name>[^\W\d]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME)  # fmt: skip
NUMERIC = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-/.])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})" + _TIME)  # fmt: skip
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


class NoDate(ValueError):
    """A text that is no date; the message says why."""


@dataclass(frozen=True)
class Moment:
    """A point in time as written: naive unless the text names a zone; `timed` when it has a time of day."""

    at: datetime
    timed: bool

    def in_zone(self, zone: tzinfo) -> datetime:
        """The instant in UTC; a text without a zone is of `zone`."""
        placed = self.at if self.at.tzinfo else self.at.replace(tzinfo=zone)
        return placed.astimezone(UTC)


@dataclass(frozen=True)
class Fits:
    """Which orders of day and month a text allows; both for 03/04/26."""

    dmy: bool
    mdy: bool

    @property
    def is_open(self) -> bool:
        return self.dmy and self.mdy


@lru_cache(maxsize=20_000)
def parse(text: str, order: str = DMY) -> Moment:
    """Read a date, with or without time; raises `NoDate`.

    `order` decides 03/04/26; dotted dates have the day first in all locales that write them.
    """
    text = text.strip()
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return _moment(match, int(match["month"]))
    if match := NUMERIC.fullmatch(text):
        return _numeric(match, order)
    if match := DAY_NAME.fullmatch(text) or NAME_DAY.fullmatch(text):
        return _moment(match, _month(match["name"]))
    if SERIAL.fullmatch(text):
        return _serial(float(text))
    if EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) > 10 else 1)
        return Moment(datetime.fromtimestamp(seconds, UTC), True)
    raise NoDate(f"“{text[:40]}” is no date")


@lru_cache(maxsize=20_000)
def fits(text: str) -> Fits | None:
    """Which orders a text of two short numbers allows; None for any other text."""
    match = NUMERIC.fullmatch(text.strip())
    if not match:
        return None
    one, two = int(match["one"]), int(match["two"])
    dotted = match["mark"] == "."
    if one == two and one <= 12:
        return None
    return Fits(1 <= one <= 31 and 1 <= two <= 12, not dotted and 1 <= one <= 12 and 1 <= two <= 31)


def looks_like_date(text: str) -> bool:
    """Whether a text is a date by its own form; bare numbers are not."""
    if len(text) > 45 or not any(letter.isdigit() for letter in text):
        return False
    if SERIAL.fullmatch(text) or EPOCH.fullmatch(text) or text.isdigit():
        return False
    try:
        parse(text)
    except NoDate:
        return False
    return True


def _numeric(match: "re.Match[str]", order: str) -> Moment:
    one, two = int(match["one"]), int(match["two"])
    day_first = order == DMY or match["mark"] == "."
    day, month = (one, two) if day_first else (two, one)
    # One odd text among many of the other order is still a date.
    if month > 12 >= day and match["mark"] != ".":
        raise NoDate(f"“{match[0][:40]}” does not fit {'day/month' if day_first else 'month/day'}")
    return _moment(match, month, day)


def _moment(match: "re.Match[str]", month: int, day: int | None = None) -> Moment:
    year = int(match["year"])
    year += 0 if len(match["year"]) == 4 else 2000 if year < 70 else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDate(f"the year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        on = date(year, month, int(match["day"]) if day is None else day)
        return Moment(datetime.combine(on, _time(match), _zone(match["zone"])), bool(match["hour"]))
    except ValueError as error:
        raise NoDate(f"“{match[0][:40]}” is not in the calendar") from error


def _time(match: "re.Match[str]") -> time:
    if not match["hour"]:
        return time(0)
    hour, half = int(match["hour"]), (match["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        hour = 0
    return time(hour, int(match["minute"]), min(int(match["second"] or 0), 59))


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _month(name: str) -> int:
    letters = unicodedata.normalize("NFKD", name.casefold())
    word = "".join(letter for letter in letters if not unicodedata.combining(letter))
    found = MONTHS.get(word) or MONTHS.get(word[:4]) or MONTHS.get(word[:3])
    if not found:
        raise NoDate(f"“{name[:20]}” is no month")
    return found


def _serial(days: float) -> Moment:
    at = (EXCEL_EPOCH + timedelta(days=days) + timedelta(milliseconds=500)).replace(microsecond=0)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise NoDate(f"the serial number {days:g} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    return Moment(at, at.time() != time(0))
