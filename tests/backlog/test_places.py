"""The order of work: where items stand in a list, and what a move writes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.backlog.models import Item
from leadline.backlog.operations import (
    TOP,
    Place,
    change_item,
    rank_items,
    restore_items,
    send_items,
    trash_items,
)
from leadline.backlog.operations.order import LONGEST
from leadline.backlog.operations.places import rebalance
from leadline.foundation.models import Job
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.pages import titles
from tests.world import World


def letters(world: World, text: str) -> list[Item]:
    return [world.item(letter) for letter in text]


def test_several_items_go_to_the_top_in_the_order_given(world: World) -> None:
    _a, b, _c, d = letters(world, "abcd")
    rank_items(by=world.edda, now=world.now, items=[d, b], place=TOP)
    assert titles(world) == ["d", "b", "a", "c"]


def test_an_item_goes_before_and_after_another(world: World) -> None:
    a, b, c, d = letters(world, "abcd")
    rank_items(by=world.edda, now=world.now, items=[d], place=Place(before=b))
    rank_items(by=world.edda, now=world.now, items=[a], place=Place(after=c))
    assert titles(world) == ["d", "b", "c", "a"]


def test_neighbours_may_change_places(world: World) -> None:
    a, b, c = letters(world, "abc")
    rank_items(by=world.edda, now=world.now, items=[c, b], place=Place(after=a))
    assert titles(world) == ["a", "c", "b"]


def test_a_move_writes_only_the_rows_that_move(world: World) -> None:
    _a, *others = letters(world, "abcdef")
    rank_items(by=world.edda, now=world.now, items=others[2:4], place=TOP)
    with scope(world.workspace):
        moved = Item.objects.filter(version=2).values_list("title", flat=True)
        assert set(moved) == {"d", "e"}


def test_moving_thirty_items_costs_as_many_statements_as_moving_three(world: World) -> None:
    items = letters(world, "abcdefghijklmnopqrstuvwxyzæøåäöü")
    counts = []
    for several in (items[:3], items[:30]):
        with CaptureQueriesContext(connection) as asked:
            rank_items(by=world.edda, now=world.now, items=several, place=TOP)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_items_are_sent_to_another_list_and_back(world: World) -> None:
    a, _b, c = letters(world, "abc")
    event = send_items(by=world.edda, now=world.now, items=[a, c], to=world.list("Later"))
    assert (titles(world), titles(world, "Later")) == (["b"], ["a", "c"])
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert (titles(world), titles(world, "Later")) == (["a", "b", "c"], [])


def test_an_undone_move_finds_its_place_taken_and_stands_beside_it(world: World) -> None:
    a, b, c = letters(world, "abc")
    event = rank_items(by=world.edda, now=world.now, items=[b], place=Place(after=c))
    with scope(world.workspace):
        rank_items(by=world.edda, now=world.now, items=[c], place=Place(after=a))
        Item.objects.filter(pk=c.pk).update(rank=b.rank)
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert titles(world) == ["a", "c", "b"]


def test_a_restored_item_stands_where_it_stood(world: World) -> None:
    a, b, _c = letters(world, "abc")
    trash_items(by=world.edda, now=world.now, items=[a, b])
    assert titles(world) == ["c"]
    restore_items(by=world.edda, now=world.now, items=[a, b])
    assert titles(world) == ["a", "b", "c"]


def test_items_of_several_lists_are_not_ranked_together(world: World) -> None:
    a, b = letters(world, "ab")
    send_items(by=world.edda, now=world.now, items=[b], to=world.list("Later"))
    with pytest.raises(Invalid, match="several lists"):
        rank_items(by=world.edda, now=world.now, items=[a, b], place=TOP)
    with pytest.raises(Invalid, match="another list by now"):
        rank_items(by=world.edda, now=world.now, items=[a], place=Place(after=b))
    with pytest.raises(Invalid, match="beside itself"):
        rank_items(by=world.edda, now=world.now, items=[a], place=Place(after=a))


def test_a_contributor_does_not_rank(world: World) -> None:
    (a,) = letters(world, "a")
    with pytest.raises(NotAllowed):
        rank_items(by=world.otto, now=world.now, items=[a], place=TOP)


def test_long_ranks_are_shortened_and_the_order_stays(world: World) -> None:
    a, b, c = letters(world, "abc")
    for turn in range(600):
        rank_items(by=world.edda, now=world.now, items=[(b, c)[turn % 2]], place=Place(after=a))
        if Job.objects.filter(name="backlog.rebalance").exists():
            break
    before = titles(world)
    with scope(world.workspace):
        assert rebalance(world.list("Backlog")) == 3
        assert max(len(item.rank) for item in Item.objects.all()) < LONGEST
        assert rebalance(world.list("Backlog")) == 0
    assert titles(world) == before


def rebalanced(world: World) -> None:
    """Let one rank of the list grow too long, and shorten them all."""
    with scope(world.workspace):
        last = Item.objects.order_by("-rank")[0]
        Item.objects.filter(pk=last.pk).update(rank=last.rank + "V" * LONGEST)
        assert rebalance(world.list("Backlog"))


def undo_last(world: World) -> None:
    with scope(world.workspace):
        event = Event.objects.filter(action="items.ranked").latest("seq")
    undo(by=world.edda, now=world.now, event=event)


def test_a_move_is_taken_back_although_the_list_was_rebalanced_since(world: World) -> None:
    a, b, c, d, _e = letters(world, "abcde")
    rank_items(by=world.edda, now=world.now, items=[d, b], place=TOP)
    change_item(by=world.edda, now=world.now, item=c, title="c")
    rebalanced(world)
    change_item(by=world.edda, now=world.now, item=a, description="Edited since.")
    assert titles(world) == ["d", "b", "a", "c", "e"]
    undo_last(world)
    assert titles(world) == ["a", "b", "c", "d", "e"]


def test_what_moved_after_the_rebalancing_stays_where_it_was_put(world: World) -> None:
    a, _b, c, d = letters(world, "abcd")
    rank_items(by=world.edda, now=world.now, items=[d], place=TOP)
    with scope(world.workspace):
        first = Event.objects.filter(action="items.ranked").latest("seq")
    rebalanced(world)
    rank_items(by=world.edda, now=world.now, items=[c], place=Place(before=a))
    undo(by=world.edda, now=world.now, event=first)
    assert titles(world) == ["c", "a", "b", "d"]


def test_a_move_after_the_rebalancing_is_taken_back_as_ever(world: World) -> None:
    _a, b, _c = letters(world, "abc")
    rebalanced(world)
    rank_items(by=world.edda, now=world.now, items=[b], place=TOP)
    undo_last(world)
    assert titles(world) == ["a", "b", "c"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["before", "after", "top", "bottom"]), st.integers(0, 4)), max_size=12))  # fmt: skip
def test_any_sequence_of_moves_gives_the_order_that_a_list_would(
    world: World, moves: list[tuple[int, str, int]]
) -> None:
    items = letters(world, "abcde")
    model = list(items)
    for which, where, anchor in moves:
        moved, other = items[which], items[anchor]
        if moved is other:
            continue
        model.remove(moved)
        at = {"before": model.index(other), "after": model.index(other) + 1, "top": 0, "bottom": 4}
        model.insert(at[where], moved)
        places = {"before": Place(before=other), "after": Place(after=other), "top": TOP}
        rank_items(by=world.edda, now=world.now, items=[moved], place=places.get(where, Place()))
    assert titles(world) == [item.title for item in model]
    trash_items(by=world.edda, now=world.now, items=items)
