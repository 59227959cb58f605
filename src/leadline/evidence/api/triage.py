"""What leaves the inbox, and what comes back; each answer names the event by which it is undone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.evidence import operations, queries
from leadline.evidence.models import Feedback
from leadline.evidence.schemas.feedback import (
    LikenessList,
    LikenessOut,
    MergeIn,
    PickedIn,
    SettledOut,
    SnoozeIn,
)
from leadline.foundation import clock
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "POST", "/feedback/archive", needs=Right.CONTRIBUTE, response=SettledOut)
def archive_feedback(request: HttpRequest, body: PickedIn) -> Any:
    """Done with these: they leave the inbox."""
    return _told(operations.archive_feedback(**_who(request), feedback=_picked(request, body.feedback)))  # fmt: skip


@endpoint(router, "POST", "/feedback/return", needs=Right.CONTRIBUTE, response=SettledOut)
def return_feedback(request: HttpRequest, body: PickedIn) -> Any:
    """Put pieces back on top of the inbox."""
    return _told(operations.return_feedback(**_who(request), feedback=_picked(request, body.feedback)))  # fmt: skip


@endpoint(router, "POST", "/feedback/snooze", needs=Right.CONTRIBUTE, response=SettledOut)
def snooze_feedback(request: HttpRequest, body: SnoozeIn) -> Any:
    """Out of sight until the morning of a day."""
    rows = _picked(request, body.feedback)
    return _told(operations.snooze_feedback(**_who(request), feedback=rows, until=body.until))


@endpoint(router, "POST", "/feedback/merge", needs=Right.CONTRIBUTE, response=SettledOut)
def merge_feedback(request: HttpRequest, body: MergeIn) -> Any:
    """These say the same as another."""
    into = queries.feedback_by_id(acting(request), body.into)
    rows = _picked(request, body.feedback)
    return _told(operations.merge_feedback(**_who(request), feedback=rows, into=into))


@endpoint(
    router, "GET", "/feedback/{uuid:feedback}/likenesses", needs=Right.SEE, response=LikenessList
)
def list_likes(request: HttpRequest, feedback: UUID) -> Any:
    """What a piece may be a repeat of, the most alike first; told apart, they are named no more."""
    found = queries.feedback_by_id(acting(request), feedback)
    return LikenessList(rows=[LikenessOut.of(row) for row in queries.likes_of(acting(request), found)])  # fmt: skip


@endpoint(router, "POST", "/likenesses/{uuid:likeness}/telling-apart", needs=Right.CONTRIBUTE, response=SettledOut)  # fmt: skip
def tell_apart(request: HttpRequest, likeness: UUID) -> Any:
    """Say that the two are not the same."""
    found = queries.likeness_by_id(acting(request), likeness)
    return _told(operations.tell_apart(**_who(request), likeness=found))


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": acting(request), "now": clock.now()}


def _picked(request: HttpRequest, ids: Sequence[UUID]) -> list[Feedback]:
    return queries.feedback_by_ids(acting(request), ids)


def _told(event: Event | None) -> SettledOut:
    return SettledOut(event=event.pk if event else None)
