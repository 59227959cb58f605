"""Dependencies, parents and labels."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.backlog.models import Dependency, Item, ItemLabel, Label
from leadline.backlog.operations import (
    AlreadyBlocked,
    Circle,
    add_dependency,
    change_item,
    edit_items,
    label_items,
    remove_dependency,
    rename_label,
    trash_label,
)
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event
from leadline.workspaces.operations import NotUndoable, undo
from leadline.workspaces.scope import scope
from tests.world import World


def last_event(world: World) -> Event:
    with scope(world.workspace):
        found: Event | None = Event.objects.order_by("-seq").first()
    assert found
    return found


def test_a_circle_of_dependencies_is_refused_and_named(world: World) -> None:
    wind, rain, sun = (world.item(title) for title in ("Wind", "Rain", "Sun"))
    add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)
    add_dependency(by=world.otto, now=world.now, blocker=rain, blocked=sun)
    with pytest.raises(Circle, match="WS-3 → WS-1 → WS-2 → WS-3"):
        add_dependency(by=world.otto, now=world.now, blocker=sun, blocked=wind)
    with pytest.raises(Circle, match="WS-1 → WS-1"):
        add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=wind)


def test_a_dependency_stands_once(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)
    with pytest.raises(AlreadyBlocked):
        add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)


def test_undoing_a_removal_cannot_close_a_circle(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    link = add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)
    event = remove_dependency(by=world.otto, now=world.now, dependency=link)
    add_dependency(by=world.otto, now=world.now, blocker=rain, blocked=wind)
    assert event
    with pytest.raises(Circle):
        undo(by=world.otto, now=world.now, event=event)


def test_undoing_a_removal_of_what_stands_again_is_refused(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    link = add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)
    event = remove_dependency(by=world.otto, now=world.now, dependency=link)
    add_dependency(by=world.otto, now=world.now, blocker=wind, blocked=rain)
    assert event
    with pytest.raises(NotUndoable, match="taken its place"):
        undo(by=world.otto, now=world.now, event=event)


def test_an_item_cannot_lie_below_itself(world: World) -> None:
    epic, story, task = (world.item(title) for title in ("Epic", "Story", "Task"))
    change_item(by=world.otto, now=world.now, item=story, parent=epic)
    change_item(by=world.otto, now=world.now, item=task, parent=story)
    with pytest.raises(Circle, match="WS-1 → WS-3 → WS-2 → WS-1"):
        change_item(by=world.otto, now=world.now, item=epic, parent=task)
    with pytest.raises(Circle):
        edit_items(by=world.otto, now=world.now, items=[task, epic], parent=task)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_no_circle_can_arise(world: World, pairs: list[tuple[int, int]]) -> None:
    items = [world.item(letter) for letter in "abcde"]
    reached: dict[int, set[int]] = {at: {at} for at in range(5)}
    for blocker, blocked in pairs:
        closes = blocker in reached[blocked]
        try:
            add_dependency(by=world.otto, now=world.now, blocker=items[blocker], blocked=items[blocked])  # fmt: skip
            assert not closes
        except Circle:
            assert closes
        except AlreadyBlocked:
            continue
        if not closes:
            for known in filter(lambda known: blocker in known, reached.values()):
                known.update(reached[blocked])
    with scope(world.workspace):
        Dependency.objects.all().delete()


def test_labels_are_made_once_whatever_their_case(world: World) -> None:
    wind, rain = world.item("Wind"), world.item("Rain")
    label_items(by=world.otto, now=world.now, items=[wind], add=["Outdoor"])
    label_items(by=world.otto, now=world.now, items=[wind, rain], add=["outdoor", "Urgent"])
    with scope(world.workspace):
        assert set(Label.objects.values_list("name", flat=True)) == {"Outdoor", "Urgent"}
        assert ItemLabel.objects.count() == 4
    label_items(by=world.otto, now=world.now, items=[wind, rain], remove=["OUTDOOR"])
    with scope(world.workspace):
        assert set(ItemLabel.objects.values_list("label__name", flat=True)) == {"Urgent"}


def test_labelling_is_undone_with_the_label_it_made(world: World) -> None:
    wind = world.item("Wind")
    event = label_items(by=world.otto, now=world.now, items=[wind], add=["Outdoor"])
    assert event
    undo(by=world.otto, now=world.now, event=event)
    with scope(world.workspace):
        assert not ItemLabel.objects.exists()
        assert not Label.objects.exists()


def test_a_label_is_renamed_and_trashed_everywhere(world: World) -> None:
    wind = world.item("Wind")
    label_items(by=world.otto, now=world.now, items=[wind], add=["Outdoor", "Urgent"])
    with scope(world.workspace):
        outdoor = Label.objects.get(name="Outdoor")
    with pytest.raises(Invalid, match="already"):
        rename_label(by=world.edda, now=world.now, label=outdoor, name="URGENT")
    rename_label(by=world.edda, now=world.now, label=outdoor, name="Outside")
    trash_label(by=world.edda, now=world.now, label=outdoor)
    with scope(world.workspace):
        assert list(Label.objects.values_list("name", flat=True)) == ["Urgent"]


def test_several_items_get_points_and_people_at_once_and_lose_them_again(world: World) -> None:
    items = [world.item("Wind"), world.item("Rain", points=3)]
    event = edit_items(by=world.otto, now=world.now, items=items, points=5, assignee=world.otto, team=world.crew)  # fmt: skip
    with scope(world.workspace):
        assert {(i.points, i.assignee_id) for i in Item.objects.all()} == {(5, world.otto.id)}
    assert event
    undo(by=world.otto, now=world.now, event=event)
    with scope(world.workspace):
        assert [(i.points, i.assignee_id) for i in Item.objects.order_by("number")] == [(None, None), (3, None)]  # fmt: skip


def test_a_title_is_not_set_on_several_items(world: World) -> None:
    with pytest.raises(Invalid, match="title"):
        edit_items(by=world.otto, now=world.now, items=[world.item("Wind")], title="Rain")
