"""What follows an event: traces on the records it touched, watchers, notifications.

These rows are effects, written by a job; none of them is an event itself.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.conversation.models import (
    Comment,
    Mention,
    Notification,
    Reason,
    Trace,
    Watch,
    watch_row,
)
from leadline.conversation.queries.subjects import has_page
from leadline.foundation.keys import new_key
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member, Record
from leadline.workspaces.operations import operation
from leadline.workspaces.rights import Right

Touched = tuple[str, UUID]
BATCH = 500
SILENT = {"record.watched", "record.unwatched", "comment.removed"}
UNTOLD_FIELDS = {"rank"}
"""A change of nothing else is no news: a list would ring with every drag."""


def follow_event(event: Event) -> None:
    """Write what follows from an event; again is the same as once."""
    touched = touched_by(event)
    _leave_traces(event, touched)
    if event.member_id is None:
        return
    _start_watches(event, touched)
    if event.action not in SILENT:
        _tell(event, touched)


def touched_by(event: Event) -> list[Touched]:
    """The records that an event changed, its subject first."""
    subject = [(event.subject_kind, event.subject_id)] if event.subject_id else []
    changed = [(change["kind"], UUID(change["id"])) for change in event.changes]
    return list(dict.fromkeys([*subject, *((k, i) for k, i in changed if _is_record(k))]))


def _is_record(kind: str) -> bool:
    model = records.row_models().get(kind)
    return model is not None and issubclass(model, Record) and model is not Comment


def _leave_traces(event: Event, touched: Iterable[Touched]) -> None:
    others = (record_id for _, record_id in touched if record_id != event.subject_id)
    rows = [
        Trace(workspace_id=event.workspace_id, event=event, seq=event.seq, record_id=record_id)
        for record_id in others
    ]
    Trace.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _start_watches(event: Event, touched: list[Touched]) -> None:
    wanted = [each for each in _reasons_to_watch(event) if has_page(each[0][0])]
    people = _alive({member_id for _, member_id, _ in wanted})
    rows = {
        (record[1], member_id): watch_row(record, people[member_id], reason, event.at)
        for record, member_id, reason in reversed(wanted)
        if member_id in people
    }
    Watch.objects.bulk_create(rows.values(), batch_size=BATCH, ignore_conflicts=True)


def _reasons_to_watch(event: Event) -> Iterator[tuple[Touched, UUID, str]]:
    subject: Any = (event.subject_kind, event.subject_id)
    for member_id in _newly_named(event):
        yield subject, member_id, Reason.MENTIONED
    for change in event.changes:
        record = (change["kind"], UUID(change["id"]))
        assignee = (change["after"] or {}).get("assignee_id")
        if assignee:
            yield record, UUID(assignee), Reason.ASSIGNED
        if change["before"] is None and record == subject and event.member_id:
            yield subject, event.member_id, Reason.AUTHOR
    if event.action == "comment.added" and event.member_id:
        yield subject, event.member_id, Reason.COMMENTED


def _newly_named(event: Event) -> list[UUID]:
    kind = Mention.kind()
    named = (each for each in event.changes if each["kind"] == kind and each["before"] is None)
    return [UUID(each["after"]["member_id"]) for each in named]


def _tell(event: Event, touched: list[Touched]) -> None:
    told = {key: found for key, found in _recipients(event, touched).items() if key != event.member_id}  # fmt: skip
    people = _alive(set(told))
    rows = [
        Notification(
            id=new_key(event.at), workspace_id=event.workspace_id, member=people[member_id],
            event=event, subject_kind=kind, subject_id=record_id, reason=reason, at=event.at,
        )
        for member_id, ((kind, record_id), reason) in told.items()
        if member_id in people
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _recipients(event: Event, touched: list[Touched]) -> dict[UUID, tuple[Touched, str]]:
    """Whom to tell, of which record and why: a mention before an assignment before a watch."""
    subject: Any = (event.subject_kind, event.subject_id)
    found: dict[UUID, Any] = {}
    if _is_news(event):
        keys = [key for _, key in touched[:BATCH]]
        for row in Watch.objects.filter(subject_id__in=keys, ended_at=None, created_at__lte=event.at):  # fmt: skip
            found.setdefault(row.member_id, ((row.subject_kind, row.subject_id), row.reason))
    for record, member_id, reason in _reasons_to_watch(event):
        if reason == Reason.ASSIGNED:
            found[member_id] = (record, reason)
    return found | dict.fromkeys(_newly_named(event), (subject, Reason.MENTIONED))


def _is_news(event: Event) -> bool:
    if event.action == "comment.changed":
        return False
    fields = {name for change in event.changes for name in change["after"] or {"": ""}}
    return not event.changes or bool(fields - UNTOLD_FIELDS)


def _alive(ids: set[UUID]) -> dict[UUID, Member]:
    return {member.id: member for member in Member.objects.filter(pk__in=ids)} if ids else {}


@operation(needs=Right.SEE)
def mark_read(*, by: Member, now: datetime, notification: Notification, read: bool = True) -> None:
    """Note that one has read a notification, or wants it unread again."""
    Notification.objects.filter(pk=notification.pk, member=by).update(read_at=now if read else None)


@operation(needs=Right.SEE)
def mark_all_read(*, by: Member, now: datetime) -> int:
    """Note that one has read all there is; returns how many were unread."""
    return Notification.objects.filter(member=by, read_at=None).update(read_at=now)


def forget_records(ids: Collection[UUID]) -> None:
    """Remove what was said and told about records that go for good; events stay."""
    Comment.with_trash.filter(subject_id__in=ids).delete()
    Comment.history.filter(subject_id__in=ids).delete()
    Watch.objects.filter(subject_id__in=ids).delete()
    Notification.objects.filter(subject_id__in=ids).delete()
