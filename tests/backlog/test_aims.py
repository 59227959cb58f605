"""What items are for: bets, key results with shares, scenarios."""

from collections.abc import Callable
from typing import Any

import pytest

from leadline.backlog.models import Item, ItemGoal, Scenario
from leadline.backlog.operations import (
    ItemDraft,
    add_scenario,
    change_item,
    create_item,
    create_items,
    drop_key_result,
    edit_items,
    put_into_scenario,
    serve_key_result,
    take_out_of_scenario,
    trash_items,
    trash_scenario,
)
from leadline.backlog.queries import (
    Filters,
    bet_choices,
    goals_of,
    item_by_id,
    open_items,
    progress_of_bets,
    scenario_link,
    work_of_bet,
)
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.planning.operations import create_bet
from leadline.strategy.models import TooMuch
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.aims import Aims, make_aims
from tests.world import World


@pytest.fixture
def aims(world: World) -> Aims:
    return make_aims(world)


def of_bet(aims: Aims) -> set[str]:
    with scope(aims.world.workspace):
        return set(Item.of_bet(aims.bet).values_list("title", flat=True))


def listed(aims: Aims, *bets: Any) -> set[str]:
    with scope(aims.world.workspace):
        page = open_items(aims.world.edda, aims.world.station, filters=Filters(bets=bets))
        return {line.title for line in page.rows}


def test_a_story_without_a_bet_works_for_that_of_its_epic(world: World, aims: Aims) -> None:
    epic = aims.epic("epic")
    story = world.item("story", parent=epic)
    task = world.item("task", parent=story)
    other = create_bet(by=world.edda, now=world.now, name="Another")
    world.item("elsewhere", parent=epic, bet=other)
    world.item("free")
    assert of_bet(aims) == {"epic", "story", "task"} == listed(aims, aims.bet.id)
    with scope(world.workspace):
        assert item_by_id(world.edda, task.id).works_for == aims.bet
    assert listed(aims, other.id, None) == {"elsewhere", "free"}


def test_what_lies_in_the_trash_works_for_nothing(world: World, aims: Aims) -> None:
    epic = aims.epic("epic")
    world.item("story", parent=epic)
    trash_items(by=world.edda, now=world.now, items=[epic])
    assert of_bet(aims) == set()


def test_many_items_serve_a_bet_at_once_and_no_longer_when_undone(world: World, aims: Aims) -> None:
    items = [world.item(name) for name in "abc"]
    event = edit_items(by=world.otto, now=world.now, items=items, bet=aims.bet)
    assert of_bet(aims) == {"a", "b", "c"}
    assert event
    undo(by=world.otto, now=world.now, event=event)
    assert of_bet(aims) == set()


def test_items_that_come_in_bulk_may_bring_their_bet(world: World, aims: Aims) -> None:
    draft = ItemDraft(title="drafted", status=world.status("To do"), backlog_list=world.list("Backlog"), opened_at=world.now, bet=aims.bet)  # fmt: skip
    create_items(by=world.edda, now=world.now, product=world.station, drafts=[draft])
    assert of_bet(aims) == {"drafted"}


def test_the_history_of_an_item_keeps_its_bets(world: World, aims: Aims) -> None:
    item = world.item("a")
    change_item(by=world.edda, now=world.later(days=1), item=item, bet=aims.bet)
    with scope(world.workspace):
        assert [row.bet_id for row in item.history.order_by("version")] == [None, aims.bet.id]


def test_progress_counts_what_lies_below_epics(world: World, aims: Aims) -> None:
    epic = aims.epic()
    world.move(world.item("done", parent=epic), "Done")
    world.item("open", parent=epic)
    with scope(world.workspace):
        progress = progress_of_bets(world.edda, [aims.bet.id])[aims.bet.id]
    assert (progress.done, progress.all) == (1, 2)


def test_an_item_serves_several_key_results_with_shares(world: World, aims: Aims) -> None:
    item, other = world.item("a"), aims.result_called("More yachts come")
    serve_key_result(by=world.otto, now=world.now, item=item, key_result=aims.result, share=3_000)
    serve_key_result(by=world.otto, now=world.now, item=item, key_result=other, share=7_000)
    with scope(world.workspace):
        served = goals_of(world.edda, item)
        assert [(str(each.key_result), str(each)) for each in served] == [("More yachts come", "70 %"), ("Fewer yachts leave", "30 %")]  # fmt: skip


