"""Roadmaps as they are drawn: rows of time for a page, and the same as one compact text for the browser."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from leadline.backlog.queries import MilestoneLine
from leadline.design.charts.scales import Linear
from leadline.design.dates import month, quarter
from leadline.roadmap.queries import BarLine, Stood
from leadline.roadmap.words import said_of

EPOCH = date(1970, 1, 1).toordinal()
LEFT, RIGHT = 26.0, 99.0
HEIGHT, HEAD, DIAMONDS = 36, 24, 20
WEEK = timedelta(days=7)
LONG = 550
UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"})


@dataclass(frozen=True)
class Strip:
    """A bar on its row; positions in percent of the width, None for what is not there."""

    line: BarLine
    top: int
    start: float
    end: float
    p50: float | None
    p85: float | None
    promised: float | None
    old: tuple[float, float] | None
    look: int


@dataclass(frozen=True)
class Strips:
    """Rows of time, with a line for each month or quarter."""

    strips: Sequence[Strip]
    marks: Sequence[tuple[float, str]]
    today: float | None
    milestones: Sequence[tuple[float, MilestoneLine, str]] = ()

    @property
    def height(self) -> int:
        return head(self.milestones) + HEIGHT * len(self.strips)


def head(milestones: Sequence[Any]) -> int:
    """How much lies above the first bar."""
    return HEAD + (DIAMONDS if milestones else 0)


def reach(lines: Sequence[BarLine], old: Mapping[str, Stood], today: date) -> tuple[date, date]:
    """The first and the last day that is drawn, whole months around all bars."""
    days = [day for line in lines for day in (line.from_on, line.until_on, line.p85_on, line.promised_on) if day]  # fmt: skip
    days += [day for each in old.values() for name in ("from_on", "until_on") if (day := each.day(name))]  # fmt: skip
    first, last = min([today, *days]), max([today + 12 * WEEK, *days])
    return first.replace(day=1), (last + 6 * WEEK).replace(day=1)


def strips(
    lines: Sequence[BarLine], old: Mapping[str, Stood], looks: Mapping[str, int], today: date,
    milestones: Sequence[MilestoneLine] = (),
) -> Strips:  # fmt: skip
    """The bars that have days, a row each, and above them the milestones of those days."""
    first, last = reach(lines, old, today)
    at = Linear(first.toordinal(), last.toordinal(), LEFT, RIGHT)
    shown = [
        (round(at(each.milestone.due_on.toordinal()), 3), each, said_of(each))
        for each in milestones
        if first <= each.milestone.due_on <= last
    ]
    top = head(shown)
    dated = [line for line in lines if line.from_on and line.until_on]
    rows = [
        _strip(line, top + HEIGHT * n, old.get(str(line.id)), looks, at)
        for n, line in enumerate(dated)
    ]
    return Strips(rows, _marks(first, last, at), at(today.toordinal()), shown)


def _strip(
    line: BarLine, top: int, was: Stood | None, looks: Mapping[str, int], at: Linear
) -> Strip:
    def place(day: date | None) -> float | None:
        return None if day is None else round(at(day.toordinal()), 3)

    then = (place(was.day("from_on")), place(was.day("until_on"))) if was else (None, None)
    moved = was is not None and (was.day("from_on"), was.day("until_on")) != (line.from_on, line.until_on)  # fmt: skip
    assert line.from_on
    assert line.until_on
    return Strip(
        line, top, at(line.from_on.toordinal()), at(line.until_on.toordinal() + 1), place(line.p50_on), place(line.p85_on),
        place(line.promised_on), (then[0], then[1]) if moved and then[0] is not None and then[1] is not None else None, looks[str(line.id)],
    )  # fmt: skip


def _marks(first: date, last: date, at: Linear) -> list[tuple[float, str]]:
    by_quarter = (last - first).days > LONG
    days = [day for day in _months(first, last) if not by_quarter or day.month % 3 == 1]
    return [(round(at(day.toordinal()), 3), quarter(day) if by_quarter else month(day)) for day in days]  # fmt: skip


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]  # fmt: skip


def packed(
    lines: Sequence[BarLine], groups: Mapping[str, str], old: Mapping[str, Stood],
    looks: Mapping[str, int], today: date, *, milestones: Sequence[MilestoneLine] = (),
) -> Markup:  # fmt: skip
    """The dated bars as JSON for the browser; days as days since 1970, places of groups and bars as numbers.

    A bar is [key, version, name, group, from, until, P50, P85, promise, chance in per cent, why no
    forecast, old from, old until, places of bars it waits for, look]; a milestone is [day, state,
    address, name, what is said of it].
    """
    dated = [line for line in lines if line.from_on]
    first, last = reach(lines, old, today)
    names = list(dict.fromkeys(groups[str(line.id)] for line in dated))
    order = {name: n for n, name in enumerate(names)}
    places = {str(line.id): n for n, line in enumerate(dated)}
    bars = [_packed(line, order[groups[str(line.id)]], old.get(str(line.id)), places, looks[str(line.id)]) for line in dated]  # fmt: skip
    whole = {"first": _since(first), "last": _since(last), "today": _since(today), "groups": names, "bars": bars, "milestones": [_marked(each) for each in milestones]}  # fmt: skip
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False).translate(UNSAFE)
    return Markup(text)  # noqa: S704  what could end the template is written as escapes of JSON


def _packed(
    line: BarLine, group: int, was: Stood | None, places: Mapping[str, int], look: int
) -> list[Any]:
    days = (line.from_on, line.until_on, line.p50_on, line.p85_on, line.promised_on)
    then = (was.day("from_on"), was.day("until_on")) if was else (None, None)
    waits = [places[key] for key in line.waits if key in places]
    holds = None if line.holds is None else round(100 * line.holds)
    return [
        str(line.id), line.version, line.name, group, *map(_since, days), holds, line.lacks, *map(_since, then), waits, look,
    ]  # fmt: skip


def _marked(line: MilestoneLine) -> list[Any]:
    milestone = line.milestone
    return [_since(milestone.due_on), line.state, milestone.page_url(), milestone.name, said_of(line)]  # fmt: skip


def _since(day: date | None) -> int | None:
    return None if day is None else day.toordinal() - EPOCH
