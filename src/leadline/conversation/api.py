"""The API of this room: comments, activity, watching, notifications."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.conversation import operations, queries
from leadline.conversation.schemas import (
    ActivityPage,
    CommentIn,
    CommentOut,
    CommentPage,
    NotificationPage,
    ReadOut,
    WatchingOut,
)
from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Record
from leadline.workspaces.rights import Right

router = Router(tags=["Conversation"])
RECORD = "/records/{kind}/{key}"


@endpoint(router, "GET", f"{RECORD}/activity", needs=Right.SEE, response=ActivityPage)
def list_activity(request: HttpRequest, kind: str, key: UUID, after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """What was done to a record and said about it, newest first."""
    subject = queries.subject_of(acting(request), kind, key)
    return queries.activity(acting(request), subject, after, min(max(limit, 1), PAGE))


@endpoint(router, "GET", f"{RECORD}/comments", needs=Right.SEE, response=CommentPage)
def list_comments(request: HttpRequest, kind: str, key: UUID, after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """What was said about a record, newest first."""
    subject = queries.subject_of(acting(request), kind, key)
    return queries.comments_of(acting(request), subject, after, limit).of(CommentOut.of)


@endpoint(router, "POST", f"{RECORD}/comments", needs=Right.COMMENT, response={201: CommentOut})
def create_comment(request: HttpRequest, kind: str, key: UUID, body: CommentIn) -> Any:
    """Say something about a record."""
    subject = queries.subject_of(acting(request), kind, key)
    comment, _ = operations.comment_on(by=acting(request), now=clock.now(), subject=subject, body=body.body)  # fmt: skip
    return 201, CommentOut.of(comment)


@endpoint(router, "GET", "/comments/{key}", needs=Right.SEE, response=CommentOut)
def read_comment(request: HttpRequest, key: UUID) -> Any:
    """One comment."""
    return CommentOut.of(queries.comment_of(acting(request), key))


@endpoint(router, "PATCH", "/comments/{key}", needs=Right.COMMENT, response=CommentOut)
def change_comment(request: HttpRequest, key: UUID, body: CommentIn) -> Any:
    """Put one's own comment in other words."""
    comment, version = queries.comment_of(acting(request), key), expected_version(request)
    operations.change_comment(by=acting(request), now=clock.now(), comment=comment, body=body.body, version=version)  # fmt: skip
    return CommentOut.of(comment)


@endpoint(router, "DELETE", "/comments/{key}", needs=Right.COMMENT, response={204: None})
def remove_comment(request: HttpRequest, key: UUID) -> Any:
    """Move one's own comment to the trash."""
    comment, version = queries.comment_of(acting(request), key), expected_version(request)
    operations.trash_comment(by=acting(request), now=clock.now(), comment=comment, version=version)
    return 204, None


@endpoint(router, "GET", f"{RECORD}/watching", needs=Right.SEE, response=WatchingOut)
def read_watching(request: HttpRequest, kind: str, key: UUID) -> Any:
    """Whether one follows a record."""
    return _watching(request, queries.subject_of(acting(request), kind, key))


@endpoint(router, "POST", f"{RECORD}/watching", needs=Right.SEE, response=WatchingOut)
def start_watching(request: HttpRequest, kind: str, key: UUID) -> Any:
    """Be told of what happens to a record."""
    subject = queries.subject_of(acting(request), kind, key)
    operations.watch(by=acting(request), now=clock.now(), subject=subject)
    return _watching(request, subject)


@endpoint(router, "DELETE", f"{RECORD}/watching", needs=Right.SEE, response=WatchingOut)
def stop_watching(request: HttpRequest, kind: str, key: UUID) -> Any:
    """Be told no longer; it has no version to name, since only one's own watch ends."""
    subject = queries.subject_of(acting(request), kind, key)
    operations.unwatch(by=acting(request), now=clock.now(), subject=subject)
    return _watching(request, subject)


@endpoint(router, "GET", "/notifications", needs=Right.SEE, response=NotificationPage)
def list_notifications(request: HttpRequest, unread: bool = False, after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """What one was told, newest first."""
    return queries.inbox(acting(request), after, unread, limit)


@endpoint(router, "POST", "/notifications/reading", needs=Right.SEE, response=ReadOut)
def read_all_notifications(request: HttpRequest) -> Any:
    """Mark all of one's notifications as read."""
    return {"read": operations.mark_all_read(by=acting(request), now=clock.now())}


@endpoint(router, "POST", "/notifications/{key}/reading", needs=Right.SEE, response=ReadOut)
def read_notification(request: HttpRequest, key: UUID) -> Any:
    """Mark one notification as read."""
    told = queries.notification(acting(request), key)
    operations.mark_read(by=acting(request), now=clock.now(), notification=told)
    return {"read": int(told.is_unread)}


def _watching(request: HttpRequest, subject: Record) -> dict[str, Any]:
    return {
        "watching": queries.is_watching(acting(request), subject),
        "watchers": queries.follower_names(acting(request), subject),
    }