def test_shares_are_never_more_than_the_whole(world: World, aims: Aims) -> None:
    item, other = world.item("a"), aims.result_called("More yachts come")
    who: dict[str, Any] = {"by": world.edda, "now": world.now, "item": item}
    serve_key_result(**who, key_result=aims.result, share=6_000)
    with pytest.raises(TooMuch, match="leave 40 %") as refused:
        serve_key_result(**who, key_result=other, share=4_001)
    assert refused.value.problems[0].field == "share"
    serve_key_result(**who, key_result=aims.result, share=10_000)
    with pytest.raises(Invalid):
        serve_key_result(**who, key_result=aims.result, share=0)


def test_undo_brings_no_share_back_that_has_no_room_any_more(world: World, aims: Aims) -> None:
    item, other = world.item("a"), aims.result_called("More yachts come")
    who: dict[str, Any] = {"by": world.edda, "now": world.now}
    goal = serve_key_result(**who, item=item, key_result=aims.result, share=6_000)
    goal.item = item
    dropped = drop_key_result(**who, goal=goal)
    assert dropped
    serve_key_result(**who, item=item, key_result=other, share=5_000)
    with pytest.raises(TooMuch):
        undo(**who, event=dropped)
    with scope(world.workspace):
        assert ItemGoal.objects.count() == 1


def test_a_viewer_says_nothing_about_what_items_are_for(world: World, aims: Aims) -> None:
    item = world.item("a")
    with pytest.raises(NotAllowed):
        serve_key_result(by=world.vera, now=world.now, item=item, key_result=aims.result, share=1)
    with pytest.raises(NotAllowed):
        add_scenario(by=world.vera, now=world.now, bet=aims.bet, name="At sea")


def test_a_scenario_is_made_possible_by_items_also_new_ones(world: World, aims: Aims) -> None:
    scenario = add_scenario(by=world.edda, now=world.now, bet=aims.bet, name="At sea", story="No net for three days.")  # fmt: skip
    there = world.item("there")
    put_into_scenario(by=world.edda, now=world.now, scenario=scenario, item=there)
    put_into_scenario(by=world.edda, now=world.now, scenario=scenario, item=there)
    create_item(by=world.edda, now=world.now, product=world.station, title="new", bet=aims.bet, scenario=scenario)  # fmt: skip
    with scope(world.workspace):
        (told,) = work_of_bet(world.edda, aims.bet).scenarios
        assert [link.item.title for link in told.links] == ["there", "new"]
        take_out_of_scenario(by=world.edda, now=world.now, link=scenario_link(world.edda, scenario, told.links[0].id))  # fmt: skip
        (told,) = work_of_bet(world.edda, aims.bet).scenarios
        assert [link.item.title for link in told.links] == ["new"]


def test_a_new_item_of_a_scenario_is_undone_whole(world: World, aims: Aims) -> None:
    scenario = add_scenario(by=world.edda, now=world.now, bet=aims.bet, name="At sea")
    create_item(by=world.edda, now=world.now, product=world.station, title="new", scenario=scenario)
    with scope(world.workspace):
        event = Event.objects.get(action="item.created")
        undo(by=world.edda, now=world.now, event=event)
        assert not work_of_bet(world.edda, aims.bet).scenarios[0].links
    trash_scenario(by=world.edda, now=world.now, scenario=scenario)
    with scope(world.workspace):
        assert not Scenario.objects.exists()


def test_the_work_of_a_bet_is_a_tree(world: World, aims: Aims) -> None:
    world.item("loose", bet=aims.bet)
    epic = aims.epic("epic")
    world.item("story", parent=epic)
    with scope(world.workspace):
        work = work_of_bet(world.edda, aims.bet)
    assert [(depth, piece.item.title) for top in work.pieces for depth, piece in top.whole()] == [(0, "epic"), (1, "story"), (0, "loose")]  # fmt: skip


def test_the_work_of_a_bet_costs_the_same_for_three_and_thirty_items(
    world: World, aims: Aims, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    def grow(count: int) -> None:
        for n in range(count):
            epic = aims.epic(f"epic {n}")
            scenario = add_scenario(by=world.edda, now=world.now, bet=aims.bet, name=f"scenario {n}")  # fmt: skip
            put_into_scenario(by=world.edda, now=world.now, scenario=scenario, item=epic)

    def ask() -> None:
        with scope(world.workspace):
            work_of_bet(world.edda, aims.bet)

    assert_constant_queries(grow, ask)


def test_pickers_find_by_what_was_typed(world: World, aims: Aims) -> None:
    create_bet(by=world.edda, now=world.now, name="Another")
    with scope(world.workspace):
        assert [each.name for each in bet_choices(world.edda, "tides")] == ["Offline tides"]
        assert [each.name for each in bet_choices(world.edda)] == ["Another", "Offline tides"]
