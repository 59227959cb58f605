"""Criteria, custom fields, saved views, drafts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from leadline.backlog.models import (
    Criterion,
    CustomField,
    FieldValue,
    Item,
    SavedView,
    StatusChange,
)
from leadline.backlog.operations import (
    ItemDraft,
    Passage,
    add_criterion,
    change_criterion,
    change_field,
    create_items,
    define_field,
    label_named,
    mark_criterion,
    rank_criterion,
    remove_criterion,
    save_view,
    set_fields,
    trash_field,
    trash_view,
)
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.products.operations import create_product
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.world import MONDAY, World


def criteria(world: World, item: Item) -> list[str]:
    with scope(world.workspace):
        return [each.then for each in Criterion.objects.filter(item=item).order_by("rank")]


def test_criteria_are_written_ordered_met_and_removed(world: World) -> None:
    wind = world.item("Show the wind")
    one, two, three = (
        add_criterion(by=world.otto, now=world.now, item=wind, given="a storm", when="it blows", then=then)
        for then in ("one", "two", "three")
    )  # fmt: skip
    rank_criterion(by=world.otto, now=world.now, criterion=three, before=one)
    rank_criterion(by=world.otto, now=world.now, criterion=one, before=None)
    assert criteria(world, wind) == ["three", "two", "one"]
    change_criterion(by=world.otto, now=world.now, criterion=two, version=1, then="zwei")
    event = mark_criterion(by=world.otto, now=world.now, criterion=two, met=True)
    assert (two.met_at, two.met_by) == (world.now, world.otto)
    assert event
    undo(by=world.otto, now=world.now, event=event)
    remove_criterion(by=world.otto, now=world.now, criterion=three)
    assert criteria(world, wind) == ["zwei", "one"]
    with scope(world.workspace):
        assert Criterion.objects.get(pk=two.pk).met_at is None


def test_a_criterion_stays_within_its_item(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    one = add_criterion(by=world.otto, now=world.now, item=wind, then="it shows")
    other = add_criterion(by=world.otto, now=world.now, item=rain, then="it shows")
    with pytest.raises(Invalid, match="its own item"):
        rank_criterion(by=world.otto, now=world.now, criterion=one, before=other)


def field(world: World, name: str, of_type: str, choices: tuple[str, ...] = ()) -> CustomField:
    return define_field(by=world.edda, now=world.now, name=name, of_type=of_type, choices=choices)


@pytest.mark.parametrize(
    ("of_type", "given", "kept"),
    [
        ("text", "near the mast", "near the mast"),
        ("number", " 12.5 ", Decimal("12.5")),
        ("number", 7, Decimal(7)),
        ("date", "2026-03-31", date(2026, 3, 31)),
        ("date", date(2026, 3, 31), date(2026, 3, 31)),
        ("choice", "red", "red"),
        ("link", "https://nordlys.example/wind?a=1", "https://nordlys.example/wind?a=1"),
    ],
)
def test_a_field_keeps_a_value_of_its_type(world: World, of_type: str, given: Any, kept: Any) -> None:  # fmt: skip
    wind = world.item("Wind")
    own = field(world, "Own", of_type, ("red", "blue") if of_type == "choice" else ())
    set_fields(by=world.otto, now=world.now, item=wind, values={own: given})
    with scope(world.workspace):
        assert FieldValue.objects.get(item=wind, field=own).value == kept


@pytest.mark.parametrize(
    ("of_type", "given", "why"),
    [
        ("number", "twelve", "no number"),
        ("number", "NaN", "no number"),
        ("number", True, "no number"),
        ("number", "1e30", "no number"),
        ("number", [1], "no number"),
        ("date", "31.3.2026", "no date"),
        ("date", "2026-02-30", "no date"),
        ("date", 20260331, "no date"),
        ("choice", "green", "none of the choices"),
        ("choice", ["red"], "none of the choices"),
        ("link", "javascript:alert(1)", "no link"),
        ("link", "https://", "no link"),
        ("link", "http://[", "no link"),
        ("text", 12, "no text"),
        ("text", "x" * 10_001, "no text"),
    ],
)
def test_a_field_refuses_what_is_not_of_its_type(world: World, of_type: str, given: Any, why: str) -> None:  # fmt: skip
    own = field(world, "Own", of_type, ("red", "blue") if of_type == "choice" else ())
    with pytest.raises(Invalid, match=f"Own: .*{why}"):
        set_fields(by=world.otto, now=world.now, item=world.item("Wind"), values={own: given})


def test_an_empty_value_is_taken_away_and_comes_back_by_undo(world: World) -> None:
    wind, own = world.item("Wind"), field(world, "Depth", "number")
    set_fields(by=world.otto, now=world.now, item=wind, values={own: 3})
    event = set_fields(by=world.otto, now=world.now, item=wind, values={own: ""})
    with scope(world.workspace):
        assert not FieldValue.objects.exists()
    assert event
    undo(by=world.otto, now=world.now, event=event)
    with scope(world.workspace):
        assert FieldValue.objects.get(item=wind).value == 3


def test_a_field_belongs_to_its_product_and_names_differ(world: World) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    own = define_field(by=world.edda, now=world.now, name="Height", of_type="number", product=mast)
    with pytest.raises(Invalid, match="another product"):
        set_fields(by=world.otto, now=world.now, item=world.item("Wind"), values={own: 3})
    with pytest.raises(Invalid, match="already"):
        field(world, "HEIGHT", "text")


def test_a_choice_that_items_have_cannot_go(world: World) -> None:
    own = field(world, "Colour", "choice", ("red", "blue"))
    set_fields(by=world.otto, now=world.now, item=world.item("Wind"), values={own: "red"})
    with pytest.raises(Invalid, match="still have"):
        change_field(by=world.edda, now=world.now, field=own, choices=["blue"])
    change_field(by=world.edda, now=world.now, field=own, choices=["red", "green"], name="Hue")
    assert (own.name, own.choices) == ("Hue", ["red", "green"])
    with pytest.raises(Invalid, match="choices"):
        field(world, "Shade", "choice")


def test_a_contributor_sets_values_and_defines_no_fields(world: World) -> None:
    with pytest.raises(NotAllowed):
        define_field(by=world.otto, now=world.now, name="Depth", of_type="number")
    own = field(world, "Depth", "number")
    with pytest.raises(NotAllowed):
        trash_field(by=world.otto, now=world.now, field=own)


def test_a_view_is_kept_replaced_shared_by_planners_and_removed_by_its_owner(world: World) -> None:
    save: dict[str, Any] = {"now": world.now, "product": world.station, "name": "Mine"}
    view = save_view(by=world.vera, query={"status": ["doing"]}, **save)
    again = save_view(by=world.vera, query={"status": ["done"]}, **save)
    assert (view.pk, again.query) == (again.pk, {"status": ["done"]})
    with pytest.raises(NotAllowed):
        save_view(by=world.vera, query={}, is_shared=True, **save)
    shared = save_view(by=world.edda, query={}, is_shared=True, **save)
    with pytest.raises(NotAllowed):
        trash_view(by=world.vera, now=world.now, view=shared)
    trash_view(by=world.vera, now=world.now, view=again)
    with scope(world.workspace):
        assert SavedView.objects.count() == 1


def draft(world: World, title: str, status: str = "To do", **values: Any) -> ItemDraft:
    frame = {"status": world.status(status), "backlog_list": world.list("Backlog")}
    return ItemDraft(title=title, opened_at=MONDAY, **{**frame, **values})


def test_many_items_come_with_their_past_in_a_few_statements(world: World) -> None:
    before = world.item("Already there")
    epic = draft(world, "Epic", item_kind="epic")
    done = MONDAY + timedelta(days=3)
    past = (Passage(MONDAY, world.status("To do")), Passage(done, world.status("Done"), world.status("To do")))  # fmt: skip
    outdoor = label_named(by=world.otto, now=world.now, name="Outdoor")
    story = draft(world, "Story", "Done", parent_id=epic.id, finished_at=done, passages=past, labels=(outdoor,), points=Decimal(3))  # fmt: skip
    made = create_items(by=world.otto, now=world.now, product=world.station, drafts=[epic, story])
    assert [item.number for item in made] == [2, 3]
    with scope(world.workspace):
        assert [i.pk for i in Item.objects.order_by("rank")] == [before.pk, epic.id, story.id]
        assert StatusChange.objects.filter(item=story.id).count() == 2
        assert Item.objects.get(pk=story.id).parent_id == epic.id
        assert Item.history.filter(id=story.id).count() == 1
        event = Event.objects.get(action="items.created")
    undo(by=world.otto, now=world.now, event=event)
    with scope(world.workspace):
        assert Item.objects.count() == 1


def test_a_draft_that_is_done_says_when(world: World) -> None:
    with pytest.raises(Invalid, match="without a finish"):
        create_items(by=world.otto, now=world.now, product=world.station, drafts=[draft(world, "Wind", "Done")])  # fmt: skip
