"""Pictures of single things: each point is one item, and opens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.design.charts.marks import Dot, Picture
from leadline.design.charts.plot import Line, Place, across, axis, down, grid, nothing, plot


@dataclass(frozen=True, slots=True)
class Point:
    """One item at (x, y); its title is read on hover, its address opens it."""

    x: Place
    y: float
    title: str = ""
    href: str = ""
    look: str = "series-1"
    hollow: bool = False


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
    frame = plot(xs, ys, height=height)
    radius = r or (4.5 if len(points) < 150 else 3.5 if len(points) < 600 else 2.5)
    dots = [_dot(frame.across(one.x), frame.y(one.y), radius, one) for one in points]
    return Picture(
        height, (*grid(frame), *axis(frame, xs), *dots, *across(frame, rules), *down(frame, marks))
    )


def _dot(x: float, y: float, r: float, one: Point) -> Dot:
    return Dot(x, y, r, f"point {'hollow ' if one.hollow else ''}{one.look}", one.title, one.href)
