"""Roadmaps by program: the same rules, versions and refusals as on the pages."""

from typing import Any

import pytest
from django.test import Client

from leadline.foundation import clock
from leadline.roadmap.models import Audience, Roadmap, RoadmapRun
from leadline.roadmap.operations import change_bar, keep_forecast
from leadline.roadmap.operations.foretelling import answer
from leadline.strategy.operations import create_cycle, create_objective
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.roadmap.cast import DAY, WEEK, again, bar, bet, station, today
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    world.now = clock.now()


class Api:
    """Edda's browser, speaking to the API."""

    def __init__(self, world: World) -> None:
        self.client: Client = browser(world.edda)
        self.root = f"/api/v1/{world.workspace.slug}"

    def ask(self, verb: str, path: str, body: Any = None, version: int | None = None) -> Any:
        headers = {"If-Match": f'"{version}"'} if version else {}
        body_or_none = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, verb)(f"{self.root}{path}", headers=headers, **body_or_none)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world)


def test_a_roadmap_with_its_bars_is_kept_by_program(world: World, api: Api) -> None:
    made = api.ask("post", "/roadmaps", {"name": "Station plan", "product": str(world.station.pk)})
    assert made.status_code == 201
    key = made.json()["id"]
    day = today(world)
    given = {"name": "Tides", "team": str(world.crew.pk), "from_on": str(day), "until_on": str(day + WEEK), "promised_on": str(day + 2 * WEEK)}  # fmt: skip
    tides = api.ask("post", f"/roadmaps/{key}/bars", given).json()
    assert (tides["product"], tides["told_to"]) == (str(world.station.pk), "internal")
    path = f"/bars/{tides['id']}"
    assert api.ask("patch", path, {"bucket": "now"}).status_code == 428
    assert api.ask("patch", path, {"bucket": "now"}, 1).json()["version"] == 2
    assert api.ask("patch", path, {"bucket": "next"}, 1).status_code == 412
    refused = api.ask("patch", path, {"promised_on": None}, 2)
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (409, "reason")
    assert api.ask("patch", path, {"promised_on": None, "reason": "Ice."}, 2).status_code == 200
    assert len(api.ask("get", f"/roadmaps/{key}/bars").json()["rows"]) == 1
    assert api.ask("delete", path, version=3).status_code == 204
    assert api.ask("delete", f"/roadmaps/{key}", version=1).status_code == 204


def test_bars_are_paged_in_the_order_of_work(world: World, api: Api) -> None:
    roadmap = station(world)
    for name in "ABC":
        bar(world, roadmap, name)
    first = api.ask("get", f"/roadmaps/{roadmap.pk}/bars?limit=2").json()
    second = api.ask("get", f"/roadmaps/{roadmap.pk}/bars?limit=2&after={first['after']}").json()
    assert [row["name"] for row in first["rows"] + second["rows"]] == ["A", "B", "C"]
    assert second["after"] == ""


def test_what_moved_and_what_was_told_are_read_by_program(world: World, api: Api) -> None:
    roadmap: Roadmap = station(world)
    tides = bar(world, roadmap, "Tides", told_to=Audience.SALES)
    kept = api.ask("post", f"/roadmaps/{roadmap.pk}/baselines", {"name": "Board"}).json()
    change_bar(by=world.edda, now=clock.now(), bar=again(world, tides), until_on=today(world) + 6 * WEEK, reason="Ice.")  # fmt: skip
    told = api.ask("get", f"/baselines/{kept['id']}/moves").json()
    assert [(each["ends"], each["moves"][0]["reason"]) for each in told["moved"]] == [(14, "Ice.")]
    day = today(world) - DAY
    assert len(api.ask("get", f"/roadmaps/{roadmap.pk}/moves?since={day}").json()["added"]) == 1
    made = api.ask("post", f"/roadmaps/{roadmap.pk}/publications", {"audience": "sales"})
    assert set(made.json()["snapshot"]["bars"][0]) == {"name", "product", "bucket", "quarters", "promised_on"}  # fmt: skip
    assert api.ask("get", f"/publications/{made.json()['id']}").json()["number"] == 1
    assert api.ask("post", f"/roadmaps/{roadmap.pk}/forecast").status_code == 202


def test_a_bar_of_another_workspace_is_not_there(world: World) -> None:
    made = bar(world, station(world), "Tides")
    mallory = browser(world.mallory)
    assert mallory.get(f"/api/v1/{world.mallory.workspace.slug}/bars/{made.pk}").status_code == 404


def test_bars_are_put_elsewhere_and_taken_back(world: World, api: Api) -> None:
    roadmap = station(world)
    a, b, c = (bar(world, roadmap, name) for name in "ABC")
    moved = api.ask("post", f"/roadmaps/{roadmap.pk}/places", {"bars": [str(c.pk)], "before": str(a.pk), "bucket": "now"}).json()  # fmt: skip
    assert [row["bucket"] for row in moved["rows"]] == ["now"]
    named = f"/roadmaps/{roadmap.pk}/bars"
    assert [row["name"] for row in api.ask("get", named).json()["rows"]] == ["C", "A", "B"]
    both = {"bars": [str(c.pk)], "before": str(a.pk), "after": str(b.pk)}
    assert api.ask("post", f"/roadmaps/{roadmap.pk}/places", both).status_code == 400
    elsewhere = {"bars": [str(world.crew.pk)], "bucket": "now"}
    assert api.ask("post", f"/roadmaps/{roadmap.pk}/places", elsewhere).status_code == 404


