"""Following a record, and no longer following it."""

from datetime import datetime

from leadline.conversation.models import Reason, Watch
from leadline.workspaces.models import Event, Member, Record
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

FACTS = {"right": Right.SEE.value}


@operation(needs=Right.SEE)
def watch(*, by: Member, now: datetime, subject: Record) -> Event | None:
    """Be told of what happens to a record."""
    row = Watch.objects.filter(subject_id=subject.id, member=by).first()
    if row:
        change = row.change(by=by, now=now, ended_at=None, reason=Reason.BY_HAND)
    else:
        _, change = Watch.create(
            by=by, now=now, subject_kind=subject.kind(), subject_id=subject.id, member=by,
            reason=Reason.BY_HAND,
        )  # fmt: skip
    if change.is_empty:
        return None
    return record(by, now, "record.watched", subject=subject, changes=[change], facts=FACTS)


@operation(needs=Right.SEE)
def unwatch(*, by: Member, now: datetime, subject: Record) -> Event | None:
    """Be told no longer, whatever made one follow it."""
    row = Watch.objects.filter(subject_id=subject.id, member=by, ended_at=None).first()
    if row is None:
        return None
    change = row.change(by=by, now=now, ended_at=now)
    return record(by, now, "record.unwatched", subject=subject, changes=[change], facts=FACTS)
