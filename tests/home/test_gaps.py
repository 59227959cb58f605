"""What home says of the thread's gaps: claims that fade, bets that serve nothing, aims that nothing works for."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from leadline.backlog.operations import add_dependency
from leadline.evidence.operations import capture_feedback, create_claim
from leadline.foundation import clock
from leadline.home.queries import attention
from leadline.metrics.operations import create_metric
from leadline.planning.models import Bet
from leadline.planning.operations import (
    add_criterion,
    commit_bet,
    create_bet,
    move_bet,
    set_assumption,
    set_effect,
    set_goal,
)
from leadline.roadmap.models import BarForecast, RoadmapRun
from leadline.roadmap.operations import create_bar, create_roadmap
from leadline.strategy.models import Objective
from leadline.strategy.operations import (
    change_objective,
    create_cycle,
    create_goal,
    create_key_result,
    create_objective,
)
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.world import World


def needs(world: World) -> dict[str, str]:
    """What Otto's home asks for: a sentence for each kind of need."""
    with scope(world.workspace):
        return {need.kind: need.sentence for need in attention(world.otto, world.now).needs}


@pytest.fixture
def bet(world: World) -> Bet:
    """A bet that Ann committed in spite of all that it lacks."""
    bet = create_bet(by=world.ann, now=world.now, name="Second radio")
    commit_bet(by=world.ann, now=world.now, bet=bet, despite="The board asked for it.")
    return bet


