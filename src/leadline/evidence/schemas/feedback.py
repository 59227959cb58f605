"""Feedback, its triage and its passages."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.evidence.models import Feedback, Likeness, Passage
from leadline.evidence.schemas.base import Notes, Text
from leadline.foundation.paging import PAGE
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, Ids, text_up_to

Place = Annotated[int, Field(ge=0, le=20_000)]
ChannelName = Literal["note", "call", "meeting", "email", "chat", "support", "sales", "survey", "review", "social"]  # fmt: skip


class FeedbackIn(Input):
    """Only `text` is needed; heard today, in a note, unless it says otherwise. `source_key` is taken once."""

    text: Text
    customer: Id | None = None
    contact: Id | None = None
    product: Id | None = None
    channel: ChannelName = "note"
    heard_on: Day | None = None
    source_key: Annotated[str, text_up_to(200)] = ""


class ManyIn(Input):
    """Up to 200 pieces, written whole or not at all; those known by their source key stay as they are."""

    rows: Annotated[list[FeedbackIn], Field(min_length=1, max_length=200)]


class FeedbackChange(Input):
    """Fields that are left out stay as they are."""

    text: Text = ""
    customer: Id | None = None
    contact: Id | None = None
    product: Id | None = None
    channel: ChannelName = "note"
    heard_on: Day = date.min


class FeedbackOut(Schema):
    """`waits_since` lies ahead while it is snoozed."""

    id: UUID
    version: int
    text: str
    customer: UUID | None
    contact: UUID | None
    product: UUID | None
    channel: str
    heard_on: date
    source_key: str
    captured_by: UUID
    waits_since: datetime
    archived_at: datetime | None
    merged_into: UUID | None

    @classmethod
    def of(cls, row: Feedback) -> "FeedbackOut":
        return cls(
            id=row.id, version=row.version, text=row.text, customer=row.customer_id, contact=row.contact_id,
            product=row.product_id, channel=row.channel, heard_on=row.heard_on, source_key=row.source_key,
            captured_by=row.captured_by_id, waits_since=row.waits_since, archived_at=row.archived_at,
            merged_into=row.merged_into_id,
        )  # fmt: skip


class FeedbackQuery(Schema):
    """`state` is inbox, snoozed, archived or every."""

    state: str = "inbox"
    product: UUID | None = None
    customer: UUID | None = None
    after: str = ""
    limit: int = PAGE


class FeedbackPage(Schema):
    rows: list[FeedbackOut]
    after: str


class WrittenOut(Schema):
    """How many were written; the others came before."""

    written: list[UUID]
    known: int


class PickedIn(Input):
    feedback: Ids


class SnoozeIn(Input):
    feedback: Ids
    until: Day


class MergeIn(Input):
    feedback: Ids
    into: Id


class SettledOut(Schema):
    """The event by which it can be undone; null when nothing changed."""

    event: UUID | None


class LikenessOut(Schema):
    """Another piece that says much the same; `likeness` from 0 to 1."""

    id: UUID
    other: UUID
    likeness: float

    @classmethod
    def of(cls, row: Likeness) -> "LikenessOut":
        return cls(id=row.id, other=row.other_id, likeness=float(row.likeness))


class LikenessList(Schema):
    rows: list[LikenessOut]


class SplitIn(Input):
    """`at` counts code points from the beginning of the text."""

    at: Place


class PassageIn(Input):
    """From `start` to `end` in code points, or where `quote` first stands."""

    start: Place | None = None
    end: Place | None = None
    quote: Notes = ""


class PassageOut(Schema):
    id: UUID
    version: int
    feedback: UUID
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, row: Passage) -> "PassageOut":
        return cls(id=row.id, version=row.version, feedback=row.feedback_id, start=row.start, end=row.end, quote=row.quote)  # fmt: skip


class PassageList(Schema):
    rows: list[PassageOut]
