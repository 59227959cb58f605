"""Programs read and change the same things as people."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from leadline.foundation import clock
from leadline.workspaces.models import Member
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from tests.delivery.cast import sized, weeks_ago, weeks_of_work
from tests.world import World


class Program:
    """A client with a token of a member."""

    def __init__(self, world: World, member: Member) -> None:
        rights = [right for right in Right if member.may(right)]
        _, secret = issue_token(by=member, now=clock.now(), name="A program", rights=rights)
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}
        self.root = f"/api/v1/{world.workspace.slug}"

    def get(self, path: str) -> Any:
        return self.client.get(self.root + path, headers=self.headers)

    def send(self, verb: str, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.generic(
            verb, self.root + path, json.dumps(body or {}), "application/json",
            headers=self.headers | {name.replace("_", "-"): value for name, value in headers.items()},
        )  # fmt: skip


def sprint_body(world: World) -> dict[str, Any]:
    today = clock.now().date()
    return {"team": str(world.crew.id), "product": str(world.station.id), "name": "Sprint 1", "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=13)).isoformat(), "capacity": 20}  # fmt: skip


def test_a_program_runs_a_sprint(world: World) -> None:
    program = Program(world, world.edda)
    made = program.send("POST", "/sprints", sprint_body(world), Idempotency_Key="one")
    assert made.status_code == 201, made.content
    again = program.send("POST", "/sprints", sprint_body(world), Idempotency_Key="one")
    assert again.json()["id"] == made.json()["id"]
    path = f"/sprints/{made.json()['id']}"
    wind = sized(world, "Show the wind", 3)
    assert program.send("POST", f"{path}/items", {"items": [str(wind.id)]}).json()["scope"]["inside"]["points"] == 3  # fmt: skip
    assert program.send("POST", f"{path}/start").json()["state"] == "running"
    read = program.get(path)
    assert read.headers["ETag"] == f'"{read.json()["version"]}"'
    changed = program.send("PATCH", path, {"goal": "Trust"}, If_Match=read.headers["ETag"])
    assert changed.json()["goal"] == "Trust"
    assert program.send("PATCH", path, {"goal": "No"}, If_Match=read.headers["ETag"]).status_code == 412  # fmt: skip
    assert program.send("PATCH", path, {"goal": "No"}).status_code == 428
    closed = program.send("POST", f"{path}/closing").json()
    assert (closed["state"], closed["say_do"]) == ("closed", 0.0)
    opened = program.send("DELETE", f"{path}/closing", If_Match=f'"{closed["version"]}"')
    assert opened.json()["state"] == "running"
    assert len(program.get("/sprints").json()["rows"]) == 1


def test_a_program_reads_the_board_and_the_flow(world: World) -> None:
    weeks_ago(world, 10)
    weeks_of_work(world, [2, 3, 1, 4, 2, 3, 2, 1, 3, 2])
    program = Program(world, world.vera)
    board = program.get("/boards/WS").json()
    assert [column["name"] for column in board["columns"]] == ["To do", "Doing", "Done"]
    flow = program.get("/flow?product=WS")
    assert flow.status_code == 200, flow.content
    assert len(flow.json()["weeks"]) == 10
    assert "items a week" not in flow.json()["findings"]["cycle_times"]


def test_a_program_asks_reads_and_repeats_forecasts(world: World) -> None:
    weeks_ago(world, 10)
    weeks_of_work(world, [2, 3, 1, 4, 2, 3, 2, 1, 3, 2])
    program = Program(world, world.edda)
    body = {"question": "when", "product": str(world.station.id), "amount": 12}
    made = program.send("POST", "/forecasts", body, Idempotency_Key="one")
    assert made.status_code == 201, made.content
    assert program.get(f"/forecasts/{made.json()['id']}").json() == made.json()
    assert [row["id"] for row in program.get("/forecasts?product=WS").json()["rows"]] == [made.json()["id"]]  # fmt: skip
    until = (clock.now().date() + timedelta(days=30)).isoformat()
    many = program.send("POST", "/forecasts", {"question": "how_many", "until": until})
    assert many.json()["answer"]["p85"] > 0
    wind = sized(world, "Show the wind", 1)
    chosen = program.send("POST", "/forecasts", {"question": "when", "items": [str(wind.id)]})
    assert chosen.json()["inputs"]["items"] == [str(wind.id)]
    path, today = f"/forecasts/{made.json()['id']}", world.workspace.today(clock.now())
    assert program.send("POST", f"{path}/replay").json()["same"]
    week = str(today - timedelta(days=today.weekday(), weeks=3))
    without = program.send("POST", f"{path}/without", {"weeks": {week: "Holidays"}})
    assert (without.status_code, "Holidays" in str(without.json()["inputs"])) == (201, True)
    assert program.send("POST", f"{path}/without", {}).status_code == 400


def test_nonsense_is_told_by_field(world: World) -> None:
    program = Program(world, world.edda)
    bad = [
        ("/sprints", {**sprint_body(world), "name": 3}, "name"),
        ("/sprints", {**sprint_body(world), "colour": "blue"}, "colour"),
        ("/forecasts", {"question": "why"}, "question"),
        ("/forecasts", {"question": "how_many"}, "until"),
        ("/forecasts", {"question": "when"}, "amount"),
    ]
    for path, body, field in bad:
        answer = program.send("POST", path, body)
        assert answer.status_code in {400, 422}, answer.content
        assert answer.json()["problems"][0]["field"].endswith(field)


def test_a_viewers_program_changes_nothing(world: World) -> None:
    program = Program(world, world.vera)
    assert program.send("POST", "/sprints", sprint_body(world)).status_code == 403
    assert program.send("POST", "/forecasts", {"question": "when"}).status_code == 403
    assert program.get("/sprints").status_code == 200


def test_a_stranger_finds_nothing(world: World) -> None:
    stranger = Program(world, world.edda)
    stranger.root = f"/api/v1/{world.mallory.workspace.slug}"
    assert stranger.get("/sprints").status_code == 404


def test_a_planned_sprint_is_thrown_away_by_its_version(world: World) -> None:
    program = Program(world, world.edda)
    path = f"/sprints/{program.send('POST', '/sprints', sprint_body(world)).json()['id']}"
    assert program.send("DELETE", path).status_code == 428
    assert program.send("DELETE", path, If_Match="7").status_code == 412
    assert program.send("DELETE", path, If_Match="1").status_code == 204
    assert program.get(path).status_code == 404


def test_what_is_left_out_of_figures_is_listed_and_counts_again(world: World) -> None:
    program, odd = Program(world, world.edda), str(sized(world, "Odd", 1).id)
    program.send("POST", "/flow/left-out", {"items": [odd], "reason": "A test."})
    (row,) = program.get("/flow/left-out?product=WS").json()["rows"]
    assert (row["item"], row["reason"]) == (odd, "A test.")
    assert program.send("DELETE", f"/flow/left-out/{row['id']}").status_code == 204
    assert program.get("/flow/left-out").json() == {"rows": []}
