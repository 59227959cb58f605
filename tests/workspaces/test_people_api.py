"""The same people through the API: typed, versioned, paged."""

import json
from typing import Any

import pytest
from django.test import Client

from leadline.workspaces.models import IdempotentAnswer, Member
from leadline.workspaces.operations import invite, issue_token
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.workspaces.pages import fresh, role
from tests.world import World


class Api:
    """The API as a program of somebody sees it."""

    def __init__(self, world: World, who: Member) -> None:
        rights = [right for right in Right if who.may(right)]
        _, secret = issue_token(by=who, now=world.now, name="Script", rights=rights)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})
        self.root = f"/api/v1/{world.workspace.slug}"

    def ask(self, verb: str, path: str = "", body: Any = None, **headers: str) -> Any:
        return self.client.generic(
            verb, self.root + path, json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )  # fmt: skip


@pytest.fixture
def ann(world: World) -> Api:
    return Api(world, world.ann)


@pytest.fixture
def vera(world: World) -> Api:
    return Api(world, world.vera)


def test_the_workspace_is_read_and_changed_on_top_of_its_version(ann: Api) -> None:
    read = ann.ask("GET")
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    assert ann.ask("PATCH", body={"name": "Nordlys AS"}).status_code == 428
    changed = ann.ask("PATCH", body={"name": "Nordlys AS"}, If_Match='"1"')
    assert (changed.json()["name"], changed.headers["ETag"]) == ("Nordlys AS", '"2"')
    assert ann.ask("PATCH", body={"name": "Late"}, If_Match='"1"').status_code == 412


@pytest.mark.parametrize(
    "body",
    [{"name": None}, {"name": ""}, {"name": "  "}, {"name": 7}, {"name": "x" * 121}, {"currency": "eur"},
     {"time_zone": "Mars/Base"}, {"slug": "mine"}, [], "x", {"name": ["x"]}],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_changes(world: World, ann: Api, body: Any) -> None:  # fmt: skip
    answer = ann.ask("PATCH", body=body, If_Match='"1"')
    assert answer.status_code == 400, answer.content
    assert answer.json()["problems"][0]["reason"]
    assert ann.ask("GET").json()["version"] == 1


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [("PATCH", "", {"name": "Mine"}), ("POST", "/roles", {"name": "Mine", "rights": []}),
     ("POST", "/invitations", {"email": "a@x.example", "role": "0" * 32}), ("GET", "/invitations", None)],
)  # fmt: skip
def test_a_viewer_may_not(vera: Api, verb: str, path: str, body: Any) -> None:
    answer = vera.ask(verb, path, body, If_Match='"1"')
    assert answer.status_code == 403


def test_members_come_in_pages(ann: Api) -> None:
    first = ann.ask("GET", "/members?limit=3").json()
    rest = ann.ask("GET", f"/members?limit=3&after={first['after']}").json()
    names = [row["name"] for row in first["rows"] + rest["rows"]]
    assert names == ["Ann", "Edda", "Otto", "Vera"]
    assert rest["after"] == ""


def test_a_member_gets_a_role_and_leaves(world: World, ann: Api) -> None:
    path = f"/members/{world.otto.pk}"
    etag = ann.ask("GET", path).headers["ETag"]
    changed = ann.ask("PATCH", path, {"role": str(role(world, "Viewer").pk)}, If_Match=etag)
    assert changed.json()["role_name"] == "Viewer"
    assert ann.ask("DELETE", path, If_Match=etag).status_code == 412
    assert ann.ask("DELETE", path, If_Match=changed.headers["ETag"]).status_code == 204
    assert ann.ask("GET", path).status_code == 404


def test_a_role_of_another_workspace_does_not_exist(world: World, ann: Api) -> None:
    foreign = fresh(world.mallory).role_id
    answer = ann.ask("PATCH", f"/members/{world.otto.pk}", {"role": str(foreign)}, If_Match='"1"')
    assert answer.status_code == 404
    assert ann.ask("GET", f"/members/{world.mallory.pk}").status_code == 404


def test_a_role_is_made_changed_and_removed(ann: Api) -> None:
    made = ann.ask("POST", "/roles", {"name": "Sales", "rights": ["comment"]})
    assert (made.status_code, made.json()["rights"]) == (201, ["see", "comment"])
    path = f"/roles/{made.json()['id']}"
    changed = ann.ask("PATCH", path, {"name": "Field sales"}, If_Match='"1"')
    assert changed.json()["rights"] == ["see", "comment"]
    assert ann.ask("DELETE", path, If_Match='"2"').status_code == 204
    assert "Field sales" not in [each["name"] for each in ann.ask("GET", "/roles").json()]


def test_an_invitation_is_made_renewed_and_taken_back(world: World, ann: Api) -> None:
    body = {"email": "Nils@X.example", "role": str(role(world, "Editor").pk)}
    made = ann.ask("POST", "/invitations", body).json()
    assert made["email"] == "nils@x.example"
    renewed = ann.ask("POST", f"/invitations/{made['id']}/renewal").json()
    assert made["link"] != renewed["link"] != ""
    assert ann.ask("GET", "/invitations").json()["rows"][0]["link"] == ""
    assert ann.ask("DELETE", f"/invitations/{made['id']}", If_Match='"2"').status_code == 204
    assert ann.ask("GET", "/invitations").json()["rows"] == []


def test_a_repeated_call_makes_one_invitation_and_tells_its_link_once(world: World, ann: Api) -> None:  # fmt: skip
    body = {"email": "nils@x.example", "role": str(role(world, "Editor").pk)}
    first = ann.ask("POST", "/invitations", body, Idempotency_Key="one")
    again = ann.ask("POST", "/invitations", body, Idempotency_Key="one")
    assert first.json()["id"] == again.json()["id"]
    assert (bool(first.json()["link"]), again.json()["link"]) == (True, "")
    with scope(world.workspace):
        assert IdempotentAnswer.objects.get().body["link"] == ""


def test_a_token_lists_tokens_but_makes_none(ann: Api) -> None:
    listed = ann.ask("GET", "/tokens").json()["rows"]
    assert [row["secret"] for row in listed] == [""]
    answer = ann.ask("POST", "/tokens", {"name": "Another", "rights": ["see"]})
    assert answer.status_code == 403


def test_a_session_without_a_csrf_token_changes_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.ann.user, "django.contrib.auth.backends.ModelBackend")
    url = f"/api/v1/{world.workspace.slug}/roles"
    answer = client.post(url, {"name": "Mine", "rights": []}, content_type="application/json")
    assert answer.status_code == 403


def test_lists_cost_the_same_with_many(world: World, ann: Api, assert_constant_queries: Any) -> None:  # fmt: skip
    def grow(count: int) -> None:
        for number in range(count):
            invite(by=world.ann, now=world.now, email=f"{count}-{number}@x.example", role=role(world, "Viewer"))  # fmt: skip

    assert_constant_queries(grow, lambda: ann.ask("GET", "/invitations").json())
