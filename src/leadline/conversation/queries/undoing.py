"""Which events can still be taken back, as far as one record tells."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from leadline.workspaces.models import Event, Member, Record
from leadline.workspaces.rights import Right


def open_to_undo(
    member: Member, subject: Record, events: Sequence[Event]
) -> tuple[set[UUID], set[UUID]]:
    """The events that the member may still undo, and those that were undone.

    What else an event changed is looked at by `undo` itself, which may still say no.
    """
    undone = {
        key for key in Event.objects.filter(undoes__in=events).values_list("undoes_id", flat=True)
        if key
    }  # fmt: skip
    current = subject.as_json()
    is_open = {
        event.id
        for event in events
        if event.id not in undone and may_undo(member, event) and _holds(event, subject, current)
    }
    return is_open, undone


def may_undo(member: Member, event: Event) -> bool:
    """Whether the member has the right to take an event back, if it can be."""
    if event.facts.get("final") or not event.changes:
        return False
    needed = Right(event.facts.get("right", Right.CONTRIBUTE))
    return member.may(needed) and (event.member_id == member.id or member.may(Right.PLAN))


def _holds(event: Event, subject: Record, current: dict[str, Any]) -> bool:
    """Whether the record still is as the event left it."""
    for change in event.changes:
        if change["id"] != str(subject.id):
            continue
        if change["before"] is None:
            return subject.version == 1
        if any(current.get(name) != value for name, value in (change["after"] or {}).items()):
            return False
    return True