@pytest.fixture
def online(world: World) -> Objective:
    who: Any = {"by": world.edda, "now": world.now}
    cycle = create_cycle(**who, name="Q1 2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))  # fmt: skip
    return create_objective(**who, name="Stations stay online", cycle=cycle)


def test_a_bet_on_nothing_and_for_nothing_is_told(world: World, bet: Bet) -> None:
    told = needs(world)
    assert told["bet-aimless"] == "“Second radio” is committed and serves no key result."
    assert "Second radio" in told["bet-groundless"]


def test_a_claim_beneath_a_bet_is_told_once_it_has_faded(world: World) -> None:
    who: Any = {"by": world.otto, "now": world.now}
    claim = create_claim(**who, statement="Masters read mails", nature="assumption", observed_on=world.now.date(), half_life=30)  # fmt: skip
    bet = create_bet(by=world.ann, now=world.now, name="Second radio")
    set_assumption(by=world.ann, now=world.now, bet=bet, claim=claim, importance=5)
    commit_bet(by=world.ann, now=world.now, bet=bet, despite="The board asked for it.")
    assert "faded" not in needs(world)
    world.later(days=31)
    assert "“Second radio” rests on “Masters read mails”" in needs(world)["faded"]
    assert "bet-groundless" not in needs(world)


def test_a_claim_on_which_nothing_rests_costs_little(world: World) -> None:
    create_claim(by=world.otto, now=world.now, statement="Masters read mails", nature="assumption", observed_on=world.now.date(), half_life=30)  # fmt: skip
    world.later(days=31)
    assert needs(world)["claims-due"] == "1 claim is due for a fresh look."


def test_a_kill_criterion_calls_on_its_day(world: World, bet: Bet) -> None:
    add_criterion(by=world.ann, now=world.now, bet=bet, what="Crews that open it", threshold="under 20 %", due_on=world.now.date() + timedelta(days=30), reason="Forgotten at first.")  # fmt: skip
    assert "bet-to-judge" not in needs(world)
    world.later(days=30)
    assert "Crews that open it" in needs(world)["bet-to-judge"]


def test_an_objective_calls_until_something_works_for_it(world: World, online: Objective) -> None:
    assert "Stations stay online" in needs(world)["objective-idle"]
    result = create_key_result(by=world.edda, now=world.now, objective=online, name="Uptime", baseline=Decimal(90), target=Decimal(98))  # fmt: skip
    bet = create_bet(by=world.ann, now=world.now, name="Second radio")
    set_goal(by=world.ann, now=world.now, bet=bet, key_result=result, share=10_000)
    assert "objective-idle" not in needs(world)
    assert "result-silent" not in needs(world)
    world.later(days=28)
    assert "Uptime" in needs(world)["result-silent"]


def test_what_waits_unheard_is_told_after_a_week(world: World) -> None:
    capture_feedback(by=world.otto, now=world.now, text="The line was dead all night.")
    world.later(days=5)
    assert "unheard" not in needs(world)
    world.later(days=4)
    assert needs(world)["unheard"] == "1 piece of feedback waits in the inbox, for 9 days."


def test_work_that_serves_nothing_is_told_once_there_are_bets(world: World) -> None:
    world.move(world.item("Polish the mast"), "Doing")
    assert "work-aimless" not in needs(world)
    bet = create_bet(by=world.ann, now=world.now, name="Second radio", product=world.station)
    commit_bet(by=world.ann, now=world.now, bet=bet, despite="The board asked for it.")
    assert needs(world)["work-aimless"].startswith("1 story under way")
    world.move(world.item("Fit the antenna", bet=bet), "Doing")
    assert needs(world)["work-aimless"].startswith("1 story under way")


def test_a_promise_that_few_futures_keep_is_told(world: World) -> None:
    who: Any = {"by": world.edda, "now": world.now}
    roadmap = create_roadmap(**who, name="This year")
    bar = create_bar(**who, roadmap=roadmap, name="Second radio", promised_on=world.now.date() + timedelta(days=20))  # fmt: skip
    with scope(world.workspace):
        run, _ = RoadmapRun.create(**who, roadmap=roadmap, method="forecasting.when", method_version="1", inputs={}, answer={}, basis="")  # fmt: skip
        BarForecast.create(**who, run=run, bar=bar, promised_on=bar.promised_on, holds=0.2)
    assert "holds in 20\u202f% of futures" in needs(world)["promise-over"]


def test_an_outcome_that_nobody_looked_at_is_told(world: World) -> None:
    metric = create_metric(
        by=world.edda, now=world.now, name="Stations online", metric_kind="share"
    )
    bet = create_bet(by=world.ann, now=world.now, name="Second radio")
    due = world.now.date() + timedelta(days=30)
    set_effect(by=world.ann, now=world.now, bet=bet, metric=metric, low=Decimal(1), likely=Decimal(2), high=Decimal(4), by_on=due)  # fmt: skip
    commit_bet(by=world.ann, now=world.now, bet=bet, despite="The board asked for it.")
    assert "unreviewed" not in needs(world)
    world.later(days=40)
    assert "“Second radio” promised was due 10 days ago" in needs(world)["unreviewed"]
    world.later(days=560)
    assert "“Second radio” promised was due 19 months ago" in needs(world)["unreviewed"]


def test_a_bet_that_promised_nothing_is_told_without_a_promise(world: World) -> None:
    bet = create_bet(by=world.ann, now=world.now, name="Second radio")
    commit_bet(by=world.ann, now=world.now, bet=bet, despite="The board asked for it.")
    move_bet(by=world.ann, now=world.now, bet=bet, to=Bet.State.DONE)
    world.later(days=10)
    assert needs(world)["unreviewed"] == "“Second radio” was over 10 days ago and never said what it should move."  # fmt: skip


def test_a_goal_calls_until_an_objective_works_for_it(world: World, online: Objective) -> None:
    goal = create_goal(by=world.edda, now=world.now, name="Harbours trust the station")
    assert "Harbours trust the station" in needs(world)["goal-idle"]
    change_objective(by=world.edda, now=world.now, objective=online, goal=goal)
    assert "goal-idle" not in needs(world)
    world.later(days=60)
    assert "goal-idle" in needs(world)


def test_home_shows_the_dearest_needs_and_leads_to_all(world: World) -> None:
    world.now = clock.now()
    mast = world.item("Raise the mast")
    for number in range(4):
        made = create_bet(by=world.ann, now=world.later(seconds=1), name=f"Radio {number}")
        commit_bet(by=world.ann, now=world.now, bet=made, despite="The board asked for it.")
        create_goal(by=world.edda, now=world.now, name=f"Goal {number}")
        waits = world.item(f"Fit antenna {number}")
        world.move(waits, "Doing")
        add_dependency(by=world.edda, now=world.now, blocker=mast, blocked=waits)
    client, home = browser(world.otto), f"/w/{world.workspace.slug}"
    first, every = (client.get(f"{home}{query}").content.decode() for query in ("", "?all=1"))
    assert (first.count("need-mark"), "All 16" in first) == (12, True)
    assert (every.count("need-mark"), "All 16" in every) == (16, False)
