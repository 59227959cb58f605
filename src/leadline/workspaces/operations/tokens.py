"""Letting programs in, as their owners and within their scopes."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from leadline.foundation.refusals import Invalid, NotAllowed, Refusal
from leadline.workspaces.models import ApiToken, Member
from leadline.workspaces.models.people import hashed
from leadline.workspaces.operations.base import operation, record
from leadline.workspaces.operations.people import FINAL
from leadline.workspaces.rights import Right

MOST_TOKENS = 50


@operation(needs=Right.SEE)
def issue_token(
    *, by: Member, now: datetime, name: str, rights: Iterable[Right], expires_on: date | None = None
) -> tuple[ApiToken, str]:
    """Make a token that may do at most what its owner may; the secret is told once."""
    if by.token is not None:
        raise NotAllowed("A token makes no tokens.", remedy="Sign in and make it on the page Tokens.")  # fmt: skip
    chosen = sorted(set(rights) | {Right.SEE})
    by.must_have(chosen)
    if expires_on is not None and expires_on <= by.workspace.today(now):
        raise Invalid("A token must run out after today.", field="expires_on", remedy="Choose a later day.")  # fmt: skip
    if ApiToken.objects.filter(member=by).count() >= MOST_TOKENS:
        raise Refusal(f"You have {MOST_TOKENS} tokens.", remedy="Revoke one first.")
    secret = f"lead_{secrets.token_urlsafe(32)}"
    token, change = ApiToken.create(
        by=by, now=now, member=by, name=name, rights=chosen, secret_hash=hashed(secret),
        hint=secret[-4:], expires_on=expires_on,
    )  # fmt: skip
    record(by, now, "token.issued", subject=token, changes=[change], facts=FINAL)
    return token, secret


@operation(needs=Right.SEE)
def revoke_token(*, by: Member, now: datetime, token: ApiToken) -> None:
    """End a token; one's own, or with the right over people anybody's."""
    if token.member_id != by.id:
        by.must(Right.PEOPLE)
    change = token.trash(by=by, now=now)
    record(by, now, "token.revoked", subject=token, changes=[change], facts=FINAL)
