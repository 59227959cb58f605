"""What bars wait for, where the backlog does not tell it."""

from datetime import datetime

from leadline.foundation.refusals import Invalid
from leadline.roadmap.models import Bar, BarDependency
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def add_dependency(*, by: Member, now: datetime, blocker: Bar, blocked: Bar) -> Event | None:
    """Say that one bar cannot be done before another; raises `Circle`."""
    if blocker.pk == blocked.pk:
        raise Invalid("A bar does not wait for itself.", field="blocker", remedy="Choose another bar.")  # fmt: skip
    if BarDependency.objects.filter(blocker=blocker, blocked=blocked).exists():
        raise Invalid(f"It waits for “{blocker}” already.", field="blocker", remedy="Choose another bar.")  # fmt: skip
    _row, change = BarDependency.create(by=by, now=now, blocker=blocker, blocked=blocked)
    return record(by, now, "bar.made_to_wait", subject=blocked, changes=[change])


@operation(needs=Right.PLAN)
def remove_dependency(*, by: Member, now: datetime, dependency: BarDependency) -> Event | None:
    """One bar no longer waits for another."""
    return record(by, now, "bar.let_go", subject=dependency.blocked, changes=[dependency.remove()])  # fmt: skip
