"""Every door × every principal × own and foreign records: all cells are tried, none differs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from leadline.workspaces.doors import DOORS

from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.safety.doors import Way, ways
from tests.safety.land import Land, make_land

WAYS = ways()
STRICTER_INSIDE: dict[str, str] = {}
"""Doors whose operation asks for more than the door does, with the reason."""


@dataclass(frozen=True)
class Principal:
    """Somebody who knocks: with which client, and what they may do in the workspace."""

    name: str
    rights: frozenset[Right] | None
    enter: Callable[[Land], tuple[Client, dict[str, str]]]


def person(name: str) -> Callable[[Land], tuple[Client, dict[str, str]]]:
    def enter(land: Land) -> tuple[Client, dict[str, str]]:
        client = Client()
        client.force_login(getattr(land, name).user, settings.AUTHENTICATION_BACKENDS[0])
        return client, {}

    return enter


def nobody(land: Land) -> tuple[Client, dict[str, str]]:
    return Client(), {}


def reader(land: Land) -> tuple[Client, dict[str, str]]:
    """A token of the owner that may only see."""
    with scope(land.workspace):
        _, secret = issue_token(by=land.ann, now=land.now, name="reader", rights=[Right.SEE])
    return Client(), {"Authorization": f"Bearer {secret}"}


def role(name: str) -> frozenset[Right]:
    from leadline.workspaces.rights import ROLES

    return frozenset(ROLES[name])


PRINCIPALS = [
    Principal("nobody", None, nobody),
    Principal("outsider", None, person("mallory")),
    Principal("removed", None, person("rolf")),
    Principal("viewer", role("Viewer"), person("vera")),
    Principal("contributor", role("Contributor"), person("otto")),
    Principal("editor", role("Editor"), person("edda")),
    Principal("owner", role("Owner"), person("ann")),
    Principal("token", frozenset({Right.SEE}), reader),
]


@pytest.fixture
def land(db: None) -> Land:
    return make_land()


def test_every_declared_door_has_a_way_in() -> None:
    assert {way.door.name for way in WAYS} == set(DOORS)


@pytest.mark.parametrize("principal", PRINCIPALS, ids=lambda each: each.name)
def test_every_door_answers_this_principal_as_declared(land: Land, principal: Principal) -> None:
    client, headers = principal.enter(land)
    wrong = []
    for way in WAYS:
        with untouched() as was_touched, land.undisturbed():
            answer = way.send(client, land.own, **headers)
            expected = _expected(way, principal)
            if not expected(answer):
                wrong.append(f"{way}: {answer.status_code}")
            elif _is_refusal(answer) and was_touched():
                wrong.append(f"{way}: refused with {answer.status_code}, and rows changed")
    assert not wrong


def test_records_of_another_workspace_are_not_there(land: Land) -> None:
    client, _ = person("ann")(land)
    wrong = []
    for way in WAYS:
        if set(way.parameters) - {"slug", "workspace", "kind", "secret"} and way.door.kind in ("page", "api"):
            with untouched() as was_touched, land.undisturbed():
                answer = way.send(client, land.foreign, **{"If-Match": '"1"'})
                if answer.status_code != 404 or was_touched():
                    wrong.append(f"{way}: {answer.status_code}")
    assert not wrong


def _expected(way: Way, principal: Principal) -> Callable[[Any], bool]:
    token = principal.name == "token"
    if way.door.kind == "public":
        return _is_answered
    if way.door.kind == "person":
        return _is_answered if principal.name not in ("nobody", "token") else _asks_to_sign_in
    if token and way.door.kind == "page":
        return _asks_to_sign_in
    if principal.name == "nobody":
        return _asks_to_sign_in if way.door.kind == "page" else _has_status(401)
    if principal.rights is None:
        return _has_status(404)
    if way.right is not None and way.right not in principal.rights:
        return _has_status(403)
    return _is_let_in


def _has_status(status: int) -> Callable[[Any], bool]:
    return lambda answer: answer.status_code == status


def _asks_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(settings.LOGIN_URL)


def _is_answered(answer: Any) -> bool:
    return bool(answer.status_code < 500 or answer.status_code == 503)


def _is_let_in(answer: Any) -> bool:
    return answer.status_code < 500 and answer.status_code not in (401, 403, 404, 405)


def _is_refusal(answer: Any) -> bool:
    return answer.status_code in (401, 403, 404) or _asks_to_sign_in(answer)


class untouched:  # noqa: N801
    """Gives a function that says whether rows were written since the block began."""

    def __enter__(self) -> Callable[[], bool]:
        before = _writes()
        return lambda: _writes() != before

    def __exit__(self, *error: object) -> None:
        pass


def _writes() -> int:
    counted = {
        "sqlite": "SELECT total_changes()",
        "postgresql": "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables",
    }
    with connection.cursor() as cursor:
        cursor.execute(counted[connection.vendor])
        return int(cursor.fetchone()[0])


