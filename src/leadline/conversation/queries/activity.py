"""One line of time for a record: what was done to it and what was said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.conversation.models import Comment, Trace
from leadline.conversation.queries.lines import Lines
from leadline.conversation.queries.naming import FieldChange, Names
from leadline.conversation.queries.phrases import phrase
from leadline.conversation.queries.undoing import open_to_undo
from leadline.foundation.paging import Slice
from leadline.foundation.refusals import Invalid
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member, Record

PAGE = 20
MOST_CHANGES = 12
UNTOLD_ACTIONS = ("record.watched", "record.unwatched", "comment.changed")
UNTOLD_KINDS = {"comment", "mention", "statuschange", "itemnumber"}
"""Rows that repeat what another change of the same event says better."""


@dataclass(frozen=True)
class Happening:
    """An event as it reads on the page of a record; with the comment where it was one."""

    event_id: UUID
    at: datetime
    who: str
    through: str
    did: str
    changes: tuple[FieldChange, ...]
    more_changes: int
    comment: Comment | None
    names: tuple[str, ...]
    is_mine: bool
    is_undoable: bool
    is_undone: bool


def activity(member: Member, subject: Record, after: str = "", limit: int = PAGE) -> Slice[Happening]:  # fmt: skip
    """What happened to a record and what was said about it, newest first."""
    events = _events(subject.id, _seq(after), limit + 1)
    more, events = len(events) > limit, events[:limit]
    drawn = _drawn(member, subject, events)
    return Slice(drawn, str(events[-1].seq) if more else "")


def _seq(after: str) -> int | None:
    if after and not (after.isdecimal() and len(after) < 19):
        raise Invalid("This cursor is of another list.", field="after", remedy="Start again without it.")  # fmt: skip
    return int(after) if after else None


def _events(record_id: UUID, before: int | None, limit: int) -> list[Event]:
    """Those it is the subject of, and those that touched it among others; two bounded reads."""
    edge = {} if before is None else {"seq__lt": before}
    traces = Trace.objects.filter(record_id=record_id, **edge).order_by("-seq")[:limit]
    touching = [event_id for (event_id,) in traces.values_list("event_id")]
    told = Event.objects.select_related("member__user", "token").exclude(action__in=UNTOLD_ACTIONS)
    own = told.filter(subject_id=record_id, **edge).order_by("-seq")[:limit]
    found = {event.seq: event for event in [*own, *told.filter(pk__in=touching)]}
    return [found[seq] for seq in sorted(found, reverse=True)[:limit]]


@dataclass(frozen=True)
class _Around:
    """What all lines of a page draw on, each read once."""

    member: Member
    subject: Record
    comments: dict[UUID, Comment]
    names: Names
    undoable: set[UUID]
    undone: set[UUID]

    def line(self, event: Event) -> Happening | None:
        comment = self.comments.get(event.id)
        if event.action == "comment.added" and comment is None:
            return None
        day = self.member.workspace.today(event.at)
        told = Lines(event, self.subject, self.names, day).of(_told_changes(event, self.subject))
        return Happening(
            event_id=event.id,
            at=event.at,
            who=event.member.name if event.member else "",
            through=event.token.name if event.token else "",
            did=_did(event),
            changes=tuple(told[:MOST_CHANGES]),
            more_changes=max(0, len(told) - MOST_CHANGES),
            comment=comment,
            names=_names_in(comment),
            is_mine=event.member_id == self.member.id,
            is_undoable=event.id in self.undoable,
            is_undone=event.id in self.undone,
        )


def _drawn(member: Member, subject: Record, events: Sequence[Event]) -> list[Happening]:
    names = Names(getattr(subject, "currency", ""))
    for event in events:
        for change in _told_changes(event, subject):
            for side in ("before", "after"):
                names.note(records.row_model_of(change["kind"]), change[side] or {})
            if change["before"] and change["after"] and change["id"] != str(subject.id):
                names.note_row(records.row_model_of(change["kind"]), UUID(change["id"]))
    undoable, undone = open_to_undo(member, subject, events)
    around = _Around(member, subject, _comments(events), names, undoable, undone)
    return [line for line in map(around.line, events) if line]


def _did(event: Event) -> str:
    undone = phrase(event.facts["what"]) if event.action == "event.undone" and "what" in event.facts else ""  # fmt: skip
    return f"{phrase(event.action)} “{undone}”" if undone else phrase(event.action)


def _told_changes(event: Event, subject: Record) -> Iterable[dict[str, Any]]:
    """The changes to the record itself, and where it is the subject those to its parts."""
    is_subject = event.subject_id == subject.id
    for change in event.changes[:200]:
        mine = change["id"] == str(subject.id)
        if mine or (is_subject and change["kind"] not in UNTOLD_KINDS):
            yield change


def _comments(events: Iterable[Event]) -> dict[UUID, Comment]:
    """The comments that stand, by the event that added them."""
    added = {_comment_id(event): event.id for event in events if event.action == "comment.added"}
    rows = Comment.objects.select_related("author__user").prefetch_related("mentions__member__user")
    return {added[row.id]: row for row in rows.filter(pk__in=added)} if added else {}


def _comment_id(event: Event) -> UUID:
    return next(UUID(each["id"]) for each in event.changes if each["kind"] == Comment.kind())


def _names_in(comment: Comment | None) -> tuple[str, ...]:
    if comment is None:
        return ()
    named = [mention.member for mention in comment.mentions.all()]
    return tuple(f"@{text}" for member in named for text in (member.name, member.user.email))
