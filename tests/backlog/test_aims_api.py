"""The API of what items are for: bets, key results, scenarios, milestones, documents."""

import pytest

from leadline.workspaces.rights import Right
from tests.backlog.aims import Aims, make_aims
from tests.backlog.test_api import Api
from tests.world import World


@pytest.fixture
def aims(world: World) -> Aims:
    return make_aims(world)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.edda)


def test_an_item_gets_a_bet_and_is_found_by_it(world: World, aims: Aims, api: Api) -> None:
    made = api("POST", "/items", {"product": "WS", "title": "Keep tides", "bet": str(aims.bet.pk)}).json()  # fmt: skip
    world.item("other")
    assert made["bet"] == str(aims.bet.pk)
    found = api("GET", f"/items?product=WS&bet={aims.bet.pk}").json()["rows"]
    assert [row["title"] for row in found] == ["Keep tides"]
    path = f"/items/{made['id']}"
    assert api("PATCH", path, {"bet": None}, If_Match='"1"').json()["bet"] is None


def test_shares_of_key_results_are_set_told_and_dropped(world: World, aims: Aims, api: Api) -> None:
    path = f"/items/{world.item('a').pk}/key-results"
    other = aims.result_called("More yachts come")
    goal = api("POST", path, {"key_result": str(aims.result.pk), "share": 6_000}).json()
    refused = api("POST", path, {"key_result": str(other.pk), "share": 4_001})
    assert refused.status_code == 409
    assert "share" in refused.content.decode()
    assert [(row["name"], row["share"]) for row in api("GET", path).json()] == [("Fewer yachts leave", 6_000)]  # fmt: skip
    assert api("DELETE", f"{path}/{goal['id']}").status_code == 204
    assert api("GET", path).json() == []


def test_scenarios_are_written_linked_and_thrown_away(world: World, aims: Aims, api: Api) -> None:
    path, item = f"/bets/{aims.bet.pk}/scenarios", world.item("a")
    made = api("POST", path, {"name": "At anchor"}).json()
    own = f"/scenarios/{made['id']}"
    assert api("POST", f"{own}/items", {"item": str(item.pk)}).status_code == 204
    (told,) = api("GET", path).json()
    assert [link["item"] for link in told["items"]] == [str(item.pk)]
    assert api("DELETE", f"{own}/items/{told['items'][0]['id']}").status_code == 204
    assert api("PATCH", own, {"story": "No net."}).status_code == 428
    assert api("PATCH", own, {"story": "No net."}, If_Match='"1"').json()["story"] == "No net."
    assert api("DELETE", own, If_Match='"2"').status_code == 204
    assert api("GET", path).json() == []


def test_milestones_tell_how_far_they_are(world: World, aims: Aims, api: Api) -> None:
    item = world.item("a")
    made = api("POST", "/milestones", {"product": "WS", "name": "Boat fair", "due_on": "2099-05-14"}).json()  # fmt: skip
    own = f"/milestones/{made['id']}"
    asked = api("POST", f"{own}/asked", {"items": [str(item.pk)], "bets": [str(aims.bet.pk)]}).json()  # fmt: skip
    assert (asked["state"], len(asked["asks_for"])) == ("open", 2)
    assert api("DELETE", f"{own}/asked/{asked['asks_for'][1]['id']}").status_code == 204
    world.move(item, "Done")
    assert api("GET", own).json()["state"] == "reached"
    assert [row["name"] for row in api("GET", "/milestones?product=WS").json()["rows"]] == ["Boat fair"]  # fmt: skip
    assert api("PATCH", own, {"due_on": "2099-06-01"}, If_Match='"1"').json()["due_on"] == "2099-06-01"  # fmt: skip
    assert api("DELETE", own, If_Match='"2"').status_code == 204


def test_documents_come_as_markdown(world: World, aims: Aims, api: Api) -> None:
    epic = aims.epic()
    told = api("GET", f"/bets/{aims.bet.pk}/requirements").json()
    assert told["markdown"].startswith("# Offline tides")
    assert "WS-1" in api("GET", f"/items/{epic.pk}/requirements").json()["markdown"]


def test_a_token_that_only_sees_changes_nothing(world: World, aims: Aims) -> None:
    api = Api(world, world.edda, Right.SEE)
    body = {"key_result": str(aims.result.pk), "share": 1}
    assert api("POST", f"/items/{world.item('a').pk}/key-results", body).status_code == 403
