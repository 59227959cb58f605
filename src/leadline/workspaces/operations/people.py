"""Opening workspaces, and letting people and programs in and out."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.workspaces.models import (
    ApiToken,
    ChainHead,
    Invitation,
    Member,
    Role,
    SignInLink,
    User,
    Workspace,
)
from leadline.workspaces.models.people import hashed
from leadline.workspaces.operations.base import lock, operation, record
from leadline.workspaces.rights import OWNER, ROLES, Right
from leadline.workspaces.scope import every_workspace, scope

INVITATION_HOLDS = timedelta(days=14)
SIGN_IN_LINK_HOLDS = timedelta(hours=24)


class LastOwner(Refusal):
    """A workspace keeps at least one owner."""


class InvitationUnusable(NotFound):
    """This invitation has been used, taken back, or has run out."""


@transaction.atomic
def open_workspace(
    *, owner: User, now: datetime, name: str, is_sample: bool = False, time_zone: str = "UTC"
) -> Member:
    """Open a workspace with the four roles; its opener becomes the owner."""
    workspace = Workspace.objects.create(
        slug=free_slug(name), name=name, is_sample=is_sample, time_zone=time_zone, created_at=now
    )
    ChainHead.objects.create(workspace=workspace)
    with scope(workspace):
        roles = [_built_in(workspace, role, now) for role in ROLES]
        member = Member(workspace=workspace, user=owner, role=roles[0])
        member.stamp(None, now)
        member.save(force_insert=True)
        record(member, now, "workspace.opened", facts={"name": name})
    return member


def free_slug(name: str) -> str:
    """A slug for the name that no workspace has yet."""
    stem = slugify(name)[:40] or "workspace"
    taken = set(Workspace.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def _built_in(workspace: Workspace, name: str, now: datetime) -> Role:
    rights = [right.value for right in ROLES[name]]
    role = Role(workspace=workspace, name=name, rights=rights, is_built_in=True)
    role.stamp(None, now)
    role.save(force_insert=True)
    return role


@operation(needs=Right.WORKSPACE)
def remove_workspace(*, by: Member, now: datetime) -> None:
    """Put the whole workspace into the trash; the operator can bring it back for 30 days."""
    Workspace.objects.filter(pk=by.workspace_id).update(removed_at=now)
    record(by, now, "workspace.removed", facts={"final": True})


@operation(needs=Right.PEOPLE)
def save_role(
    *, by: Member, now: datetime, name: str, rights: Iterable[Right], role: Role | None = None,
    version: int | None = None,
) -> Role:  # fmt: skip
    """Make a role, or change one that is not built in; nobody grants more than they have."""
    chosen = sorted(set(rights) | {Right.SEE})
    by.must_have(chosen)
    if role is None:
        role, change = Role.create(by=by, now=now, name=name, rights=chosen)
    elif role.is_built_in:
        raise Refusal("The four built-in roles stay as they are.", remedy="Make one of your own.")
    else:
        change = role.change(by=by, now=now, version=version, name=name, rights=chosen)
    record(by, now, "role.saved", subject=role, changes=[change])
    return role


@operation(needs=Right.PEOPLE)
def trash_role(*, by: Member, now: datetime, role: Role) -> None:
    """Remove a role that nobody has."""
    if role.is_built_in:
        raise Refusal("The four built-in roles stay as they are.")
    if Member.objects.filter(role=role).exists():
        raise Refusal("Members still have this role.", remedy="Give them another one first.")
    record(by, now, "role.removed", subject=role, changes=[role.trash(by=by, now=now)])


@operation(needs=Right.PEOPLE)
def change_role_of_member(
    *, by: Member, now: datetime, member: Member, role: Role, version: int | None = None
) -> None:
    """Give a member another role."""
    by.must_have(role.right_set | member.role.right_set)
    if member.role.is_owner and not role.is_owner:
        _refuse_last_owner(member)
    change = member.change(by=by, now=now, version=version, role=role)
    record(by, now, "member.role_changed", subject=member, changes=[change])


@operation(needs=Right.SEE)
def remove_member(*, by: Member, now: datetime, member: Member) -> None:
    """Take a member out, or leave; their tokens stop working at once."""
    if member.id != by.id:
        by.must(Right.PEOPLE)
        by.must_have(member.role.right_set)
    if member.role.is_owner:
        _refuse_last_owner(member)
    record(by, now, "member.removed", subject=member, changes=[member.trash(by=by, now=now)])


def _refuse_last_owner(member: Member) -> None:
    others = Member.objects.filter(role__name=OWNER, role__is_built_in=True).exclude(pk=member.pk)
    if not others.exists():
        raise LastOwner(remedy="Make somebody else an owner first.")


@operation(needs=Right.PEOPLE)
def invite(*, by: Member, now: datetime, email: str, role: Role) -> tuple[Invitation, str]:
    """Offer a role to an address; the secret is told once, and never kept."""
    by.must_have(role.right_set)
    email = email.strip().lower()
    if Member.objects.filter(user__email__iexact=email).exists():
        raise Invalid(f"{email} is a member already.", field="email")
    changes = [old.trash(by=by, now=now) for old in _open_invitations(email)]
    secret = secrets.token_urlsafe(32)
    invitation, change = Invitation.create(
        by=by, now=now, email=email, role=role, inviter=by, secret_hash=hashed(secret),
        expires_at=now + INVITATION_HOLDS,
    )  # fmt: skip
    record(by, now, "member.invited", subject=invitation, changes=[*changes, change])
    return invitation, secret


def _open_invitations(email: str) -> Iterable[Invitation]:
    return Invitation.objects.filter(email__iexact=email, accepted_at=None)


@operation(needs=Right.PEOPLE)
def revoke_invitation(*, by: Member, now: datetime, invitation: Invitation) -> None:
    """Take an offer back."""
    change = invitation.trash(by=by, now=now)
    record(by, now, "invitation.revoked", subject=invitation, changes=[change])


@transaction.atomic
def accept_invitation(*, user: User, now: datetime, secret: str) -> Member:
    """Become a member by an invitation, with the role it names, as the address it names."""
    with every_workspace("an invitation says itself which workspace it is for"):
        found = Invitation.objects.filter(secret_hash=hashed(secret)).first()
        if found is None:
            raise InvitationUnusable
        lock(found.workspace_id)
        invitation = Invitation.objects.select_related("role", "workspace").get(pk=found.pk)
    if not invitation.is_open(now) or invitation.workspace.removed_at:
        raise InvitationUnusable(remedy="Ask for a new one.")
    if invitation.email.lower() != user.email.lower():
        raise Invalid(
            f"This invitation is for {invitation.email}, and you are signed in as {user.email}.",
            remedy="Sign in with the invited address, or ask for an invitation to this one.",
        )
    with scope(invitation.workspace_id):
        return _join(invitation, user, now)


def _join(invitation: Invitation, user: User, now: datetime) -> Member:
    member = Member.with_trash.filter(user=user).first()
    if member is None:
        member = Member(workspace_id=invitation.workspace_id, user=user, role=invitation.role)
        member.stamp(None, now)
        member.save(force_insert=True)
    else:
        member.change(by=None, now=now, role=invitation.role, trashed_at=None)
    taken = invitation.change(by=member, now=now, accepted_at=now, accepted_by=member)
    record(member, now, "member.joined", subject=member, changes=[taken], facts={"final": True})
    return member


@operation(needs=Right.SEE)
def issue_token(
    *, by: Member, now: datetime, name: str, rights: Iterable[Right], expires_on: date | None = None
) -> tuple[ApiToken, str]:
    """Make a token that may do at most what its owner may; the secret is told once."""
    chosen = sorted(set(rights) | {Right.SEE})
    by.must_have(chosen)
    if expires_on is not None and expires_on <= by.workspace.today(now):
        raise Invalid("A token must run out after today.", field="expires_on")
    secret = f"lead_{secrets.token_urlsafe(32)}"
    token, change = ApiToken.create(
        by=by, now=now, member=by, name=name, rights=chosen, secret_hash=hashed(secret),
        hint=secret[-4:], expires_on=expires_on,
    )  # fmt: skip
    record(by, now, "token.issued", subject=token, changes=[change], facts={"final": True})
    return token, secret


@operation(needs=Right.SEE)
def revoke_token(*, by: Member, now: datetime, token: ApiToken) -> None:
    """End a token; one's own, or with the right over people anybody's."""
    if token.member_id != by.id:
        by.must(Right.PEOPLE)
    change = token.trash(by=by, now=now)
    record(by, now, "token.revoked", subject=token, changes=[change], facts={"final": True})


def sign_in_link_for(*, user: User, now: datetime) -> str:
    """The secret of a link that signs a person in once; for the operator's terminal only."""
    secret = secrets.token_urlsafe(24)
    expires_at = now + SIGN_IN_LINK_HOLDS
    SignInLink.objects.create(user=user, secret_hash=hashed(secret), expires_at=expires_at)
    return secret


@transaction.atomic
def use_sign_in_link(*, now: datetime, secret: str) -> User:
    """The person whom the link signs in; it works once."""
    links = SignInLink.objects.filter(secret_hash=hashed(secret), used_at=None, expires_at__gt=now)
    if not links.update(used_at=now):
        raise NotFound("This link has been used or has run out.", remedy="Start the server again, or run `leadline user link`.")  # fmt: skip
    return SignInLink.objects.select_related("user").get(secret_hash=hashed(secret)).user
