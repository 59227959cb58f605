"""A sprint keeps the whole story of its scope."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.operations import (
    AnotherSprintRuns,
    InAnotherSprint,
    SprintHasEnded,
    SprintHasStarted,
    SprintNotRunning,
    SprintsOverlap,
    add_items,
    change_sprint,
    close_sprint,
    plan_sprint,
    remove_items,
    reopen_sprint,
    start_sprint,
    trash_sprint,
)
from leadline.delivery.queries.sprints import Scope, latest_closed, say_do_of, scopes_of, sprints
from leadline.delivery.queries.story import story_of
from leadline.foundation.refusals import Invalid, NotAllowed, Stale
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.delivery.cast import a_running_sprint, a_sprint, finish, fresh, resize, sized
from tests.world import World


def scope_of(world: World, sprint: Sprint) -> Scope:
    with scope(world.workspace):
        return scopes_of([sprint])[sprint.id]


def stays(world: World, sprint: Sprint) -> dict[str, SprintItem]:
    with scope(world.workspace):
        rows = SprintItem.objects.filter(sprint=sprint).select_related("item", "carried_to")
        return {stay.item.title: stay for stay in rows}


def test_what_is_in_at_the_start_is_the_commitment(world: World) -> None:
    sprint, _ = a_running_sprint(world, 3, 5, None)
    told = scope_of(world, sprint)
    assert (told.committed.items, told.committed.points) == (3, 8)
    assert (fresh(world, sprint).started_by_id, told.added.items) == (world.edda.id, 0)


def test_what_comes_and_goes_later_is_told_with_who_and_when(world: World) -> None:
    sprint, items = a_running_sprint(world, 3, 5)
    storm = sized(world, "Show the storm", 2)
    added_at = world.later(days=1)
    add_items(by=world.edda, now=added_at, sprint=sprint, items=[storm])
    removed_at = world.later(days=1)
    remove_items(by=world.ann, now=removed_at, sprint=sprint, items=[items[0]])
    with scope(world.workspace):
        told = story_of(world.vera, fresh(world, sprint), world.now).changes
    assert [(each.what, each.who, each.at) for each in told] == [
        ("added", "Edda", added_at),
        ("removed", "Ann", removed_at),
    ]


def test_an_item_taken_out_before_the_start_leaves_no_trace(world: World) -> None:
    sprint, wind = a_sprint(world), sized(world, "Show the wind", 3)
    add_items(by=world.edda, now=world.now, sprint=sprint, items=[wind])
    remove_items(by=world.edda, now=world.now, sprint=sprint, items=[wind])
    assert stays(world, sprint) == {}


def test_unfinished_items_go_to_the_next_sprint(world: World) -> None:
    sprint, (wind, rain) = a_running_sprint(world, 3, 5)
    following = a_sprint(world, "Sprint 2", starts_in=14)
    finish(world, wind)
    close_sprint(by=world.edda, now=world.later(days=13), sprint=sprint, to_sprint=following)
    there = stays(world, sprint)
    assert (there["Story 1"].outcome, there["Story 2"].outcome) == ("done", "carried")
    assert there["Story 2"].carried_to == following
    assert list(stays(world, following)) == [rain.title]


def test_unfinished_items_go_to_the_top_of_a_list(world: World) -> None:
    sprint, (wind, _rain) = a_running_sprint(world, 3, 5)
    world.item("Paint the mast", backlog_list=world.list("Later"))
    close_sprint(
        by=world.edda, now=world.later(days=13), sprint=sprint, to_list=world.list("Later")
    )
    with scope(world.workspace):
        titles = type(wind).objects.filter(backlog_list=world.list("Later")).order_by("rank")
        assert [each.title for each in titles] == ["Story 1", "Story 2", "Paint the mast"]


def test_points_are_kept_as_committed_and_as_closed(world: World) -> None:
    sprint, (wind, _) = a_running_sprint(world, 3, 5)
    resize(world, wind, 8)
    finish(world, wind)
    close_sprint(by=world.edda, now=world.later(days=13), sprint=sprint)
    stay = stays(world, sprint)["Story 1"]
    assert (stay.points_committed, stay.points_closed) == (Decimal(3), Decimal(8))
    told = scope_of(world, sprint)
    assert (told.kept.points, told.done.points) == (3, 8)
    assert told.say_do("points") == 3 / 8


def test_a_closed_sprint_can_be_run_on(world: World) -> None:
    sprint, (wind, _rain) = a_running_sprint(world, 3, 5)
    following = a_sprint(world, "Sprint 2", starts_in=14)
    finish(world, wind)
    close_sprint(by=world.edda, now=world.later(days=13), sprint=sprint, to_sprint=following)
    reopen_sprint(by=world.edda, now=world.later(hours=1), sprint=fresh(world, sprint))
    assert fresh(world, sprint).state == "running"
    assert {stay.outcome for stay in stays(world, sprint).values()} == {""}
    assert stays(world, following) == {}


def test_closing_can_be_undone_whole(world: World) -> None:
    sprint, (wind, _rain) = a_running_sprint(world, 3, 5)
    following = a_sprint(world, "Sprint 2", starts_in=14)
    finish(world, wind)
    before = scope_of(world, sprint)
    event = close_sprint(
        by=world.edda, now=world.later(days=13), sprint=sprint, to_sprint=following
    )
    assert event is not None
    undo(by=world.edda, now=world.later(minutes=1), event=event)
    assert fresh(world, sprint).closed_at is None
    assert scope_of(world, sprint) == before
    assert stays(world, following) == {}


@pytest.mark.parametrize("step", ["add", "remove", "start"])
def test_each_step_can_be_undone(world: World, step: str) -> None:
    sprint, wind = a_sprint(world), sized(world, "Show the wind", 3)
    by: dict[str, Any] = {"by": world.edda, "sprint": sprint}
    if step != "add":
        add_items(now=world.now, items=[wind], **by)
    do: dict[str, Callable[[], Event | None]] = {
        "add": lambda: add_items(now=world.now, items=[wind], **by),
        "remove": lambda: remove_items(now=world.now, items=[wind], **by),
        "start": lambda: start_sprint(now=world.now, **by),
    }
    before = (scope_of(world, sprint), fresh(world, sprint).started_at)
    event = do[step]()
    assert event
    assert (scope_of(world, sprint), fresh(world, sprint).started_at) != before
    undo(by=world.edda, now=world.now, event=event)
    assert (scope_of(world, sprint), fresh(world, sprint).started_at) == before


def test_a_team_runs_one_sprint_at_a_time(world: World) -> None:
    a_running_sprint(world, 3)
    following = a_sprint(world, "Sprint 2", starts_in=14)
    with pytest.raises(AnotherSprintRuns, match="Station crew runs “Sprint 1”"):
        start_sprint(by=world.edda, now=world.now, sprint=following)


def test_sprints_of_a_team_do_not_overlap(world: World) -> None:
    a_sprint(world, "Sprint 1")
    with pytest.raises(SprintsOverlap, match="Sprint 1"):
        a_sprint(world, "Sprint 2", starts_in=13)
    later = a_sprint(world, "Sprint 2", starts_in=14)
    with pytest.raises(SprintsOverlap):
        change_sprint(by=world.edda, now=world.now, sprint=later, starts_on=world.now.date())


def test_a_sprint_does_not_end_before_it_starts(world: World) -> None:
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 8)}
    with pytest.raises(Invalid) as refused:
        plan_sprint(by=world.edda, now=world.now, team=world.crew, name="Sprint 1", **days)
    assert refused.value.problems[0].field == "ends_on"


def test_an_item_is_in_one_open_sprint(world: World) -> None:
    _, (wind,) = a_running_sprint(world, 3)
    following = a_sprint(world, "Sprint 2", starts_in=14)
    with pytest.raises(InAnotherSprint, match="WS-1 is in “Sprint 1”"):
        add_items(by=world.edda, now=world.now, sprint=following, items=[wind])


def test_done_items_are_not_planned(world: World) -> None:
    wind = sized(world, "Show the wind", 3)
    finish(world, wind)
    with pytest.raises(Invalid, match="WS-1 is done already"):
        add_items(by=world.edda, now=world.now, sprint=a_sprint(world), items=[fresh(world, wind)])


def test_a_sprint_that_somebody_changed_meanwhile_is_not_thrown_away(world: World) -> None:
    sprint = a_sprint(world)
    change_sprint(by=world.edda, now=world.now, sprint=fresh(world, sprint), goal="Another one")
    with pytest.raises(Stale):
        trash_sprint(by=world.edda, now=world.now, sprint=fresh(world, sprint), version=1)
    assert trash_sprint(by=world.edda, now=world.now, sprint=fresh(world, sprint), version=2)


def test_what_is_over_stays(world: World) -> None:
    sprint, (wind,) = a_running_sprint(world, 3)
    with pytest.raises(SprintHasStarted):
        trash_sprint(by=world.edda, now=world.now, sprint=sprint)
    close_sprint(by=world.edda, now=world.later(days=13), sprint=sprint)
    with pytest.raises(SprintHasEnded):
        remove_items(by=world.edda, now=world.now, sprint=sprint, items=[wind])
    with pytest.raises(SprintNotRunning):
        close_sprint(by=world.edda, now=world.now, sprint=sprint)


def test_a_contributor_does_not_run_sprints(world: World) -> None:
    sprint = a_sprint(world)
    with pytest.raises(NotAllowed):
        start_sprint(by=world.otto, now=world.now, sprint=sprint)


def test_unfinished_work_goes_to_no_foreign_sprint(world: World) -> None:
    sprint, _ = a_running_sprint(world, 3)
    with pytest.raises(Invalid, match="not a sprint that Station crew has planned"):
        close_sprint(by=world.edda, now=world.now, sprint=sprint, to_sprint=sprint)


def test_say_and_do_over_sprints(world: World) -> None:
    for name in ("Sprint 1", "Sprint 2"):
        sprint, (wind, _) = a_running_sprint(world, 3, 5, name=name)
        finish(world, wind)
        close_sprint(by=world.edda, now=world.later(days=13), sprint=sprint)
        world.later(days=1)
    with scope(world.workspace):
        told = say_do_of(latest_closed(world.vera, team=world.crew))
    assert told is not None
    assert (told.share, told.ratios, told.kept) == (6 / 16, (3 / 8, 3 / 8), 0)


def test_a_list_of_sprints_costs_constant_queries(world: World, assert_constant_queries) -> None:  # type: ignore[no-untyped-def]
    made = iter(range(100))

    def grow(count: int) -> None:
        for _ in range(count):
            a_sprint(world, f"Sprint {(n := next(made))}", starts_in=14 * n)

    def ask() -> None:
        with scope(world.workspace):
            list(sprints(world.vera).rows)

    assert_constant_queries(grow, ask)


STEPS = st.lists(st.sampled_from(["add", "remove", "finish", "resize"]), max_size=12)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(committed=st.integers(0, 4), steps=STEPS)
def test_the_story_of_the_scope_adds_up(world: World, committed: int, steps: list[str]) -> None:
    """Committed + added − removed = in the sprint at its close; say/do lies between 0 and 1."""
    from django.db import transaction

    with transaction.atomic():
        sprint, inside = a_running_sprint(world, *[n + 1 for n in range(committed)], unit="points")
        for step in steps:
            world.later(hours=1)
            _do(world, sprint, inside, step)
        close_sprint(by=world.edda, now=world.later(days=1), sprint=fresh(world, sprint))
        told = scope_of(world, sprint)
        transaction.set_rollback(True)
    assert told.committed.items + told.added.items - told.removed.items == told.inside.items
    assert told.inside.items == len(inside)
    for unit in ("items", "points"):
        share = told.say_do(unit)
        assert share is None or 0 <= share <= 1


def _do(world: World, sprint: Sprint, inside: list, step: str) -> None:  # type: ignore[type-arg]
    if step == "add":
        inside.append(sized(world, "One more", 2))
        add_items(by=world.edda, now=world.now, sprint=sprint, items=inside[-1:])
    elif step == "remove" and inside:
        remove_items(by=world.edda, now=world.now, sprint=sprint, items=[inside.pop(0)])
    elif step == "finish" and inside:
        finish(world, inside[-1])
    elif step == "resize" and inside:
        resize(world, inside[0], 13)
