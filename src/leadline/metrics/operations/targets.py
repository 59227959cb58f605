"""Setting and removing targets."""

from datetime import date, datetime
from decimal import Decimal

from leadline.design import dates
from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric, Reading, Target
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def set_target(
    *, by: Member, now: datetime, metric: Metric, value: Decimal, due_on: date, upper: Decimal | None = None,
) -> Event | None:  # fmt: skip
    """Say where the metric should be by a day; the last reading is kept as the baseline.

    Raises `Invalid` for a target that equals the baseline, and for a range that is none.
    """
    today = by.workspace.today(now)
    metric.refuse_value(value)
    _refuse_odd_range(metric, value, upper)
    last = Reading.objects.filter(metric=metric).order_by("-on").first()
    if last is not None and last.value == value and not metric.is_ranged:
        raise Invalid(f"The last reading, of {dates.day(last.on)}, is this very value.", field="value", remedy="Take the value that it should reach.")  # fmt: skip
    if due_on <= today:
        raise Invalid("A target is for a day to come.", field="due_on", remedy="Take a later day.")
    _row, change = Target.create(
        by=by, now=now, metric=metric, value=value, upper=upper, due_on=due_on, set_on=today,
        baseline=last.value if last else None,
    )  # fmt: skip
    return record(by, now, "target.set", subject=metric, changes=[change])


@operation(needs=Right.PLAN)
def remove_target(*, by: Member, now: datetime, target: Target) -> Event | None:
    """Take a target away; the one before it counts again."""
    return record(by, now, "target.removed", subject=target.metric, changes=[target.remove()])


def _refuse_odd_range(metric: Metric, value: Decimal, upper: Decimal | None) -> None:
    if not metric.is_ranged:
        if upper is not None:
            raise Invalid("This metric has a target of one value.", field="upper", remedy="Leave it out.")  # fmt: skip
        return
    if upper is None:
        raise Invalid("A range has two ends.", field="upper", remedy="Give the upper one.")
    metric.refuse_value(upper, "upper")
    if upper <= value:
        raise Invalid("The upper end lies below the lower one, or on it.", field="upper", remedy="Give the larger value here.")  # fmt: skip
