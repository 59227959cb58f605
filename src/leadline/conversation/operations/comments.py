"""Saying something about a record, and taking it back."""

from collections.abc import Iterable
from datetime import datetime

from leadline.conversation.mentions import mentioned
from leadline.conversation.models import Comment, Mention
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.workspaces.models import Change, Event, Member, Record
from leadline.workspaces.operations import operation, record
from leadline.workspaces.queries import people
from leadline.workspaces.rights import Right

LONGEST = 20_000
FACTS = {"right": Right.COMMENT.value}
"""Who may comment may also undo it; see `undo`."""


class NotYours(NotAllowed):
    """Only whoever wrote a comment may change it."""


@operation(needs=Right.COMMENT)
def comment_on(*, by: Member, now: datetime, subject: Record, body: str) -> tuple[Comment, Event]:
    """Say something about a record; members named with an @ will be told."""
    body = _checked(body)
    comment, change = Comment.create(
        by=by, now=now, subject_kind=subject.kind(), subject_id=subject.id, author=by, body=body
    )
    named = _name(by, now, comment, _members_in(by, body))
    event = record(by, now, "comment.added", subject=subject, changes=[change, *named], facts=FACTS)
    assert event is not None
    return comment, event


@operation(needs=Right.COMMENT)
def change_comment(
    *, by: Member, now: datetime, comment: Comment, body: str, version: int | None = None
) -> Event | None:
    """Put one's own comment in other words; whoever is named anew will be told."""
    if comment.author_id != by.id:
        raise NotYours
    body = _checked(body)
    change = comment.change(by=by, now=now, version=version, body=body)
    if change.is_empty:
        return None
    wanted = {member.id: member for member in _members_in(by, body)}
    there = {row.member_id: row for row in Mention.objects.filter(comment=comment)}
    gone = [row.remove() for key, row in there.items() if key not in wanted]
    named = _name(by, now, comment, [wanted[key] for key in wanted if key not in there])
    return record(
        by, now, "comment.changed", subject=comment.subject(), changes=[change, *gone, *named],
        facts=FACTS,
    )  # fmt: skip


@operation(needs=Right.COMMENT)
def trash_comment(
    *, by: Member, now: datetime, comment: Comment, version: int | None = None
) -> Event | None:
    """Take one's own comment back; whoever looks after people may take any."""
    if comment.author_id != by.id and not by.may(Right.PEOPLE):
        raise NotYours
    change = comment.trash(by=by, now=now, version=version)
    return record(by, now, "comment.removed", subject=comment.subject(), changes=[change], facts=FACTS)  # fmt: skip


def _checked(body: str) -> str:
    body = body.strip()
    if not body:
        raise Invalid("The comment is empty.", field="body", remedy="Write something.")
    if len(body) > LONGEST:
        raise Invalid(f"A comment has {LONGEST:,} characters at most.", field="body", remedy="Shorten it, or link to a page.")  # fmt: skip
    return body


def _members_in(by: Member, body: str) -> list[Member]:
    return [*mentioned(body, people(by)).values()] if "@" in body else []


def _name(by: Member, now: datetime, comment: Comment, members: Iterable[Member]) -> list[Change]:
    return [Mention.create(by=by, now=now, comment=comment, member=member)[1] for member in members]
