"""Making, editing and throwing away metrics."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadline.design import dates
from leadline.foundation.money import refuse_unknown_currency
from leadline.foundation.refusals import Invalid, Refusal
from leadline.metrics.models import Metric, Reading, Target
from leadline.metrics.models.metrics import PLACES, refuse_taken_name
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class ReadingsDoNotFit(Refusal):
    """The metric has readings that would not be possible any more."""


class TargetsDoNotFit(Refusal):
    """The metric has targets of another shape."""


@operation(needs=Right.PLAN)
def create_metric(*, by: Member, now: datetime, name: str, **values: Any) -> Metric:
    """Add a metric; raises `NameTaken`, and `Invalid` for a unit that its kind cannot have."""
    refuse_taken_name(name)
    metric, change = Metric.create(by=by, now=now, name=name, **fitting(values))
    record(by, now, "metric.created", subject=metric, changes=[change])
    return metric


@operation(needs=Right.PLAN)
def edit_metric(
    *, by: Member, now: datetime, metric: Metric, version: int | None = None, **values: Any
) -> Event | None:
    """Change what a metric is; its readings must still be possible afterwards."""
    if "name" in values:
        refuse_taken_name(values["name"], metric)
    there = {"metric_kind": metric.metric_kind, "unit": metric.unit, "direction": metric.direction}
    values |= fitting(there | values)
    _refuse_impossible_readings(metric, values)
    _refuse_other_targets(metric, values)
    change = metric.change(by=by, now=now, version=version, **values)
    return record(by, now, "metric.changed", subject=metric, changes=[change])


@operation(needs=Right.PLAN)
def trash_metric(
    *, by: Member, now: datetime, metric: Metric, version: int | None = None
) -> Event | None:
    """Put a metric into the trash, with its readings."""
    change = metric.trash(by=by, now=now, version=version)
    return record(by, now, "metric.trashed", subject=metric, changes=[change])


def fitting(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the unit that the kind asks for."""
    kind = values.get("metric_kind", Metric.Kind.NUMBER)
    found = dict(values) | ({"unit": "%"} if kind == Metric.Kind.SHARE else {})
    if kind == Metric.Kind.MONEY:
        refuse_unknown_currency(found.get("unit", ""), field="unit")
    if not 0 <= found.get("decimals", 0) <= PLACES:
        raise Invalid(f"A metric shows up to {PLACES} decimals.", field="decimals", remedy="Take fewer.")  # fmt: skip
    return found


def _refuse_impossible_readings(metric: Metric, values: Mapping[str, Any]) -> None:
    becomes_share = values["metric_kind"] == Metric.Kind.SHARE != metric.metric_kind
    if not becomes_share:
        return
    odd = Reading.objects.filter(metric=metric).exclude(value__range=(0, 100)).order_by("on").first()  # fmt: skip
    if odd is not None:
        raise ReadingsDoNotFit(f"A share lies between 0 and 100 %, and on {dates.day(odd.on)} there is {odd.value.normalize():f}.", field="metric_kind", remedy="Correct the readings first, or keep it a number.")  # fmt: skip


def _refuse_other_targets(metric: Metric, values: Mapping[str, Any]) -> None:
    if (values["direction"] == Metric.Direction.WITHIN) == metric.is_ranged:
        return
    if Target.objects.filter(metric=metric).exists():
        raise TargetsDoNotFit("Its targets are single values or ranges, and would be the other.", field="direction", remedy="Remove the targets first.")  # fmt: skip
