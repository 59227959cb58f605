"""The API of this room: the same rules at another door."""

import pytest

from leadline.foundation import clock
from tests.backlog.test_api import Api
from tests.planning.cast import claim, heard, key_result, metric, objective, opportunity
from tests.world import World

RANGE = {"low": 2, "likely": 4, "high": 9}


@pytest.fixture
def api(world: World) -> Api:
    world.now = clock.now()
    return Api(world, world.edda)


def test_a_bet_goes_from_draft_to_done(world: World, api: Api) -> None:
    made = api("POST", "/bets", {"name": "Tide tables", "kind": "research", "product": str(world.station.pk), "cost_low": 1, "cost_likely": 2, "cost_high": 3})  # fmt: skip
    assert (made.status_code, made.json()["currency"], made.headers["ETag"]) == (201, "EUR", '"1"')
    path = f"/bets/{made.json()['id']}"
    assert api("PATCH", path, {"name": "Tides"}).status_code == 428
    assert api("PATCH", path, {"name": "Tides"}, If_Match='"1"').json()["name"] == "Tides"
    assert api("PATCH", path, {"cost_high": 1}, If_Match='"2"').status_code == 400
    assert api("PATCH", path, {"name": "x"}, If_Match='"1"').status_code == 412
    refused = api("POST", f"{path}/commitment", {}, If_Match='"2"')
    assert (refused.status_code, "no evidence" in refused.content.decode()) == (409, True)
    assert api("POST", f"{path}/commitment", {"despite": "The law"}, If_Match='"2"').json()["state"] == "committed"  # fmt: skip
    assert api("PATCH", path, {"outcome": "more"}, If_Match='"3"').status_code == 409
    assert api("PATCH", path, {"outcome": "more", "reason": "Learnt"}, If_Match='"3"').status_code == 200  # fmt: skip
    assert [row["reason"] for row in api("GET", f"{path}/versions").json()["rows"]] == ["Learnt", "The law"]  # fmt: skip
    assert api("DELETE", path, If_Match='"4"').status_code == 409
    assert api("POST", f"{path}/state", {"to": "done"}, If_Match='"4"').json()["state"] == "done"


def test_two_promises_of_a_bet_are_read_beside_each_other(world: World, api: Api) -> None:
    path = f"/bets/{api('POST', '/bets', {'name': 'Tide tables', 'belief': 'Pilots look'}).json()['id']}"
    assert api("GET", f"{path}/comparison").json() == {"older": None, "newer": None, "rows": []}
    api("POST", f"{path}/commitment", {"despite": "The law"}, If_Match='"1"')
    api("PATCH", path, {"outcome": "fewer groundings", "reason": "Learnt"}, If_Match='"2"')
    told = api("GET", f"{path}/comparison").json()
    assert told == {"older": 1, "newer": 2, "rows": [{"label": "will", "before": "", "after": "fewer groundings"}]}  # fmt: skip
    assert api("GET", f"{path}/comparison?older=2&newer=2").json()["rows"] == []
    assert api("GET", f"{path}/comparison?older=3").status_code == 400


def test_what_a_bet_promises_is_said_and_taken_off(world: World, api: Api) -> None:
    path = f"/bets/{api('POST', '/bets', {'name': 'Tide tables'}).json()['id']}"
    api("POST", f"{path}/effects", {"metric": str(metric(world).pk), "by_on": "2027-06-30", **RANGE})  # fmt: skip
    api("POST", f"{path}/efforts", {"team": str(world.crew.pk), **RANGE})
    api("POST", f"{path}/goals", {"key_result": str(key_result(world).pk), "share": 6000})
    told = api("POST", f"{path}/opportunities", {"opportunity": str(opportunity(world).pk)}).json()
    assert [len(told[name]) for name in ("effects", "efforts", "goals", "opportunities", "themes")] == [1, 1, 1, 1, 0]  # fmt: skip
    assert (told["effects"][0]["high"], told["efforts"][0]["likely"]) == (9, 4)
    assert api("POST", f"{path}/efforts", {"team": str(world.crew.pk), "low": 5, "likely": 4, "high": 9}).status_code == 400  # fmt: skip
    gone = api("POST", f"{path}/parts/goals/{told['goals'][0]['id']}/removal", {})
    assert gone.json()["goals"] == []
    assert api("POST", f"{path}/parts/rocks/{told['goals'][0]['id']}/removal", {}).status_code == 404  # fmt: skip
    (line,) = api("GET", "/bets?gap=goal").json()["rows"]
    assert (line["weeks"], line["has_evidence"], line["goals"]) == (4, False, 0)


