"""A token is its owner, and less."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.workspaces.models import ApiToken, Member
from leadline.workspaces.operations import (
    change_role_of_member,
    issue_token,
    remove_member,
    remove_workspace,
    revoke_token,
)
from leadline.workspaces.queries import member_by_token, tokens
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.workspaces.pages import client_of, fresh, role, to
from tests.world import World

ALL = tuple(Right)


def issue(world: World, who: Member, *rights: Right) -> str:
    return issue_token(by=who, now=world.now, name="Script", rights=rights)[1]


def bearer(world: World, secret: str, workspace: str = "") -> Any:
    url = f"/api/v1/{workspace or world.workspace.slug}"
    return Client(headers={"Authorization": f"Bearer {secret}"}).get(url)


def test_a_token_may_what_it_says_and_sees_always(world: World) -> None:
    acting = member_by_token(issue(world, world.ann, Right.COMMENT), world.now)
    assert acting is not None
    assert acting.rights == {Right.SEE, Right.COMMENT}


def test_nobody_makes_a_token_beyond_their_own_rights(world: World) -> None:
    with pytest.raises(NotAllowed):
        issue(world, world.otto, Right.PLAN)


def test_a_token_shrinks_with_its_owner(world: World) -> None:
    secret = issue(world, world.edda, Right.PLAN, Right.COMMENT)
    change_role_of_member(by=world.ann, now=world.now, member=world.edda, role=role(world, "Viewer"))  # fmt: skip
    acting = member_by_token(secret, world.now)
    assert acting is not None
    assert acting.rights == {Right.SEE, Right.COMMENT}


def test_a_token_does_not_grow_with_its_owner(world: World) -> None:
    secret = issue(world, world.otto)
    change_role_of_member(by=world.ann, now=world.now, member=world.otto, role=world.ann.role)
    acting = member_by_token(secret, world.now)
    assert acting is not None
    assert acting.rights == {Right.SEE}


def test_a_token_makes_no_tokens(world: World) -> None:
    acting = member_by_token(issue(world, world.ann, *ALL), world.now)
    assert acting is not None
    with pytest.raises(NotAllowed, match="makes no tokens"):
        issue(world, acting, Right.SEE)


def test_a_token_grants_no_more_than_it_has(world: World) -> None:
    acting = member_by_token(issue(world, world.ann, Right.PEOPLE), world.now)
    assert acting is not None
    with pytest.raises(NotAllowed):
        change_role_of_member(by=acting, now=world.now, member=world.vera, role=role(world, "Editor"))  # fmt: skip


def test_a_token_works_through_its_last_day(world: World) -> None:
    today = world.workspace.today(world.now)
    _, secret = issue_token(by=world.ann, now=world.now, name="Short", rights=[], expires_on=today + timedelta(days=1))  # fmt: skip
    assert member_by_token(secret, world.later(days=1))
    assert member_by_token(secret, world.later(days=1)) is None


def test_a_token_never_runs_out_in_the_past(world: World) -> None:
    with pytest.raises(Invalid):
        issue_token(by=world.ann, now=world.now, name="Late", rights=[], expires_on=world.workspace.today(world.now))  # fmt: skip


@pytest.mark.parametrize("end", ["revoked", "left", "inactive", "workspace removed"])
def test_a_token_dies_at_once(world: World, end: str) -> None:
    token, secret = issue_token(by=world.otto, now=world.now, name="Script", rights=[])
    assert bearer(world, secret).status_code == 200
    if end == "revoked":
        revoke_token(by=world.ann, now=world.now, token=token)
    elif end == "left":
        remove_member(by=world.ann, now=world.now, member=fresh(world.otto))
    elif end == "inactive":
        world.otto.user.is_active = False
        world.otto.user.save(update_fields=["is_active"])
    else:
        remove_workspace(by=world.ann, now=world.now)
    assert bearer(world, secret).status_code == 401


def test_a_token_opens_its_own_workspace_only(world: World) -> None:
    secret = issue(world, world.ann, *ALL)
    assert bearer(world, secret, world.mallory.workspace.slug).status_code == 404


@pytest.mark.parametrize("secret", ["", "lead_", "x" * 5_000, "\u00e9", "' OR 1=1 --"])
def test_what_is_no_token_opens_nothing(world: World, secret: str) -> None:
    assert bearer(world, secret).status_code == 401


def test_only_a_hash_of_the_secret_is_kept(world: World) -> None:
    secret = issue(world, world.ann)
    with scope(world.workspace):
        kept = ApiToken.objects.get()
        told = json.dumps([kept.as_json(), list(ApiToken.history.values("secret_hash"))])
    assert secret not in told
    assert kept.hint == secret[-4:]


def test_the_day_of_use_is_kept_once_a_day(world: World) -> None:
    secret = issue(world, world.ann)
    member_by_token(secret, world.now)
    with scope(world.workspace):
        token = ApiToken.objects.get()
    assert token.last_used_on == world.workspace.today(world.now)
    assert token.version == 1


def test_owners_see_all_tokens_and_others_their_own(world: World) -> None:
    issue(world, world.otto)
    issue(world, world.edda)
    with scope(world.workspace):
        assert tokens(world.ann).count() == 2
        assert tokens(world.edda).count() == 1


def test_the_secret_is_shown_once(world: World) -> None:
    edda = client_of(world.edda)
    made = edda.post(to(world, "tokens"), {"name": "Nightly", "rights": ["import"], "days": "90"})
    assert made.status_code == 200
    assert b"lead_" in made.content
    assert made.headers["Cache-Control"] == "no-store"
    assert b"lead_" not in edda.get(to(world, "tokens")).content


def test_a_right_that_one_lacks_is_no_choice(world: World) -> None:
    fields = {"name": "Nightly", "rights": ["workspace"], "days": "90"}
    assert client_of(world.edda).post(to(world, "tokens"), fields).status_code == 400


def test_an_editor_revokes_their_own_token_and_nobody_elses(world: World) -> None:
    issue(world, world.edda)
    issue(world, world.otto)
    with scope(world.workspace):
        mine = ApiToken.objects.get(member=world.edda)
        other = ApiToken.objects.get(member=world.otto)
    edda = client_of(world.edda)
    assert edda.post(to(world, "token_revocation", key=other.pk)).status_code == 404
    assert edda.post(to(world, "token_revocation", key=mine.pk)).status_code == 302
    assert client_of(world.ann).post(to(world, "token_revocation", key=other.pk)).status_code == 302


def test_the_page_of_tokens_costs_the_same_with_many(world: World, assert_constant_queries: Any) -> None:  # fmt: skip
    ann = client_of(world.ann)
    assert_constant_queries(lambda count: [issue(world, world.otto) for _ in range(count)], lambda: ann.get(to(world, "tokens")))  # fmt: skip
