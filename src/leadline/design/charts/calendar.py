"""Time along the axis: which days get a label."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leadline.design import dates


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day; a minor one leaves at phone width."""

    day: date
    label: str
    minor: bool = False


def time_ticks(first: date, last: date) -> tuple[Tick, ...]:
    """Give days, months, quarters or years between `first` and `last`: at most some thirteen labels."""
    span = (last - first).days
    if span <= 21:
        return _every_days(first, last, max(1, span // 6))
    if span <= 80:
        return _every_days(first, last, 14)
    if span <= 400:
        return _numbered(_months(first, last, 1), _month_label, every=2 if span > 130 else 1)
    if span <= 1500:
        return _numbered(_months(first, last, 3), _quarter_label, every=2 if span > 500 else 1)
    return _numbered(
        _months(first, last, 12), lambda day: str(day.year), every=2 if span > 4000 else 1
    )


def _every_days(first: date, last: date, step: int) -> tuple[Tick, ...]:
    count = (last - first).days // step
    days = [first + timedelta(days=step * n) for n in range(count + 1)]
    return tuple(Tick(day, dates.short_day(day), minor=n % 2 == 1) for n, day in enumerate(days))


def _months(first: date, last: date, step: int) -> Iterator[date]:
    index = first.year * 12 + first.month - 1
    index += -index % step
    while (day := date(index // 12, index % 12 + 1, 1)) <= last:
        if day >= first:
            yield day
        index += step


def _numbered(days: Iterator[date], label: Callable[[date], str], every: int) -> tuple[Tick, ...]:
    return tuple(Tick(day, label(day), minor=n % every != 0) for n, day in enumerate(days))


def _month_label(day: date) -> str:
    return str(day.year) if day.month == 1 else dates.month_name(day)


def _quarter_label(day: date) -> str:
    return str(day.year) if day.month == 1 else dates.quarter(day).split()[0]
