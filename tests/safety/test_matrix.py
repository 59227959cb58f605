"""Every door × every principal × own and foreign records: all cells are tried, none differs."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from leadline.foundation.refusals import NotAllowed
from leadline.workspaces.doors import DOORS
from leadline.workspaces.models import ChainHead, Member, Role
from leadline.workspaces.operations import OPERATIONS
from leadline.workspaces.operations.base import Declared
from leadline.workspaces.rights import Right
from tests.safety.doors import Asked, Way, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import FOREIGN_WORD, Land, written
from tests.safety.principals import OWNER, PRINCIPALS, VIEWER, WHOLE_TOKEN, Principal

WAYS = ways()
STRICTER_INSIDE: dict[str, tuple[set[Right], str]] = {
    "POST /w/<slug:slug>/people/<uuid:key>/removal": ({Right.PEOPLE}, "anybody may leave, few may remove others"),
    "DELETE /api/v1/{workspace}/members/": ({Right.PEOPLE}, "anybody may leave, few may remove others"),
    "GET /w/<slug:slug>/settings/packages/": ({Right.WORKSPACE}, "a restore is watched by who may ask for one"),
    "POST /w/<slug:slug>/records/<slug:kind>/<uuid:pk>/restoring": ({Right.CONTRIBUTE, Right.PLAN}, "as much as trashing took"),
    "POST /api/v1/{workspace}/records/{kind}/{key}/restoring": ({Right.CONTRIBUTE, Right.PLAN}, "as much as trashing took"),
    "POST /w/<slug:slug>/events/": ({Right.CONTRIBUTE, Right.PLAN}, "it was somebody else's doing"),
    "POST /api/v1/{workspace}/events/": ({Right.CONTRIBUTE, Right.PLAN}, "it was somebody else's doing"),
}  # fmt: skip
"""Doors whose operation asks for more than the door does, for the record in the example; and why."""
MADE_BY_PEOPLE = ("POST /api/v1/{workspace}/tokens",)
"""Doors that no token opens: a token makes no tokens."""
OF_ONE_MEMBER: dict[str, str] = {
    "tokens/": "one's own tokens, with the right over people everybody's",
    "inbox/<": "one's own notifications",
    "notifications/{": "one's own notifications",
    "views/": "one's own views, or shared ones",
    "comments/": "everybody reads a comment, its author changes it",
}
"""Doors to records of one member, the owner's in the examples: others get 403 or 404."""


def test_every_declared_door_has_a_way_in() -> None:
    assert {way.door.name for way in WAYS} == set(DOORS)


@pytest.mark.parametrize("principal", PRINCIPALS, ids=str)
def test_every_door_answers_this_principal_as_declared(land: Land, principal: Principal) -> None:
    client = warmed(land, principal)
    wrong = [fault for way in WAYS for fault in faults(land, client, way, principal)]
    assert not wrong, "\n".join([str(principal), *wrong])


@pytest.mark.parametrize("principal", [OWNER, VIEWER], ids=str)
def test_records_of_another_workspace_are_not_there(land: Land, principal: Principal) -> None:
    client = warmed(land, principal)
    refusals = (404,) if principal is OWNER else (403, 404)
    wrong = [
        fault
        for way in WAYS
        if names_a_record(way)
        for fault in leads(
            land,
            client,
            way,
            replace(land.own.asked(way), address=land.foreign.address(way, **here(land))),
            refusals,
        )
    ]
    assert not wrong, "\n".join([str(principal), *wrong])


@pytest.mark.parametrize("principal", [OWNER, WHOLE_TOKEN], ids=str)
def test_another_workspace_is_not_there_at_all(land: Land, principal: Principal) -> None:
    client = warmed(land, principal)
    wrong = [
        fault
        for way in WAYS
        if way.door.kind == ("page" if principal is OWNER else "api")
        for fault in leads(land, client, way, land.foreign.asked(way), (404,))
    ]
    assert not wrong, "\n".join([str(principal), *wrong])