def test_what_a_bet_rests_on_and_would_be_stopped_by(world: World, api: Api) -> None:
    path = f"/bets/{api('POST', '/bets', {'name': 'Tide tables'}).json()['id']}"
    (doubt,) = api("POST", f"{path}/assumptions", {"claim": str(claim(world).pk), "importance": 5}).json()["rows"]  # fmt: skip
    assert (doubt["sure"], doubt["learning"]) == (0.5, 1)
    assert api("GET", "/assumptions").json()["rows"] == [doubt]
    assert api("DELETE", f"{path}/assumptions/{doubt['assumptions'][0]}").status_code == 204
    made = api("POST", f"{path}/criteria", {"what": "Trial", "threshold": "fewer than 5", "due_on": "2027-05-01"})  # fmt: skip
    one = f"{path}/criteria/{made.json()['id']}"
    assert api("PATCH", one, {"state": "met"}).status_code == 428
    assert api("PATCH", one, {"state": "met"}, If_Match='"1"').json()["judged_by"] == str(world.edda.pk)  # fmt: skip
    assert api("POST", f"{one}/removal", {}).status_code == 204
    assert api("GET", f"{path}/criteria").json()["rows"] == []


def test_opportunities_are_made_moved_and_heard_about(world: World, api: Api) -> None:
    aim = objective(world)
    top = api("POST", "/opportunities", {"name": "Top", "objective": str(aim.pk)}).json()["id"]
    made = api("POST", "/opportunities", {"name": "Need", "importance": 9})
    path = f"/opportunities/{made.json()['id']}"
    assert api("POST", "/opportunities", {"name": "Odd", "importance": 11}).status_code == 400
    assert api("POST", f"{path}/place", {"parent": top}, If_Match='"1"').json()["parent"] == top
    assert api("POST", f"/opportunities/{top}/place", {"parent": made.json()["id"]}, If_Match='"1"').status_code == 409  # fmt: skip
    assert api("POST", f"{path}/evidence", {"passage": str(heard(world).pk), "strength": 3}).status_code == 204  # fmt: skip
    (root,) = api("GET", f"/opportunities/tree?objective={aim.pk}").json()["rows"]
    assert (root["below"], root["supports"], root["customers"], root["weight"]) == (1, 1, 1, 1)
    (row,) = api("GET", f"{path}/evidence").json()["rows"]
    assert api("DELETE", f"{path}/evidence/{row['id']}").status_code == 204
    assert api("GET", f"/opportunities/{top}/branch").json()["rows"][0]["supports"] == 0
    assert api("PATCH", path, {"name": "Other"}, If_Match='"2"').json()["name"] == "Other"
    assert [each["name"] for each in api("GET", "/opportunities?q=oth").json()["rows"]] == ["Other"]
    assert api("DELETE", path, If_Match='"3"').status_code == 204
    assert api("GET", "/themes/actual").json() == {"rows": []}


def test_one_number_is_said_in_the_place_of_the_version_that_was_read(world: World, api: Api) -> None:  # fmt: skip
    path = f"/bets/{api('POST', '/bets', {'name': 'Tide tables'}).json()['id']}"
    reach = f"{path}/ranking-inputs/rice.reach"
    assert api("PATCH", reach, {"typed": "200 500 900"}).status_code == 428
    (said,) = api("PATCH", reach, {"typed": "200 500 900"}, If_Match="0").json()["rows"]
    assert (said["name"], said["likely"], said["version"]) == ("rice.reach", 500, 1)
    assert api("PATCH", reach, {"typed": "9"}, If_Match="0").status_code == 412
    assert api("PATCH", f"{path}/ranking-inputs/moon", {"typed": "9"}, If_Match="0").status_code == 400  # fmt: skip
    assert api("PATCH", reach, {"typed": ""}, If_Match="1").json() == {"rows": []}


def test_the_moves_of_a_bet_are_read(world: World, api: Api) -> None:
    path = f"/bets/{api('POST', '/bets', {'name': 'Tide tables'}).json()['id']}"
    api("POST", f"{path}/state", {"to": "ready"}, If_Match='"1"')
    assert [row["state"] for row in api("GET", f"{path}/steps").json()["rows"]] == ["ready"]
