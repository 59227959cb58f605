"""The API of the market: the same rules at another door."""

from typing import Any

import pytest

from tests.backlog.test_api import Api
from tests.market.cast import Market


@pytest.fixture
def api(market: Market) -> Api:
    return Api(market.world, market.world.edda)


def test_a_customer_is_added_read_changed_and_thrown_away(market: Market, api: Api) -> None:
    body = {
        "name": "Bodø marina", "segment": str(market.ports.pk), "tier": str(market.key_account.pk), "revenue": 120_000,
        "website": "bodo.example", "since_on": "2024-05-01", "owner": str(market.world.otto.pk), "source_key": "CRM-7",
    }  # fmt: skip
    made = api("POST", "/customers", body)
    assert (made.status_code, made.headers["ETag"], made.json()["currency"]) == (201, '"1"', "EUR")
    path = f"/customers/{made.json()['id']}"
    assert api("GET", path).json() == made.json()
    assert api("PATCH", path, {"revenue": None}).status_code == 428
    changed = api("PATCH", path, {"revenue": None, "tier": None}, If_Match='"1"').json()
    assert (changed["revenue"], changed["tier"], changed["segment"]) == (None, None, body["segment"])  # fmt: skip
    assert api("PATCH", path, {"name": "Other"}, If_Match='"1"').status_code == 412
    assert api("DELETE", path, If_Match='"2"').status_code == 204
    assert api("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "B", "revenue": -1}, "revenue"),
        ({"name": "B", "revenue": 10**15}, "revenue"),
        ({"name": "B", "revenue": 1.5}, "revenue"),
        ({"name": "B", "currency": "euro"}, "currency"),
        ({"name": "B", "currency": "XYZ"}, "currency"),
        ({"name": "B", "website": "some where"}, "website"),
        ({"name": "B", "since_on": "2024-05-02", "left_on": "2024-05-01"}, "left_on"),
        ({"name": "B", "rank": "a0"}, "rank"),
    ],
)
def test_bad_input_names_its_field(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api("POST", "/customers", body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == field


def test_customers_are_listed_narrowed_sorted_and_paged(market: Market, api: Api) -> None:
    for number in range(5):
        market.customer(f"Port {number}", revenue=number * 100)
    first = api("GET", "/customers?sort=-revenue&limit=4").json()
    rest = api("GET", f"/customers?sort=-revenue&limit=4&after={first['after']}").json()
    assert [row["revenue"] for row in first["rows"] + rest["rows"]] == [4_800_000, 400, 300, 200, 100, 0]  # fmt: skip
    assert rest["after"] == ""
    ports = api("GET", f"/customers?segment={market.ports.pk}&state=active&q=tromsø").json()
    assert [row["name"] for row in ports["rows"]] == ["Tromsø harbour office"]
    assert api("GET", "/customers?sort=rock").status_code == 400
    assert api("GET", "/customers?after=rock").status_code == 400


def test_the_frame_is_made_changed_and_thrown_away(api: Api) -> None:
    for path, body, change in (
        ("/segments", {"name": "Fishers"}, {"about": "At sea."}),
        ("/tiers", {"name": "Trial", "weight": 0.5}, {"weight": 0.25}),
        ("/personas", {"name": "Skipper", "quote": "Aye."}, {"goals": "To be home by six."}),
    ):
        made = api("POST", path, body)
        assert made.status_code == 201
        at = f"{path}/{made.json()['id']}"
        assert api("PATCH", at, change, If_Match="1").json() | change == api("GET", at).json()
        assert body["name"] in {row["name"] for row in api("GET", path).json()["rows"]}
        assert api("POST", path, body).status_code == 400
        assert api("DELETE", at, If_Match="2").status_code == 204


def test_contacts_are_made_listed_by_customer_changed_and_thrown_away(market: Market, api: Api) -> None:  # fmt: skip
    made = api("POST", "/contacts", {"customer": str(market.harbour.pk), "name": "Nils", "email": "N@havn.example"})  # fmt: skip
    assert (made.status_code, made.json()["email"]) == (201, "n@havn.example")
    path = f"/contacts/{made.json()['id']}"
    changed = api("PATCH", path, {"persona": str(market.harbour_master.pk), "email": ""}, If_Match="1")  # fmt: skip
    assert (changed.json()["persona"], changed.json()["email"]) == (str(market.harbour_master.pk), "")  # fmt: skip
    assert [row["name"] for row in api("GET", f"/contacts?customer={market.harbour.pk}").json()["rows"]] == ["Marit", "Nils"]  # fmt: skip
    assert api("DELETE", path, If_Match="2").status_code == 204
    assert [row["name"] for row in api("GET", "/contacts").json()["rows"]] == ["Marit"]


def test_tiers_are_put_in_order_and_voices_are_told_as_numbers(market: Market, api: Api) -> None:
    trial = api("POST", "/tiers", {"name": "Trial", "weight": 0.5}).json()
    assert api("POST", f"/tiers/{trial['id']}/place", {"before": str(market.key_account.pk)}).status_code == 200  # fmt: skip
    assert [row["name"] for row in api("GET", "/tiers").json()["rows"]] == ["Trial", "Key account"]
    assert api("GET", f"/segments/{market.ports.pk}/voices").json() == {
        "customers": 1, "weight": 5.0, "unknown_revenue": 0, "revenue": [{"minor": 4_800_000, "currency": "EUR"}],
    }  # fmt: skip


def test_rows_of_another_workspace_lead_nowhere(market: Market, api: Api) -> None:
    stranger = str(market.world.mallory.pk)
    assert api("POST", "/customers", {"name": "B", "owner": stranger}).status_code == 404
    for noun in ("segment", "tier"):
        assert api("POST", "/customers", {"name": "B", noun: stranger}).status_code == 404
    assert Api(market.world, market.world.vera)("POST", "/customers", {"name": "B"}).status_code == 403  # fmt: skip


def test_several_customers_are_given_the_same_at_once(market: Market, api: Api) -> None:
    picked = [str(market.customer(name, segment=market.ports).pk) for name in ("Bodø", "Vardø")]
    done = api("POST", "/customers/edits", {"customers": picked, "tier": str(market.key_account.pk)}).json()  # fmt: skip
    assert {(row["name"], row["tier"]) for row in done["rows"]} == {(name, str(market.key_account.pk)) for name in ("Bodø", "Vardø")}  # fmt: skip
    assert {row["segment"] for row in done["rows"]} == {str(market.ports.pk)}
    assert api("POST", f"/events/{done['event']}/undo").status_code == 201
    assert api("GET", f"/customers/{picked[0]}").json()["tier"] is None
    assert api("POST", "/customers/edits", {"customers": [*picked, str(market.world.mallory.pk)], "owner": None}).status_code == 404  # fmt: skip
