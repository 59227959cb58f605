"""The API of the backlog: the same rules at another door."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from leadline.backlog.models import Item, Label
from leadline.backlog.operations import create_item
from leadline.products.operations import create_product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.backlog.pages import titles
from tests.world import World


class Api:
    """A program that acts for somebody."""

    def __init__(self, world: World, member: Member, *rights: Right) -> None:
        chosen = rights or tuple(member.role.right_set)
        _, secret = issue_token(by=member, now=world.now, name="Program", rights=chosen)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})
        self.base = f"/api/v1/{world.workspace.slug}"

    def __call__(self, verb: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = "" if body is None else json.dumps(body)
        return self.client.generic(verb, self.base + path, data, "application/json", headers=named)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world, world.edda)


def test_an_item_is_added_read_changed_and_thrown_away(world: World, api: Api) -> None:
    made = api("POST", "/items", {"product": "WS", "title": "Show the wind", "points": 2.5, "due_on": "2026-04-01", "assignee": str(world.otto.id)})  # fmt: skip
    assert (made.status_code, made.json()["key"], made.headers["ETag"]) == (201, "WS-1", '"1"')
    path = f"/items/{made.json()['id']}"
    assert api("GET", path).json()["points"] == 2.5
    assert api("GET", "/items/by-key/ws-1").json()["title"] == "Show the wind"
    assert api("PATCH", path, {"title": "Gusts"}).status_code == 428
    changed = api("PATCH", path, {"title": "Gusts", "assignee": None}, If_Match='"1"')
    assert (changed.json()["title"], changed.json()["assignee"], changed.headers["ETag"]) == ("Gusts", None, '"2"')  # fmt: skip
    assert api("PATCH", path, {"title": "Storm"}, If_Match='"1"').status_code == 412
    assert api("DELETE", path, If_Match='"1"').status_code == 412
    assert api("DELETE", path, If_Match='"2"').status_code == 204
    assert api("GET", path).status_code == 404
    back = api("POST", "/items/restorations", {"items": [made.json()["id"]]})
    assert back.json()["rows"][0]["title"] == "Gusts"


def test_the_same_key_adds_one_item(world: World, api: Api) -> None:
    twice = [api("POST", "/items", {"product": "WS", "title": "Wind"}, Idempotency_Key="a1") for _ in range(2)]  # fmt: skip
    assert twice[0].json() == twice[1].json()
    other = api("POST", "/items", {"product": "WS", "title": "Rain"}, Idempotency_Key="a1")
    assert other.status_code == 400
    with scope(world.workspace):
        assert Item.objects.count() == 1


def test_items_come_page_by_page_in_the_order_asked_for(world: World, api: Api) -> None:
    for number in range(5):
        world.item(f"Item {number}", points=number)
    seen, after = [], ""
    while True:
        page = api("GET", f"/items?product=WS&sort=-points&limit=2&after={after}").json()
        seen += [row["title"] for row in page["rows"]]
        after = page["after"]
        if not after:
            break
    assert seen == [f"Item {number}" for number in (4, 3, 2, 1, 0)]
    assert [row["title"] for row in api("GET", "/items?product=ws&q=item+3").json()["rows"]] == ["Item 3"]  # fmt: skip


def test_items_are_ranked_sent_moved_and_labelled(world: World, api: Api) -> None:
    a, b, c = (world.item(letter) for letter in "abc")
    ids = [str(c.id), str(b.id)]
    ranked = api("POST", "/items/ranks", {"items": ids, "before": str(a.id)})
    assert [row["title"] for row in ranked.json()["rows"]] == ["c", "b"]
    backlog = world.list("Backlog").id
    listed = api("GET", f"/items?product=WS&sort=rank&backlog_list={backlog}").json()["rows"]
    assert [row["title"] for row in listed] == ["c", "b", "a"]
    sent = api("POST", "/items/sendings", {"items": ids, "backlog_list": str(world.list("Later").id)})  # fmt: skip
    assert {row["backlog_list"] for row in sent.json()["rows"]} == {str(world.list("Later").id)}
    moved = api("POST", "/items/moves", {"items": ids, "status": str(world.status("Done").id)})
    assert all(row["finished_at"] for row in moved.json()["rows"])
    tagged = api("POST", "/items/labels", {"items": ids, "add": ["outdoor"]})
    assert tagged.json()["rows"][0]["labels"] == ["outdoor"]
    assert tagged.json()["event"]
    two = {"items": ids, "before": str(a.id), "at_top": True}
    assert api("POST", "/items/ranks", two).status_code == 400


def test_an_item_is_added_at_a_place(world: World, api: Api) -> None:
    a, b, c = (world.item(letter, backlog_list=world.list("Later")) for letter in "abc")
    for title, place in (("x", {"after": str(a.id)}), ("y", {"before": str(c.id)})):
        assert api("POST", "/items", {"product": "WS", "title": title, **place}).status_code == 201
    assert titles(world, "Later") == ["a", "x", "b", "y", "c"]
    both = {"after": str(a.id), "before": str(b.id)}
    assert api("POST", "/items", {"product": "WS", "title": "z", **both}).status_code == 400
    elsewhere = {"after": str(a.id), "backlog_list": str(world.list("Backlog").id)}
    assert api("POST", "/items", {"product": "WS", "title": "z", **elsewhere}).status_code == 400


def test_criteria_dependencies_and_fields_hang_on_items(world: World, api: Api) -> None:
    a, b = world.item("a"), world.item("b")
    made = api("POST", f"/items/{a.id}/criteria", {"given": "a storm", "then": "it shows"}).json()
    other = api("POST", f"/items/{a.id}/criteria", {"then": "it beeps"}).json()
    met = api("PATCH", f"/criteria/{made['id']}", {"met": True}, If_Match="1").json()
    assert (met["met_by"], met["then"]) == (str(world.edda.id), "it shows")
    api("POST", f"/criteria/{other['id']}/place", {"before": made["id"]})
    told = api("GET", f"/items/{a.id}/criteria").json()
    assert [each["then"] for each in told] == ["it beeps", "it shows"]
    assert api("DELETE", f"/criteria/{made['id']}", If_Match="2").status_code == 204
    link = api("POST", "/dependencies", {"blocker": str(a.id), "blocked": str(b.id)})
    assert link.status_code == 201
    circle = api("POST", "/dependencies", {"blocker": str(b.id), "blocked": str(a.id)})
    assert (circle.status_code, "WS-2 → WS-1 → WS-2" in circle.json()["detail"]) == (409, True)
    assert api("GET", f"/items/{b.id}/dependencies").json() == [link.json()]
    assert api("DELETE", f"/dependencies/{link.json()['id']}").status_code == 204
    depth = api("POST", "/fields", {"name": "Depth", "type": "number"}).json()
    kept = api("POST", f"/items/{a.id}/fields", {"values": {depth["id"]: 12.5}})
    assert float(kept.json()["fields"][depth["id"]]) == 12.5
    refused = api("POST", f"/items/{a.id}/fields", {"values": {depth["id"]: "deep"}})
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (400, "Depth")


def test_the_frame_is_read_and_changed(world: World, api: Api) -> None:
    made = api("POST", "/products/WS/statuses", {"name": "Review", "category": "doing", "wip_limit": 3}).json()  # fmt: skip
    named = [each["name"] for each in api("GET", "/products/WS/statuses").json()]
    assert named == ["To do", "Doing", "Review", "Done"]
    changed = api("PATCH", f"/statuses/{made['id']}", {"wip_limit": None}, If_Match="1")
    assert (changed.json()["wip_limit"], changed.json()["name"]) == (None, "Review")
    item = world.move(world.item("a"), "Review")
    assert api("DELETE", f"/statuses/{made['id']}", If_Match="2").status_code == 409
    gone = api("DELETE", f"/statuses/{made['id']}?instead={world.status('Doing').id}", If_Match="2")
    assert gone.status_code == 204
    assert api("GET", f"/items/{item.id}").json()["status_name"] == "Doing"
    ideas = api("POST", "/products/WS/lists", {"name": "Ideas"}).json()
    assert api("PATCH", f"/lists/{ideas['id']}", {"name": "Dreams"}, If_Match="1").json()["name"] == "Dreams"  # fmt: skip
    assert api("DELETE", f"/lists/{ideas['id']}", If_Match="2").status_code == 204
    field = api("POST", "/fields", {"name": "Hue", "type": "choice", "choices": ["red"], "product": "WS"}).json()  # fmt: skip
    assert api("PATCH", f"/fields/{field['id']}", {"choices": ["red", "blue"]}, If_Match="1").json()["choices"] == ["red", "blue"]  # fmt: skip
    assert api("DELETE", f"/fields/{field['id']}", If_Match="2").status_code == 204
    api("POST", "/items/labels", {"items": [str(item.id)], "add": ["outdoor"]})
    with scope(world.workspace):
        label = Label.objects.get()
    assert api("PATCH", f"/labels/{label.id}", {"name": "outside"}, If_Match="1").status_code == 200
    assert api("GET", "/labels").json()["rows"][0]["name"] == "outside"
    assert api("DELETE", f"/labels/{label.id}", If_Match="2").status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        {"title": "x"},
        {"product": "WS", "title": ""},
        {"product": "WS", "title": "x" * 301},
        {"product": "WS", "title": ["x"]},
        {"product": "WS", "title": "x", "rank": "a0"},
        {"product": "WS", "title": "x", "points": "3"},
        {"product": "WS", "title": "x", "points": True},
        {"product": "WS", "title": "x", "points": -1},
        {"product": "WS", "title": "x", "kind": "rock"},
        {"product": "WS", "title": "x", "due_on": "soon"},
        {"product": "WS", "title": "x", "status": "x"},
    ],
)
def test_a_body_that_does_not_fit_is_refused_by_field(api: Api, body: dict[str, Any]) -> None:
    answer = api("POST", "/items", body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"]


def test_ids_of_other_products_and_workspaces_are_not_found(world: World, api: Api) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    bolt = create_item(by=world.edda, now=world.now, product=mast, title="Bolt")
    for odd in (str(bolt.status_id), str(uuid4())):
        assert api("POST", "/items", {"product": "WS", "title": "x", "status": odd}).status_code == 404  # fmt: skip
    theirs = create_product(by=world.mallory, now=world.now, name="Rock", key="RO")
    rock = create_item(by=world.mallory, now=world.now, product=theirs, title="Rock")
    for verb, path, body in (
        ("GET", f"/items/{rock.id}", None),
        ("POST", "/items/moves", {"items": [str(rock.id)], "status": str(world.status("Done").id)}),
        ("POST", "/items/ranks", {"items": [str(rock.id)]}),
        ("POST", "/dependencies", {"blocker": str(rock.id), "blocked": str(bolt.id)}),
        ("GET", "/items?product=RO", None),
    ):
        assert api(verb, path, body).status_code == 404, path


def test_a_viewer_and_a_narrow_token_change_nothing(world: World) -> None:
    wind = world.item("Wind")
    with scope(world.workspace):
        before = Event.objects.filter(action__startswith="item").count()
    for api in (Api(world, world.vera), Api(world, world.edda, Right.SEE)):
        assert api("POST", "/items", {"product": "WS", "title": "x"}).status_code == 403
        assert api("PATCH", f"/items/{wind.id}", {"title": "x"}, If_Match="1").status_code == 403
        assert api("POST", "/items/ranks", {"items": [str(wind.id)]}).status_code == 403
        assert api("GET", f"/items/{wind.id}").status_code == 200
    with scope(world.workspace):
        assert Event.objects.filter(action__startswith="item").count() == before


def test_several_items_are_given_the_same_at_once(world: World, api: Api) -> None:
    items = [str(world.item(title).id) for title in "ab"]
    body = {"items": items, "assignee": str(world.otto.id), "kind": "bug", "points": 2}
    done = api("POST", "/items/edits", body).json()
    assert {(row["assignee"], row["kind"], row["points"]) for row in done["rows"]} == {(str(world.otto.id), "bug", 2)}  # fmt: skip
    assert api("POST", f"/events/{done['event']}/undo").status_code == 201
    assert api("GET", f"/items/{items[0]}").json()["kind"] == "story"
    assert api("POST", "/items/edits", {"items": items, "title": "x"}).status_code == 400


def test_statuses_and_lists_are_put_in_order(world: World, api: Api) -> None:
    done, doing = world.status("Done"), world.status("Doing")
    assert api("POST", f"/statuses/{done.id}/place", {"before": str(doing.id)}).status_code == 200
    assert [row["name"] for row in api("GET", "/products/WS/statuses").json()] == ["To do", "Done", "Doing"]  # fmt: skip
    assert api("POST", f"/lists/{world.list('Backlog').id}/place", {}).status_code == 200
    assert [row["name"] for row in api("GET", "/products/WS/lists").json()] == ["Later", "Backlog"]


def test_a_view_is_kept_replaced_and_removed_by_its_owner(world: World, api: Api) -> None:
    made = api("POST", "/products/WS/views", {"name": "Bugs", "query": "kind=bug&page=3"})
    assert (made.status_code, made.json()["query"]) == (201, {"kind": ["bug"]})
    api("POST", "/products/WS/views", {"name": "bugs", "query": "kind=story"})
    (row,) = api("GET", "/products/WS/views").json()["rows"]
    assert row["query"] == {"kind": ["story"]}
    otto = Api(world, world.otto)
    assert otto("POST", "/products/WS/views", {"name": "Mine", "is_shared": True}).status_code == 403  # fmt: skip
    assert otto("DELETE", f"/views/{row['id']}", If_Match="2").status_code == 404
    assert api("DELETE", f"/views/{row['id']}", If_Match="1").status_code == 412
    assert api("DELETE", f"/views/{row['id']}", If_Match="2").status_code == 204


def test_the_work_of_a_bet_is_told_from_its_epics_down(world: World, api: Api) -> None:
    bet = api("POST", "/bets", {"name": "Tide tables"}).json()["id"]
    epic = api("POST", "/items", {"product": "WS", "title": "Tides", "kind": "epic", "bet": bet}).json()["id"]  # fmt: skip
    story = api("POST", "/items", {"product": "WS", "title": "Show them", "parent": epic}).json()["id"]  # fmt: skip
    api("POST", "/items/moves", {"items": [story], "status": str(world.status("Done").id)})
    told = api("GET", f"/bets/{bet}/work").json()
    assert [(row["title"], row["depth"], row["done"], row["all"]) for row in told["rows"]] == [("Tides", 0, 1, 1), ("Show them", 1, 1, 1)]  # fmt: skip
    assert (told["done"], told["all"], told["is_cut"]) == (1, 1, False)
