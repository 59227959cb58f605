"""Many edit the same records at once, and nobody's text is lost in silence."""

import random
from functools import partial
from typing import Any

import pytest

from leadline.backlog.api import items as items_api
from leadline.backlog.models import Item, StatusChange
from leadline.backlog.operations import change_item, move_items, trash_items
from leadline.workspaces.models import Event, base
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import scope
from tests.faults.breakages import let_the_last_writer_win
from tests.faults.editors import Editing, Editor, Person, Program, all_at_once, lost_updates
from tests.world import World, make_world

EDITS = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def edited(world: World, *kinds: type[Editor]) -> tuple[list[Item], Editing]:
    """Two items after editors of these kinds went at them together."""
    items, told = [world.item("Show the wind"), world.item("Show the rain")], Editing()
    members = (world.edda, world.otto, world.ann)
    editors = [
        kind(members[number % 3], items, told, random.Random(number))
        for number, kind in enumerate(kinds)
    ]
    told.faults += map(repr, all_at_once([partial(work, editor) for editor in editors]))
    return items, told


def work(editor: Editor) -> None:
    for number in range(EDITS):
        editor.edit(number)


def faults(world: World, items: list[Item], told: Editing) -> list[str]:
    with scope(world.workspace):
        return lost_updates(items, told)


@pytest.mark.parametrize("kinds", [(Program,) * 5, (Person,) * 5, (Program, Person) * 3])
def test_every_saved_text_is_in_the_chain_of_versions_and_the_others_were_refused(
    world: World, kinds: tuple[type[Editor], ...]
) -> None:
    items, told = edited(world, *kinds)
    assert faults(world, items, told) == []
    assert told.saved
    assert told.refused
    assert broken_links(world.workspace.id) == []


def test_the_control_where_the_last_writer_wins_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base.Versioned, "_do_update", base.Versioned._do_update)
    let_the_last_writer_win()
    items, told = edited(world, *(Program,) * 5)
    assert any("has the history" in fault for fault in faults(world, items, told))


def test_every_saved_edit_is_an_event_of_its_editor(world: World) -> None:
    _, told = edited(world, Program, Person, Program)
    with scope(world.workspace):
        events = Event.objects.filter(action="item.changed")
        written = {value for event in events for value in event.changes[0]["after"].values()}
    assert written >= {edit.text for edit in told.saved}
    assert len(events) == len(told.saved)


def test_moves_at_once_follow_each_other(world: World) -> None:
    item = world.item("Show the wind")
    to = [world.status(name) for name in ("Doing", "Done", "To do", "Doing", "Done")]
    deeds = [partial(move_items, by=world.edda, now=world.later(seconds=1), items=[item, other], to=status) for status in to for other in [world.item("Another")]]  # fmt: skip
    assert all_at_once(deeds) == []
    with scope(world.workspace):
        stays = list(StatusChange.objects.filter(item=item).order_by("id"))
        now = Item.objects.get(pk=item.pk)
        assert Item.history.filter(id=item.id).count() == now.version == len(stays)
        links = {(stay.from_status_id, stay.to_status_id) for stay in stays}
    assert None in {before for before, _ in links}
    assert now.status_id in {after for _, after in links}


def test_an_answer_shows_one_version_even_when_somebody_saves_while_it_is_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.item("Show the wind")
    reader = Program(world.otto, [item], Editing(), random.Random(1))
    interrupt(monkeypatch, lambda: change_item(by=world.edda, now=world.now, item=fresh(world, item), description="As a rose."))  # fmt: skip
    version, title, description = reader.read(item)
    with scope(world.workspace):
        row = Item.history.get(id=item.id, version=version)
    assert (title, description) == (row.title, row.description)


def test_a_save_is_answered_even_when_somebody_throws_the_item_away_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.item("Show the wind")
    writer = Program(world.otto, [item], Editing(), random.Random(1))
    interrupt(monkeypatch, lambda: trash_items(by=world.edda, now=world.now, items=[fresh(world, item)]))  # fmt: skip
    answer = writer.client.patch(writer.api(item), {"title": "Show it"}, content_type="application/json", headers=writer.headers | {"If-Match": '"1"'})  # fmt: skip
    assert answer.status_code == 200


def interrupt(monkeypatch: pytest.MonkeyPatch, deed: Any) -> None:
    """Let `deed` happen right before the API reads what it answers with."""
    real = items_api._whole

    def later(*arguments: Any) -> Any:
        monkeypatch.setattr(items_api, "_whole", real)
        deed()
        return real(*arguments)

    monkeypatch.setattr(items_api, "_whole", later)


def fresh(world: World, item: Item) -> Item:
    with scope(world.workspace):
        found: Item = Item.objects.get(pk=item.pk)
    return found
