"""The pictures of this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leadline.design.charts import Band, Bar, Line, Series, bars, lines
from leadline.design.charts.marks import Box, Dot, Mark, Picture, Rule, Text
from leadline.design.numbers import percent, signed
from leadline.outcomes.models import EffectEstimate
from leadline.outcomes.queries.promised import PromisedRange
from leadline.outcomes.words import LOOKS
from leadline_science.calibration import PitHistogram
from leadline_science.impact import PanelEffect, Period, StructuralEffect

Told = StructuralEffect | PanelEffect
ROW, TOP = 34.0, 20.0
LEFT, RIGHT = 30.0, 70.0
"""Where the stated range begins and ends across, in percent; as far again to either side is drawn."""
NEAR, FAR = 5.0, 95.0
BESIDE = 2.0


@dataclass(frozen=True)
class Landed:
    """One promised range and where the result came in it: 0 is its worse end, 1 its better one."""

    label: str
    promised: PromisedRange
    actual: float
    toward: int
    verdict: str
    words: str
    href: str

    @property
    def toward_or_up(self) -> int:
        return self.toward or 1

    def place(self, value: float) -> float:
        """The place of a value; of a promise without doubt, 0.5 is the promise."""
        low, high = float(self.promised.low), float(self.promised.high)
        if low == high:
            return (
                0.5
                + (value > low) * self.toward_or_up * BESIDE
                - (value < low) * self.toward_or_up * BESIDE
            )
        share = (value - low) / (high - low)
        return 1 - share if self.toward < 0 else share


@dataclass(frozen=True)
class Lean:
    """A lean in stated standard deviations with its limits; `is_told` where enough promises tell it."""

    label: str
    low: float
    lean: float
    high: float
    is_told: bool

    @property
    def look(self) -> str:
        if not self.is_told or self.low <= 0 <= self.high:
            return "series-accent"
        return "series-bad" if self.high < 0 else "series-good"


def counterfactual(kept: EffectEstimate, found: Told, path: Sequence[Period]) -> Picture:
    """What was observed, and what would have been without it, within its limits; before it, what the comparisons did."""
    days = [date.fromisoformat(each) for each in kept.inputs["days"]]
    values: list[float] = kept.inputs["values"]
    after = [days[each.at] for each in path]
    # The line of the comparisons before the beginning shows by eye whether both went alike.
    gaps = found.gaps[: path[0].at] if isinstance(found, PanelEffect) else ()
    expected = [(day, value - gap) for day, value, gap in zip(days, values, gaps, strict=False)]
    expected += [(day, each.expected) for day, each in zip(after, path, strict=True)]
    series = [
        Series(_("observed"), list(zip(days, values, strict=True)), "series-1"),
        Series(_("expected"), expected, "series-2", dashed=True),
    ]
    band = Band(_("expected, 95 % limits"), after, [each.low for each in path], [each.high for each in path])  # fmt: skip
    began = Line(kept.begins_on, kept.inputs["began_with"] or _("began"))
    return lines(series, bands=[band], marks=[began], height=260, from_zero=False)


def landings(rows: Sequence[Landed]) -> Picture:
    """Each promise as a band of one width, and a dot where the result came; beyond the edge an arrow with how far."""
    height = TOP + ROW * len(rows) + 22
    marks: list[Mark] = [*_frame(height)]
    for at, row in enumerate(rows):
        marks += _row(row, TOP + at * ROW)
    return Picture(height, tuple(marks))


def _frame(height: float) -> list[Mark]:
    foot = height - 18
    return [
        Rule(LEFT, TOP - 6, LEFT, foot), Rule(RIGHT, TOP - 6, RIGHT, foot),
        Text(LEFT, height - 4, _("worse end"), anchor="middle"), Text(RIGHT, height - 4, _("better end"), anchor="middle"),
        Text((LEFT + RIGHT) / 2, height - 4, _("as was stated"), anchor="middle", minor=True),
    ]  # fmt: skip


def _row(row: Landed, top: float) -> list[Mark]:
    y = top + 24
    place = row.place(row.actual)
    likely = min(max(row.place(float(row.promised.likely)), 0), 1)
    x = LEFT + place * (RIGHT - LEFT)
    x = min(max(x, NEAR), FAR)
    found: list[Mark] = [
        Text(0, top + 11, row.label if len(row.label) <= 46 else row.label[:45].rstrip() + "…", "note"),
        Text(100, top + 11, row.words, "axis-label", "end", minor=True),
        Box(LEFT, y - 4, RIGHT - LEFT, 8, "bar soft series-quiet", row.words, round=4),
        Rule(LEFT + likely * (RIGHT - LEFT), y - 6, LEFT + likely * (RIGHT - LEFT), y + 6, "rule"),
        Dot(x, y, 5, f"point {LOOKS[row.verdict]}", f"{row.label}: {row.words}", row.href),
    ]  # fmt: skip
    if _is_far(place):
        found.append(Text(x, y + 4, "←" if place < 0 else "→", "axis-label", "end" if place < 0 else "start", dx=-8 if place < 0 else 8))  # fmt: skip
    return found


def _is_far(place: float) -> bool:
    """Whether the dot stands at the edge in the place of one that would lie beyond."""
    x = LEFT + place * (RIGHT - LEFT)
    return not NEAR <= x <= FAR


def places(pit: PitHistogram) -> Picture:
    """How many results came in each part of what was stated, the worse end on the left."""
    count = len(pit.counts)
    rows = [
        Bar(f"≤ {percent((at + 1) / count)}", each, _("%(n)s of %(all)s") % {"n": f"{each:g}", "all": f"{sum(pit.counts):g}"})
        for at, each in enumerate(pit.counts)
    ]  # fmt: skip
    return bars(rows, rules=[Line(pit.expected, _("evenly"))])


def leans(rows: Sequence[Lean]) -> Picture:
    """Leans with their limits around 0; the left side is worse than was said. Those of few promises take no side."""
    most = max([0.5, *(abs(each) for row in rows for each in (row.low, row.high))])
    height = TOP + ROW * len(rows) + 22
    marks: list[Mark] = [
        Rule(50, TOP - 6, 50, height - 18, "rule"),
        Text(50, height - 4, _("as was said"), anchor="middle"),
        Text(0, height - 4, _("← comes worse"), anchor="start"), Text(100, height - 4, _("comes better →"), anchor="end"),
    ]  # fmt: skip
    for at, row in enumerate(rows):
        y = TOP + at * ROW + 24
        x, left, right = (50 + each / most * 46 for each in (row.lean, row.low, row.high))
        words = signed(round(row.lean, 2), 2)
        look = row.look
        marks += [
            Text(0, y - 13, row.label, "note"), Text(100, y - 13, words, "axis-label", "end"),
            Box(left, y - 4, max(right - left, 0.3), 8, f"bar soft {look}", round=4), Dot(x, y, 5, f"point {look}", f"{row.label}: {words}"),
        ]  # fmt: skip
    return Picture(height, tuple(marks))