def test_ids_of_another_workspace_in_a_body_lead_nowhere(land: Land) -> None:
    client = warmed(land, OWNER)
    theirs = ChainHead.objects.get(workspace=land.mallory.workspace)
    wrong = []
    for way in WAYS:
        for name, body in bodies_with_foreign_ids(land, way):
            with land.undisturbed():
                answer = way.send(client, replace(land.own.asked(way), body=body))
                moved = ChainHead.objects.get(workspace=land.mallory.workspace).seq != theirs.seq
                if moved or leaks(answer) or answer.status_code >= 500:
                    wrong.append(f"{way} {name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_refuses_who_lacks_its_right(land: Land, name: str) -> None:
    assert refuses(land, OPERATIONS[name])


def test_a_door_that_asks_for_too_little_is_noticed(land: Land) -> None:
    trail = way_called("GET /w/<slug:slug>/trail")
    people = replace(VIEWER, rights=frozenset({Right.PEOPLE}), enter=OWNER.enter)
    careful = replace(trail, door=replace(trail.door, needs={"get": Right.WORKSPACE}))
    client = warmed(land, people)
    assert not list(faults(land, client, trail, people))
    assert list(faults(land, client, careful, people)) == [f"{trail}: 200, not 403"]


def test_a_refusal_that_writes_is_noticed(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    trail = way_called("GET /w/<slug:slug>/trail")
    client = warmed(land, VIEWER)
    assert not list(faults(land, client, trail, VIEWER))
    monkeypatch.setattr(Member, "note_visit", lambda self, now: type(self)._base_manager.filter(pk=self.pk).update(version=7))  # fmt: skip
    assert list(faults(land, client, trail, VIEWER)) == [f"{trail}: 403, and 1 rows written"]


def test_an_operation_that_asks_for_nothing_is_noticed(land: Land) -> None:
    assert not refuses(land, Declared("careless", Right.PLAN, lambda **named: None))


def way_called(name: str) -> Way:
    return next(way for way in WAYS if str(way) == name)


def here(land: Land) -> dict[str, str]:
    return {"slug": land.own.slug, "workspace": land.own.slug}


def names_a_record(way: Way) -> bool:
    kinds = {"slug", "workspace", "kind", "position", "method", "verb"}
    return way.door.kind in ("page", "api") and bool({slot.name for slot in way.slots} - kinds)


def warmed(land: Land, principal: Principal) -> Client:
    """A client whose first visit, which is noted, lies behind it."""
    client = principal.enter(land)
    client.get(f"/w/{land.own.slug}/backlog?product={land.own.rooms.key}")
    client.get(f"/api/v1/{land.own.slug}")
    return client


def knock(land: Land, client: Client, way: Way, asked: Asked) -> tuple[Any, int]:
    """The answer, and how many rows were written on the way to it."""
    with land.undisturbed(), written() as count:
        return way.send(client, asked), count()


def faults(land: Land, client: Client, way: Way, principal: Principal) -> Iterator[str]:
    """What is wrong with the answer to this principal, in words."""
    answer, rows = knock(land, client, way, land.own.asked(way))
    wanted = expected(way, principal)
    if answer.status_code not in wanted:
        yield f"{way}: {answer.status_code}, not {' or '.join(map(str, wanted))}"
    elif is_refusal(answer) and rows:
        yield f"{way}: {answer.status_code}, and {rows} rows written"
    if leaks(answer) and principal.name != "outsider":
        yield f"{way}: tells of another workspace"


def leads(land: Land, client: Client, way: Way, asked: Asked, refusals: tuple[int, ...]) -> Iterator[str]:  # fmt: skip
    answer, rows = knock(land, client, way, asked)
    if answer.status_code not in refusals or rows or leaks(answer):
        yield f"{way}: {answer.status_code}, and {rows} rows written"


TAKEN = (200, 201, 202, 204, 302, 400, 409, 412, 428)


def is_refusal(answer: Any) -> bool:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith(settings.LOGIN_URL)
    return to_sign_in or answer.status_code in (401, 403, 404)


def expected(way: Way, principal: Principal) -> tuple[int, ...]:
    """The statuses with which this principal may be answered."""
    if way.door.kind == "public":
        return (*TAKEN, 403, 404, 503)
    if not principal.is_person and way.door.kind != "api":
        return (302,)
    if way.door.kind == "person":
        return (*TAKEN, 403)
    if principal.name == "nobody":
        return (401,)
    if principal.rights is None:
        return (404,)
    return _by_rights(way, principal)


def _by_rights(way: Way, principal: Principal) -> tuple[int, ...]:
    assert principal.rights is not None
    if way.right is not None and way.right not in principal.rights:
        return (403,)
    if not _named(STRICTER_INSIDE, way, (set(), ""))[0] <= principal.rights:
        return (403,)
    if str(way) in MADE_BY_PEOPLE and not principal.is_person:
        return (403,)
    if principal.name not in ("owner", "whole token") and _named(OF_ONE_MEMBER, way, ""):
        return (*TAKEN, 403, 404)
    return (*TAKEN, 404) if str(way) in NOT_AS_THINGS_STAND else TAKEN


def _named(table: dict[str, Any], way: Way, otherwise: Any) -> Any:
    return next((value for part, value in table.items() if part in str(way)), otherwise)


def leaks(answer: Any) -> bool:
    """Whether an answer holds the word that stands in all titles of the foreign workspace."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return FOREIGN_WORD.encode() in content


def bodies_with_foreign_ids(land: Land, way: Way) -> Iterator[tuple[str, dict[str, Any]]]:
    """The good body of a way with one row of it exchanged for a row of the foreign workspace."""
    good, theirs = land.own.asked(way).body, land.foreign.body(way)
    for name in way.fields:
        if name in good and str(good[name]) != str(theirs[name]):
            yield name, good | {name: theirs[name]}


def refuses(land: Land, declared: Declared) -> bool:
    """Whether an operation refuses a member with every right but the one it needs."""
    by = copy(land.vera)
    by.__dict__.pop("rights", None)
    by.role = Role(name="All but one", rights=[*set(Right) - {declared.needs}])
    with land.undisturbed(), written() as count:
        try:
            declared.run(by=by, now=land.now)
        except NotAllowed:
            return not count()
        except TypeError:
            return False
    return False
