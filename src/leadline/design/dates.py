"""Dates and instants in the reader's way."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

Day: TypeAlias = date | datetime

MINUTE, HOUR, DAY = 60, 3600, 86_400


def day(value: Day | None) -> str:
    """Write "14 Nov 2026"."""
    return "–" if value is None else _day(*_date(value), get_language())


def short_day(value: Day | None) -> str:
    """Write "14 Nov", where the year is plain from the context."""
    return "–" if value is None else _short_day(*_date(value), get_language())


def short_days() -> Callable[[Day | None], str]:
    """`short_day` for the rows of one page: asks but once for the reader's language and time zone."""
    language, zone = get_language(), timezone.get_current_timezone()

    def short(value: Day | None) -> str:
        if value is None:
            return "–"
        if isinstance(value, datetime) and value.tzinfo is not None:
            value = value.astimezone(zone)
        return _short_day(value.year, value.month, value.day, language)

    return short


# A long list writes the same few days again and again, and Django takes 30 µs for each.
@lru_cache(maxsize=4_096)
def _day(year: int, month: int, day: int, language: str | None) -> str:
    return date_format(date(year, month, day), pgettext("day format", "j M Y"))


@lru_cache(maxsize=4_096)
def _short_day(year: int, month: int, day: int, language: str | None) -> str:
    return date_format(date(year, month, day), pgettext("day format without year", "j M"))


def _date(value: Day) -> tuple[int, int, int]:
    local = _local(value)
    return local.year, local.month, local.day


def moment(value: datetime | None) -> str:
    """Write "14 Nov 2026, 09:30" in the active time zone."""
    return (
        "–"
        if value is None
        else date_format(_local(value), pgettext("moment format", "j M Y, H:i"))
    )


def machine(value: Day) -> str:
    """Write the value of a `datetime` attribute."""
    return value.isoformat()


def days(first: Day | None, last: Day | None) -> str:
    """Write a range as short as it can be: "3–14 Nov 2026", "28 Nov – 4 Dec 2026"."""
    if first is None or last is None:
        return _open_range(first, last)
    a, b = _local(first), _local(last)
    if (a.year, a.month, a.day) == (b.year, b.month, b.day):
        return day(b)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{day(b)}"
    return f"{short_day(a) if a.year == b.year else day(a)} – {day(b)}"


def month_name(value: Day) -> str:
    """Write "Nov", where the year is plain from the context."""
    return date_format(_local(value), "M")


def quarter(value: Day | None) -> str:
    """Write "Q3 2026"."""
    if value is None:
        return "–"
    local = _local(value)
    return pgettext("quarter", "Q%(number)d %(year)d") % {
        "number": (local.month + 2) // 3,
        "year": local.year,
    }


def month(value: Day | None) -> str:
    """Write "Nov 2026"."""
    return "–" if value is None else date_format(_local(value), "M Y")


def ago(value: datetime | None, now: datetime) -> str:
    """Write how long before `now` it was: "5 minutes ago"; after 30 days, the date."""
    if value is None:
        return "–"
    seconds = int((now - value).total_seconds())
    if abs(seconds) < MINUTE:
        return _("just now")
    if abs(seconds) >= 30 * DAY:
        return day(value)
    return _in_words(seconds)


def age(since: date, today: date) -> str:
    """Write how many days, months or years lie between two dates."""
    count = (today - since).days
    if abs(count) < 60:
        return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}
    if abs(count) < 730:
        return ngettext("%(n)d month", "%(n)d months", round(count / 30.44)) % {
            "n": round(count / 30.44)
        }
    return ngettext("%(n)d year", "%(n)d years", round(count / 365.25)) % {
        "n": round(count / 365.25)
    }


def duration(span: timedelta) -> str:
    """Write a length of time in its largest fitting unit: "3 days", "4 hours"."""
    return _amount(int(span.total_seconds()))


def _open_range(first: Day | None, last: Day | None) -> str:
    if first is not None:
        return _("from %(day)s") % {"day": day(first)}
    return _("until %(day)s") % {"day": day(last)} if last is not None else "–"


def _in_words(seconds: int) -> str:
    if seconds >= 0:
        return _("%(amount)s ago") % {"amount": _amount(seconds)}
    return _("in %(amount)s") % {"amount": _amount(-seconds)}


def _amount(seconds: int) -> str:
    if seconds < HOUR:
        return ngettext("%(n)d minute", "%(n)d minutes", seconds // MINUTE) % {
            "n": seconds // MINUTE
        }
    if seconds < DAY:
        return ngettext("%(n)d hour", "%(n)d hours", seconds // HOUR) % {"n": seconds // HOUR}
    return ngettext("%(n)d day", "%(n)d days", seconds // DAY) % {"n": seconds // DAY}


def _local(value: Day) -> Day:
    # As `timezone.localtime` does, which asks twice more whether the value is aware.
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(timezone.get_current_timezone())
    return value
