"""Milestones: a day, what must be done by then, and how far that is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from leadline.backlog.models import Milestone
from leadline.backlog.operations import (
    change_milestone,
    create_milestone,
    drop_part,
    require,
    trash_milestone,
)
from leadline.backlog.queries import (
    MilestoneLine,
    milestone_line,
    milestones,
    milestones_asking,
    milestones_between,
)
from leadline.backlog.queries.milestones import part_of
from leadline.foundation.refusals import NotAllowed
from leadline.home.queries import in_trash, search
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.backlog.aims import Aims, make_aims
from tests.world import World

BEFORE, DAY, AFTER = date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)


@pytest.fixture
def aims(world: World) -> Aims:
    return make_aims(world)


@pytest.fixture
def fair(world: World) -> Milestone:
    return create_milestone(by=world.edda, now=world.now, product=world.station, name="Boat fair", due_on=DAY)  # fmt: skip


def line(world: World, fair: Milestone, today: date = BEFORE) -> MilestoneLine:
    with scope(world.workspace):
        return milestone_line(world.edda, today, fair)


def test_a_milestone_that_asks_for_nothing_is_empty(world: World, fair: Milestone) -> None:
    assert line(world, fair).state == "empty"


def test_a_milestone_is_reached_once_all_that_it_asks_for_is_done(
    world: World, aims: Aims, fair: Milestone
) -> None:
    item, story = world.item("a"), world.item("b", parent=aims.epic())
    require(by=world.edda, now=world.now, milestone=fair, items=[item], bets=[aims.bet])
    assert (line(world, fair).state, line(world, fair, AFTER).state) == ("open", "missed")
    world.move(item, "Done")
    assert (line(world, fair).state, line(world, fair).done) == ("open", 1)
    world.move(story, "Done")
    assert line(world, fair, AFTER).state == "reached"


def test_an_epic_tells_how_far_the_stories_below_it_are(world: World, aims: Aims, fair: Milestone) -> None:  # fmt: skip
    epic = aims.epic()
    world.move(world.item("a", parent=epic), "Done")
    world.item("b", parent=epic)
    require(by=world.edda, now=world.now, milestone=fair, items=[epic])
    (asked,) = line(world, fair).asked
    assert (asked.progress.done, asked.progress.all) == (1, 2)


def test_what_is_asked_for_twice_stands_once_and_is_taken_back(world: World, fair: Milestone) -> None:  # fmt: skip
    item = world.item("a")
    event = require(by=world.edda, now=world.now, milestone=fair, items=[item])
    assert require(by=world.edda, now=world.now, milestone=fair, items=[item]) is None
    assert len(line(world, fair).asked) == 1
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert line(world, fair).state == "empty"


def test_a_part_is_dropped(world: World, fair: Milestone) -> None:
    require(by=world.edda, now=world.now, milestone=fair, items=[world.item("a")])
    (asked,) = line(world, fair).asked
    with scope(world.workspace):
        drop_part(by=world.edda, now=world.now, part=part_of(world.edda, fair, asked.part.id))
    assert line(world, fair).state == "empty"


def test_milestones_are_found_by_their_day_and_by_what_they_ask_for(world: World, aims: Aims, fair: Milestone) -> None:  # fmt: skip
    later = create_milestone(by=world.edda, now=world.now, product=world.station, name="Season", due_on=date(2026, 6, 1))  # fmt: skip
    require(by=world.edda, now=world.now, milestone=later, bets=[aims.bet])
    with scope(world.workspace):
        named = [each.milestone.name for each in milestones(world.edda, BEFORE, world.station).rows]
        assert named == ["Boat fair", "Season"]
        assert [each.milestone for each in milestones_between(world.edda, BEFORE, DAY, AFTER)] == [fair]  # fmt: skip
        assert [each.milestone for each in milestones_asking(world.edda, BEFORE, bet=aims.bet)] == [later]  # fmt: skip
        assert list(milestones_asking(world.edda, BEFORE)) == []


def test_a_milestone_moves_and_goes_to_the_trash(world: World, fair: Milestone) -> None:
    change_milestone(by=world.edda, now=world.now, milestone=fair, due_on=AFTER)
    trash_milestone(by=world.edda, now=world.now, milestone=fair)
    with scope(world.workspace):
        assert not milestones(world.edda, BEFORE).rows


def test_a_contributor_sets_no_milestones(world: World) -> None:
    with pytest.raises(NotAllowed):
        create_milestone(by=world.otto, now=world.now, product=world.station, name="Mine", due_on=DAY)  # fmt: skip


def test_milestones_cost_the_same_statements_however_many_there_are(
    world: World, aims: Aims, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    def grow(count: int) -> None:
        for n in range(count):
            made = create_milestone(by=world.edda, now=world.now, product=world.station, name=f"day {n}", due_on=DAY)  # fmt: skip
            require(by=world.edda, now=world.now, milestone=made, items=[aims.epic(f"epic {n}")], bets=[aims.bet])  # fmt: skip

    def ask() -> None:
        with scope(world.workspace):
            milestones(world.edda, BEFORE, world.station)

    assert_constant_queries(grow, ask)


def test_a_milestone_is_found_thrown_away_and_brought_back(world: World, fair: Milestone) -> None:
    def found() -> list[str]:
        done(world)
        with scope(world.workspace):
            return [row.title for row in search(world.vera, "boat").rows]

    assert found() == ["Boat fair"]
    event = trash_milestone(by=world.edda, now=world.now, milestone=fair)
    assert event
    assert found() == []
    with scope(world.workspace):
        assert [row.title for row in in_trash(world.edda).rows] == ["Boat fair"]
    undo(by=world.edda, now=world.now, event=event)
    assert found() == ["Boat fair"]
