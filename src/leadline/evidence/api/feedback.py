"""Feedback and its passages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.evidence import operations, queries
from leadline.evidence.api.rows import with_rows
from leadline.evidence.queries import FeedbackFilters
from leadline.evidence.schemas.feedback import (
    FeedbackChange,
    FeedbackIn,
    FeedbackOut,
    FeedbackPage,
    FeedbackQuery,
    ManyIn,
    PassageIn,
    PassageList,
    PassageOut,
    SplitIn,
    WrittenOut,
)
from leadline.evidence.schemas.voices import FeedbackVoicesOut
from leadline.foundation import clock
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()
ONE = "/feedback/{uuid:feedback}"


@endpoint(router, "GET", "/feedback", needs=Right.SEE, response=FeedbackPage)
def list_feedback(request: HttpRequest, asked: Query[FeedbackQuery]) -> Any:
    """Feedback by its state, page by page."""
    filters = FeedbackFilters(clock.now(), asked.state, asked.product, asked.customer)
    page = queries.feedback_page(acting(request), filters, after=asked.after, limit=asked.limit)
    return page.of(FeedbackOut.of)


@endpoint(router, "POST", "/feedback", needs=Right.CONTRIBUTE, response={201: FeedbackOut})
def capture_feedback(request: HttpRequest, body: FeedbackIn) -> Any:
    """Put what somebody said into the inbox."""
    fields = with_rows(request, body.model_dump())
    return 201, FeedbackOut.of(operations.capture_feedback(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "POST", "/feedback/many", needs=Right.CONTRIBUTE, response={201: WrittenOut})
def capture_many(request: HttpRequest, body: ManyIn) -> Any:
    """Put many pieces into the inbox, whole or not at all."""
    drafts = [with_rows(request, row.model_dump()) for row in body.rows]
    rows, _event = operations.capture_many(by=acting(request), now=clock.now(), drafts=drafts)
    return 201, WrittenOut(written=[row.pk for row in rows], known=len(drafts) - len(rows))


@endpoint(router, "GET", ONE, needs=Right.SEE, response=FeedbackOut)
def read_feedback(request: HttpRequest, feedback: UUID) -> Any:
    """One piece of feedback."""
    return FeedbackOut.of(queries.feedback_by_id(acting(request), feedback))


@endpoint(router, "PATCH", ONE, needs=Right.CONTRIBUTE, response=FeedbackOut)
def change_feedback(request: HttpRequest, feedback: UUID, body: FeedbackChange) -> Any:
    """Correct what was written down; marked passages stay on their words."""
    found, version = queries.feedback_by_id(acting(request), feedback), expected_version(request)
    fields = with_rows(request, body.model_dump(exclude_unset=True))
    operations.change_feedback(by=acting(request), now=clock.now(), feedback=found, version=version, **fields)  # fmt: skip
    return FeedbackOut.of(found)


@endpoint(router, "DELETE", ONE, needs=Right.CONTRIBUTE, response={204: None})
def remove_feedback(request: HttpRequest, feedback: UUID) -> Any:
    """Put a piece into the trash, with its passages."""
    found, version = queries.feedback_by_id(acting(request), feedback), expected_version(request)
    operations.trash_feedback(by=acting(request), now=clock.now(), feedback=[found], version=version)  # fmt: skip
    return 204, None


@endpoint(router, "POST", f"{ONE}/split", needs=Right.CONTRIBUTE, response={201: FeedbackOut})
def split_feedback(request: HttpRequest, feedback: UUID, body: SplitIn) -> Any:
    """Cut a text in two; the second part is the answer."""
    found, version = queries.feedback_by_id(acting(request), feedback), expected_version(request)
    made, _event = operations.split_feedback(by=acting(request), now=clock.now(), feedback=found, at=body.at, version=version)  # fmt: skip
    return 201, FeedbackOut.of(made)


@endpoint(router, "GET", f"{ONE}/voices", needs=Right.SEE, response=FeedbackVoicesOut)
def read_voices_of_feedback(request: HttpRequest, feedback: UUID) -> Any:
    """The customers who said this or what was merged into it, with their weight together."""
    by = acting(request)
    found = queries.feedback_by_id(by, feedback)
    voices = queries.voices_in(by, [found], by.workspace.today(clock.now()))
    return FeedbackVoicesOut.of(voices, queries.merged_into(by, found))


@endpoint(router, "GET", f"{ONE}/passages", needs=Right.SEE, response=PassageList)
def list_passages(request: HttpRequest, feedback: UUID) -> Any:
    """The marked passages of a piece, as they stand in its text."""
    found = queries.feedback_by_id(acting(request), feedback)
    return PassageList(rows=[PassageOut.of(row) for row in queries.passages_of(acting(request), found)])  # fmt: skip


@endpoint(router, "POST", f"{ONE}/passages", needs=Right.CONTRIBUTE, response={201: PassageOut})
def mark_passage(request: HttpRequest, feedback: UUID, body: PassageIn) -> Any:
    """Mark a stretch of a text."""
    found = queries.feedback_by_id(acting(request), feedback)
    passage, _event = operations.mark_passage(by=acting(request), now=clock.now(), feedback=found, **body.model_dump())  # fmt: skip
    return 201, PassageOut.of(passage)


@endpoint(router, "DELETE", "/passages/{uuid:passage}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_passage(request: HttpRequest, passage: UUID) -> Any:
    """Take a mark off."""
    found, version = queries.passage_by_id(acting(request), passage), expected_version(request)
    operations.trash_passage(by=acting(request), now=clock.now(), passage=found, version=version)
    return 204, None
