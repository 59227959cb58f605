"""Whole weeks of the workspace's calendar, and what lies between days."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from leadline.delivery.queries.flow.days import DayCount, daily
from leadline.delivery.queries.flow.scope import FlowScope, monday
from leadline.workspaces.models import Member

WEEK = timedelta(days=7)
IDLE = 12


@dataclass(frozen=True)
class Week:
    """A week that is over, by its Monday: what was finished and what was opened in it."""

    starts_on: date
    finished: float
    opened: float

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)


def whole_weeks(days: list[DayCount], today: date, since: date | None = None) -> list[Week]:
    """The weeks from the first finish (or `since`, whichever is later) to the last one over."""
    first = next((each.day for each in days if each.finished), None)
    if first is None:
        return []
    start = max(monday(first), since) if since else monday(first)
    count = max(0, (monday(today) - start).days // 7)
    finished, opened = [0.0] * count, [0.0] * count
    for each in days:
        at = (each.day - start).days // 7
        if 0 <= at < count:
            finished[at] += each.finished
            opened[at] += each.opened
    return [Week(start + WEEK * n, finished[n], opened[n]) for n in range(count)]


def history(member: Member, scope: FlowScope, today: date, weeks: int) -> list[Week]:
    """The last `weeks` whole weeks, fewer where the history is shorter.

    A history that ended long ago is read to its end, not to today.
    """
    found = whole_weeks(daily(member, scope), today)
    last = max((n for n, week in enumerate(found, 1) if week.finished), default=0)
    return (found[:last] if len(found) - last >= IDLE else found)[-weeks:]


@dataclass(frozen=True)
class Standing:
    """At the end of a day: opened and not started, started and not finished, finished."""

    day: date
    to_do: float
    doing: float
    done: float


def standings(days: list[DayCount], today: date, since: date | None) -> list[Standing]:
    """Every day of the period; the first bands start from all that happened before."""
    if not days:
        return []
    start = max(days[0].day, since) if since else days[0].day
    length = (today - start).days + 1
    steps = [[0.0] * max(length, 1) for _ in range(3)]
    for each in days:
        at = max(0, (each.day - start).days)
        if at < length:
            for run, amount in zip(steps, (each.opened, each.started, each.finished), strict=True):
                run[at] += amount
    opened, started, finished = (list(accumulate(run)) for run in steps)
    return [
        Standing(start + timedelta(days=n), max(opened[n] - started[n], 0.0), max(started[n] - finished[n], 0.0), finished[n])
        for n in range(length)
    ]  # fmt: skip


def thinned(standings: list[Standing], most: int = 400) -> list[Standing]:
    """At most `most` of them, evenly, with the last one always among them."""
    step = -(-len(standings) // most) if standings else 1
    return standings[::-1][::step][::-1]
