"""Where key results stand: by the last reading of their metric, or by their last check-in."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Case, DateField, DecimalField, OuterRef, Q, QuerySet, Subquery, When

from leadline.metrics.models import Reading
from leadline.strategy.models import CheckIn, KeyResult, Objective

FRESH_DAYS = 14
"""After how many days without a word a key result of a running cycle is stale."""
WITH = ("workspace", "objective__cycle", "objective__product", "metric", "owner__user")


class State(StrEnum):
    """Where a key result stands beside the straight line from baseline to target."""

    EMPTY = "empty"
    REACHED = "reached"
    AHEAD = "ahead"
    BEHIND = "behind"
    MISSED = "missed"


@dataclass(frozen=True)
class ResultLine:
    """A key result with its last value and the day of it, the last confidence, and how it stands.

    `share` is the way gone, 0 to 1; None without a value. `way` may lie beyond.
    """

    result: KeyResult
    value: Decimal | None
    valued_on: date | None
    confidence: int | None
    heard_on: date | None
    elapsed: float
    state: State
    is_stale: bool

    @property
    def way(self) -> float | None:
        return None if self.value is None else self.result.way(self.value)

    @property
    def share(self) -> float | None:
        return within(self.way)

    @property
    def has_lost_metric(self) -> bool:
        """Whether the metric that should tell the value lies in the trash."""
        return bool(self.result.metric and self.result.metric.trashed_at)


def within(way: float | None) -> float | None:
    """A share of the way as progress: never below nothing, never beyond the whole."""
    return None if way is None else min(max(way, 0.0), 1.0)


def reachable() -> "QuerySet[KeyResult]":
    """Key results that are not in the trash, nor their objective or product."""
    rows: QuerySet[KeyResult] = KeyResult.objects.all()
    return rows.filter(_of_products("objective__"))


def reachable_objectives() -> "QuerySet[Objective]":
    """Objectives that are not in the trash, nor their product."""
    rows: QuerySet[Objective] = Objective.objects.all()
    return rows.filter(_of_products())


def _of_products(path: str = "") -> Q:
    return Q(**{f"{path}product": None}) | Q(**{f"{path}product__trashed_at": None})


def with_value(rows: Any) -> Any:
    """The rows with their last value and its day; a metric tells no more after the cycle's end."""
    said = CheckIn.objects.filter(key_result=OuterRef("pk"), value__isnull=False).order_by("-on", "-id")  # fmt: skip
    read = Reading.objects.filter(metric=OuterRef("metric"), on__lte=OuterRef("objective__cycle__ends_on")).order_by("-on")  # fmt: skip
    return rows.annotate(
        value=_by_source(said.values("value")[:1], read.values("value")[:1], DecimalField(max_digits=18, decimal_places=6)),
        valued_on=_by_source(said.values("on")[:1], read.values("on")[:1], DateField()),
    )  # fmt: skip


def with_words(rows: Any) -> Any:
    """The rows with the day of the last check-in and the last confidence."""
    last = CheckIn.objects.filter(key_result=OuterRef("pk")).order_by("-on", "-id")
    sure = last.filter(confidence__isnull=False)
    return rows.annotate(said_on=Subquery(last.values("on")[:1]), confidence=Subquery(sure.values("confidence")[:1]))  # fmt: skip


def lines(rows: "QuerySet[KeyResult]", today: date) -> list[ResultLine]:
    """Key results as lists draw them, in one query."""
    found = with_words(with_value(rows)).select_related(*WITH)
    return [line_of_row(row, today) for row in found]


def line_of_row(row: Any, today: date) -> ResultLine:
    cycle = row.objective.cycle
    heard = max((day for day in (row.said_on, row.valued_on) if day), default=None)
    elapsed = cycle.elapsed(today)
    return ResultLine(
        row, row.value, row.valued_on, row.confidence, heard, elapsed,
        state_of(None if row.value is None else row.way(row.value), elapsed), _is_stale(row, heard, today),
    )  # fmt: skip


def state_of(way: float | None, elapsed: float) -> State:
    """Where something stands that has gone a share of its way, with a share of the time over."""
    if way is None:
        return State.EMPTY
    if way >= 1:
        return State.REACHED
    if elapsed >= 1:
        return State.MISSED
    return State.AHEAD if way >= elapsed else State.BEHIND


def _is_stale(row: Any, heard: date | None, today: date) -> bool:
    cycle = row.objective.cycle
    if not cycle.starts_on <= today <= cycle.ends_on:
        return False
    if row.metric and row.valued_on:
        return bool(row.metric.is_stale(row.valued_on, today))
    begun = max(cycle.starts_on, row.created_at.date())
    return today - (heard or begun) > timedelta(days=FRESH_DAYS)


def _by_source(said: Any, read: Any, field: Any) -> Case:
    """What a check-in said, or what the metric was read."""
    return Case(When(metric=None, then=Subquery(said)), default=Subquery(read), output_field=field)
