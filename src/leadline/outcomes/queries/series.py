"""Readings as periods of one length: what an estimate without an experiment asks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

STEPS = ("daily", "weekly", "monthly", "quarterly")
MOST_EMPTY = 0.1
MOST_PERIODS = 400
Readings = Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Periods:
    """A value for every period from the first day to the last; `filled` of them had no reading of their own."""

    step: str
    days: tuple[date, ...]
    values: tuple[float, ...]
    filled: int

    def place(self, day: date) -> int:
        """Which period a day lies in, from 0; below 0 or beyond the last for days outside."""
        start = first_day(day, self.step)
        if start < self.days[0]:
            return -1
        return next((at for at, each in enumerate(self.days) if each == start), len(self.days))


def first_day(day: date, step: str) -> date:
    """The day on which the period of a day begins; weeks begin on Monday."""
    if step == "weekly":
        return day - timedelta(days=day.weekday())
    if step == "monthly":
        return day.replace(day=1)
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) if step == "quarterly" else day


def days_of(first: date, last: date, step: str) -> tuple[date, ...]:
    """The first day of every period from that of `first` to that of `last`; the newest 400."""
    found: list[date] = []
    at = first_day(last, step)
    while at >= first_day(first, step) and len(found) < MOST_PERIODS:
        found.append(at)
        at = first_day(at - timedelta(days=1), step)
    return tuple(reversed(found))


def periods_of(readings: Readings, cadence: str) -> Periods | None:
    """The finest periods, from the cadence of the metric up, of which nine in ten have a reading; None where none has."""
    if not readings:
        return None
    for step in STEPS[STEPS.index(cadence) :]:
        days = days_of(readings[0][0], readings[-1][0], step)
        found = filled(readings, step, days)
        if found is not None:
            return found
    return None


def filled(readings: Readings, step: str, days: Sequence[date]) -> Periods | None:
    """The mean reading of each of the periods, between neighbours where there is none; None where more than a tenth is empty."""
    means = _means(readings, step)
    known = [at for at, day in enumerate(days) if day in means]
    empty = len(days) - len(known)
    if not known or empty > MOST_EMPTY * len(days):
        return None
    values = [means.get(day, 0.0) for day in days]
    values[: known[0]] = [values[known[0]]] * known[0]
    values[known[-1] + 1 :] = [values[known[-1]]] * (len(days) - known[-1] - 1)
    for left, right in pairwise(known):
        for at in range(left + 1, right):
            values[at] = values[left] + (values[right] - values[left]) * (at - left) / (right - left)  # fmt: skip
    return Periods(step, tuple(days), tuple(values), empty)


def _means(readings: Readings, step: str) -> Mapping[date, float]:
    found: dict[date, list[float]] = defaultdict(list)
    for on, value in readings:
        found[first_day(on, step)].append(value)
    return {day: fmean(values) for day, values in found.items()}
