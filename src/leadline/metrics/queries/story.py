"""The series of a metric: what changed, how far it is from its target, and what is more than noise."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from leadline.metrics.models import Annotation, Metric, Reading
from leadline.metrics.queries.lines import MetricLine, line_of
from leadline.metrics.queries.parts import annotations_of
from leadline.workspaces.models import Member
from leadline_science.charts import Kind, ProcessChart, process_behaviour
from leadline_science.refusals import Refused

SPANS = {"year": 372, "years": 3 * 366, "all": 0}
"""Days behind the last reading that the chart shows; 0 for all of them."""
KINDS = tuple(Kind)
MOST = 1_000
YEAR = timedelta(days=365)
NEAR = {"daily": 7, "weekly": 14, "monthly": 45, "quarterly": 100}
"""How many days around the same day a year ago a reading still tells of it."""


@dataclass(frozen=True)
class Step:
    """A change between two readings; `share` of the earlier one, None where that is zero."""

    since: date
    amount: Decimal
    earlier: Decimal

    @property
    def share(self) -> Decimal | None:
        return self.amount / abs(self.earlier) if self.earlier else None


@dataclass(frozen=True)
class Story:
    """The readings shown, oldest first, with their process chart, or with what it lacks."""

    line: MetricLine
    readings: tuple[Reading, ...]
    is_cut: bool
    chart: ProcessChart | None
    lacks: Refused | None
    step: Step | None
    year: Step | None
    notes: tuple[Annotation, ...]

    @property
    def metric(self) -> Metric:
        return self.line.metric

    def signals(self) -> set[int]:
        """The places of the readings that stand out of the noise."""
        return {each.at for each in self.chart.signals} if self.chart else set()


def story_of(
    member: Member, metric: Metric, today: date, span: str = "year", kind: Kind = Kind.PLAIN
) -> Story:
    """The series of a metric over a span; a thousand readings at most, the newest."""
    line = line_of(member, metric, today)
    rows, is_cut = _readings(metric, line.last_on, SPANS[span])
    chart, lacks = _chart([float(row.value) for row in rows], kind)
    notes = annotations_of(member, line.metric, rows[0].on) if rows else ()
    return Story(line, tuple(rows), is_cut, chart, lacks, _step(rows), _year(metric, rows), tuple(notes))  # fmt: skip


def _readings(metric: Metric, last_on: date | None, days: int) -> tuple[list[Reading], bool]:
    found = Reading.objects.filter(metric=metric).order_by("-on")
    if days and last_on:
        found = found.filter(on__gte=last_on - timedelta(days=days))
    rows = list(found[: MOST + 1])
    return rows[:MOST][::-1], len(rows) > MOST


def _chart(values: Sequence[float], kind: Kind) -> tuple[ProcessChart | None, Refused | None]:
    floor = 0.0 if values and min(values) >= 0 else None
    try:
        return process_behaviour(values, kind=kind, floor=floor), None
    except Refused as refused:
        return None, refused


def _step(rows: Sequence[Reading]) -> Step | None:
    return _between(rows[-2], rows[-1]) if len(rows) > 1 else None


def _year(metric: Metric, rows: Sequence[Reading]) -> Step | None:
    """The change since the reading nearest to the same day a year ago, if it is near enough."""
    if not rows:
        return None
    then = rows[-1].on - YEAR
    at = bisect_right([row.on for row in rows], then)
    around = [row for row in rows[max(at - 1, 0) : at + 1] if abs((row.on - then).days) <= NEAR[metric.cadence]]  # fmt: skip
    nearest = min(around, key=lambda row: abs((row.on - then).days), default=None)
    return _between(nearest, rows[-1]) if nearest and nearest is not rows[-1] else None


def _between(earlier: Reading, later: Reading) -> Step:
    return Step(earlier.on, later.value - earlier.value, earlier.value)
