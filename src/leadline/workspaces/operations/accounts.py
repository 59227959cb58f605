"""What belongs to a person rather than to a workspace."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from leadline.foundation.refusals import NotFound
from leadline.workspaces.models import Member, SignInLink, User
from leadline.workspaces.models.people import hashed
from leadline.workspaces.operations.base import record
from leadline.workspaces.scope import every_workspace, scope

SIGN_IN_LINK_HOLDS = timedelta(hours=24)


def sign_in_link_for(*, user: User, now: datetime) -> str:
    """The secret of a link that signs a person in once; for the operator's terminal only."""
    secret = secrets.token_urlsafe(24)
    expires_at = now + SIGN_IN_LINK_HOLDS
    SignInLink.objects.create(user=user, secret_hash=hashed(secret), expires_at=expires_at)
    return secret


@transaction.atomic
def use_sign_in_link(*, now: datetime, secret: str) -> User:
    """The person whom the link signs in; it works once. Raises `NotFound`."""
    links = SignInLink.objects.filter(
        secret_hash=hashed(secret), used_at=None, expires_at__gt=now, user__is_active=True
    )
    if not links.update(used_at=now):
        raise NotFound("This link has been used or has run out.", remedy="Start the server again, or run `leadline user link`.")  # fmt: skip
    return SignInLink.objects.select_related("user").get(secret_hash=hashed(secret)).user


def save_account(*, user: User, name: str, language: str, scheme: str) -> None:
    """Say how a person is called, and how they like their pages."""
    user.name, user.language, user.scheme = name, language, scheme
    user.save(update_fields=["name", "language", "scheme"])


def choose_scheme(*, user: User, scheme: str) -> None:
    """Take light, dark, or what the device says."""
    user.scheme = scheme
    user.save(update_fields=["scheme"])


@transaction.atomic
def reset_second_factor(*, user: User, now: datetime) -> int:
    """Take a person's second factors, passkeys and recovery codes away, for the operator.

    Signs them out everywhere and says so in the audit trail of each workspace of theirs. Gives
    how many were taken away; raises `NotFound` where there are none.
    """
    gone: int = Authenticator.objects.filter(user=user).delete()[0]
    if not gone:
        raise NotFound(f"{user.email} has no second factor.", remedy="A lost password is reset by `leadline user link`.")  # fmt: skip
    end_sessions(UserSession.objects.filter(user=user))
    with every_workspace("a person's sign-in is one for all workspaces"):
        members = list(Member.objects.filter(user=user).select_related("user", "workspace"))
    for member in members:
        with scope(member.workspace_id):
            record(None, now, "member.second_factor_reset", subject=member, facts={"final": True}, workspace_id=member.workspace_id)  # fmt: skip
    return gone


def end_sessions(sessions: Iterable[UserSession]) -> None:
    """Sign a person out where these sessions are."""
    for session in sessions:
        session.end()
