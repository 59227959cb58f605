"""The API of this room: the same from plan to changelog."""

import json
from typing import Any

import pytest
from django.test import Client

from leadline.foundation import clock
from leadline.planning.operations import create_bet
from leadline.releases.models import Release
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from tests.releases.cast import finished, release
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(world: World) -> Any:
    world.now = clock.now()
    token = issue_token(by=world.edda, now=world.now, name="CI", rights=[Right.SEE, Right.CONTRIBUTE, Right.PLAN])[1]  # fmt: skip
    client, base = Client(), f"/api/v1/{world.workspace.slug}"

    def send(verb: str, path: str, body: Any = None, version: int | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token}"} | ({"If-Match": f'"{version}"'} if version is not None else {})  # fmt: skip
        return client.generic(verb, base + path, b"" if body is None else _json(body), "application/json", headers=headers)  # fmt: skip

    return send


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def test_a_release_goes_from_plan_to_changelog_by_the_api_alone(world: World, ask: Any) -> None:
    made = ask("POST", "/releases", {"product": str(world.station.pk), "name": "2.4", "tier": "patch"}).json()  # fmt: skip
    one = f"/releases/{made['id']}"
    finished(world)
    assert ask("POST", f"{one}/finished").json() == {"items": 1, "done": 1, "open_lines": 2, "is_told": False}  # fmt: skip
    (part,) = ask("GET", f"{one}/contents").json()["rows"]
    told = ask("PATCH", f"{one}/contents/{part['id']}", {"public_line": "Offline tides.", "is_told": True}, part["version"])  # fmt: skip
    assert told.json()["is_told"]
    for line in ask("GET", f"{one}/checks").json()["rows"]:
        assert ask("PATCH", f"{one}/checks/{line['id']}", {"is_ticked": True}, line["version"]).json()["ticked_by"]  # fmt: skip
    out = ask("POST", f"{one}/sending", {}, made["version"]).json()
    assert out["state"] == "released"
    drafted = ask("POST", f"{one}/drafting", None, out["version"]).json()
    assert drafted["notes"] == "## New\n\n- Offline tides.\n"
    assert ask("POST", f"{one}/publishing", None, drafted["version"]).status_code == 200
    assert [each["name"] for each in ask("GET", "/changelogs/WS/notes").json()["rows"]] == ["2.4"]
    log = ask("GET", "/changelogs/WS").json()
    opened = ask("PATCH", "/changelogs/WS", {"is_open": True, "heading": "Station", "address": "station"}, log["version"])  # fmt: skip
    assert opened.json()["address"] == "station"
    assert Client().get("/changelogs/station").status_code == 200


def test_changes_name_the_version_they_start_from(world: World, ask: Any) -> None:
    one = f"/releases/{release(world).pk}"
    assert ask("PATCH", one, {"name": "2.5"}).status_code == 428
    assert ask("PATCH", one, {"name": "2.5"}, 9).status_code == 412
    assert ask("PATCH", one, {"name": "2.5"}, 1).json()["version"] == 2


def test_refusals_name_the_field_and_a_way_on(world: World, ask: Any) -> None:
    mine: Release = release(world)
    for answer, status, field in (
        (ask("POST", "/releases", {"product": str(world.station.pk), "name": "2.4"}), 409, "name"),
        (ask("POST", f"/releases/{mine.pk}/sending", {}, 1), 409, "item"),
        (ask("PATCH", "/changelogs/WS", {"is_open": True, "heading": "S", "address": "No!"}, 0), 400, "address"),
    ):  # fmt: skip
        (problem,) = answer.json()["problems"]
        assert (answer.status_code, problem["field"]) == (status, field)
        assert problem["remedy"]


def test_the_checklist_of_a_tier_is_set_from_the_version_that_was_read(world: World, ask: Any) -> None:  # fmt: skip
    (patch,) = (row for row in ask("GET", "/checklists").json()["rows"] if row["tier"] == "patch")
    assert patch["version"] == 0
    own = {"required": "Rung the bell\n\nTried it", "welcome": ""}
    assert ask("PATCH", "/checklists/patch", own).status_code == 428
    kept = ask("PATCH", "/checklists/patch", own, 0).json()
    assert (kept["version"], kept["required"]) == (1, ["Rung the bell", "Tried it"])
    assert ask("PATCH", "/checklists/patch", own, 0).status_code == 412
    assert ask("PATCH", "/checklists/moon", own, 0).status_code == 404


def test_a_title_is_told_and_notes_are_taken_back(world: World, ask: Any) -> None:
    one = f"/releases/{release(world).pk}"
    finished(world)
    ask("POST", f"{one}/finished")
    (part,) = ask("GET", f"{one}/contents").json()["rows"]
    told = ask("POST", f"{one}/contents/{part['id']}/title", None, part["version"]).json()
    assert (told["is_told"], told["public_line"] != "") == (True, True)
    assert ask("POST", f"{one}/taking-back", None, 1).status_code == 409
    out = ask("POST", f"{one}/sending", {"reason": "Tried by hand."}, 1).json()
    drafted = ask("POST", f"{one}/drafting", None, out["version"]).json()
    ask("POST", f"{one}/publishing", None, drafted["version"])
    assert ask("POST", f"{one}/taking-back").status_code == 428
    assert ask("POST", f"{one}/taking-back", None, out["version"]).status_code == 412
    assert ask("POST", f"{one}/taking-back", None, drafted["version"]).status_code == 200
    assert ask("GET", "/changelogs/WS/notes").json()["rows"] == []


def test_a_release_names_the_bets_that_it_serves(world: World, ask: Any) -> None:
    one = f"/releases/{release(world).pk}"
    assert ask("GET", f"{one}/bets").json() == {"rows": []}
    bet = create_bet(by=world.edda, now=world.now, name="Offline tide tables")
    finished(world, bet=bet)
    ask("POST", f"{one}/finished")
    assert ask("GET", f"{one}/bets").json() == {"rows": [{"id": str(bet.pk), "name": "Offline tide tables", "state": "draft"}]}  # fmt: skip
