"""The API of this room: the same rules at another door."""

import pytest

from tests.backlog.test_api import Api
from tests.outcomes.cast import DUE, LEARNED, draft, measured
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.edda)


def test_a_promise_goes_from_owed_to_reviewed(world: World, api: Api) -> None:
    bet, of = measured(world, actual=5)
    (owed,) = api("GET", "/outcomes?standing=owed").json()["rows"]
    assert (owed["name"], owed["effects"][0]["actual"]) == (bet.name, None)
    made = api("POST", "/outcome-reviews", {"bet": str(bet.pk)})
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    (side,) = made.json()["sides"]
    assert (side["actual"], side["verdict"], side["metric"]) == (5, "held", str(of.pk))
    path = f"/outcome-reviews/{made.json()['id']}"
    assert api("POST", f"{path}/closing", {}, If_Match='"1"').status_code == 409
    assert api("PATCH", path, {"decision": "keep"}).status_code == 428
    told = api("PATCH", path, {"decision": "keep", "learning": LEARNED, "weeks_spent": 6.5}, If_Match='"1"')  # fmt: skip
    assert (told.status_code, told.json()["weeks_spent"]) == (200, 6.5)
    assert api("PATCH", path, {"learning": "x"}, If_Match='"1"').status_code == 412
    closed = api("POST", f"{path}/closing", {}, If_Match='"2"').json()
    assert (closed["verdict"], closed["claim"] is not None) == ("held", True)
    scores = api("GET", f"{path}/scores").json()["rows"]
    assert [(row["part"], row["actual"], row["is_inside"]) for row in scores] == [("effect", 5, True), ("effort", 6.5, True)]  # fmt: skip
    assert api("PATCH", path, {"learning": "x"}, If_Match='"3"').status_code == 409
    (line,) = api("GET", "/outcomes").json()["rows"]
    assert (line["standing"], line["effects"][0]["is_inside"], line["effects"][0]["level"]) == ("held", True, 0.9)  # fmt: skip


def test_a_result_is_typed_and_taken_back(world: World, api: Api) -> None:
    bet, of = measured(world, actual=None)
    path = f"/outcome-reviews/{api('POST', '/outcome-reviews', {'bet': str(bet.pk)}).json()['id']}"
    early = api("POST", f"{path}/results/{of.pk}", {"reason": "Counted", "value": 24, "on": "2026-06-01"})  # fmt: skip
    assert (early.status_code, "promised for" in early.content.decode()) == (409, True)
    typed = api("POST", f"{path}/results/{of.pk}", {"reason": "Counted", "value": 24.5, "on": str(DUE)})  # fmt: skip
    assert typed.json()["sides"][0]["result"] == {"value": 24.5, "on": str(DUE), "is_typed": True}
    assert api("DELETE", f"{path}/results/{of.pk}").status_code == 204
    assert api("GET", path).json()["sides"][0]["lack"] == "result"
    assert api("DELETE", path, If_Match='"1"').status_code == 204
    assert api("GET", path).status_code == 404


def test_odd_requests_are_refused_in_words(world: World, api: Api) -> None:
    assert api("POST", "/outcome-reviews", {"bet": str(draft(world).pk)}).status_code == 409
    assert api("GET", "/outcomes?standing=sideways").status_code == 400
    assert api("POST", "/calibrations", {}).status_code == 409


def test_a_calibration_is_kept_and_computed_again(world: World, api: Api) -> None:
    bet, _metric = measured(world, actual=1)
    path = f"/outcome-reviews/{api('POST', '/outcome-reviews', {'bet': str(bet.pk)}).json()['id']}"
    api("PATCH", path, {"decision": "keep", "learning": LEARNED}, If_Match='"1"')
    api("POST", f"{path}/closing", {}, If_Match='"2"')
    made = api("POST", "/calibrations")
    assert (made.status_code, made.json()["promises"]) == (201, 1)
    one = f"/calibrations/{made.json()['id']}"
    assert api("GET", one).json()["answer"] == made.json()["answer"]
    assert api("POST", f"{one}/replay", {}).json() == {"same": True}
    assert len(api("GET", "/calibrations").json()["rows"]) == 1


def test_an_estimate_is_asked_and_refused_in_words(world: World, api: Api) -> None:
    bet, of = measured(world, actual=5)
    path = f"/outcome-reviews/{api('POST', '/outcome-reviews', {'bet': str(bet.pk)}).json()['id']}"
    refused = api("POST", f"{path}/estimates", {"metric": str(of.pk)})
    assert (refused.status_code, "begins_on" in refused.content.decode()) == (409, True)
    assert api("GET", f"{path}/estimates").json() == {"rows": []}


def test_the_effort_that_the_tracker_knows_is_told_by_team(world: World, api: Api) -> None:
    bet, _metric = measured(world, actual=5)
    with_team = world.item("Show the tides", team=world.crew, bet=bet)
    world.move(with_team, "Doing")
    world.move(world.item("Nobody's", bet=bet), "Doing")
    path = f"/outcome-reviews/{api('POST', '/outcome-reviews', {'bet': str(bet.pk)}).json()['id']}"
    told = api("GET", f"{path}/effort").json()
    assert [(row["team"], row["items"], row["done"]) for row in told["teams"]] == [(str(world.crew.pk), 1, 0)]  # fmt: skip
    assert (told["no_team"], told["weeks"]) == (1, told["teams"][0]["weeks"])
