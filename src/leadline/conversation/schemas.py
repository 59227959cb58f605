"""What the API of this room takes in and gives out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.conversation.models import Comment
from leadline.conversation.operations.comments import LONGEST
from leadline.workspaces.doors.api import Input

Body = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class CommentIn(Input):
    """What somebody says, in Markdown; an @ before a name tells that member."""

    body: Body


class CommentOut(Schema):
    id: UUID
    version: int
    subject_kind: str
    subject_id: UUID
    author_id: UUID
    body: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, comment: Comment) -> "CommentOut":
        return cls.from_orm(comment)


class CommentPage(Schema):
    rows: list[CommentOut]
    after: str


class FieldChangeOut(Schema):
    label: str
    before: str
    after: str


class HappeningOut(Schema):
    event_id: UUID
    at: datetime
    who: str
    did: str
    changes: list[FieldChangeOut]
    comment: CommentOut | None
    is_undoable: bool
    is_undone: bool


class ActivityPage(Schema):
    rows: list[HappeningOut]
    after: str


class NotificationOut(Schema):
    id: UUID
    at: datetime
    who: str
    did: str
    title: str
    why: str
    excerpt: str
    subject_kind: str
    subject_id: UUID
    is_unread: bool


class NotificationPage(Schema):
    rows: list[NotificationOut]
    after: str


class WatchingOut(Schema):
    """Whether one follows a record, and who does."""

    watching: bool
    watchers: list[str]


class ReadOut(Schema):
    """How many notifications were marked."""

    read: int
