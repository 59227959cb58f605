"""Search, history, trash."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema

from leadline.workspaces.models import Event


class FoundOut(Schema):
    """A record that matches; `excerpt` is plain text around the words asked for."""

    kind: str
    id: UUID
    title: str
    excerpt: str
    url: str
    updated_at: datetime


class ResultsOut(Schema):
    """`is_capped`: more matched than were ranked. `next_start` is where the next answers begin."""

    rows: list[FoundOut]
    count: int
    is_capped: bool
    next_start: int | None


class FieldChangeOut(Schema):
    label: str
    before: str
    after: str


class VersionOut(Schema):
    number: int
    at: datetime
    who: str
    did: str
    changes: list[FieldChangeOut]
    event_id: UUID | None
    is_undoable: bool
    is_undone: bool


class VersionPage(Schema):
    rows: list[VersionOut]
    after: str


class ValueOut(Schema):
    label: str
    value: str


class AsOfOut(Schema):
    """A record as it stood at the end of a day; version 0 when it was not there yet."""

    day: date
    title: str
    version: int
    fields: list[ValueOut]
    was_in_trash: bool


class TrashedOut(Schema):
    kind: str
    id: UUID
    title: str
    who: str
    trashed_at: datetime
    goes_at: datetime
    may_restore: bool


class TrashPage(Schema):
    rows: list[TrashedOut]
    after: str


class EventOut(Schema):
    id: UUID
    at: datetime
    action: str
    subject_kind: str
    subject_id: UUID | None
    subject_title: str

    @classmethod
    def of(cls, event: Event) -> "EventOut":
        return cls.from_orm(event)
