"""Calibration: what all scores say, by known numbers, and how it would correct what is open."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from leadline.foundation.jobs import do_next
from leadline.outcomes.models import CalibrationRun
from leadline.outcomes.operations import NothingScored, calibrate
from leadline.outcomes.operations.calibrations import calibrate_by_itself, replay_calibration
from leadline.outcomes.queries import newest_run, rated_of
from leadline.outcomes.queries.computing import computed
from leadline.outcomes.queries.gathering import Names
from leadline.outcomes.queries.promised import PromisedRange
from leadline.outcomes.queries.scoring import scored, verdict_of
from leadline.planning.models import BetEffect
from leadline.planning.queries.meaning import estimate
from leadline.strategy.operations import check_in
from leadline.workspaces.scope import scope
from tests.outcomes.cast import closed, draft, measured, metric, who
from tests.planning.cast import key_result
from tests.world import World


def said(low: float, likely: float, high: float, level: float = 0.9) -> PromisedRange:
    ends = [Decimal(str(each)) for each in (low, likely, high)]
    return PromisedRange("effect", None, "Stations online", ends[0], ends[1], ends[2], level)


def row(actual: float, **values: Any) -> dict[str, Any]:
    """A score as a run keeps it: −5 to 5 was stated, whose middle is 0."""
    place = min(max((actual + 5) / 10, 0.0), 1.0)
    given = {
        "part": "effect", "low": -5.0, "likely": 0.0, "high": 5.0, "level": 0.9, "toward": 1, "actual": actual,
        "is_inside": abs(actual) <= 5, "below": place, "up_to": place, "person": "Otto", "team": "Crew",
    }  # fmt: skip
    return given | values


def run(rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return computed({"scores": rows, "chances": [], "open": []} | more)


def test_the_score_of_a_range_is_the_integral_of_the_squared_miss() -> None:
    found = scored(said(2, 4, 9), Decimal(6))
    told = estimate(2, 4, 9)
    assert told is not None
    at = np.linspace(-5, 25, 30_001)
    chance = np.array([told.chance_below(each) for each in at])
    assert found.crps == pytest.approx(np.trapezoid((chance - (at >= 6)) ** 2, at), abs=2e-3)
    assert found.below == pytest.approx(told.chance_below(6))


def test_nine_times_in_ten_lies_between_low_and_high() -> None:
    assert scored(said(2, 4, 9), Decimal(2)).below == pytest.approx(0.05, abs=1e-3)
    assert scored(said(2, 4, 9), Decimal(9)).up_to == pytest.approx(0.95, abs=1e-3)


def test_a_miss_costs_two_over_the_tail_for_each_unit() -> None:
    assert scored(said(0, 1, 2), Decimal(5)).interval_score == pytest.approx(2 + 20 * 3)
    assert scored(said(0, 1, 2), Decimal(1)).interval_score == pytest.approx(2)
    assert scored(said(0, 1, 2, 0.8), Decimal(5)).interval_score == pytest.approx(2 + 10 * 3)


@pytest.mark.parametrize(
    ("actual", "toward", "verdict"),
    [(1, 1, "short"), (1, -1, "better"), (1, 0, "beside"), (5, 1, "held"), (10, 1, "better"), (10, -1, "short")],
)  # fmt: skip
def test_which_side_of_the_promise_is_better(actual: int, toward: int, verdict: str) -> None:
    assert verdict_of(said(2, 4, 9), Decimal(actual), toward) == verdict


def test_a_cast_that_hopes_too_much_is_told_and_corrected_downward() -> None:
    rows = [row(at) for at in (-4, -6, -3, -5, -2, -7, -4, -4)]
    open_effect = row(0) | {"bet": "b", "name": "Tides", "metric": "m", "unit": "", "kind": "number", "decimals": 1}  # fmt: skip
    found = run(rows, open=[open_effect])
    assert found["leanings"]["everyone"]["factor"] < 0.85
    (otto,) = found["leanings"]["persons"]
    assert otto["own_factor"] == pytest.approx(np.exp(0.5 * np.mean([-4, -6, -3, -5, -2, -7, -4, -4]) * 1.644854 / 5), rel=1e-5)  # fmt: skip
    assert otto["own_factor"] < otto["factor"] < 0.75
    (corrected,) = found["open"]
    assert corrected["corrected"]["likely"] < -1
    assert corrected["said"] == {"low": -5, "likely": 0, "high": 5}
    assert corrected["by"] == "Otto"


def test_less_is_better_turns_lean_and_places() -> None:
    more = run([row(at) for at in (-4, -3.1, -6)])
    less = run([row(-at, toward=-1) for at in (-4, -3.1, -6)])
    assert less["leanings"]["everyone"]["factor"] == pytest.approx(more["leanings"]["everyone"]["factor"])  # fmt: skip
    assert less["pit"]["counts"] == pytest.approx(more["pit"]["counts"])


def test_ranges_that_hold_as_stated_are_told_to_fit() -> None:
    rows = [row(6 if at % 10 == 0 else 1) for at in range(60)]
    line = run(rows)["coverage"]["effect"]["lines"][0]
    assert (line["held"], line["statements"], line["verdict"]) == (54, 60, "fits")


def test_what_has_no_better_side_or_no_range_leaves_the_lean_alone() -> None:
    found = run([row(1, toward=0), row(1, low=0.0, high=0.0)])
    assert found["leanings"] is None
    assert found["coverage"]["effect"]["lines"][0]["statements"] == 2


def test_a_result_far_off_is_counted_and_breaks_nothing() -> None:
    found = run([row(10**9), row(0)])
    assert np.isfinite(found["leanings"]["everyone"]["own_factor"])


def test_nothing_scored_is_said(world: World) -> None:
    with pytest.raises(NothingScored):
        calibrate(**who(world))


def test_a_run_keeps_what_it_rests_on_and_changes_no_bet(world: World) -> None:
    of = metric(world)
    bet, _metric = measured(world, actual=1, of=of)
    closed(world, bet)
    waiting = draft(world, "Tide alarm", of=of)
    made = calibrate(**who(world))
    with scope(world.workspace):
        rated = rated_of(made)
        (effect,) = rated.open
        assert (effect.name, effect.said) == ("Tide alarm", (2, 4, 9))
        assert effect.corrected[1] < effect.said[1]
        assert BetEffect.objects.get(bet=waiting).likely == 4
        assert newest_run(world.vera) == made
    assert made.inputs["scores"][0]["person"] == world.otto.name
    assert replay_calibration(made).same


def test_first_chances_of_key_results_are_held_against_the_end_of_the_cycle(world: World) -> None:
    result = key_result(world)
    check_in(**who(world), result=result, value=Decimal(12), confidence=80)
    world.later(days=30)
    check_in(**who(world), result=result, value=Decimal(45), confidence=99)
    world.later(days=70)
    made = calibrate(**who(world))
    assert made.chances == 1
    chances = rated_of(made).chances
    assert chances is not None
    assert chances.score == pytest.approx(0.04)


def test_two_people_of_one_name_are_told_apart() -> None:
    names = Names()
    assert [names.of(key, "Otto") for key in ("a", "b", "a", None)] == ["Otto", "Otto (2)", "Otto", "Otto (3)"]  # fmt: skip


def test_closing_a_review_keeps_a_calibration_once(world: World) -> None:
    bet, _metric = measured(world, actual=1)
    closed(world, bet)
    while do_next(world.now, "worker"):
        pass
    with scope(world.workspace):
        (run,) = CalibrationRun.objects.all()
    assert (run.promises, run.by) == (1, None)
    assert calibrate_by_itself(world.workspace, world.now) == 0
    assert replay_calibration(run).same


def test_nothing_is_kept_by_itself_where_nothing_is_scored(world: World) -> None:
    assert calibrate_by_itself(world.workspace, world.now) == 0
