"""Readings of this room: who is here, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.workspaces.models import ApiToken, Event, Invitation, Member, Role, User, Workspace
from leadline.workspaces.models.people import hashed
from leadline.workspaces.prepared import prepared
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace


def workspaces_of(user: User) -> Sequence[Workspace]:
    """The workspaces in which a person is a member, by name."""
    return [member.workspace for member in memberships_of(user)]


def member_of(user: User, slug: str) -> Member:
    """The person as a member of the workspace; `NotFound` for outsiders and strangers alike."""
    with every_workspace("finding out who is asking"):
        found = _memberships(user=user.pk, slug=slug)
    if not found or not found[0].user.is_active:
        raise NotFound
    return found[0]


@prepared
def _memberships(user: UUID, slug: str) -> "QuerySet[Member]":
    usable = {"workspace__removed_at": None, "role__trashed_at": None}
    mine = Member.objects.filter(user=user, workspace__slug=slug, **usable)
    return mine.select_related("workspace", "role", "user").order_by("id")[:1]


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
    token.note_use(now)
    return member.through(token)


def _is_alive(token: ApiToken, now: datetime) -> bool:
    member: Member = token.member
    gone = token.workspace.removed_at or member.trashed_at or not member.user.is_active
    return not (gone or token.has_run_out(now))


def people(member: Member) -> "QuerySet[Member]":
    """Everybody in the workspace with their roles."""
    return Member.objects.select_related("user", "role").order_by("user__name", "user__email", "id")


def people_page(member: Member, words: str = "", after: str = "", limit: int = 50) -> "Slice[Member]":  # fmt: skip
    """People by name; `words` keeps those whose name or address holds them."""
    found = people(member)
    if words:
        found = found.filter(Q(user__name__icontains=words) | Q(user__email__icontains=words))
    return page_of(found, ["user__name", "user__email", "id"], after, limit)


def roles(member: Member) -> "QuerySet[Role]":
    return Role.objects.order_by("-is_built_in", "name", "id")


@dataclass(frozen=True)
class RoleLine:
    """A role, how many have it, and whether the reader may give it."""

    role: Role
    members: int
    within_reach: bool

    def allows(self, right: Right) -> bool:
        return right in self.role.right_set


def role_lines(member: Member) -> Sequence[RoleLine]:
    """All roles, the built-in ones first and from most rights to fewest."""
    counts = dict(Member.objects.values_list("role").annotate(Count("id")).order_by())
    found = sorted(roles(member), key=lambda role: (not role.is_built_in, -len(role.right_set), role.name))  # fmt: skip
    return [
        RoleLine(role, counts.get(role.id, 0), role.right_set <= member.rights) for role in found
    ]


def roles_to_give(member: Member) -> Sequence[Role]:
    """The roles that lie within the member's own rights."""
    return [line.role for line in role_lines(member) if line.within_reach]


def open_invitations(member: Member) -> "QuerySet[Invitation]":
    """Offers that nobody has accepted yet, those that ran out included."""
    member.must(Right.PEOPLE)
    waiting = Invitation.objects.filter(accepted_at=None)
    return waiting.select_related("role", "inviter__user").order_by("email", "id")


def invitation_behind(secret: str, now: datetime) -> Invitation | None:
    """The open invitation that a link leads to, for whoever holds the link."""
    with every_workspace("an invitation says itself which workspace it is for"):
        invitations = Invitation.objects.select_related("workspace", "role", "inviter__user")
        found: Invitation | None = invitations.filter(secret_hash=hashed(secret)).first()
    is_usable = found and found.is_open(now) and found.workspace.removed_at is None
    return found if is_usable else None


def is_known_address(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def my_tokens(member: Member) -> "QuerySet[ApiToken]":
    return ApiToken.objects.filter(member=member).order_by("-created_at", "id")


def tokens(member: Member) -> "QuerySet[ApiToken]":
    """One's own tokens; with the right over people everybody's."""
    found = ApiToken.objects.select_related("member__user", "member__role", "workspace")
    mine = found if member.may(Right.PEOPLE) else found.filter(member=member)
    return mine.order_by("-created_at", "id")


def memberships_of(user: User) -> Sequence[Member]:
    """Where a person is a member, by the workspace's name."""
    with every_workspace("a person's own memberships"):
        return _every_membership(user=user.pk)


@prepared
def _every_membership(user: UUID) -> "QuerySet[Member]":
    mine = Member.objects.filter(user=user, workspace__removed_at=None)
    return mine.select_related("workspace", "role", "user").order_by("workspace__name", "id")


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
