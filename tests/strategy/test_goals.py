"""Goals, objectives and key results: what holds between them, and how progress is computed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.metrics.operations import edit_metric, trash_metric
from leadline.products.operations import change_product
from leadline.strategy.models import Circle, Objective, TooDeep
from leadline.strategy.operations import (
    change_cycle,
    change_key_result,
    change_objective,
    create_objective,
    remove_check_in,
    trash_cycle,
    trash_goal,
    trash_key_result,
    trash_objective,
)
from leadline.strategy.operations.checks import BeforeBirth
from leadline.strategy.queries import State, TreeFilters, check_ins_of, running, tree_of
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.strategy.cast import (
    goal,
    metric,
    number,
    objective,
    progress,
    quarter,
    read,
    said,
    standing,
)
from tests.world import World


def test_progress_of_a_goal_is_that_of_the_key_results_under_it(world: World) -> None:
    top = goal(world)
    first = objective(world, quarter(world), goal=top)
    said(world, number(world, first), 94)
    said(world, number(world, first, "Complaints", baseline=Decimal(40), target=Decimal(20)), 20)
    assert progress(world, first).share == pytest.approx(0.75)
    assert progress(world, top).share == pytest.approx(0.75)


def test_a_milestone_at_the_end_beside_a_goal_at_nothing_is_impossible(world: World) -> None:
    top = goal(world)
    cycle = quarter(world)
    first = objective(world, cycle, goal=top)
    below = objective(world, cycle, "Radio holds", parent=first)
    said(world, number(world, below), 98)
    for each in (below, first, top):
        assert progress(world, each).share == 1
    assert not [field.name for field in Objective._meta.get_fields() if "progress" in field.name]


def test_weights_say_what_counts_how_much(world: World) -> None:
    first = objective(world, quarter(world))
    said(world, number(world, first, weight=3), 98)
    said(world, number(world, first, "Radio", weight=1), 90)
    number(world, first, "For the record", weight=0)
    assert progress(world, first).share == pytest.approx(0.75)


def test_what_has_no_value_counts_as_nothing_reached_and_is_told(world: World) -> None:
    first = objective(world, quarter(world))
    assert progress(world, first).share is None
    said(world, number(world, first), 98)
    number(world, first, "Radio")
    found = progress(world, first)
    assert (found.share, found.measured, found.results) == (0.5, 1, 2)


def test_progress_never_falls_below_nothing_nor_rises_beyond_the_whole(world: World) -> None:
    first = objective(world, quarter(world))
    result = number(world, first)
    said(world, result, 80)
    line = standing(world, result)
    assert (line.share, line.way) == (0.0, pytest.approx(-1.25))
    said(world, result, 106)
    assert progress(world, first).share == 1


def test_a_key_result_bound_to_a_metric_moves_with_its_readings(world: World) -> None:
    online = metric(world)
    first = objective(world, quarter(world))
    result = number(world, first, metric=online)
    read(world, online, 92, date(2026, 2, 1))
    assert standing(world, result).share == pytest.approx(0.25)
    read(world, online, 96, date(2026, 2, 8))
    assert standing(world, result).share == pytest.approx(0.75)
    with pytest.raises(Invalid, match="metric tells"):
        said(world, result, 98)
    said(world, result, confidence=70, note="Two harbours to go.")
    assert standing(world, result).confidence == 70


def test_a_reading_after_the_cycle_does_not_move_its_key_result(world: World) -> None:
    online = metric(world)
    past = quarter(world, "Q4 2025", starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31))
    result = number(world, objective(world, past), metric=online)
    read(world, online, 94, date(2025, 12, 30))
    read(world, online, 98, date(2026, 2, 1))
    line = standing(world, result)
    assert (line.value, line.state) == (94, State.MISSED)


def test_a_metric_in_the_trash_leaves_its_last_value_with_the_day_and_is_told(world: World) -> None:
    online = metric(world)
    result = number(world, objective(world, quarter(world)), metric=online)
    read(world, online, 94, date(2026, 2, 1))
    trash_metric(by=world.edda, now=world.now, metric=online)
    line = standing(world, result)
    assert line.has_lost_metric
    assert (line.value, line.valued_on) == (94, date(2026, 2, 1))


def test_a_key_result_that_leaves_its_metric_keeps_the_last_value_as_a_check_in(
    world: World,
) -> None:
    online = metric(world)
    result = number(world, objective(world, quarter(world)), metric=online)
    read(world, online, 94, date(2026, 2, 1))
    event = change_key_result(by=world.edda, now=world.now, result=result, metric=None)
    line = standing(world, result)
    assert (line.value, line.valued_on) == (94, date(2026, 2, 1))
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert standing(world, result).result.metric == online


def test_a_target_that_is_the_baseline_is_refused(world: World) -> None:
    first = objective(world, quarter(world))
    with pytest.raises(Invalid, match="no way to go"):
        number(world, first, target=Decimal(90))
    result = number(world, first)
    with pytest.raises(Invalid, match="no way to go"):
        change_key_result(by=world.edda, now=world.now, result=result, target=Decimal("90.0"))


def test_an_objective_cannot_lie_under_itself(world: World) -> None:
    cycle = quarter(world)
    top = objective(world, cycle, "Top")
    middle = objective(world, cycle, "Middle", parent=top)
    low = objective(world, cycle, "Low", parent=middle)
    for above in (top, middle, low):
        with pytest.raises(Circle):
            change_objective(by=world.edda, now=world.now, objective=top, parent=above)


def test_neither_undo_nor_the_trash_brings_a_circle(world: World) -> None:
    cycle = quarter(world)
    first, second = objective(world, cycle, "First"), objective(world, cycle, "Second")
    change_objective(by=world.edda, now=world.now, objective=first, parent=second)
    event = change_objective(by=world.edda, now=world.now, objective=first, parent=None)
    change_objective(by=world.edda, now=world.now, objective=second, parent=first)
    assert event
    with pytest.raises(Circle):
        undo(by=world.edda, now=world.now, event=event)
    trash_objective(by=world.edda, now=world.now, objective=second)
    third = objective(world, cycle, "Third", parent=first)
    with pytest.raises(Circle):
        change_objective(by=world.edda, now=world.now, objective=first, parent=third)


def test_objectives_lie_twelve_deep_at_most(world: World) -> None:
    cycle, above = quarter(world), None
    for level in range(12):
        above = objective(world, cycle, f"Level {level}", parent=above)
    with pytest.raises(TooDeep):
        objective(world, cycle, "One more", parent=above)


def test_an_objective_lies_under_one_thing(world: World) -> None:
    cycle = quarter(world)
    above = objective(world, cycle)
    with pytest.raises(Invalid, match="not under both"):
        objective(world, cycle, "Both", parent=above, goal=goal(world))


def test_dates_before_the_birth_of_the_product_are_refused(world: World) -> None:
    change_product(by=world.edda, now=world.now, product=world.station, born_on=date(2026, 2, 1))
    old = quarter(world, "Q4 2025", starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31))
    with pytest.raises(BeforeBirth):
        objective(world, old, product=world.station)
    now = quarter(world)
    result = number(world, objective(world, now, product=world.station))
    with pytest.raises(BeforeBirth):
        said(world, result, 91, on=date(2026, 1, 15))
    with pytest.raises(BeforeBirth):
        change_cycle(by=world.edda, now=world.now, cycle=now, ends_on=date(2026, 1, 20))


def test_a_check_in_says_something_about_a_day_that_was(world: World) -> None:
    result = number(world, objective(world, quarter(world)))
    with pytest.raises(Invalid, match="says nothing"):
        said(world, result)
    with pytest.raises(Invalid, match="still to come"):
        said(world, result, 91, on=date(2026, 3, 3))
    with pytest.raises(Invalid, match="between 0 and 100"):
        said(world, result, confidence=101)


def test_a_check_in_is_removed_and_comes_back(world: World) -> None:
    result = number(world, objective(world, quarter(world)))
    said(world, result, 94)
    with scope(world.workspace):
        (row,) = check_ins_of(world.vera, result).rows
    event = remove_check_in(by=world.otto, now=world.now, row=row)
    assert standing(world, result).value is None
    assert event
    undo(by=world.otto, now=world.now, event=event)
    assert standing(world, result).value == 94


def test_a_key_result_without_a_word_for_a_fortnight_is_stale(world: World) -> None:
    result = number(world, objective(world, quarter(world, ends_on=date(2026, 6, 30))))
    assert not standing(world, result).is_stale
    world.later(days=15)
    assert standing(world, result).is_stale
    said(world, result, 91)
    assert not standing(world, result).is_stale
    world.later(days=15)
    assert standing(world, result).is_stale


def test_a_key_result_stands_beside_the_straight_line(world: World) -> None:
    result = number(world, objective(world, quarter(world)))
    assert standing(world, result).state == State.EMPTY
    said(world, result, 91)
    assert standing(world, result).state == State.BEHIND
    said(world, result, 97)
    assert standing(world, result).state == State.AHEAD
    said(world, result, 98)
    assert standing(world, result).state == State.REACHED


def test_what_runs_today_is_told_with_the_furthest_behind_first(world: World) -> None:
    today = world.workspace.today(world.now)
    with scope(world.workspace):
        assert running(world.edda, today) is None
    cycle = quarter(world)
    bare, low, high = (objective(world, cycle, name) for name in ("Bare", "Low", "High"))
    said(world, number(world, low), 90)
    said(world, number(world, high, "Harbours"), 98)
    with scope(world.workspace):
        found = running(world.edda, today)
        over = running(world.edda, date(2026, 4, 1))
    assert found
    assert [line.objective for line in found.lines] == [low, high, bare]
    assert [line.state for line in found.lines] == [State.BEHIND, State.REACHED, State.EMPTY]
    assert found.on_plan == 1
    assert over is None


def test_objectives_of_a_goal_in_the_trash_stand_alone_until_it_comes_back(world: World) -> None:
    top, cycle = goal(world), quarter(world)
    first = objective(world, cycle, goal=top)
    event = trash_goal(by=world.edda, now=world.now, goal=top)
    assert [line.place.depth for line in tree(world).page.rows] == [0]
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert [(line.row, line.place.depth) for line in tree(world).page.rows] == [(top, 0), (first, 1)]  # fmt: skip


def test_key_results_are_gone_and_back_with_their_objective(world: World) -> None:
    first = objective(world, quarter(world))
    result = number(world, first)
    trash_objective(by=world.edda, now=world.now, objective=first)
    assert not tree(world).page.rows
    with scope(world.workspace):
        first.untrash(by=world.edda, now=world.now)
    trash_key_result(by=world.edda, now=world.now, result=result)
    assert tree(world).results == 0


def test_a_cycle_that_is_used_stays(world: World) -> None:
    cycle = quarter(world)
    first = objective(world, cycle)
    with pytest.raises(Invalid, match="Objectives lie in this cycle"):
        trash_cycle(by=world.edda, now=world.now, cycle=cycle)
    trash_objective(by=world.edda, now=world.now, objective=first)
    trash_cycle(by=world.edda, now=world.now, cycle=cycle)


def test_a_contributor_checks_in_and_a_planner_plans(world: World) -> None:
    cycle = quarter(world)
    result = number(world, objective(world, cycle))
    said(world, result, 91)
    with pytest.raises(NotAllowed):
        create_objective(by=world.otto, now=world.now, name="Mine", cycle=cycle)


def tree(world: World, **filters: Any) -> Any:
    with scope(world.workspace):
        return tree_of(world.vera, world.workspace.today(world.now), TreeFilters(**filters))


def test_the_tree_of_a_cycle_shows_what_lies_above_it_too(world: World) -> None:
    year = quarter(world, "2026", ends_on=date(2026, 12, 31))
    now = quarter(world)
    top = objective(world, year, "The year")
    low = objective(world, now, "The quarter", parent=top)
    number(world, top, "Of the year")
    result = number(world, low)
    found = tree(world, cycle=now.pk)
    assert [(line.row, line.place.fits) for line in found.page.rows] == [(top, False), (low, True), (result, True)]  # fmt: skip
    assert (found.objectives, found.results) == (1, 1)


def test_the_tree_is_narrowed_to_a_product_and_an_owner(world: World) -> None:
    now = quarter(world)
    mine = objective(world, now, "Mine", owner=world.otto)
    other = objective(world, now, "Other", product=world.station)
    theirs = number(world, other, owner=world.otto)
    number(world, other, "Nobody’s")
    assert [line.row for line in tree(world, owner=world.otto.pk).page.rows] == [mine, other, theirs]  # fmt: skip
    assert tree(world, product=world.station.pk).objectives == 1


def test_the_unit_of_a_key_result_is_that_of_its_metric(world: World) -> None:
    online = metric(world, decimals=1)
    result = number(world, objective(world, quarter(world)), metric=online, unit="stations")
    assert (result.unit, result.decimals) == ("%", 1)
    edit_metric(by=world.edda, now=world.now, metric=online, decimals=2)
