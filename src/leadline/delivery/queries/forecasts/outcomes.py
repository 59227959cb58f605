"""What happened after a forecast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from leadline.backlog.models import Item
from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.flow.scope import counted, midnight, zone_of_workspace
from leadline.delivery.queries.forecasts.answers import kept_answer
from leadline.delivery.queries.forecasts.questions import Inputs, scope_of
from leadline.workspaces.models import Workspace
from leadline_science.forecasting import HowManyForecast, score_how_many, score_when


@dataclass(frozen=True)
class Outcome:
    """Whether each statement held, by its chance; `actual` in weeks or in the unit, None if open."""

    held: Mapping[float, bool]
    actual: float | None


def outcome_of(workspace: Workspace, run: ForecastRun, by: date) -> Outcome:
    """What is known at the end of the day `by`."""
    forecast = kept_answer(run)
    if isinstance(forecast, HowManyForecast):
        scored = score_how_many(forecast, finished=_finished(workspace, run, by))
    else:
        waited = (by - run.starts_on).days // 7
        scored = score_when(forecast, done_in=_done_in(workspace, run, by), waited=waited)
    held = {each.stated: bool(each.held) for each in scored.statements}
    return Outcome(held, scored.actual)


def _since(workspace: Workspace, run: ForecastRun, by: date) -> "QuerySet[Item]":
    end = midnight(by + timedelta(days=1), zone_of_workspace(workspace))
    rows = counted(scope_of(run.product, run.team, run.unit))
    return rows.filter(finished_at__gt=run.at, finished_at__lt=end)


def _finished(workspace: Workspace, run: ForecastRun, by: date) -> float:
    rows = _since(workspace, run, by)
    if run.unit == "points":
        return float(rows.aggregate(sum=Sum("points"))["sum"] or 0)
    return float(rows.count())


def _done_in(workspace: Workspace, run: ForecastRun, by: date) -> int | None:
    inputs = Inputs.from_json(run.inputs)
    day = _list_done_on(workspace, inputs, by) if inputs.items else _amount_done_on(workspace, run, inputs, by)  # fmt: skip
    return None if day is None else max(1, -(-(day - run.starts_on).days // 7))


def _list_done_on(workspace: Workspace, inputs: Inputs, by: date) -> date | None:
    """The day on which the last of the chosen items was finished; what was trashed is not waited for."""
    zone = zone_of_workspace(workspace)
    end = midnight(by + timedelta(days=1), zone)
    found = list(Item.objects.filter(pk__in=inputs.items).values_list("finished_at", flat=True))
    if not found or any(at is None or at >= end for at in found):
        return None
    last: date = max(found).astimezone(zone).date()
    return last


def _amount_done_on(
    workspace: Workspace, run: ForecastRun, inputs: Inputs, by: date
) -> date | None:
    """The day on which so much was finished, and what was added meanwhile if that was asked."""
    zone = zone_of_workspace(workspace)
    steps = [(at, _size(run, points)) for at, points in _moments(_since(workspace, run, by), "finished_at")]  # fmt: skip
    if inputs.growth:
        steps += [(at, -_size(run, points)) for at, points in _added(workspace, run, by)]
    left = inputs.amount
    for at, amount in sorted(steps, key=lambda step: step[0]):
        left -= amount
        if left <= 1e-9:
            day: date = at.astimezone(zone).date()
            return day
    return None


def _added(workspace: Workspace, run: ForecastRun, by: date) -> list[Any]:
    end = midnight(by + timedelta(days=1), zone_of_workspace(workspace))
    rows = counted(scope_of(run.product, run.team, run.unit))
    return _moments(rows.filter(opened_at__gt=run.at, opened_at__lt=end), "opened_at")


def _moments(rows: "QuerySet[Item]", column: str) -> list[Any]:
    return list(rows.order_by(column).values_list(column, "points"))


def _size(run: ForecastRun, points: Any) -> float:
    return float(points or 0) if run.unit == "points" else 1.0
