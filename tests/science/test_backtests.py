"""Replays of histories whose truth is known, and the size of drift they suggest."""

import numpy as np
import pytest

from leadline_science.calibration import track_record
from leadline_science.forecasting import (
    POOLED_DRIFT,
    Throughput,
    Weights,
    backtest,
    backtest_when,
    forecast_how_many,
    forecast_when,
    own_drift,
    pooled_drift,
    score_how_many,
    score_when,
)
from leadline_science.refusals import TooFew

WEEKS = Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])


def team(seed: int, periods: int, log_sd: float, every: int = 10) -> Throughput:
    """Poisson weeks of about 5, whose level is drawn anew each `every` weeks."""
    random = np.random.Generator(np.random.PCG64(seed))
    levels = np.exp(log_sd * random.standard_normal(periods // every + 1)).repeat(every)[:periods]
    return Throughput.of(random.poisson(5 * levels))


def test_a_replay_knows_only_what_was_known_then() -> None:
    changed = Throughput.of([*WEEKS.values[:10], 50, 50])

    first = [backtest(each, window=6, horizon=2).replays[0] for each in (WEEKS, changed)]

    assert first[0] == first[1]


def test_a_replay_is_the_forecast_of_that_day() -> None:
    (found, *_) = backtest(WEEKS, window=6, horizon=2).replays
    then = forecast_how_many(Throughput.of(WEEKS.values[:6]), 2)
    scored = score_how_many(then, finished=sum(WEEKS.values[6:8]))

    assert (found.p50, found.p85, found.p95) == (then.p50, then.p85, then.p95)
    assert found.actual == 4
    assert found.crps == pytest.approx(scored.crps)
    assert found.held == tuple(statement.held for statement in scored.statements)


def test_promises_to_a_steady_team_hold_at_least_as_stated() -> None:
    found = backtest(team(1, 600, 0.0), horizon=4, window=12)

    assert len(found.replays) == 147
    assert all(line.verdict != "too sure" for line in found.lines)
    assert all(line.share >= line.stated - 0.06 for line in found.lines)


def test_promises_of_dates_hold_too() -> None:
    found = backtest_when(team(2, 600, 0.0), 20, window=12, every=4)

    assert found.question == "when"
    assert all(line.verdict != "too sure" for line in found.lines)


def test_the_usual_bootstrap_is_too_sure_of_a_drifting_team() -> None:
    found = backtest(team(3, 600, 0.5), horizon=4, window=8)
    (_, plain, _), (_, ours, _) = found.bootstrap, found.lines

    assert plain.verdict == "too sure"
    assert ours.share > plain.share
    assert found.crps < found.crps_bootstrap


def test_points_without_history_or_outcome_are_counted() -> None:
    assert backtest(Throughput.of([0, 0, 0, 4, 5, 3, 4, 5]), window=2, horizon=2).skipped == 1
    assert backtest_when(WEEKS, 8, window=6, every=1).skipped >= 1


def test_a_drifting_team_is_told_from_a_steady_one() -> None:
    steady, drifting = (own_drift(team(4, 300, size)).drift.log_sd for size in (0.0, 0.6))

    assert steady < POOLED_DRIFT.log_sd < drifting


def test_a_short_history_keeps_the_pooled_drift() -> None:
    found = own_drift(WEEKS, window=12)

    assert found.drift.log_sd == POOLED_DRIFT.log_sd
    assert found.warnings


def test_drift_is_pooled_over_teams() -> None:
    steady = pooled_drift([team(seed, 80, 0.0) for seed in range(8)])
    drifting = pooled_drift([team(seed, 80, 0.6) for seed in range(8)])

    assert steady.drift.log_sd < drifting.drift.log_sd
    assert steady.replays == 8 * 18


def test_a_history_without_room_is_refused() -> None:
    with pytest.raises(TooFew):
        backtest(WEEKS, window=12, horizon=4)
    with pytest.raises(TooFew):
        pooled_drift([WEEKS], window=12, horizon=4)
    with pytest.raises(TooFew):
        backtest_when(WEEKS, 1_000, window=6)


def test_a_promise_fails_when_its_day_is_over_even_while_work_is_open() -> None:
    kept = forecast_when(WEEKS, 30, weights=Weights.DIRICHLET)
    assert kept.p50 is not None

    waiting = score_when(kept, done_in=None, waited=kept.p50)

    assert [statement.held for statement in waiting.statements] == [False, None, None]
    assert waiting.crps is None


def test_kept_forecasts_make_a_record() -> None:
    kept = forecast_when(WEEKS, 30)
    scored = [score_when(kept, done_in=done, waited=40) for done in (7, 9, 12, 20)]
    record = track_record(statement for each in scored for statement in each.statements)

    assert [line.held for line in record.lines] == [2, 3, 3]
    assert scored[1].pit_below == pytest.approx(kept.chances[7])
    assert scored[1].pit_up_to == pytest.approx(kept.chances[8])
