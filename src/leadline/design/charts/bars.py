"""Pictures of amounts: columns, histograms, rows with an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from leadline.design.charts.marks import Anchor, Box, Dot, Mark, Picture, Rule, Text
from leadline.design.charts.plot import (
    LEFT,
    Line,
    Plot,
    across,
    down,
    grid,
    nothing,
    numbers_axis,
    plot,
    right_of,
)
from leadline.design.charts.scales import Linear, nice_step, nice_ticks
from leadline.design.numbers import number, up_to


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its words under it, its height, and the items it opens."""

    label: str
    value: float
    title: str = ""
    href: str = ""
    look: str = "series-1"
    outline: float | None = None
    """A value to compare with, drawn as an empty frame."""


@dataclass(frozen=True, slots=True)
class Span:
    """A likely value with the interval around it."""

    label: str
    likely: float
    low: float
    high: float
    href: str = ""
    look: str = "series-accent"
    title: str = ""


def bars(values: Sequence[Bar], *, rules: Sequence[Line] = (), height: float = 220) -> Picture:
    """Draw columns side by side; labels thin out when there are many."""
    if not values:
        return nothing(height)
    heights = [bar.value for bar in values] + [
        bar.outline for bar in values if bar.outline is not None
    ]
    frame = plot(
        [0.0, 1.0],
        [*heights, *(float(rule.value) for rule in rules if isinstance(rule.value, int | float))],
        height=height,
        right=right_of(rule.label for rule in rules),
    )
    width = (frame.x.end - LEFT) / max(len(values), 1)
    drawn = [
        mark
        for n, bar in enumerate(values)
        for mark in _column(frame, bar, LEFT + n * width, width)
    ]
    return Picture(
        height, (*grid(frame), *drawn, *_labels(frame, values, width), *across(frame, rules))
    )


def histogram(
    values: Sequence[float],
    *,
    bins: int = 20,
    rules: Sequence[Line] = (),
    height: float = 220,
    look: str = "series-1",
    width: float | None = None,
) -> Picture:
    """Count `values` in bins of one round width; `rules` are values down the plot, such as percentiles."""
    if not values:
        return nothing(height)
    step = width or nice_step(max(values, default=1.0) - min(min(values, default=0.0), 0.0), bins)
    counts = _counts(values, step)
    low, high = min(counts, default=0), max(counts, default=0)
    frame = plot(
        [low * step, (high + 1) * step], [float(n) for n in counts.values()], height=height
    )
    boxes = [_bin(frame, n * step, step, counts.get(n, 0), look) for n in range(low, high + 1)]
    ticks = nice_ticks(frame.x.low, frame.x.high, 6)
    inside = [value for value in ticks if frame.x.low <= value <= frame.x.high]
    return Picture(
        height, (*grid(frame), *boxes, *numbers_axis(frame, inside), *down(frame, rules))
    )


def intervals(spans: Sequence[Span], *, mark: Line | None = None, row: float = 40) -> Picture:
    """Draw one row for each span: its words above, the interval as a soft band, the likely value as a point."""
    if not spans:
        return nothing(row * 3)
    ticks = nice_ticks(
        min((one.low for one in spans), default=0.0), max((one.high for one in spans), default=1.0)
    )
    scale = Linear(ticks[0], ticks[-1], 1, 99)
    height = row * len(spans) + 26
    drawn = [part for n, one in enumerate(spans) for part in _row(scale, one, n * row)]
    lines = [Rule(scale(value), 2, scale(value), height - 22, "grid") for value in ticks]
    labels = [
        Text(scale(value), height - 6, number(value), anchor=_anchor(n, len(ticks)))
        for n, value in enumerate(ticks)
    ]
    return Picture(height, (*lines, *labels, *_mark(scale, mark, height), *drawn))


def _column(frame: Plot, bar: Bar, x: float, width: float) -> list[Mark]:
    gap = width * (0.22 if width > 1.5 else 0.08)
    top = frame.y(max(bar.value, 0.0))
    tall = abs(frame.y(bar.value) - frame.y(0.0))
    title = bar.title or f"{bar.label}: {number(bar.value)}"
    marks: list[Mark] = [
        Box(x + gap / 2, top, width - gap, max(tall, 0.5), f"bar {bar.look}", title, bar.href)
    ]
    if bar.outline is not None:
        y = frame.y(bar.outline)
        marks.append(
            Box(x + gap / 2, y, width - gap, max(frame.floor - y, 0.5), "bar outline series-quiet")
        )
    return marks


def _labels(frame: Plot, values: Sequence[Bar], width: float) -> list[Text]:
    every = max(1, ceil(len(values) / 13))
    return [
        Text(
            LEFT + (n + 0.5) * width,
            frame.height - 7,
            bar.label,
            anchor="middle",
            minor=(n // every) % 2 == 1 and len(values) > 6,
        )
        for n, bar in enumerate(values)
        if n % every == 0
    ]


def _counts(values: Sequence[float], step: float) -> dict[int, int]:
    counts: dict[int, int] = {}
    for value in values:
        place = int(value // step)
        counts[place] = counts.get(place, 0) + 1
    return counts


def _bin(frame: Plot, start: float, step: float, count: int, look: str) -> Box:
    x, end, y = frame.across(start), frame.across(start + step), frame.y(count)
    title = f"{up_to(number(start), number(start + step))}: {number(count)}"
    return Box(x, y, max(end - x - 0.15, 0.1), max(frame.floor - y, 0), f"bar {look}", title)


def _row(scale: Linear, one: Span, top: float) -> list[Mark]:
    words = f"{one.label}: {number(one.likely)} ({up_to(number(one.low), number(one.high))})"
    y = top + 27
    return [
        Text(0, top + 14, _short(one.label), "note"),
        Text(
            100,
            top + 14,
            f"{number(one.likely)}  ·  {up_to(number(one.low), number(one.high))}",
            "axis-label",
            "end",
        ),
        Box(
            scale(one.low),
            y - 4,
            max(scale(one.high) - scale(one.low), 0.3),
            8,
            f"bar soft {one.look}",
            words,
            round=4,
        ),
        Dot(scale(one.likely), y, 5, f"point {one.look}", one.title or words, one.href),
    ]


def _short(label: str) -> str:
    return label if len(label) <= 40 else label[:39].rstrip() + "…"


def _mark(scale: Linear, mark: Line | None, height: float) -> list[Mark]:
    if mark is None or not isinstance(mark.value, int | float):
        return []
    x = scale(mark.value)
    return [Rule(x, 2, x, height - 22, mark.look, mark.label)]


def _anchor(n: int, count: int) -> Anchor:
    return "start" if n == 0 else "end" if n == count - 1 else "middle"
