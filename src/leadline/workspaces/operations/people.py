"""Letting people in and out."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.workspaces.models import Change, Invitation, Member, Role, User
from leadline.workspaces.models.people import hashed
from leadline.workspaces.operations.base import lock, operation, record
from leadline.workspaces.rights import OWNER, Right
from leadline.workspaces.scope import every_workspace, scope

Tell = Callable[[Invitation, str], object]
INVITATION_HOLDS = timedelta(days=14)
MOST_OPEN_INVITATIONS = 500
# Who is here and with which role is never undone by a click: an undo would need no right over
# people, and so give back a role that somebody was meant to lose.
FINAL = {"final": True}


class LastOwner(Refusal):
    """A workspace keeps at least one owner."""


class InvitationUnusable(NotFound):
    """This invitation has been used, taken back, or has run out."""


class ForSomebodyElse(Invalid):
    """This invitation is for another address."""


@operation(needs=Right.PEOPLE)
def change_role_of_member(
    *, by: Member, now: datetime, member: Member, role: Role, version: int | None = None
) -> None:
    """Give a member another role; both must lie within one's own rights."""
    by.must_have(role.right_set | member.role.right_set)
    if member.role.is_owner and not role.is_owner:
        _refuse_last_owner(member)
    change = member.change(by=by, now=now, version=version, role=role)
    if not change.is_empty:
        record(by, now, "member.role_changed", subject=member, changes=[change], facts=FINAL)


@operation(needs=Right.SEE)
def remove_member(*, by: Member, now: datetime, member: Member, version: int | None = None) -> None:
    """Take a member out, or leave; their tokens stop working at once."""
    if member.id != by.id:
        by.must(Right.PEOPLE)
        by.must_have(member.role.right_set)
    if member.role.is_owner:
        _refuse_last_owner(member)
    change = member.trash(by=by, now=now, version=version)
    record(by, now, "member.removed", subject=member, changes=[change], facts=FINAL)


def _refuse_last_owner(member: Member) -> None:
    owners = Member.objects.filter(
        role__name=OWNER, role__is_built_in=True, user__is_active=True
    )  # fmt: skip
    if not owners.exclude(pk=member.pk).exists():
        raise LastOwner(remedy="Make somebody else an owner first.")


@operation(needs=Right.PEOPLE)
def invite(
    *, by: Member, now: datetime, email: str, role: Role, tell: Tell | None = None
) -> tuple[Invitation, str]:
    """Offer a role to an address; the secret is told once, and never kept.

    An older offer to the same address ends. `tell` writes the letter, in the same transaction.
    """
    by.must_have(role.right_set)
    email = email.strip().lower()
    if Member.objects.filter(user__email__iexact=email).exists():
        raise Invalid(f"{email} is a member already.", field="email", remedy="Change their role instead.")  # fmt: skip
    changes = _end_older(by, now, email)
    secret = secrets.token_urlsafe(32)
    invitation, change = Invitation.create(
        by=by, now=now, email=email, role=role, inviter=by, secret_hash=hashed(secret),
        expires_at=now + INVITATION_HOLDS,
    )  # fmt: skip
    record(by, now, "member.invited", subject=invitation, changes=[*changes, change], facts=FINAL)
    if tell:
        tell(invitation, secret)
    return invitation, secret


def _end_older(by: Member, now: datetime, email: str) -> list[Change]:
    waiting = Invitation.objects.filter(accepted_at=None)
    if waiting.count() >= MOST_OPEN_INVITATIONS:
        raise Refusal(f"{MOST_OPEN_INVITATIONS} invitations are open.", remedy="Take some back first.")  # fmt: skip
    older: Iterable[Invitation] = waiting.filter(email__iexact=email)
    return [each.trash(by=by, now=now) for each in older]


@operation(needs=Right.PEOPLE)
def renew_invitation(
    *, by: Member, now: datetime, invitation: Invitation, version: int | None = None,
    tell: Tell | None = None,
) -> str:  # fmt: skip
    """Make a new link for an offer and let it hold for two weeks more; the old link ends."""
    by.must_have(invitation.role.right_set)
    _refuse_taken(invitation)
    secret = secrets.token_urlsafe(32)
    change = invitation.change(
        by=by, now=now, version=version, inviter=by, secret_hash=hashed(secret),
        expires_at=now + INVITATION_HOLDS,
    )  # fmt: skip
    record(by, now, "invitation.renewed", subject=invitation, changes=[change], facts=FINAL)
    if tell:
        tell(invitation, secret)
    return secret


@operation(needs=Right.PEOPLE)
def revoke_invitation(
    *, by: Member, now: datetime, invitation: Invitation, version: int | None = None
) -> None:
    """Take an offer back."""
    _refuse_taken(invitation)
    change = invitation.trash(by=by, now=now, version=version)
    record(by, now, "invitation.revoked", subject=invitation, changes=[change], facts=FINAL)


def _refuse_taken(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise Refusal(f"{invitation.email} has accepted already.")


@transaction.atomic
def accept_invitation(*, user: User, now: datetime, secret: str) -> Member:
    """Become a member by an invitation, with the role it names, as the address it names.

    Everything is checked under the workspace's lock: of two who come at once, one is let in.
    Raises `InvitationUnusable` or `ForSomebodyElse`.
    """
    invitation = _locked(secret)
    if not invitation.is_open(now) or invitation.workspace.removed_at:
        raise InvitationUnusable(remedy="Ask for a new one.")
    if invitation.email.lower() != user.email.lower():
        raise ForSomebodyElse(
            f"This invitation is for {invitation.email}, and you are signed in as {user.email}.",
            remedy="Sign in with the invited address, or ask for an invitation to this one.",
        )
    with scope(invitation.workspace_id):
        _refuse_overreach(invitation)
        return _join(invitation, user, now)


def _locked(secret: str) -> Invitation:
    with every_workspace("an invitation says itself which workspace it is for"):
        waiting = Invitation.objects.filter(secret_hash=hashed(secret))
        for workspace_id in waiting.values_list("workspace_id", flat=True):
            lock(workspace_id)
        found: Invitation | None = waiting.select_related(
            "role", "workspace", "inviter__role", "inviter__user"
        ).first()
    if found is None:
        raise InvitationUnusable(remedy="Ask for a new one.")
    return found


def _refuse_overreach(invitation: Invitation) -> None:
    """The offer holds no longer than its inviter could still make it."""
    inviter = invitation.inviter
    may_still = (
        inviter.trashed_at is None
        and inviter.user.is_active
        and invitation.role.trashed_at is None
        and inviter.role.right_set >= invitation.role.right_set | {Right.PEOPLE}
    )
    if not may_still:
        raise InvitationUnusable(
            f"{inviter.name}, who invited you, may no longer give this role.",
            remedy="Ask for a new invitation.",
        )


def _join(invitation: Invitation, user: User, now: datetime) -> Member:
    member = Member.with_trash.filter(user=user).first()
    if member is None:
        member = Member(workspace_id=invitation.workspace_id, user=user, role=invitation.role)
        member.stamp(None, now)
        member.save(force_insert=True)
    elif member.trashed_at is None:
        raise InvitationUnusable("You are a member already.")
    else:
        member.change(by=None, now=now, role=invitation.role, trashed_at=None)
    taken = invitation.change(by=member, now=now, accepted_at=now, accepted_by=member)
    record(member, now, "member.joined", subject=member, changes=[taken], facts=FINAL)
    return member
