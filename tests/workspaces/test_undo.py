"""What was done can be taken back, unless somebody has built on it."""

import pytest

from leadline.backlog.models import Item, StatusChange
from leadline.backlog.operations import change_item, create_item, move_items, trash_items
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import NotUndoable, undo
from leadline.workspaces.scope import scope
from tests.world import World


def test_a_moved_item_goes_back_without_a_trace(world: World) -> None:
    wind = world.item("Show the wind")
    event = move_items(
        by=world.edda, now=world.later(hours=1), items=[wind], to=world.status("Done")
    )
    assert event
    undo(by=world.edda, now=world.later(hours=1), event=event)
    with scope(world.workspace):
        back = Item.objects.get(pk=wind.pk)
        assert (back.status.name, back.finished_at) == ("To do", None)
        assert StatusChange.objects.filter(item=wind).count() == 1


def test_a_trashed_item_comes_back(world: World) -> None:
    wind = world.item("Show the wind")
    event = trash_items(by=world.edda, now=world.now, items=[wind])
    assert event
    with scope(world.workspace):
        assert not Item.objects.filter(pk=wind.pk).exists()
    undo(by=world.edda, now=world.now, event=event)
    with scope(world.workspace):
        assert Item.objects.filter(pk=wind.pk).exists()


def test_what_was_edited_since_stays(world: World) -> None:
    wind = world.item("Show the wind")
    event = change_item(by=world.edda, now=world.now, item=wind, title="Show the gusts")
    assert event
    change_item(by=world.otto, now=world.now, item=wind, title="Show the storm")
    with pytest.raises(NotUndoable, match="title has been changed again"):
        undo(by=world.edda, now=world.now, event=event)


def test_the_second_editor_is_told(world: World) -> None:
    wind = world.item("Show the wind")
    with scope(world.workspace):
        mine, theirs = Item.objects.get(pk=wind.pk), Item.objects.get(pk=wind.pk)
    change_item(by=world.otto, now=world.now, item=theirs, version=1, title="Show the storm")
    with pytest.raises(StaleRow):
        change_item(by=world.edda, now=world.now, item=mine, version=1, title="Show the gusts")


def test_a_whole_row_save_is_refused(world: World) -> None:
    wind = world.item("Show the wind")
    with pytest.raises(TypeError, match="whole-row save"):
        wind.save()


def test_history_tells_the_state_of_any_date(world: World) -> None:
    born = world.now
    wind = create_item(by=world.edda, now=born, product=world.station, title="Show the wind")
    change_item(by=world.otto, now=world.later(days=2), item=wind, title="Show the storm")
    with scope(world.workspace):
        assert Item.history.as_of(born).get(id=wind.id).title == "Show the wind"
        assert Item.history.as_of(world.now).get(id=wind.id).title == "Show the storm"
