"""The series of a metric, drawn."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from leadline.design.charts import Line, Picture, Series, lines
from leadline.design.dates import day
from leadline.metrics.models import Annotation
from leadline.metrics.queries.story import Story
from leadline.metrics.words import bare, shown
from leadline_science.charts import Kind

DOTTED = 400
"""Up to how many readings each has a point of its own."""
LETTERS, APART = 22, 0.3
"""How much of a note is written on the chart, and how far apart notes must stand for it, as a share of the width."""
HEIGHT = 280


def process(story: Story) -> Picture:
    """The readings with limits, signals, target and notes."""
    points = [(row.on, float(row.value)) for row in story.readings]
    return lines(
        [
            Series(_("Readings"), points, "series-1"),
            *_moving_limits(story),
            *_points(story, points),
        ],
        rules=[*_level_limits(story), *_target(story)],
        marks=_notes(story.notes, points[0][0], points[-1][0]) if points else (),
        height=HEIGHT,
        from_zero=False,
    )


def _points(story: Story, points: Sequence[tuple[date, float]]) -> list[Series]:
    """Each reading with its words, where there are not too many, and the signals always."""
    out = story.signals()
    calm = [at for at in range(len(points)) if at not in out] if len(points) <= DOTTED else []
    return [
        Series("", [points[at] for at in places], look, titles=[_title(story, at) for at in places], bare=True)
        for places, look in ((calm, "series-1"), (sorted(out), "series-2"))
    ]  # fmt: skip


def _title(story: Story, at: int) -> str:
    row = story.readings[at]
    told = f"{day(row.on)}: {shown(story.metric, row.value)}"
    return f"{told}\n{row.note}" if row.note else told


def _level_limits(story: Story) -> list[Line]:
    chart = story.chart
    if chart is None or chart.kind is Kind.RESIDUAL:
        return []
    named = ((_("upper limit"), chart.high[-1]), (_("mean"), chart.centre[-1]), (_("lower limit"), chart.low[-1]))  # fmt: skip
    return [Line(value, f"{name} {bare(story.metric, value)}") for name, value in named if value is not None]  # fmt: skip


def _moving_limits(story: Story) -> list[Series]:
    chart = story.chart
    if chart is None or chart.kind is not Kind.RESIDUAL:
        return []
    days = [row.on for row in story.readings]
    high = list(zip(days, chart.high, strict=True))
    low = [(on, value) for on, value in zip(days, chart.low, strict=True) if value is not None]
    return [Series(_("limits"), high, "series-6", dashed=True), Series("", low, "series-6", dashed=True)]  # fmt: skip


def _target(story: Story) -> list[Line]:
    aim, metric = story.line.aim, story.metric
    if aim is None or is_far(story):
        return []
    if aim.upper is None:
        return [Line(float(aim.value), _("target %(value)s") % {"value": bare(metric, aim.value)}, TARGET)]  # fmt: skip
    ends = ((_("target from %(value)s"), aim.value), (_("target to %(value)s"), aim.upper))
    return [Line(float(end), text % {"value": bare(metric, end)}, TARGET) for text, end in ends]


def is_far(story: Story) -> bool:
    """Whether the target lies so far off that it would press the readings flat."""
    aim, values = story.line.aim, [row.value for row in story.readings]
    if aim is None or not values:
        return False
    low, high = min(values), max(values)
    room = FAR * ((high - low) or abs(high) or 1)
    return any(end is not None and not low - room <= end <= high + room for end in (aim.value, aim.upper))  # fmt: skip


FAR = 3
TARGET = "today"
"""Drawn in the accent and whole, where limits are dashed."""


def _notes(notes: Sequence[Annotation], first: date, last: date) -> list[Line]:
    """Notes as marks: in words where there is room for them, or else by their number in the list beneath."""
    inside = [(place, note) for place, note in enumerate(notes, 1) if first <= note.on <= last]
    days = sorted(note.on for _place, note in inside)
    room = APART * max((last - first).days, 1)
    roomy = all((later - earlier).days >= room for earlier, later in pairwise(days))  # fmt: skip
    return [Line(note.on, _short(note.text) if roomy else str(place)) for place, note in inside]


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"
