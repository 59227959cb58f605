"""What a member was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leadline.conversation.models import Comment, Notification
from leadline.conversation.queries.naming import Names
from leadline.conversation.queries.phrases import phrase
from leadline.design.text import plain
from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member
from leadline.workspaces.prepared import prepared

PAGE = 30


@dataclass(frozen=True)
class Told:
    """One notification as it reads in the inbox."""

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


def unread_count(member: Member) -> int:
    """How many notifications wait, a hundred at most."""
    return len(_unread(member=member.pk))


@prepared
def _unread(member: UUID) -> "QuerySet[Any, UUID]":
    waiting = Notification.objects.filter(member=member, read_at=None)
    return waiting.values_list("id", flat=True)[:100]


def inbox(member: Member, after: str = "", unread: bool = False, limit: int = PAGE) -> Slice[Told]:
    """The member's notifications, newest first; only the unread ones on demand."""
    mine = Notification.objects.filter(member=member)
    rows = mine.filter(read_at=None) if unread else mine
    page = page_of(rows.select_related("event__member__user"), ["-id"], after, limit)
    words = _words({row.event for row in page.rows})
    names = _names(page.rows)
    return page.of(lambda row: _told(row, words.get(row.event_id, ""), names))


def notification(member: Member, notification_id: UUID) -> Notification:
    """One of the member's own; `NotFound` for those of others."""
    found: Notification | None = Notification.objects.filter(pk=notification_id, member=member).first()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def _told(row: Notification, excerpt: str, names: Names) -> Told:
    event = row.event
    return Told(
        id=row.id,
        at=row.at,
        who=event.member.name if event.member else "",
        did=phrase(event.action),
        title=event.subject_title or _title(row, names),
        why=str(row.get_reason_display()),
        excerpt=excerpt,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        is_unread=row.is_unread,
    )


def _names(rows: Iterable[Notification]) -> Names:
    """The titles of records that an event touched among others."""
    names = Names()
    for row in rows:
        if not row.event.subject_title:
            names.note_row(records.model_of(row.subject_kind), row.subject_id)
    return names


def _title(row: Notification, names: Names) -> str:
    title = names.title(records.model_of(row.subject_kind), row.subject_id)
    others = {each["id"] for each in row.event.changes if each["kind"] == row.subject_kind}
    more = len(others - {str(row.subject_id)})
    return f"{title} {_('and %(n)d more') % {'n': more}}" if more else title


def _words(events: set[Event]) -> dict[UUID, str]:
    """The first words of comments, by the event that added them; from one read."""
    ids = {
        UUID(change["id"]): event.id
        for event in events
        for change in event.changes
        if change["kind"] == Comment.kind()
    }
    rows = Comment.objects.filter(pk__in=ids) if ids else ()
    return {ids[row.id]: plain(row.body, 200) for row in rows}
