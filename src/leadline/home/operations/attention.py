"""Putting a need aside with a reason, and taking it up again."""

from datetime import datetime

from leadline.foundation.refusals import Invalid
from leadline.home.models import Dismissal
from leadline.home.queries.needs import Need
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def dismiss_need(*, by: Member, now: datetime, need: Need, reason: str) -> Event | None:
    """Leave a need as it is, for everybody and for as long as it gets no worse."""
    if not reason.strip():
        raise Invalid("A need is put aside with a reason.", field="reason", remedy="Say why this may stay as it is.")  # fmt: skip
    old = Dismissal.objects.filter(need=need.kind, subject_id=need.subject_id).first()
    changes = [old.trash(by=by, now=now)] if old else []
    row, made = Dismissal.create(
        by=by, now=now, need=need.kind, subject_id=need.subject_id, state=need.state,
        sentence=need.sentence[:400], reason=reason.strip(), member=by,
    )  # fmt: skip
    return record(by, now, "need.dismissed", subject=row, changes=[*changes, made])


@operation(needs=Right.CONTRIBUTE)
def undismiss_need(*, by: Member, now: datetime, dismissal: Dismissal) -> Event | None:
    """Take a need up again."""
    change = dismissal.trash(by=by, now=now)
    return record(by, now, "need.taken_up", subject=dismissal, changes=[change])
