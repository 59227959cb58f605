"""Pictures of single things: each point is one item, and opens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.design.charts.marks import Dot, Picture, Text
from leadline.design.charts.plot import (
    Line,
    Place,
    across,
    axis,
    down,
    grid,
    nothing,
    plot,
    right_of,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One item at (x, y); its title is read on hover, its address opens it."""

    x: Place
    y: float
    title: str = ""
    href: str = ""
    look: str = "series-1"
    hollow: bool = False
    name: str = ""
    """Words above the point; where points have names, their places across need no numbers."""


def scatter(
    points: Sequence[Point],
    *,
    rules: Sequence[Line] = (),
    marks: Sequence[Line] = (),
    height: float = 260,
    r: float = 0,
) -> Picture:
    """Draw points with values across, such as the percentiles of cycle times; many points are drawn smaller."""
    if not points:
        return nothing(height)
    xs = [point.x for point in points] + [mark.value for mark in marks]
    ys = [point.y for point in points] + [
        float(rule.value) for rule in rules if isinstance(rule.value, int | float)
    ]
    frame = plot(xs, ys, height=height, right=right_of(rule.label for rule in rules))
    radius = r or (4.5 if len(points) < 150 else 3.5 if len(points) < 600 else 2.5)
    dots = [_dot(frame.across(one.x), frame.y(one.y), radius, one) for one in points]
    names = [_name(frame.across(one.x), frame.y(one.y), one.name) for one in points if one.name]
    below = () if names else axis(frame, xs)
    return Picture(
        height, (*grid(frame), *below, *across(frame, rules), *down(frame, marks), *dots, *names)
    )


def _dot(x: float, y: float, r: float, one: Point) -> Dot:
    return Dot(x, y, r, f"point {'hollow ' if one.hollow else ''}{one.look}", one.title, one.href)


def _name(x: float, y: float, name: str) -> Text:
    return Text(x, y - 9, name, "halo", "middle" if x > 8 else "start", dx=0 if x > 8 else -4)
