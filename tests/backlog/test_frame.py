"""Statuses, lists and the categories that flow goes by."""

import pytest

from leadline.backlog.models import BacklogList, Item, Status
from leadline.backlog.operations import (
    StillNeeded,
    add_list,
    add_status,
    change_status,
    rank_list,
    rank_status,
    remove_list,
    remove_status,
    rename_list,
    set_up_backlog,
    trash_items,
)
from leadline.foundation.refusals import Invalid, NotAllowed, Refusal
from leadline.products.operations import create_product
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.world import World


def names(world: World, model: type[Status] | type[BacklogList] = Status) -> list[str]:
    with scope(world.workspace):
        rows = model.objects.filter(product=world.station).order_by("rank")
        return [row.name for row in rows]


def test_a_new_status_stands_behind_those_of_its_category(world: World) -> None:
    add_status(by=world.edda, now=world.now, product=world.station, name="In review", category="doing")  # fmt: skip
    add_status(by=world.edda, now=world.now, product=world.station, name="Ready", category="to_do")
    add_status(by=world.edda, now=world.now, product=world.station, name="Dropped", category="done")
    assert names(world) == ["To do", "Ready", "Doing", "In review", "Done", "Dropped"]


def test_statuses_and_lists_are_put_in_order(world: World) -> None:
    rank_status(by=world.edda, now=world.now, status=world.status("Done"), before=world.status("To do"))  # fmt: skip
    rank_status(by=world.edda, now=world.now, status=world.status("To do"), before=None)
    assert names(world) == ["Done", "Doing", "To do"]
    rank_list(by=world.edda, now=world.now, backlog_list=world.list("Later"), before=world.list("Backlog"))  # fmt: skip
    assert names(world, BacklogList) == ["Later", "Backlog"]


def test_a_name_is_taken_whatever_its_case(world: World) -> None:
    with pytest.raises(Invalid, match="already"):
        add_status(by=world.edda, now=world.now, product=world.station, name="DOING", category="doing")  # fmt: skip
    with pytest.raises(Invalid, match="already"):
        rename_list(by=world.edda, now=world.now, backlog_list=world.list("Later"), name="backlog")


def test_a_status_with_items_goes_only_with_somewhere_for_them(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    world.move(wind, "Doing")
    world.move(rain, "Doing")
    trash_items(by=world.edda, now=world.now, items=[rain])
    with pytest.raises(StillNeeded, match="items in “Doing”"):
        remove_status(by=world.edda, now=world.now, status=world.status("Doing"))
    event = remove_status(by=world.edda, now=world.now, status=world.status("Doing"), instead=world.status("Done"))  # fmt: skip
    with scope(world.workspace):
        assert {item.status.name for item in Item.with_trash.all()} == {"Done"}
        assert all(item.finished_at for item in Item.with_trash.all())
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert names(world) == ["To do", "Doing", "Done"]
    with scope(world.workspace):
        assert Item.objects.get(pk=wind.pk).status.name == "Doing"


def test_the_last_status_to_begin_or_end_with_stays(world: World) -> None:
    for name in ("To do", "Done"):
        with pytest.raises(StillNeeded, match="one status"):
            remove_status(by=world.edda, now=world.now, status=world.status(name), instead=world.status("Doing"))  # fmt: skip
    with pytest.raises(StillNeeded):
        change_status(by=world.edda, now=world.now, status=world.status("Done"), category="doing")


def test_counting_a_status_as_done_finishes_what_is_in_it_when_it_came_there(world: World) -> None:
    wind = world.item("Wind")
    world.later(days=1)
    world.move(wind, "Doing")
    entered = world.now
    world.later(days=5)
    change_status(by=world.edda, now=world.now, status=world.status("Doing"), category="done")
    with scope(world.workspace):
        assert Item.objects.get(pk=wind.pk).finished_at == entered
    change_status(by=world.edda, now=world.now, status=world.status("Doing"), category="doing")
    with scope(world.workspace):
        assert Item.objects.get(pk=wind.pk).finished_at is None


def test_a_list_hands_its_items_over_in_their_order(world: World) -> None:
    later = world.list("Later")
    for title in "ab":
        world.item(title, backlog_list=later)
    world.item("c")
    with pytest.raises(StillNeeded, match="items in “Later”"):
        remove_list(by=world.edda, now=world.now, backlog_list=later)
    remove_list(by=world.edda, now=world.now, backlog_list=later, instead=world.list("Backlog"))
    with scope(world.workspace):
        assert [item.title for item in Item.objects.order_by("rank")] == ["c", "a", "b"]
    with pytest.raises(StillNeeded, match="one list"):
        remove_list(by=world.edda, now=world.now, backlog_list=world.list("Backlog"))


def test_an_item_does_not_go_to_a_status_or_list_of_another_product(world: World) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    with pytest.raises(Invalid, match="another product"):
        world.item("Wind", product=mast, status=world.status("Doing"))
    with pytest.raises(Invalid, match="the same product"):
        remove_list(by=world.edda, now=world.now, backlog_list=world.list("Later"), instead=_first_list(world, mast))  # fmt: skip


def _first_list(world: World, product: object) -> BacklogList:
    with scope(world.workspace):
        found: BacklogList | None = (
            BacklogList.objects.filter(product=product).order_by("rank").first()
        )
    assert found
    return found


def test_a_contributor_leaves_the_frame_as_it_is(world: World) -> None:
    with pytest.raises(NotAllowed):
        add_list(by=world.otto, now=world.now, product=world.station, name="Ideas")


def test_a_new_product_has_its_first_statuses_and_lists_at_once(world: World) -> None:
    mast = create_product(by=world.edda, now=world.now, name="Mast", key="MA")
    with scope(world.workspace):
        assert Status.objects.filter(product=mast).count() == 3
        assert BacklogList.objects.filter(product=mast).count() == 2
        events = Event.objects.filter(subject_id=mast.id).order_by("seq")
        assert [event.action for event in events] == ["product.created", "backlog.set_up"]
    with pytest.raises(Refusal, match="set up already"):
        set_up_backlog(by=world.edda, now=world.now, product=mast)


def test_a_product_that_is_not_made_leaves_no_statuses(world: World) -> None:
    with scope(world.workspace):
        before = Status.objects.count()
    with pytest.raises(Refusal):
        create_product(by=world.edda, now=world.now, name="weather STATION", key="WX")
    with scope(world.workspace):
        assert Status.objects.count() == before
