"""Pictures of values over time: lines, steps, stacked areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from leadline.design.charts.marks import Dot, Mark, Picture, Shape, Text
from leadline.design.charts.plot import (
    Line,
    Place,
    Plot,
    across,
    axis,
    down,
    grid,
    nothing,
    plot,
    right_of,
)
from leadline.design.charts.scales import Linear, spread
from leadline.design.numbers import number

ROOM = 6
"""How many points of a band its name lies over."""
LOOKS = ("series-1", "series-2", "series-3", "series-4", "series-5", "series-6")


@dataclass(frozen=True, slots=True)
class Series:
    """A named run of (x, y), in the order of x; `href` and `titles` belong to its points, one each."""

    name: str
    points: Sequence[tuple[Place, float]]
    look: str = ""
    dashed: bool = False
    step: bool = False
    soft_below: bool = False
    titles: Sequence[str] = ()
    hrefs: Sequence[str] = ()
    bare: bool = False
    """Its points alone, without a line between them and without a name."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range around a run of values: `low` and `high` at each of `xs`."""

    name: str
    xs: Sequence[Place]
    low: Sequence[float]
    high: Sequence[float]
    look: str = "soft series-2"


def lines(
    series: Sequence[Series],
    *,
    bands: Sequence[Band] = (),
    rules: Sequence[Line] = (),
    marks: Sequence[Line] = (),
    height: float = 220,
    from_zero: bool = True,
    dots: bool = False,
) -> Picture:
    """Draw each series as a line with its name at its end.

    `rules` lie across at values of y, `marks` stand at values of x; `dots` draws and links the points.
    `bands` lie beneath all of it.
    """
    if not any(one.points for one in series):
        return nothing(height)
    xs = [x for one in series for x, _ in one.points] + [mark.value for mark in marks]
    ys = [y for one in series for _, y in one.points] + [
        float(rule.value) for rule in rules if isinstance(rule.value, int | float)
    ]
    ys += [y for band in bands for y in (*band.low, *band.high)]
    beside = [rule.label for rule in rules] + _named(series)
    frame = plot(xs, ys, height=height, from_zero=from_zero, right=right_of(beside))
    drawn = [
        mark for n, one in enumerate(series) for mark in _line(frame, one, _look(one, n), dots)
    ]
    names = _names(frame, series) if _named(series) else ()
    return Picture(
        height,
        (
            *(_band(frame, each.xs, (each.low, each.high), each.look, each.name) for each in bands),
            *grid(frame),
            *axis(frame, xs),
            *across(frame, rules),
            *down(frame, marks),
            *drawn,
            *names,
        ),
    )


def stacked(
    days: Sequence[Place],
    bands: Mapping[str, Sequence[float]],
    *,
    looks: Sequence[str] = LOOKS,
    marks: Sequence[Line] = (),
    height: float = 260,
) -> Picture:
    """Stack bands from the bottom up, in the order given, each named inside at the right where it is thick enough."""
    if not days:
        return nothing(height)
    sums = list(
        zip(*[accumulate(column) for column in zip(*bands.values(), strict=True)], strict=True)
    ) or [()]
    frame = plot(days, [y for run in sums for y in run], height=height)
    floors = [[0.0] * len(days), *map(list, sums)]
    drawn = [
        _band(frame, days, (floors[n], floors[n + 1]), looks[n % len(looks)], name)
        for n, name in enumerate(bands)
    ]
    names = [
        mark
        for n, name in enumerate(bands)
        for mark in _band_name(frame, floors[n], floors[n + 1], name)
    ]
    return Picture(
        height, (*drawn, *grid(frame, "grid over"), *axis(frame, days), *down(frame, marks), *names)
    )


def sparkline(values: Sequence[float], *, height: float = 22) -> Picture:
    """Draw a line without axes, for a cell of a table."""
    frame = Plot(*_bare(values, height), height, ())
    return Picture(height, (Shape(_path(frame, list(enumerate(values)), step=False), "line"),))


def _bare(values: Sequence[float], height: float) -> tuple[Linear, Linear]:
    return Linear(0, max(len(values) - 1, 1), 1, 99), Linear(
        min(values, default=0), max(values, default=1), height - 2, 2
    )


def _line(frame: Plot, one: Series, look: str, dots: bool) -> list[Mark]:
    if not one.points:
        return []
    if one.bare:
        return _dots(frame, one, look)
    style = f"line {look}{' dashed' if one.dashed else ''}"
    marks: list[Mark] = [Shape(_path(frame, one.points, one.step), style, one.name)]
    if one.soft_below:
        marks.insert(0, Shape(_closed(frame, one), f"area soft {look}"))
    return marks + (_dots(frame, one, look) if dots else [])


def _dots(frame: Plot, one: Series, look: str) -> list[Mark]:
    titles = one.titles or [f"{one.name}: {number(y)}" for _, y in one.points]
    hrefs = one.hrefs or [""] * len(one.points)
    return [
        Dot(frame.across(x), frame.y(y), 3.5, f"point {look}", title, href)
        for (x, y), title, href in zip(one.points, titles, hrefs, strict=True)
    ]


def _named(series: Sequence[Series]) -> list[str]:
    """The names that stand beside the plot: none where one line speaks for itself."""
    names = [one.name for one in series if one.name and not one.bare]
    return names if len(names) > 1 else []


def _names(frame: Plot, series: Sequence[Series]) -> tuple[Mark, ...]:
    shown = [(n, one) for n, one in enumerate(series) if one.points and one.name and not one.bare]
    wanted = [frame.y(one.points[-1][1]) + 4 for _, one in shown]
    places = spread(wanted, 14, 10, frame.floor)
    return tuple(
        Text(frame.x.end, y, one.name, f"direct halo {_look(one, n)}", dx=6)
        for (n, one), y in zip(shown, places, strict=True)
    )


def _band(
    frame: Plot,
    days: Sequence[Place],
    edges: tuple[Sequence[float], Sequence[float]],
    look: str,
    name: str,
) -> Shape:
    low, high = edges
    top = " ".join(f"{_thousandth(frame, x)},{frame.y(y)}" for x, y in zip(days, high, strict=True))
    bottom = " ".join(
        f"{_thousandth(frame, x)},{frame.y(y)}"
        for x, y in reversed(list(zip(days, low, strict=True)))
    )
    return Shape(f"M{top} L{bottom}Z", f"area {look}", name)


def _band_name(frame: Plot, low: Sequence[float], high: Sequence[float], name: str) -> list[Mark]:
    bottom, top = frame.y(max(low[-ROOM:])), frame.y(min(high[-ROOM:]))
    if bottom - top < 15:
        return []
    middle = (bottom + top) / 2 + 4
    return [Text(frame.x.end, middle, name, "inside", "end", dx=-6)]


def _path(frame: Plot, points: Sequence[tuple[Place, float]], step: bool) -> str:
    places = [(_thousandth(frame, x), frame.y(y)) for x, y in points]
    if not step:
        return "M" + " ".join(f"{x},{y}" for x, y in places)
    return f"M{places[0][0]},{places[0][1]}" + "".join(f"H{x}V{y}" for x, y in places[1:])


def _closed(frame: Plot, one: Series) -> str:
    first, last = _thousandth(frame, one.points[0][0]), _thousandth(frame, one.points[-1][0])
    return f"{_path(frame, one.points, one.step)}L{last},{frame.floor} {first},{frame.floor}Z"


def _thousandth(frame: Plot, x: Place) -> float:
    return round(frame.across(x) * 10, 1)


def _look(one: Series, n: int) -> str:
    return one.look or LOOKS[n % len(LOOKS)]
