"""What importing readings of many metrics would do: the dry run, which the operation follows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from leadline.metrics.models import Metric, Reading
from leadline.metrics.pasted import RowProblem, Series
from leadline.metrics.queries.adding import Plan, planned
from leadline.workspaces.models import Member

MOST_SHOWN_DECIMALS = 2


@dataclass(frozen=True)
class SeriesPlan:
    """A series with what writing it would do, and whether its metric is new: not saved yet then."""

    series: Series
    metric: Metric
    plan: Plan
    is_new: bool


@dataclass(frozen=True)
class Planned:
    """The plans of all series, by the name of their metric as it is told."""

    parts: tuple[SeriesPlan, ...]

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        every = [problem for part in self.parts for problem in part.plan.problems]
        return tuple(sorted(every, key=lambda each: each.row))

    @property
    def metrics(self) -> int:
        """How many metrics are new."""
        return sum(part.is_new for part in self.parts)

    @property
    def added(self) -> int:
        return sum(len(part.plan.added) for part in self.parts)

    @property
    def changed(self) -> int:
        return sum(len(part.plan.changed) for part in self.parts)

    @property
    def same(self) -> int:
        return sum(part.plan.same for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed)


def plan_of_series(
    member: Member, series: Sequence[Series], made: Mapping[str, Any], today: date
) -> Planned:
    """What writing the series would do, from three queries; metrics that are not there are made with `made`."""
    known = _known(series)
    there = _there(series, known)
    return Planned(tuple(_part(each, known, there, made, today) for each in series))


def _part(
    series: Series, known: Mapping[str, Metric], there: Mapping[UUID, dict[date, Reading]],
    made: Mapping[str, Any], today: date,
) -> SeriesPlan:  # fmt: skip
    found = known.get(series.name.casefold())
    metric = found or Metric(name=series.name, decimals=_decimals(series), **made)
    plan = planned(metric, series.drafts, today, there.get(metric.pk, {}) if found else {})
    return SeriesPlan(series, metric, plan, found is None)


def _known(series: Sequence[Series]) -> dict[str, Metric]:
    wanted = {each.name.casefold() for each in series}
    names = Metric.objects.values_list("id", "name")
    keys = [key for key, name in names if name.casefold() in wanted]
    rows = Metric.objects.select_related("product").filter(pk__in=keys)
    return {row.name.casefold(): row for row in rows}


def _there(series: Sequence[Series], known: Mapping[str, Metric]) -> dict[UUID, dict[date, Reading]]:  # fmt: skip
    days = [draft.on for each in series for draft in each.drafts]
    found: dict[UUID, dict[date, Reading]] = defaultdict(dict)
    if not known or not days:
        return found
    rows = Reading.objects.filter(metric__in=known.values(), on__range=(min(days), max(days)))
    for row in rows:
        found[row.metric_id][row.on] = row
    return found


def _decimals(series: Series) -> int:
    """How many decimals a new metric shows: as many as its values have, two at most."""
    places = (-int(draft.value.normalize().as_tuple().exponent) for draft in series.drafts)
    return max(0, min(MOST_SHOWN_DECIMALS, max(places, default=0)))