def test_a_bar_waits_until_it_does_not(world: World, api: Api) -> None:
    roadmap = station(world)
    a, b = (bar(world, roadmap, name) for name in "AB")
    assert api.ask("post", f"/bars/{a.pk}/waits", {"blocker": str(b.pk)}).status_code == 201
    (link,) = api.ask("get", f"/bars/{a.pk}/waits").json()["rows"]
    assert link["blocker"] == str(b.pk)
    assert api.ask("delete", f"/bars/{b.pk}/waits/{link['id']}").status_code == 404
    assert api.ask("delete", f"/bars/{a.pk}/waits/{link['id']}").status_code == 204
    assert api.ask("get", f"/bars/{a.pk}/waits").json() == {"rows": []}


def test_a_move_is_explained_after_it_was_made(world: World, api: Api) -> None:
    tides = bar(world, station(world), "Tides")
    change_bar(by=world.edda, now=clock.now(), bar=again(world, tides), until_on=today(world) + 6 * WEEK)  # fmt: skip
    (move,) = api.ask("get", f"/bars/{tides.pk}/moves").json()["rows"]
    path = f"/bars/{tides.pk}/moves/{move['id']}/reason"
    assert api.ask("post", path, {"reason": ""}).status_code == 400
    assert api.ask("post", path, {"reason": "Ice."}).json()["reason"] == "Ice."


def test_a_kept_forecast_is_listed_and_computed_again(world: World, api: Api) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides")
    run = forecast(world, roadmap)
    (line,) = api.ask("get", f"/roadmaps/{roadmap.pk}/runs").json()["rows"]
    assert line["id"] == str(run.pk)
    assert api.ask("post", f"/roadmap-runs/{run.pk}/replay").json() == {"same": True}


def test_what_an_audience_would_see_is_read_before_it_is_told(world: World, api: Api) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides", told_to=Audience.SALES)
    secret = bar(world, roadmap, "Radar")
    told = api.ask("get", f"/roadmaps/{roadmap.pk}/preview?audience=sales").json()
    assert ([each["name"] for each in told["snapshot"]["bars"]], told["kept_in"]) == (["Tides"], [str(secret.pk)])  # fmt: skip
    assert api.ask("get", f"/roadmaps/{roadmap.pk}/preview?audience=moon").status_code == 400
    kept = api.ask("post", f"/roadmaps/{roadmap.pk}/baselines", {"name": "Board"}).json()
    assert {each["name"] for each in api.ask("get", f"/baselines/{kept['id']}").json()["bars"]} == {"Tides", "Radar"}  # fmt: skip


def test_a_bet_tells_when_it_is_likely_done(world: World, api: Api) -> None:
    roadmap, tides = station(world), bet(world, "Tides")
    made = bar(world, roadmap, "", bet=tides, promised_on=today(world) + 6 * WEEK)
    (before,) = api.ask("get", f"/bets/{tides.pk}/bars").json()["rows"]
    assert (before["id"], before["run"], before["holds"]) == (str(made.pk), None, None)
    run = forecast(world, roadmap)
    (after,) = api.ask("get", f"/bets/{tides.pk}/bars").json()["rows"]
    (line,) = api.ask("get", f"/roadmaps/{roadmap.pk}/bars").json()["rows"]
    assert after["run"] == str(run.pk)
    assert [after[name] for name in ("roadmap", "p50_on", "p85_on", "holds", "lacks")] == [line[name] for name in ("roadmap", "p50_on", "p85_on", "holds", "lacks")]  # fmt: skip


def test_a_forecast_tells_whether_the_plan_has_changed_since(world: World, api: Api) -> None:
    roadmap = station(world)
    tides, path = bar(world, roadmap, "Tides"), f"/roadmaps/{roadmap.pk}/forecast"
    assert api.ask("get", path).json() == {"run": None, "at": None, "stale": "", "is_coming": False}
    run = forecast(world, roadmap)
    assert [api.ask("get", path).json()[name] for name in ("run", "stale")] == [str(run.pk), ""]
    change_bar(by=world.edda, now=clock.now(), bar=again(world, tides), team=world.crew)
    api.ask("post", path)
    told = api.ask("get", path).json()
    assert (told["stale"], told["is_coming"]) == ("changed", True)


def test_the_bars_of_all_roadmaps_are_read_at_once(world: World, api: Api) -> None:
    for name in ("Station plan", "Buoy plan"):
        bar(world, station(world, name=name), f"Tides of {name}")
    first = api.ask("get", "/bars?limit=1").json()
    second = api.ask("get", f"/bars?after={first['after']}").json()
    assert {row["name"] for row in first["rows"] + second["rows"]} == {"Tides of Station plan", "Tides of Buoy plan"}  # fmt: skip


def test_an_objective_that_no_bar_serves_is_named(world: World, api: Api) -> None:
    now = world.now.date()
    cycle = create_cycle(by=world.edda, now=world.now, name="Now", starts_on=now, ends_on=now + WEEK)  # fmt: skip
    aim = create_objective(by=world.edda, now=world.now, name="Trusted at sea", cycle=cycle)
    told = api.ask("get", f"/roadmaps/{station(world).pk}/unserved").json()
    assert told == {"rows": [{"id": str(aim.pk), "name": "Trusted at sea", "cycle": str(cycle.pk)}]}


def forecast(world: World, roadmap: Roadmap) -> RoadmapRun:
    with scope(world.workspace):
        answered = answer(world.edda, roadmap, world.now)
    return keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=answered)
