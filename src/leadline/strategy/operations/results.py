"""Key results and the check-ins about them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.design import dates
from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric, Reading
from leadline.metrics.models.metrics import PLACES, refuse_imprecise
from leadline.strategy.models import CheckIn, KeyResult, Objective
from leadline.strategy.operations.checks import refuse_early, refuse_no_way, refuse_weight
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_key_result(
    *, by: Member, now: datetime, objective: Objective, name: str, **values: Any
) -> KeyResult:
    """Say by which number it is told whether an objective is reached."""
    values = _fitting(values)
    result, change = KeyResult.create(by=by, now=now, objective=objective, name=name, **values)
    record(by, now, "keyresult.created", subject=result, changes=[change])
    return result


@operation(needs=Right.PLAN)
def change_key_result(
    *, by: Member, now: datetime, result: KeyResult, version: int | None = None, **values: Any
) -> Event | None:
    """Change a key result; one that leaves its metric keeps the last reading as a check-in."""
    values = _fitting(values, result)
    kept = _kept_reading(by, now, result) if _leaves_metric(result, values) else []
    change = result.change(by=by, now=now, version=version, **values)
    return record(by, now, "keyresult.changed", subject=result, changes=[change, *kept])


@operation(needs=Right.PLAN)
def trash_key_result(
    *, by: Member, now: datetime, result: KeyResult, version: int | None = None
) -> Event | None:
    """Put a key result into the trash, with its check-ins."""
    change = result.trash(by=by, now=now, version=version)
    return record(by, now, "keyresult.trashed", subject=result, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def check_in(
    *, by: Member, now: datetime, result: KeyResult, on: date | None = None, value: Decimal | None = None,
    confidence: int | None = None, note: str = "",
) -> Event | None:  # fmt: skip
    """Say where a key result stands, how likely it is to be reached (per cent), and why.

    Raises `Invalid` for a value beside the readings of a metric, and for a check-in that says nothing.
    """
    on = on or by.workspace.today(now)
    _refuse_said(result, value, confidence, note)
    _refuse_day(result, on, by.workspace.today(now))
    _row, change = CheckIn.create(
        by=by, now=now, key_result=result, member=by, on=on, value=value, confidence=confidence, note=note
    )  # fmt: skip
    return record(by, now, "keyresult.checked_in", subject=result, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_check_in(
    *, by: Member, now: datetime, row: CheckIn, version: int | None = None
) -> Event | None:
    """Take a check-in away; undo brings it back."""
    if version not in (None, row.version):
        raise StaleRow(row)
    return record(by, now, "checkin.removed", subject=row.key_result, changes=[row.remove()])


def _fitting(values: Mapping[str, Any], result: KeyResult | None = None) -> dict[str, Any]:
    """The values with the unit that a metric gives."""
    refuse_weight(values)
    refuse_no_way(values, result)
    for name in ("baseline", "target"):
        if name in values:
            refuse_imprecise(values[name], name)
    if not 0 <= values.get("decimals", 0) <= PLACES:
        raise Invalid(f"A key result shows up to {PLACES} decimals.", field="decimals", remedy="Take fewer.")  # fmt: skip
    metric = values.get("metric")
    return {**values, "unit": metric.unit, "decimals": metric.decimals} if metric else dict(values)


def _leaves_metric(result: KeyResult, values: Mapping[str, Any]) -> bool:
    return bool(result.metric_id) and "metric" in values and values["metric"] is None


def _kept_reading(by: Member, now: datetime, result: KeyResult) -> list[Change]:
    last = Reading.objects.filter(metric=result.metric_id).order_by("-on").first()
    if last is None:
        return []
    metric = Metric.with_trash.get(pk=result.metric_id)
    note = f"The last reading of {metric.name}, which no longer tells it."
    _row, change = CheckIn.create(by=by, now=now, key_result=result, member=by, on=last.on, value=last.value, note=note)  # fmt: skip
    return [change]


def _refuse_said(result: KeyResult, value: Decimal | None, confidence: int | None, note: str) -> None:  # fmt: skip
    if value is not None and result.metric_id:
        raise Invalid("Its metric tells the value.", field="value", remedy="Write a reading of the metric instead.")  # fmt: skip
    if value is not None:
        refuse_imprecise(value)
    if confidence is not None and not 0 <= confidence <= 100:
        raise Invalid("Confidence is a chance between 0 and 100 %.", field="confidence", remedy="Correct it.")  # fmt: skip
    if value is None and confidence is None and not note.strip():
        raise Invalid("This says nothing.", field="value", remedy="Give a value, a confidence or a few words.")  # fmt: skip


def _refuse_day(result: KeyResult, on: date, today: date) -> None:
    if on > today:
        raise Invalid(
            f"{dates.day(on)} is still to come.", field="on", remedy="Take today or a day before."
        )
    refuse_early(result.objective.product, on, "on")
