"""Settling what the machine proposes."""

from datetime import datetime

from leadline.evidence.models import Likeness
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def tell_apart(*, by: Member, now: datetime, likeness: Likeness) -> Event | None:
    """Say that the two are not the same; they are proposed no more."""
    change = likeness.change(by=by, now=now, told_apart_at=now, told_apart_by=by)
    return record(by, now, "feedback.told_apart", subject=likeness.feedback, changes=[change])
