"""The empty picture: where the plot lies, its scales, its few grid lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _

from leadline.design.charts.calendar import time_ticks
from leadline.design.charts.marks import Anchor, Mark, Picture, Rule, Text
from leadline.design.charts.scales import Linear, nice_ticks, spread
from leadline.design.numbers import number

Place: TypeAlias = float | date

TOP, BOTTOM, LEFT, RIGHT = 18.0, 24.0, 5.0, 99.0
LETTER, WIDEST_GUTTER = 1.3, 18.0
"""Percent of the width for one letter of words beside the plot, and for all of them at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A value drawn across the plot, such as a percentile, with its words."""

    value: Place
    label: str
    look: str = "rule"


@dataclass(frozen=True, slots=True)
class Plot:
    """Scales and size of a picture with two axes."""

    x: Linear
    y: Linear
    height: float
    ticks: tuple[float, ...]

    @property
    def floor(self) -> float:
        return self.height - BOTTOM

    def across(self, value: Place) -> float:
        return self.x(at(value))


def at(value: Place) -> float:
    """Give a day its ordinal and a number itself."""
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def plot(
    xs: Sequence[Place],
    ys: Sequence[float],
    *,
    height: float = 240,
    from_zero: bool = True,
    right: float = RIGHT,
) -> Plot:
    """Make room for all of `xs` and `ys`; the y axis ends on round values."""
    low = min([*ys, 0.0] if from_zero else ys, default=0.0)
    whole = all(float(y).is_integer() for y in ys)
    ticks = nice_ticks(low, max(ys, default=1.0), whole=whole)
    x = Linear(min(map(at, xs), default=0.0), max(map(at, xs), default=1.0), LEFT, right)
    return Plot(x, Linear(ticks[0], ticks[-1], height - BOTTOM, TOP), height, ticks)


def right_of(words: Iterable[str]) -> float:
    """Where the plot ends so that words beside it do not lie over what is drawn."""
    longest = max(map(len, words), default=0)
    return RIGHT - min(longest * LETTER, WIDEST_GUTTER)


def nothing(height: float) -> Picture:
    """Say that there is nothing to draw yet."""
    return Picture(
        height,
        (
            Rule(0, height - BOTTOM, 100, height - BOTTOM, "base"),
            Text(50, height / 2, _("Nothing to draw yet"), "none", "middle"),
        ),
    )


def grid(frame: Plot, look: str = "grid") -> tuple[Mark, ...]:
    """Draw the horizontal lines with their values above them, the lowest one as the base."""
    marks: list[Mark] = []
    for n, value in enumerate(frame.ticks):
        y = frame.y(value)
        marks.append(Rule(0, y, 100, y, look if n else "base"))
        if n or value:
            marks.append(Text(0, y - 4, number(value), "axis-label halo"))
    return tuple(marks)


def days_axis(frame: Plot) -> tuple[Mark, ...]:
    """Draw months, quarters or years under a plot whose x values are days."""
    first, last = date.fromordinal(int(frame.x.low)), date.fromordinal(int(frame.x.high))
    marks: list[Mark] = []
    for tick in time_ticks(first, last):
        x = frame.across(tick.day)
        marks.append(Rule(x, frame.floor, x, frame.floor + 4, "tick"))
        marks.append(Text(x, frame.height - 7, tick.label, anchor=_anchor(x), minor=tick.minor))
    return tuple(marks)


def numbers_axis(frame: Plot, values: Iterable[float]) -> tuple[Mark, ...]:
    """Draw numbers under a plot."""
    marks: list[Mark] = []
    for n, value in enumerate(values):
        x = frame.across(value)
        marks.append(Rule(x, frame.floor, x, frame.floor + 4, "tick"))
        marks.append(Text(x, frame.height - 7, number(value), anchor=_anchor(x), minor=n % 2 == 1))
    return tuple(marks)


def axis(frame: Plot, xs: Sequence[Place]) -> tuple[Mark, ...]:
    """Draw the axis that fits: days or numbers."""
    if xs and isinstance(xs[0], date):
        return days_axis(frame)
    inside = [
        value
        for value in nice_ticks(frame.x.low, frame.x.high, 6)
        if frame.x.low <= value <= frame.x.high
    ]
    return numbers_axis(frame, inside)


def across(frame: Plot, lines: Iterable[Line]) -> tuple[Mark, ...]:
    """Draw values across the plot, each with its words at the right, above the line."""
    drawn = list(lines)
    heights = [frame.y(at(line.value)) for line in drawn]
    places = spread([y - 5 for y in heights], 13, 10, frame.floor)
    rules = [
        Rule(0, y, 100, y, line.look, line.label) for line, y in zip(drawn, heights, strict=True)
    ]
    words = [
        Text(100, y, line.label, "halo note", "end") for line, y in zip(drawn, places, strict=True)
    ]
    return (*rules, *words)


def down(frame: Plot, lines: Iterable[Line]) -> tuple[Mark, ...]:
    """Draw values down the plot, such as today or a percentile, with their words on top."""
    marks: list[Mark] = []
    for line in lines:
        x = frame.across(line.value)
        anchor = "end" if x > 70 else "start"
        marks.append(Rule(x, TOP - 10, x, frame.floor, line.look, line.label))
        marks.append(
            Text(
                x,
                TOP - 4,
                line.label,
                "halo note",
                "end" if anchor == "end" else "start",
                dx=-5 if anchor == "end" else 5,
            )
        )
    return tuple(marks)


def _anchor(x: float) -> Anchor:
    return "start" if x < 4 else "end" if x > 97 else "middle"
