"""Readings of this room: who is here, and what was done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.workspaces.models import ApiToken, Event, Invitation, Member, Role, User, Workspace
from leadline.workspaces.models.people import hashed
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace


def workspaces_of(user: User) -> Sequence[Workspace]:
    """The workspaces in which a person is a member, by name."""
    with every_workspace("a person's own memberships"):
        mine = Member.objects.filter(user=user, workspace__removed_at=None)
        found = mine.select_related("workspace").order_by("workspace__name", "id")
        return [member.workspace for member in found]


def member_of(user: User, slug: str) -> Member:
    """The person as a member of the workspace; `NotFound` for outsiders and strangers alike."""
    with every_workspace("finding out who is asking"):
        mine = Member.objects.select_related("workspace", "role", "user")
        found: Member | None = mine.filter(
            user=user, workspace__slug=slug, workspace__removed_at=None, role__trashed_at=None
        ).first()
    if found is None or not found.user.is_active:
        raise NotFound
    return found


def member_by_token(secret: str, now: datetime) -> Member | None:
    """The member for whom a token acts, narrowed to its scopes; None for a dead token."""
    with every_workspace("finding out whose token this is"):
        tokens = ApiToken.objects.select_related(
            "member__workspace", "member__role", "member__user", "workspace"
        )
        token = tokens.filter(secret_hash=hashed(secret)).first()
    if token is None or not _is_alive(token, now):
        return None
    member: Member = token.member
    _note_use(token, now)
    return member.through(token)


def _is_alive(token: ApiToken, now: datetime) -> bool:
    workspace: Workspace = token.workspace
    expired = token.expires_on is not None and token.expires_on < workspace.today(now)
    member: Member = token.member
    return not (expired or workspace.removed_at or member.trashed_at or not member.user.is_active)


def _note_use(token: ApiToken, now: datetime) -> None:
    today = token.workspace.today(now)
    if token.last_used_on != today:
        with every_workspace("noting the day of use, which is no edit"):
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)


def people(member: Member) -> "QuerySet[Member]":
    """Everybody in the workspace with their roles."""
    return Member.objects.select_related("user", "role").order_by("user__name", "user__email", "id")


def roles(member: Member) -> "QuerySet[Role]":
    return Role.objects.order_by("-is_built_in", "name", "id")


def open_invitations(member: Member) -> "QuerySet[Invitation]":
    member.must(Right.PEOPLE)
    waiting = Invitation.objects.filter(accepted_at=None)
    return waiting.select_related("role", "inviter__user").order_by("email", "id")


def my_tokens(member: Member) -> "QuerySet[ApiToken]":
    return ApiToken.objects.filter(member=member).order_by("-created_at", "id")


def events(member: Member, after: str = "", limit: int = 50) -> "Slice[Event]":
    """The record of what was done, newest first."""
    return page_of(_events(), ["-seq"], after, limit)


def events_of(member: Member, subject_id: UUID, after: str = "", limit: int = 20) -> "Slice[Event]":
    """What was done to one record, newest first."""
    return page_of(_events().filter(subject_id=subject_id), ["-seq"], after, limit)


def event(member: Member, event_id: UUID) -> Event:
    found: Event | None = _events().filter(pk=event_id).first()
    if found is None:
        raise NotFound
    return found


def _events() -> "QuerySet[Event]":
    return Event.objects.select_related("member__user", "token")


def one(rows: "QuerySet[Any]", **which: Any) -> Any:
    """The single row, or `NotFound`, which is the same for absent and for not yours."""
    found = rows.filter(**which).first()
    if found is None:
        raise NotFound
    return found
