"""The API of metrics: the same rules at another door."""

from typing import Any

import pytest

from leadline.foundation import clock
from leadline.metrics.models import Reading
from leadline.workspaces.models import Event
from leadline.workspaces.scope import scope
from tests.backlog.test_api import Api
from tests.metrics.cast import CALM, drafts, online, read, today
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    world.now = clock.now()
    return Api(world, world.edda)


def rows_of(world: World, values: Any = CALM) -> dict[str, Any]:
    return {"readings": [{"on": str(each.on), "value": float(each.value)} for each in drafts(values, today(world))]}  # fmt: skip


def test_a_metric_is_made_read_changed_and_thrown_away(world: World, api: Api) -> None:
    made = api("POST", "/metrics", {"name": "Stations online", "kind": "share", "decimals": 1, "owner": str(world.otto.pk), "product": str(world.station.pk)})  # fmt: skip
    assert (made.status_code, made.json()["unit"], made.headers["ETag"]) == (201, "%", '"1"')
    path = f"/metrics/{made.json()['id']}"
    assert api("GET", path).json()["state"] == "empty"
    assert api("PATCH", path, {"name": "Online"}).status_code == 428
    assert api("PATCH", path, {"name": "Online", "owner": None}, If_Match='"1"').json()["owner"] is None  # fmt: skip
    assert api("PATCH", path, {"name": "On"}, If_Match='"1"').status_code == 412
    assert api("PATCH", path, {"kind": "rock"}, If_Match='"2"').status_code == 400
    assert api("POST", "/metrics", {"name": "ONLINE"}).status_code == 409
    assert api("DELETE", path, If_Match='"2"').status_code == 204
    assert api("GET", path).status_code == 404


def test_readings_are_sent_again_without_a_trace(world: World, api: Api) -> None:
    path = f"/metrics/{online(world).pk}/readings"
    assert api("POST", path, rows_of(world)).json() == {"added": 20, "changed": 0, "same": 0}
    with scope(world.workspace):
        events = Event.objects.count()
    assert api("POST", path, rows_of(world)).json() == {"added": 0, "changed": 0, "same": 20}
    with scope(world.workspace):
        assert Event.objects.count() == events
    assert api("POST", path, rows_of(world, (*CALM[:-1], 50))).json()["changed"] == 1


def test_wrong_readings_are_named_by_their_place_and_none_is_written(world: World, api: Api) -> None:  # fmt: skip
    path = f"/metrics/{online(world).pk}/readings"
    sent = rows_of(world, [94, 194, 95])
    answer = api("POST", path, sent)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["problems"]] == ["row 2"]
    wrong: list[dict[str, Any]] = [{"readings": []}, {"readings": [{"on": "2026-01-01", "value": "5"}]}, {"readings": [{"on": "2026-02-30", "value": 5}]}, {}]  # fmt: skip
    for odd in wrong:
        assert api("POST", path, odd).status_code == 400, odd
    with scope(world.workspace):
        assert not Reading.objects.exists()


def test_readings_are_listed_corrected_and_removed(world: World, api: Api) -> None:
    metric = online(world)
    read(world, metric)
    path = f"/metrics/{metric.pk}/readings"
    page = api("GET", f"{path}?limit=15").json()
    rest = api("GET", f"{path}?limit=15&after={page['after']}").json()
    assert ([row["value"] for row in page["rows"] + rest["rows"]], rest["after"]) == ([*CALM[::-1]], "")  # fmt: skip
    one = f"{path}/{page['rows'][0]['id']}"
    assert api("PATCH", one, {"value": 95.25}).status_code == 428
    assert api("PATCH", one, {"note": "Storm"}, If_Match='"1"').json()["value"] == CALM[-1]
    assert api("PATCH", one, {"value": 95.25}, If_Match='"2"').json()["value"] == 95.25
    assert api("DELETE", one, If_Match='"2"').status_code == 412
    assert api("DELETE", one, If_Match='"3"').status_code == 204


def test_the_chart_comes_with_its_limits_or_with_what_it_lacks(world: World, api: Api) -> None:
    metric = online(world)
    path = f"/metrics/{metric.pk}/chart"
    assert "value" in api("GET", path).json()["lacks"]
    read(world, metric, [*CALM, 80])
    chart = api("GET", path).json()
    assert (chart["method"], chart["rows"][-1]["signals"]) == ("charts.xmr", ["beyond limits"])
    assert api("GET", f"{path}?span=age").status_code == 400


def test_targets_and_notes_are_set_listed_and_removed(world: World, api: Api) -> None:
    path = f"/metrics/{online(world).pk}"
    target = api("POST", f"{path}/targets", {"value": 98, "due_on": "2999-06-30"})
    assert (target.status_code, target.json()["value"], api("GET", path).json()["target"]) == (201, 98, 98)  # fmt: skip
    assert api("POST", f"{path}/targets", {"value": 97, "upper": 98, "due_on": "2999-06-30"}).status_code == 400  # fmt: skip
    assert len(api("GET", f"{path}/targets").json()["rows"]) == 1
    assert api("DELETE", f"{path}/targets/{target.json()['id']}").status_code == 204
    assert api("POST", f"{path}/annotations", {"on": "2026-02-01", "text": "Launch", "whole_product": True}).status_code == 204  # fmt: skip
    (note,) = api("GET", f"{path}/annotations").json()["rows"]
    assert note["whole_product"]
    assert api("DELETE", f"{path}/annotations/{note['id']}").status_code == 204


def test_metrics_are_narrowed_and_paged(world: World, api: Api) -> None:
    for number in range(4):
        online(world, name=f"Metric {number}")
    read(world, online(world, name="Orders", metric_kind="number"))
    page = api("GET", "/metrics?limit=3").json()
    rest = api("GET", f"/metrics?limit=3&after={page['after']}").json()
    assert [row["name"] for row in page["rows"] + rest["rows"]] == [*(f"Metric {n}" for n in range(4)), "Orders"]  # fmt: skip
    assert [row["name"] for row in api("GET", "/metrics?state=free").json()["rows"]] == ["Orders"]
    assert api("GET", "/metrics?state=odd").status_code == 400


def test_a_program_of_another_workspace_finds_nothing(world: World, api: Api) -> None:
    metric = online(world)
    stranger = Api(world, world.mallory)
    assert stranger("GET", f"/metrics/{metric.pk}").status_code == 404
    stranger.base = f"/api/v1/{world.mallory.workspace.slug}"
    for way in ("", "/readings", "/targets", "/annotations", "/chart"):
        assert stranger("GET", f"/metrics/{metric.pk}{way}").status_code == 404
    assert stranger("POST", f"/metrics/{metric.pk}/readings", rows_of(world)).status_code == 404
