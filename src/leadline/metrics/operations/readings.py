"""Writing down values, one by one and many at once."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from leadline.design import dates
from leadline.foundation.refusals import Invalid, Refusal
from leadline.metrics.models import Metric, Reading
from leadline.metrics.pasted import Draft
from leadline.metrics.queries.adding import Plan, plan_of, refuse_day
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.models.bulk import change_all, create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class DayTaken(Refusal):
    """The metric has a reading on this day."""


@operation(needs=Right.CONTRIBUTE)
def add_reading(
    *, by: Member, now: datetime, metric: Metric, on: date, value: Decimal, note: str = ""
) -> Event | None:
    """Write down the value of a day; raises `DayTaken` where there is another one."""
    _refuse(metric, on, value, by.workspace.today(now))
    if Reading.objects.filter(metric=metric, on=on).exists():
        raise DayTaken(f"There is a reading for {dates.day(on)} already.", field="on", remedy="Change that one, or take another day.")  # fmt: skip
    _row, change = Reading.create(by=by, now=now, metric=metric, on=on, value=value, note=note)
    return record(by, now, "reading.added", subject=metric, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def change_reading(
    *, by: Member, now: datetime, reading: Reading, version: int | None = None,
    value: Decimal | None = None, note: str | None = None,
) -> Event | None:  # fmt: skip
    """Correct a value or its note; what is left out stays."""
    if value is not None:
        reading.metric.refuse_value(value)
    values = {"value": value, "note": note}
    given = {name: each for name, each in values.items() if each is not None}
    change = reading.change(by=by, now=now, version=version, **given)
    return record(by, now, "reading.changed", subject=reading.metric, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_reading(
    *, by: Member, now: datetime, reading: Reading, version: int | None = None
) -> Event | None:
    """Take a reading away; undo brings it back."""
    if version not in (None, reading.version):
        raise StaleRow(reading)
    return record(by, now, "reading.removed", subject=reading.metric, changes=[reading.remove()])


@operation(needs=Right.CONTRIBUTE)
def add_readings(
    *, by: Member, now: datetime, metric: Metric, drafts: Sequence[Draft]
) -> tuple[Plan, Event | None]:
    """Write down all drafts or none: new days are added, other values corrected, the same ones left.

    Raises `Invalid` with a problem for each row that cannot be.
    """
    plan = plan_of(by, metric, drafts, by.workspace.today(now))
    if plan.problems:
        raise Invalid.of([each.as_problem() for each in plan.problems])
    fresh = [{"metric": metric, "on": each.on, "value": each.value, "note": each.note} for each in plan.added]  # fmt: skip
    _rows, added = create_all(Reading, fresh, by=by, now=now)
    rows = [reading for reading, _draft in plan.changed]
    values = [{"value": draft.value} | ({"note": draft.note} if draft.note else {}) for _, draft in plan.changed]  # fmt: skip
    changed = change_all(rows, values, by=by, now=now)
    return plan, record(by, now, "readings.added", subject=metric, changes=[*added, *changed])


def _refuse(metric: Metric, on: date, value: Decimal, today: date) -> None:
    refuse_day(metric, on, today)
    metric.refuse_value(value)
