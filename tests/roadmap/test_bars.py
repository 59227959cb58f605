"""Bars: what they may be, how they move, what they wait for."""

from datetime import date
from typing import Any

import pytest

from leadline.backlog.models.circles import Circle
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.products.operations import change_product
from leadline.roadmap.models import Audience, BarMove, Bucket
from leadline.roadmap.operations import (
    BarDraft,
    ReasonNeeded,
    add_bars,
    add_dependency,
    change_bar,
    create_bar,
    create_roadmap,
    place_bars,
    trash_bar,
    trash_roadmap,
)
from leadline.roadmap.operations.checks import Taken
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.roadmap.cast import DAY, WEEK, again, bar, bet, plan, station, today
from tests.world import World

pytestmark = pytest.mark.django_db


def moves(world: World, of: Any) -> list[BarMove]:
    with scope(world.workspace):
        return list(BarMove.objects.filter(bar=of).order_by("at", "id"))


def names(world: World, roadmap: Any) -> list[str]:
    return [each.name for each in plan(world, roadmap).lines]


def test_a_bar_is_internal_until_somebody_says_otherwise(world: World) -> None:
    assert bar(world, station(world), "Offline tides").told_to == Audience.INTERNAL


def test_a_bar_without_a_name_is_called_as_its_bet(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "", bet=bet(world, "Berth warnings", product=world.station))
    (line,) = plan(world, roadmap).lines
    assert (line.name, line.product[1]) == ("Berth warnings", "Weather station")


def test_moving_a_bar_leaves_a_trace_and_undo_takes_both_back(world: World) -> None:
    made = bar(world, station(world), "Tides")
    start = made.from_on
    assert start
    event = change_bar(by=world.edda, now=world.later(days=1), bar=made, version=1, from_on=start + WEEK)  # fmt: skip
    (move,) = moves(world, made)
    assert (move.before, move.after) == ({"from_on": start.isoformat()}, {"from_on": (start + WEEK).isoformat()})  # fmt: skip
    assert event
    undo(by=world.edda, now=world.later(minutes=1), event=event)
    assert again(world, made).from_on == start
    assert moves(world, made) == []


def test_what_is_no_move_leaves_no_trace(world: World) -> None:
    made = bar(world, station(world), "Tides")
    change_bar(by=world.edda, now=world.now, bar=made, name="Tide tables")
    assert moves(world, made) == []


def test_a_promised_day_moves_for_a_reason_only(world: World) -> None:
    made = bar(world, station(world), "Tides", promised_on=today(world) + 60 * DAY)
    with pytest.raises(ReasonNeeded, match="promised outside"):
        change_bar(by=world.edda, now=world.now, bar=made, promised_on=None)
    change_bar(by=world.edda, now=world.now, bar=made, promised_on=today(world) + 90 * DAY, reason="The buoys come late.")  # fmt: skip
    assert moves(world, made)[0].reason == "The buoys come late."


def test_a_first_promise_asks_for_no_reason(world: World) -> None:
    made = bar(world, station(world), "Tides")
    assert change_bar(by=world.edda, now=world.now, bar=made, promised_on=today(world) + WEEK)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"from_on": date(2026, 5, 2), "until_on": date(2026, 5, 1)}, "until_on"),
        ({"from_on": date(2026, 5, 2), "until_on": None}, "until_on"),
        ({"from_on": None, "until_on": date(2026, 5, 2)}, "from_on"),
        ({"from_on": date(1890, 1, 1), "until_on": date(1900, 1, 1)}, "from_on"),
        ({"promised_on": date(2400, 1, 1)}, "promised_on"),
        ({"name": ""}, "name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(world: World, values: dict[str, Any], field: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        bar(world, station(world), **({"name": "Tides"} | values))
    assert refused.value.problems[0].field == field
    assert refused.value.problems[0].remedy


def test_no_day_lies_before_the_birth_of_the_product(world: World) -> None:
    change_product(by=world.edda, now=world.now, product=world.station, born_on=date(2026, 6, 1))
    with pytest.raises(Invalid, match="first sold"):
        bar(world, station(world), "Tides", product=world.station)


def test_a_bet_is_on_a_roadmap_once(world: World) -> None:
    roadmap, berth = station(world), bet(world, "Berth warnings")
    first = bar(world, roadmap, "", bet=berth)
    with pytest.raises(Taken):
        bar(world, roadmap, "", bet=berth)
    with pytest.raises(Invalid):
        add_bars(by=world.edda, now=world.now, roadmap=station(world, name="Other"), drafts=[BarDraft(bet=berth)] * 2)  # fmt: skip
    trash_bar(by=world.edda, now=world.now, bar=first)
    assert bar(world, roadmap, "", bet=berth).pk


def test_many_bars_come_in_one_go_and_in_their_order(world: World) -> None:
    roadmap = station(world)
    drafts = [BarDraft(name=f"Bar {n:03}") for n in range(120)]
    made, event = add_bars(by=world.edda, now=world.now, roadmap=roadmap, drafts=drafts)
    assert names(world, roadmap) == [draft.name for draft in drafts]
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert names(world, roadmap) == []
    assert len(made) == 120


def test_a_bar_takes_another_place_and_another_bucket(world: World) -> None:
    roadmap = station(world)
    a, b, c = (bar(world, roadmap, name) for name in "ABC")
    place_bars(by=world.edda, now=world.now, bars=[c], bucket=Bucket.NOW, before=a)
    assert names(world, roadmap) == ["C", "A", "B"]
    place_bars(by=world.edda, now=world.now, bars=[again(world, c)], after=b)
    assert names(world, roadmap) == ["A", "B", "C"]
    assert [each.after for each in moves(world, c)] == [{"bucket": "now"}]


def test_bars_do_not_wait_in_a_circle(world: World) -> None:
    roadmap = station(world)
    a, b, c = (bar(world, roadmap, name) for name in "ABC")
    add_dependency(by=world.edda, now=world.now, blocker=a, blocked=b)
    add_dependency(by=world.edda, now=world.now, blocker=b, blocked=c)
    with pytest.raises(Circle, match="C → A → B → C"):
        add_dependency(by=world.edda, now=world.now, blocker=c, blocked=a)
    with pytest.raises(Invalid, match="wait for itself"):
        add_dependency(by=world.edda, now=world.now, blocker=a, blocked=a)
    assert plan(world, roadmap).lines[1].waits == (str(a.pk),)


def test_the_second_editor_is_told(world: World) -> None:
    made = bar(world, station(world), "Tides")
    change_bar(by=world.edda, now=world.now, bar=again(world, made), version=1, name="Tide tables")
    with pytest.raises(StaleRow):
        change_bar(by=world.ann, now=world.now, bar=again(world, made), version=1, name="Tidal")


def test_a_roadmap_in_the_trash_hides_its_bars(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides")
    event = trash_roadmap(by=world.edda, now=world.now, roadmap=roadmap)
    assert plan(world, None).lines == []
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert len(plan(world, None).lines) == 1


def test_who_does_not_plan_moves_nothing(world: World) -> None:
    roadmap = station(world)
    with pytest.raises(NotAllowed):
        create_bar(by=world.otto, now=world.now, roadmap=roadmap, name="Tides")
    with pytest.raises(Taken):
        create_roadmap(by=world.edda, now=world.now, name="station PLAN")
