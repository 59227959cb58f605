"""The pages of the backlog: who may come in, what they show, what their forms do."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from leadline.backlog.models import BacklogList, CustomField, Item, SavedView, Status
from leadline.backlog.operations import (
    add_criterion,
    add_dependency,
    create_item,
    define_field,
    label_items,
    save_view,
    set_fields,
    trash_items,
)
from leadline.products.operations import create_product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, again, at, browser, titles, to
from tests.world import World

PAGES = ("backlog", "new_item", "trash", "setup")


def furnished(world: World) -> Item:
    """An item with everything that can hang on one."""
    epic = world.item("Weather at a glance", item_kind="epic")
    rain = world.item("Show the rain", parent=epic)
    wind = world.item("Show the wind", parent=epic, assignee=world.otto, team=world.crew, points=3, description="As a **sailor** <script>alert(1)</script>")  # fmt: skip
    field = define_field(by=world.edda, now=world.now, name="Depth", of_type="choice", choices=["deep", "low"])  # fmt: skip
    set_fields(by=world.otto, now=world.now, item=wind, values={field: "deep"})
    add_dependency(by=world.otto, now=world.now, blocker=rain, blocked=wind)
    add_criterion(by=world.otto, now=world.now, item=wind, given="a storm", when="it blows", then="it shows")  # fmt: skip
    label_items(by=world.otto, now=world.now, items=[wind], add=["outdoor"])
    save_view(by=world.edda, now=world.now, product=world.station, name="Storm", query={"q": ["wind"]})  # fmt: skip
    return wind


def every_page(world: World) -> list[str]:
    wind = furnished(world)
    trash_items(by=world.edda, now=world.now, items=[world.item("Gone")])
    pages = [to(world, name) for name in PAGES]
    groups = [f"{to(world, 'backlog')}?list=all&group={name}" for name in ("status", "epic", "assignee", "list")]  # fmt: skip
    return [*pages, *groups, at(world, "item", wind), at(world, "item_editing", wind)]


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    for url in every_page(world):
        assert browser(world.edda).get(url).status_code == 200, url
        assert browser(world.mallory).get(url).status_code == 404, url


def test_every_page_opens_where_there_is_nothing_yet(world: World) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    for name in PAGES:
        answer = browser(world.edda).get(f"{to(world, name)}?product={mast.key}")
        assert answer.status_code == 200, name
    empty = browser(world.mallory).get(f"/w/{world.mallory.workspace.slug}/backlog")
    assert "No product yet" in empty.content.decode()
    days = browser(world.mallory).get(f"/w/{world.mallory.workspace.slug}/milestones")
    assert "<h1>Milestones" in days.content.decode()
    assert "backlog belongs" not in days.content.decode()


@pytest.mark.parametrize(("page", "title"), [("milestones/new", "New milestone"), ("backlog/new", "New item")])  # fmt: skip
def test_what_is_made_for_a_product_leads_to_the_first_one(
    world: World, page: str, title: str
) -> None:
    answer = browser(world.mallory).get(f"/w/{world.mallory.workspace.slug}/{page}")
    assert answer.status_code == 200
    assert f"<h1>{title}" in answer.content.decode()
    assert "Make a product" in answer.content.decode()


def every_post(world: World) -> list[tuple[str, dict[str, Any]]]:
    wind = furnished(world)
    with scope(world.workspace):
        status, one = Status.objects.first(), BacklogList.objects.first()
        field, view = CustomField.objects.get(), SavedView.objects.get()
    picked = ("top", "list", "status", "team", "assignee", "label", "trash")
    frame = {"status": status, "list": one, "field": field}
    other = [(f"{kind}{end}", row) for kind, row in frame.items() for end in ("", "_place", "_removal")]  # fmt: skip
    parts = ("item_editing", "item_cell", "record_cell", "item_trashing", "labels", "values", "criteria", "dependencies")  # fmt: skip
    return [
        *((to(world, f"picked_{name}"), {"item": wind.pk}) for name in picked),
        *((to(world, name), {}) for name in ("quick_add", "new_item", "ranks", "trash", "setup", "new_status", "new_list", "new_field")),
        *((to(world, name, key=row.pk), {}) for name, row in other if name != "field_place"),
        *((at(world, name, wind), {}) for name in parts),
        (to(world, "view_removal", view=view.pk), {}),
    ]  # fmt: skip


def test_a_viewer_changes_nothing_and_an_outsider_finds_nothing(world: World) -> None:
    posts = every_post(world)
    with scope(world.workspace):
        before = Event.objects.count()
    for url, fields in posts:
        expected = 404 if "views/" in url else 403
        assert browser(world.vera).post(url, fields).status_code == expected, url
        assert browser(world.mallory).post(url, fields).status_code == 404, url
    with scope(world.workspace):
        assert Event.objects.count() == before


def test_odd_fields_and_addresses_are_answered_in_words(world: World) -> None:
    wind = world.item("Wind")
    client = browser(world.edda)
    for query in ("list=x", "status=1", "state=lost", "sort=title", "group=moon", "kind=rock", "after=zzz", "product=NO", "assignee=%00"):  # fmt: skip
        assert client.get(f"{to(world, 'backlog')}?{query}").status_code in (400, 404), query
    for fields in ({"title": ""}, {"title": "x" * 301}, {"points": "many"}, {"points": "1e99"}, {"status": "x"}, {"rank": "a0"}, {"due_on": "soon"}):  # fmt: skip
        answer = client.post(at(world, "item_cell", wind), {"version": 1} | fields, **PART)
        assert answer.status_code == 400, fields
    assert client.post(at(world, "item_cell", wind), {"title": "x"}).status_code == 400
    for picked in ("", "x", str(world.workspace.id)):
        answer = client.post(to(world, "picked_top"), {"item": picked})
        assert answer.status_code in (400, 404)
    assert again(world, wind).version == 1


def test_the_list_costs_the_same_statements_for_three_and_thirty_items(
    world: World, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    client = browser(world.edda)

    def grow(count: int) -> None:
        for _ in range(count):
            furnish = world.item("Wind", assignee=world.otto)
            label_items(by=world.otto, now=world.now, items=[furnish], add=["outdoor"])

    wind = furnished(world)
    client.get(to(world, "backlog"))
    assert_constant_queries(grow, lambda: client.get(to(world, "backlog")))
    assert_constant_queries(grow, lambda: client.get(at(world, "item", wind)))
    assert_constant_queries(
        lambda n: trash_items(by=world.edda, now=world.now, items=[world.item("x") for _ in range(n)]),
        lambda: client.get(to(world, "trash")),
    )  # fmt: skip


def test_the_list_shows_what_the_address_asks_for_page_by_page(world: World) -> None:
    for number in range(1, 56):
        world.item(f"Item {number:02}")
    client = browser(world.vera)
    first = client.get(to(world, "backlog")).content.decode()
    assert ("Item 50" in first, "Item 51" in first) == (True, False)
    (more,) = re.findall(r'class="btn" href="([^"]+after[^"]+)"', first)
    second = client.get(more.replace("&amp;", "&")).content.decode()
    assert ("Item 50" in second, "Item 51" in second) == (False, True)
    assert "Item 07" not in client.get(f"{to(world, 'backlog')}?q=08").content.decode()


def test_an_item_is_added_in_one_line_and_the_field_is_ready_again(world: World) -> None:
    answer = browser(world.otto).post(to(world, "quick_add"), {"title": "Show the wind", "place": "top"}, **PART)  # fmt: skip
    drawn = answer.content.decode()
    assert 'data-name="WS-1"' in drawn
    assert "Added WS-1 at the top of Backlog." in drawn
    assert browser(world.otto).post(to(world, "quick_add"), {"title": "Rain"}).status_code == 302


def test_an_item_is_added_below_another_and_taken_back(world: World) -> None:
    sun, rain = world.item("Show the sun"), world.item("Show the rain")
    later = world.item("Show the moon", backlog_list=world.list("Later"))
    client = browser(world.otto)
    for title, above in (("Show the wind", sun), ("Show the stars", later)):
        fields = {"title": title, "after": above.pk, "backlog_list": world.list("Backlog").pk}
        answer = client.post(to(world, "quick_add"), fields, **PART)
        assert f"below {above.key}." in answer.content.decode()
    assert titles(world) == ["Show the sun", "Show the wind", "Show the rain"]
    assert titles(world, "Later") == ["Show the moon", "Show the stars"]

    (undo_url,) = re.findall(r'hx-post="([^"]+/undo)"', answer.content.decode())
    assert client.post(undo_url).status_code == 302
    assert titles(world, "Later") == ["Show the moon"]
    trash_items(by=world.edda, now=world.now, items=[rain])
    assert (
        client.post(to(world, "quick_add"), {"title": "Fog", "after": rain.pk}).status_code == 404
    )
    assert client.post(to(world, "quick_add"), {"title": "Fog", "after": "x"}).status_code == 400


def test_an_item_is_added_at_the_end(world: World) -> None:
    world.item("Show the sun")
    answer = browser(world.otto).post(to(world, "quick_add"), {"title": "Show the wind", "place": "bottom"}, **PART)  # fmt: skip
    assert "at the end of Backlog." in answer.content.decode()
    assert titles(world) == ["Show the sun", "Show the wind"]


def test_an_item_with_all_its_fields_is_added_and_refused_with_its_values_kept(world: World) -> None:  # fmt: skip
    client = browser(world.otto)
    frame = {"status": world.status("Doing").pk, "backlog_list": world.list("Later").pk, "item_kind": "bug"}  # fmt: skip
    refused = client.post(to(world, "new_item"), {"title": "", "description": "Keep me", **frame})
    assert refused.status_code == 400
    assert "Keep me" in refused.content.decode()
    assert client.post(to(world, "new_item"), {"title": "Wind", **frame}).status_code == 302
    with scope(world.workspace):
        item = Item.objects.get()
        assert (item.item_kind, item.status.name, item.backlog_list.name) == ("bug", "Doing", "Later")  # fmt: skip


def test_a_value_is_edited_where_it_stands(world: World) -> None:
    wind, client = world.item("Wind"), browser(world.otto)
    steps: list[tuple[dict[str, str], Callable[[Item], bool]]] = [
        ({"title": "Gusts"}, lambda i: i.title == "Gusts"),
        ({"points": "2.5"}, lambda i: i.points == 2.5),
        ({"status": str(world.status("Doing").pk)}, lambda i: i.status.name == "Doing"),
        ({"assignee": str(world.otto.pk)}, lambda i: i.assignee_id == world.otto.pk),
        ({"due_on": "2026-04-01"}, lambda i: i.due_on == date(2026, 4, 1)),
        ({"points": ""}, lambda i: i.points is None),
    ]
    for version, (fields, holds) in enumerate(steps, 1):
        answer = client.post(at(world, "item_cell", wind), {"version": version} | fields, **PART)
        assert answer.status_code == 200, answer.content
        assert f'data-version="{version + 1}"' in answer.content.decode()
        assert holds(again(world, wind)), fields
    stale = client.post(at(world, "item_cell", wind), {"version": 1, "title": "x"}, **PART)
    assert stale.status_code == 412


def test_the_second_editor_sees_both_texts_and_chooses(world: World) -> None:
    wind = world.item("Wind", description="one\ntwo")
    first, second = browser(world.otto), browser(world.edda)
    whole = {"version": 1, "item_kind": "story", "description": "one\r\ntwo"}
    first.post(at(world, "item_editing", wind), {**whole, "title": "Gusts"})
    conflict = second.post(at(world, "item_editing", wind), {**whole, "title": "Storm"})
    drawn = conflict.content.decode()
    assert conflict.status_code == 412
    assert "Otto saved this" in drawn
    assert 'value="Gusts"' in drawn
    assert 'value="Storm"' in drawn
    assert "description" not in drawn.partition('class="conflict"')[2]
    chosen = second.post(at(world, "item_editing", wind), {"version": 2, "title": "Storm"})
    assert chosen.status_code == 302
    assert again(world, wind).title == "Storm"


def test_a_move_by_hand_answers_with_the_rows_and_an_undo(world: World) -> None:
    a, b, c = (world.item(letter) for letter in "abc")
    backlog = world.list("Backlog")
    move = {"item": c.pk, "version": 1, "after": a.pk, "before": b.pk, "list": backlog.pk}
    answer = browser(world.edda).post(to(world, "ranks"), move, **PART)
    assert f'data-item="{c.pk}" data-version="2"' in answer.content.decode()
    later = {"item": [a.pk, b.pk], "version": [1, 1], "after": "", "before": "", "list": world.list("Later").pk}  # fmt: skip
    assert browser(world.edda).post(to(world, "ranks"), later, **PART).status_code == 200
    with scope(world.workspace):
        order = [(i.backlog_list.name, i.title) for i in Item.objects.order_by("backlog_list__rank", "rank")]  # fmt: skip
    assert order == [("Backlog", "c"), ("Later", "a"), ("Later", "b")]
    assert browser(world.otto).post(to(world, "ranks"), move, **PART).status_code == 403


def test_what_is_selected_is_moved_given_labelled_and_thrown_away(world: World) -> None:
    a, b, _c = (world.item(letter) for letter in "abc")
    client, back = browser(world.edda), f"{to(world, 'backlog')}?product=WS&q=a"
    for name, fields in (
        ("top", {}),
        ("list", {"backlog_list": world.list("Later").pk}),
        ("status", {"status": world.status("Done").pk}),
        ("team", {"team": world.crew.pk}),
        ("assignee", {"assignee": world.otto.pk}),
        ("label", {"label": "outdoor"}),
        ("trash", {}),
    ):
        answer = client.post(to(world, f"picked_{name}"), {"item": [a.pk, b.pk], "next": back, **fields})  # fmt: skip
        assert (answer.status_code, answer.headers["Location"]) == (302, back), name
    for item in (again(world, a), again(world, b)):
        assert (item.backlog_list.name, item.status.name) == ("Later", "Done")
        assert (item.team_id, item.assignee_id) == (world.crew.pk, world.otto.pk)
        assert item.trashed_at
    client.post(to(world, "trash"), {"item": [a.pk, b.pk]})
    assert again(world, a).trashed_at is None


def test_nobody_is_sent_to_another_site(world: World) -> None:
    a, client = world.item("a"), browser(world.edda)
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"):
        answer = client.post(to(world, "picked_top"), {"item": a.pk, "next": elsewhere})
        assert answer.headers["Location"].startswith(f"/w/{world.workspace.slug}/")


def test_the_parts_of_an_item_are_changed_on_its_page(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    client = browser(world.otto)

    def post(name: str, fields: dict[str, Any], **more: Any) -> str:
        answer = client.post(at(world, name, wind, **more), fields, **PART)
        assert answer.status_code == 200, answer.content.decode()[-2000:]
        return str(answer.content.decode())

    post("criteria", {"then": "it shows"})
    post("criteria", {"given": "a storm", "when": "it blows", "then": "it beeps"})
    with scope(world.workspace):
        from leadline.backlog.queries import criteria_of

        one, two = criteria_of(world.otto, wind)
    assert "Met" in post("criterion_meeting", {}, criterion=one.pk)
    post("criterion_place", {"before": one.pk}, criterion=two.pk)
    assert "it sings" in post("criterion", {"version": 2, "then": "it sings"}, criterion=two.pk)
    assert "it sings" not in post("criterion_removal", {"version": 3}, criterion=two.pk).partition("hx-partial")[0]  # fmt: skip
    assert "outdoor" in post("labels", {"labels": "outdoor, Alarm"})
    assert "outdoor" not in post("labels", {"labels": "Alarm"}).partition('id="known')[0].split("Change labels")[0].split("Labels")[-1]  # fmt: skip
    assert "Waits for" in post("dependencies", {"side": "blocked", "other": "ws-2"})
    circle = client.post(at(world, "dependencies", rain), {"side": "blocked", "other": "WS-1"}, **PART)  # fmt: skip
    assert circle.status_code == 409
    assert "WS-1 → WS-2 → WS-1" in circle.content.decode()


@pytest.mark.parametrize("who", ["edda", "vera"])
def test_descriptions_are_shown_as_text_and_never_run(world: World, who: str) -> None:
    wind = furnished(world)
    member: Member = getattr(world, who)
    drawn = browser(member).get(at(world, "item", wind)).content.decode()
    assert "<strong>sailor</strong>" in drawn
    assert "<script>alert" not in drawn


def test_the_frame_is_changed_on_its_page(world: World) -> None:
    client = browser(world.edda)
    client.post(to(world, "new_status"), {"name": "In review", "category": "doing", "wip_limit": "3"})  # fmt: skip
    review = world.status("In review")
    assert review.wip_limit == 3
    client.post(to(world, "status", key=review.pk), {"version": 1, "name": "Review", "category": "doing"})  # fmt: skip
    client.post(to(world, "status_place", key=review.pk), {"before": world.status("Doing").pk})
    client.post(to(world, "status_removal", key=review.pk), {"instead": ""})
    client.post(to(world, "new_list"), {"name": "Ideas"})
    ideas = world.list("Ideas")
    client.post(to(world, "list", key=ideas.pk), {"version": 1, "name": "Dreams"})
    client.post(to(world, "list_place", key=ideas.pk), {"before": world.list("Backlog").pk})
    client.post(to(world, "list_removal", key=ideas.pk), {"instead": world.list("Later").pk})
    client.post(to(world, "new_field"), {"name": "Depth", "type": "choice", "choices": "deep\nlow"})
    with scope(world.workspace):
        field = CustomField.objects.get()
        assert (field.choices, field.product_id) == (["deep", "low"], world.station.pk)
    client.post(to(world, "field", key=field.pk), {"version": 1, "name": "Reach", "choices": "deep\nlow\nfar"})  # fmt: skip
    client.post(to(world, "field_removal", key=field.pk), {"version": 2})
    with scope(world.workspace):
        assert not CustomField.objects.exists()
        assert sorted(Status.objects.values_list("name", flat=True)) == ["Doing", "Done", "To do"]
        assert sorted(BacklogList.objects.values_list("name", flat=True)) == ["Backlog", "Later"]
    refused = client.post(to(world, "new_status"), {"name": "DONE", "category": "done"})
    assert refused.status_code == 400
    assert "already" in refused.content.decode()


def test_a_view_is_kept_from_the_address_and_removed(world: World) -> None:
    client = browser(world.vera)
    client.post(to(world, "views"), {"name": "Storm", "query": "q=wind&sort=-points&product=WS&after=x"})  # fmt: skip
    with scope(world.workspace):
        view = SavedView.objects.get()
    assert view.query == {"q": ["wind"], "sort": ["-points"]}
    assert client.post(to(world, "view_removal", view=view.pk)).status_code == 302


def test_items_of_another_product_are_not_touched_from_this_one(world: World) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    other = create_item(by=world.edda, now=world.now, product=mast, title="Bolt")
    answer = browser(world.edda).post(f"{to(world, 'picked_list')}?product=WS", {"item": other.pk, "backlog_list": world.list("Later").pk})  # fmt: skip
    assert answer.status_code == 400
