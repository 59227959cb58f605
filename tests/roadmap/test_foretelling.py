"""When bars are likely done: from throughput, effort, order, dependencies; and what is kept of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from leadline.backlog.operations import ItemDraft, add_dependency, create_item, create_items
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.roadmap.models import BarForecast, Roadmap, RoadmapRun
from leadline.roadmap.operations import (
    NothingToForetell,
    ask_for_forecast,
    change_bar,
    keep_forecast,
    place_bars,
    replay,
)
from leadline.roadmap.operations import add_dependency as bar_waits
from leadline.roadmap.operations.foretelling import answer
from leadline.roadmap.queries.bars import chance_by
from leadline.roadmap.queries.foretelling import BarInput, Pace, PlanInputs, foretell, in_order
from leadline.workspaces.scope import scope
from tests.roadmap.cast import DAY, WEEK, again, bar, bet, effort, plan, station, today
from tests.world import World

STEADY = Pace("Crew", (2.0, 3.0, 1.0, 2.0, 4.0, 2.0, 0.0, 3.0), 4)


def put(name: str, **values: Any) -> BarInput:
    given: dict[str, Any] = {"team": "crew", "open": 4, "finished": 0, "effort": None, "not_before": 0, "waits": ()}  # fmt: skip
    return BarInput(id=name, name=name, **(given | values))


def told(*bars: BarInput, **teams: Pace) -> dict[str, Any]:
    return dict(foretell(PlanInputs("2026-03-02", 12, {"crew": STEADY, **teams}, bars)))


def test_a_bar_behind_another_in_the_queue_is_done_later() -> None:
    found = told(put("a"), put("b"))
    assert found["a"].p50 < found["b"].p50
    assert found["b"].p50 == told(put("whole", open=8))["whole"].p50


def test_teams_do_not_wait_for_each_other_unless_said() -> None:
    other = replace(STEADY, name="Other")
    alone = told(put("b", team="other"), other=other)["b"]
    beside = told(put("a"), put("b", team="other"), other=other)["b"]
    waiting = told(put("a"), put("b", team="other", waits=("a",)), other=other)["b"]
    assert alone == beside
    assert waiting.p50 > alone.p50


def test_several_things_that_must_all_be_done_come_later_than_any() -> None:
    other = replace(STEADY, name="Other")
    third = replace(STEADY, name="Third")
    found = told(put("a"), put("b", team="other"), put("c", team="third", open=1, waits=("a", "b")), other=other, third=third)  # fmt: skip
    one = told(put("a"), put("c", team="third", open=1, waits=("a",)), third=third)
    assert found["c"].p85 >= one["c"].p85
    assert sum(found["c"].chances[:9]) < sum(one["c"].chances[:9])


def test_nothing_is_done_before_its_planned_start() -> None:
    found = told(put("a", open=1, not_before=10))["a"]
    assert found.chances[9] == 0
    assert found.p50 >= 11


def test_items_grow_as_those_of_older_bars_did() -> None:
    grown = told(put("a", open=20, team="wide"), wide=replace(STEADY, grows=1.5))["a"]
    assert grown.p85 > told(put("a", open=20))["a"].p85


def test_effort_is_worked_through_by_the_people_of_the_team() -> None:
    few = told(put("a", open=0, team="few", effort=(8.0, 12.0, 20.0)), few=replace(STEADY, size=1))["a"]  # fmt: skip
    many = told(put("a", open=0, effort=(8.0, 12.0, 20.0)))["a"]
    assert (few.basis, many.basis) == ("effort", "effort")
    assert few.p50 > many.p50


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"team": ""}, "no team"),
        ({"open": 0}, "no items"),
        ({"open": 0, "finished": 3}, "All its items are finished"),
        ({"team": "idle"}, "fewer than 2"),
        ({"team": "idle", "open": 0, "effort": (1.0, 2.0, 3.0)}, "Nobody is in"),
    ],
)
def test_what_cannot_be_forecast_says_why(values: dict[str, Any], why: str) -> None:
    found = told(put("a", **values), idle=Pace("Idle", (0.0,), 0))["a"]
    assert why in found.lacks
    assert found.p50 is None
    assert found.chances == ()


def test_a_bar_that_waits_for_one_without_forecast_says_so() -> None:
    found = told(put("a", team=""), put("b", waits=("a",)))["b"]
    assert found.notes == ("It waits for “a”, which has no forecast.",)


def test_what_one_waits_for_goes_before_it_and_circles_do_not_hang() -> None:
    bars = [put("a", waits=("c",)), put("b"), put("c", waits=("a",))]
    order = in_order(bars)
    assert [each.id for each, _left in order] == ["c", "a", "b"]
    assert [left for _each, left in order] == [["a"], [], []]
    assert all(told(*bars)[name].p50 for name in "abc")


def test_a_long_chain_of_waits_is_answered() -> None:
    bars = [put(f"{n}", open=1, waits=(f"{n - 1}",) if n else ()) for n in range(400)]
    assert len(told(*reversed(bars))) == 400


def test_the_inputs_come_back_from_their_json_and_answer_the_same() -> None:
    inputs = PlanInputs("2026-03-02", 12, {"crew": STEADY}, (put("a", effort=(1.0, 2.0, 3.0)), put("b", waits=("a",))))  # fmt: skip
    assert PlanInputs.from_json(inputs.as_json()) == inputs
    assert foretell(PlanInputs.from_json(inputs.as_json())) == foretell(inputs)


def test_a_chance_lies_between_the_ends_of_weeks() -> None:
    start = date(2026, 3, 2)
    curve = (0.2, 0.6, 1.0)
    assert chance_by(curve, start, start) == 0
    assert chance_by(curve, start, start + 7 * DAY) == pytest.approx(0.2)
    assert chance_by(curve, start, start + timedelta(days=10)) == pytest.approx(0.2 + 0.4 * 3 / 7)
    assert chance_by(curve, start, start + 300 * DAY) == 1.0
    assert chance_by(curve, start, start - DAY) == 0
    assert chance_by((), start, start) is None


@pytest.fixture
def busy(world: World) -> Roadmap:
    """A roadmap of a crew that has finished three items a week for ten weeks."""
    done, where = world.status("Done"), world.list("Backlog")
    drafts = [
        ItemDraft(
            title=f"Past {n}", status=done, backlog_list=where, team=world.crew, opened_at=world.now - (80 - 2 * n) * DAY,
            started_at=world.now - (78 - 2 * n) * DAY, finished_at=world.now - (76 - 2 * n) * DAY,
        )
        for n in range(36)
    ]  # fmt: skip
    create_items(by=world.edda, now=world.now, product=world.station, drafts=drafts)
    return station(world)


def filled(world: World, roadmap: Roadmap, name: str, items: int, **values: Any) -> Any:
    """A bar of an epic with so many open items."""
    epic = world.item(name, item_kind="epic")
    made = [world.item(f"{name} {n}", parent=epic, team=world.crew) for n in range(items)]
    return bar(world, roadmap, "", item=epic, team=world.crew, **values), made


def foretold(world: World, roadmap: Roadmap) -> RoadmapRun:
    with scope(world.workspace):
        found = answer(world.edda, roadmap, world.now)
        return keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=found)


@pytest.mark.django_db
def test_a_run_is_kept_and_replays_to_the_same_answer(world: World, busy: Roadmap) -> None:
    promised = today(world) + 60 * DAY
    (_first, _), (_second, _) = (filled(world, busy, name, 6, promised_on=promised) for name in ("Tides", "Buoys"))  # fmt: skip
    run = foretold(world, busy)
    lines = plan(world, busy).lines
    assert [each.p50_on is not None for each in lines] == [True, True]
    p50, later = (each.p50_on for each in lines)
    assert p50
    assert later
    assert today(world) < p50 < later
    holds = [each.holds for each in lines]
    assert holds[0] is not None
    assert holds[1] is not None
    assert 1 >= holds[0] > holds[1] > 0
    with scope(world.workspace):
        kept = RoadmapRun.objects.get(pk=run.pk)
        assert replay(by=world.vera, now=world.now, run=kept).same
        assert kept.inputs["bars"][0]["open"] == 6
        assert kept.method == "roadmap.queue"


@pytest.mark.django_db
def test_the_order_of_bars_decides_who_is_done_first(world: World, busy: Roadmap) -> None:
    (first, _), (second, _) = (filled(world, busy, name, 6) for name in ("Tides", "Buoys"))
    place_bars(by=world.edda, now=world.now, bars=[second], before=first)
    foretold(world, busy)
    lines = {each.id: each for each in plan(world, busy).lines}
    tides, buoys = lines[first.pk], lines[second.pk]
    assert tides.p50_on
    assert buoys.p50_on
    assert buoys.p50_on < tides.p50_on


@pytest.mark.django_db
def test_what_the_backlog_tells_is_a_dependency_too(world: World, busy: Roadmap) -> None:
    (tides, first), (buoys, second) = (filled(world, busy, name, 3) for name in ("Tides", "Buoys"))
    add_dependency(by=world.edda, now=world.now, blocker=second[0], blocked=first[0])
    foretold(world, busy)
    lines = {each.id: each for each in plan(world, busy).lines}
    assert lines[tides.pk].waits == (str(buoys.pk),)


@pytest.mark.django_db
def test_a_bet_counts_the_items_that_work_for_it_and_no_epic_twice(world: World, busy: Roadmap) -> None:  # fmt: skip
    wager = bet(world, "Berth warnings")
    epic = world.item("Epic", item_kind="epic", bet=wager)
    [world.item(f"Under {n}", parent=epic, team=world.crew) for n in range(3)]
    loose = create_item(by=world.edda, now=world.now, product=world.station, title="Loose", bet=wager)  # fmt: skip
    bar(world, busy, "", bet=wager, team=world.crew)
    bar(world, busy, "", item=epic, team=world.crew)
    run = foretold(world, busy)
    assert [each["open"] for each in run.inputs["bars"]] == [1, 3]
    assert loose.pk


@pytest.mark.django_db
def test_a_bet_without_items_is_forecast_from_its_effort(world: World, busy: Roadmap) -> None:
    wager = bet(world, "Berth warnings")
    effort(world, wager, (4, 6, 12))
    bar(world, busy, "", bet=wager, team=world.crew)
    run = foretold(world, busy)
    (told_,) = run.answer.values()
    assert told_["basis"] == "effort"
    assert told_["p50"]


@pytest.mark.django_db
def test_a_forecast_is_made_in_the_background_once(world: World, busy: Roadmap) -> None:
    with pytest.raises(NothingToForetell):
        ask_for_forecast(by=world.edda, now=world.now, roadmap=busy)
    filled(world, busy, "Tides", 2)
    first = ask_for_forecast(by=world.edda, now=world.now, roadmap=busy)
    assert ask_for_forecast(by=world.edda, now=world.now, roadmap=busy).pk == first.pk
    job = Job.objects.get(pk=first.pk)
    jobs.do(job, world.now)
    assert (Job.objects.get(pk=first.pk).trouble, plan(world, busy).run is not None) == ("", True)


@pytest.mark.django_db
def test_a_forecast_grows_stale_by_age_and_by_changes(world: World, busy: Roadmap) -> None:
    tides, _items = filled(world, busy, "Tides", 2)
    foretold(world, busy)
    assert plan(world, busy).staleness(world.now) == ""
    change_bar(by=world.edda, now=world.now, bar=again(world, tides), team=None)
    assert plan(world, busy).staleness(world.now) == "changed"
    assert plan(world, busy).staleness(world.now + 8 * DAY) == "old"


@pytest.mark.django_db
def test_a_promise_made_since_is_read_from_the_kept_curve(world: World, busy: Roadmap) -> None:
    tides, _items = filled(world, busy, "Tides", 6)
    foretold(world, busy)
    change_bar(by=world.edda, now=world.now, bar=again(world, tides), promised_on=today(world) + 3 * WEEK)  # fmt: skip
    (found,) = plan(world, busy).lines
    assert found.holds is not None
    assert 0 < found.holds < 1
    with scope(world.workspace):
        assert BarForecast.objects.get(bar=tides).holds is None


@pytest.mark.django_db
def test_bars_that_wait_are_forecast_after_what_they_wait_for(world: World, busy: Roadmap) -> None:
    (tides, _a), (buoys, _b) = (filled(world, busy, name, 4) for name in ("Tides", "Buoys"))
    bar_waits(by=world.edda, now=world.now, blocker=buoys, blocked=tides)
    foretold(world, busy)
    lines = {each.id: each for each in plan(world, busy).lines}
    assert lines[buoys.pk].p85_on < lines[tides.pk].p85_on  # type: ignore[operator]
