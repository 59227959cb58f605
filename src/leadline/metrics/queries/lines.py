"""Metrics as lists show them: last value, target, state, and the shape of the last readings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.metrics.models import Aim, Metric, Reading, State
from leadline.metrics.queries.filters import Filters, alive
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

SHAPE = 30
"""How many readings the small line of a list shows."""
NO_FILTERS = Filters()


@dataclass(frozen=True)
class MetricLine:
    """A metric and where it stands; `values` are its last readings, oldest first."""

    metric: Metric
    values: tuple[Decimal, ...]
    last_on: date | None
    aim: Aim | None
    state: State
    is_stale: bool

    @property
    def last(self) -> Decimal | None:
        return self.values[-1] if self.values else None

    @property
    def shape(self) -> list[float]:
        return [float(value) for value in self.values]

    @property
    def step(self) -> Decimal | None:
        """The change since the reading before the last."""
        return self.values[-1] - self.values[-2] if len(self.values) > 1 else None

    @property
    def lack(self) -> Decimal | None:
        """What is missing to the target; None where there is no target or no value."""
        if self.last is None or self.aim is None:
            return None
        return self.metric.lack(self.last, self.aim)


def metric_lines(
    member: Member, today: date, filters: Filters = NO_FILTERS, after: str = "", limit: int = PAGE
) -> "Slice[MetricLine]":
    """A page of metrics by name, from two queries."""
    page = page_of(filters.narrow(alive(), today).annotate(since=_first_shown()), ["name", "id"], after, limit)  # fmt: skip
    shapes = _shapes(page.rows)
    return Slice([_line(row, shapes[row.pk], today) for row in page.rows], page.after)


def line_of(member: Member, metric: Metric, today: date) -> MetricLine:
    """One metric as lists show it."""
    found = one(alive().annotate(since=_first_shown()), pk=metric.pk)
    return _line(found, _shapes([found])[found.pk], today)


def metric_by_id(member: Member, metric_id: UUID) -> Metric:
    """One metric; `NotFound` for those in the trash, and those of products in the trash."""
    found: Metric = one(alive(), pk=metric_id)
    return found


def _line(row: Any, values: Sequence[Decimal], today: date) -> MetricLine:
    aim = Aim(row.aim_value, row.aim_upper, row.aim_due_on) if row.aim_due_on else None
    stale = row.last_on is not None and row.is_stale(row.last_on, today)
    return MetricLine(row, tuple(values), row.last_on, aim, row.state(row.last_value, aim, today), stale)  # fmt: skip


def _first_shown() -> Subquery:
    """The day from which the small line begins; none where there are fewer readings."""
    newest = Reading.objects.filter(metric=OuterRef("pk")).order_by("-on")
    return Subquery(newest.values("on")[SHAPE - 1 : SHAPE])


def _shapes(rows: Sequence[Any]) -> dict[UUID, list[Decimal]]:
    found: dict[UUID, list[Decimal]] = defaultdict(list)
    if rows:
        for metric, value in _shown(rows).order_by("metric", "on").values_list("metric_id", "value"):  # fmt: skip
            found[metric].append(value)
    return found


def _shown(rows: Sequence[Any]) -> "QuerySet[Reading]":
    wanted = (Q(metric=row.pk, on__gte=row.since) if row.since else Q(metric=row.pk) for row in rows)  # fmt: skip
    return Reading.objects.filter(reduce(or_, wanted))
