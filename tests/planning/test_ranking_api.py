"""Rankings by the API: the same rules at another door."""

import pytest

from leadline.planning.operations.rankings import ranking
from tests.backlog.test_api import Api
from tests.planning.ranking_cast import Rankings, work
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.edda)


def test_numbers_are_said_ranked_read_replayed_and_compared(world: World, api: Api) -> None:
    rankings = Rankings(world)
    search, export = (rankings.bet(name) for name in ("Search", "Export"))
    said = api("POST", f"/bets/{search.pk}/ranking-inputs", {"said": {"rice.reach": "1k 2k 4k", "rice.impact": "2", "effort": "2 4 8"}})  # fmt: skip
    assert [row["name"] for row in said.json()["rows"]] == ["effort", "rice.impact", "rice.reach"]
    made = api("POST", "/rankings", {"framework": "rice", "product": "WS"})
    assert (made.status_code, made.json()["leaders"], made.json()["lacking"]) == (201, ["Search"], 1)  # fmt: skip
    path = f"/rankings/{made.json()['id']}"
    lines = api("GET", f"{path}/lines").json()
    assert (lines["rows"][0]["standing"]["rank"], lines["next_number"]) == (1, None)
    assert lines["rows"][0]["inputs"]["rice.reach"] == {"low": 1000, "likely": 2000, "high": 4000, "source": "typed"}  # fmt: skip
    left = api("GET", f"{path}/lines?part=lacking").json()["rows"]
    assert [(row["bet"], row["why"]) for row in left] == [(str(export.pk), "lacks Reach, Impact, Effort")]  # fmt: skip
    assert api("POST", f"{path}/replay").json()["same"] is True
    api("POST", f"/bets/{search.pk}/ranking-inputs", {"said": {"rice.impact": "3"}})
    later = api("POST", "/rankings", {"framework": "rice", "product": "WS"}).json()
    told = api("GET", f"{path}/comparison/{later['id']}").json()
    assert told["moves"][0]["differs"]["rice.impact"][1]["likely"] == 3
    assert [row["id"] for row in api("GET", "/rankings").json()["rows"]] == [later["id"], made.json()["id"]]  # fmt: skip


def test_confidence_is_read_with_its_pieces(world: World, api: Api) -> None:
    bet = Rankings(world).bet("Search")
    found = api("GET", f"/bets/{bet.pk}/confidence").json()
    assert (found["confidence"], found["pieces"]) == (0.5, [])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"framework": "riec"}, "framework"), ({"framework": "rice", "top": 0}, "top"), ({"framework": "own"}, "formula"),
        ({"framework": "weighted"}, "weights"), ({"framework": "moscow"}, ""), ({"framework": "rice", "seed": 1}, "seed"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_read_is_refused(api: Api, body: dict[str, object], field: str) -> None:  # fmt: skip
    answer = api("POST", "/rankings", body)
    assert answer.status_code == 400
    assert field in answer.json()["problems"][0]["field"]


@pytest.mark.parametrize("typed", ["9 5 2", "-1", "1 2", "x"])
def test_a_number_that_cannot_be_is_refused(world: World, api: Api, typed: str) -> None:
    bet = Rankings(world).bet("Search")
    answer = api("POST", f"/bets/{bet.pk}/ranking-inputs", {"said": {"rice.reach": typed}})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "rice.reach"


def test_many_bets_are_ranked_in_the_background(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 1)
    rankings = Rankings(world)
    for name in ("Search", "Export"):
        rankings.rice(name, "1k 2k 4k", "2", "2 4 8")
    asked = {"framework": "rice", "product": "WS"}
    coming = api("POST", "/rankings", asked)
    assert (coming.status_code, coming.json()["state"]) == (202, "running")
    assert api("POST", "/rankings", asked).json()["id"] == coming.json()["id"]
    path = f"/rankings/coming/{coming.json()['id']}"
    assert api("GET", path).json()["ranking"] is None
    work()
    kept = api("GET", path).json()
    assert (kept["state"], kept["done"], kept["total"]) == ("kept", 1, 2)
    assert api("GET", f"/rankings/{kept['ranking']}").json()["bets"] == 2
    assert Api(world, world.mallory)("GET", path).status_code == 404


def test_a_ranking_that_comes_to_nothing_says_why(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 1)
    for name in ("Search", "Export"):
        Rankings(world).bet(name)
    coming = api("POST", "/rankings", {"framework": "rice"}).json()
    work()
    told = api("GET", f"/rankings/coming/{coming['id']}").json()
    assert told["state"] == "refused"
    assert "“Export” lacks Reach, Impact, Effort" in told["refused"]
    assert api("POST", "/rankings", {"framework": "own"}).status_code == 400
