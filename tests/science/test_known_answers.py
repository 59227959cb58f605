"""Published and hand-calculated numbers, each with its source."""

import pytest

from leadline_science.calibration import (
    brier,
    crps_discrete,
    crps_ensemble,
    crps_gaussian,
    interval_scores,
)
from leadline_science.charts import process_behaviour
from leadline_science.flow import Spans, cycle_times, littles_law
from leadline_science.forecasting import (
    NO_DRIFT,
    Throughput,
    Weights,
    WhenForecast,
    Work,
    all_done,
    forecast_when,
)
from leadline_science.survival import kaplan_meier
from leadline_science.uncertainty import wilson

# A team's twelve weeks. Chances by enumeration of all sums, agreeing to 1e-12.
WEEKS = Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])
DONE_BY_WEEK = {
    6: 0.03943,
    7: 0.17204,
    8: 0.39556,
    9: 0.6306,
    10: 0.80862,
    11: 0.91426,
    12: 0.96613,
}

# Magennis, throughput forecaster, completed exercise, sheet Forecast (500 trials, hence one week).
MAGENNIS = {0.05: 13, 0.25: 16, 0.5: 19, 0.75: 22, 0.85: 23, 0.9: 24, 0.95: 25}

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rate; limits with 3/1.128.
NIST_FLOW = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)

# Newcombe 1998, Statistics in Medicine 17:857, method 3.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

# Freireich et al. 1963, 6-MP arm: weeks in remission; 0 where it went on. Survival and Greenwood's
# error as in any textbook of survival analysis; the limits at 6 weeks are log-log (lifelines 0.30).
REMISSION = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
SURVIVAL = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
GREENWOOD = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]


def equal_weights(history: Throughput, work: Work | float) -> WhenForecast:
    return forecast_when(history, work, drift=NO_DRIFT, weights=Weights.EQUAL)


@pytest.mark.parametrize(("week", "chance"), DONE_BY_WEEK.items())
def test_the_resampled_history_is_convolved_exactly(week: int, chance: float) -> None:
    assert equal_weights(WEEKS, 30).chances[week - 1] == pytest.approx(chance, abs=1e-5)


def test_the_resampled_history_has_its_percentiles() -> None:
    forecast = equal_weights(WEEKS, 30)

    assert (forecast.p50, forecast.p85, forecast.p95) == (9, 11, 12)


@pytest.mark.parametrize(("share", "weeks"), MAGENNIS.items())
def test_work_and_split_rate_as_ranges_agree_with_magennis(share: float, weeks: int) -> None:
    forecast = equal_weights(Throughput.between(3, 6), Work(50, 58, split_low=1, split_high=2))

    found = forecast.percentile(share)

    assert found is not None
    assert abs(found - weeks) <= 1


def test_two_teams_at_85_percent_are_both_done_with_72() -> None:
    one = equal_weights(WEEKS, 30)
    at = one.chances.index(next(chance for chance in one.chances if chance > 0.85))

    assert all_done([one, one]).chances[at] == pytest.approx(one.chances[at] ** 2, abs=1e-12)


def test_the_chart_has_the_limits_of_the_handbook() -> None:
    chart = process_behaviour(NIST_FLOW)

    assert chart.centre[0] == pytest.approx(50.81, abs=1e-4)
    assert chart.moving_range == pytest.approx(1.8778, abs=1e-4)
    assert chart.low[0] == pytest.approx(45.8159, abs=1e-4)
    assert chart.high[0] == pytest.approx(55.8041, abs=1e-4)


@pytest.mark.parametrize(("hits", "of", "low", "high"), NEWCOMBE)
def test_wilson_has_the_limits_of_newcombe(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of)

    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_the_brier_score_has_the_parts_of_murphy() -> None:
    # Murphy 1973; by hand: reliability .0353, resolution .0733, uncertainty .4 × .6.
    stated = [0.1, 0.1, 0.1, 0.3, 0.3, 0.7, 0.7, 0.9, 0.9, 0.9]
    found = brier(stated, [bool(each) for each in (0, 0, 1, 0, 1, 1, 0, 1, 1, 1)])

    assert found.score == pytest.approx(0.202, abs=1e-5)
    assert found.reliability == pytest.approx(0.035333, abs=1e-5)
    assert found.resolution == pytest.approx(0.073333, abs=1e-5)
    assert found.uncertainty == pytest.approx(0.24, abs=1e-5)


def test_scores_of_distributions_have_their_closed_forms() -> None:
    # Gneiting & Raftery 2007; ensembles by hand: mean distance 7/6, half spread 2/3 or 1 (fair).
    assert crps_gaussian([0, 0], [1, 1], [0, 1]).values == pytest.approx(
        (0.233695, 0.6024414), abs=1e-6
    )
    assert crps_ensemble([1, 2, 4], 2.5).mean == pytest.approx(0.5, abs=1e-6)
    assert crps_ensemble([1, 2, 4], 2.5, fair=True).mean == pytest.approx(0.1666667, abs=1e-6)


def test_the_score_of_counts_is_that_of_the_same_ensemble() -> None:
    assert crps_discrete([0, 1 / 3, 1 / 3, 0, 1 / 3], 2.5).mean == pytest.approx(0.5, abs=1e-12)


def test_an_interval_pays_for_its_width_and_its_miss() -> None:
    # Gneiting & Raftery 2007: 10 + 2/.1 × 2.
    assert interval_scores([10], [20], [22], level=0.9).mean == pytest.approx(50, abs=1e-6)


def test_twenty_items_set_no_upper_limit_on_the_85th_percentile() -> None:
    # Binomial(20, .85): P(X <= 13) = .0219, P(X >= 20) = .0388.
    (found,) = cycle_times([float(day) for day in range(1, 21)], shares=[0.85]).percentiles

    assert (found.low_rank, found.high_rank) == (14, 21)
    assert found.high is None


def test_littles_law_is_exact_over_a_window_that_is_empty_at_both_ends() -> None:
    # By hand: 3 + 3 + 4 item-days in 6 days.
    found = littles_law(Spans((0, 1, 2), (3, 4, 6)), start=0, end=6)

    assert found.exact
    assert found.wip == pytest.approx(10 / 6)
    assert (found.departures, found.cycle_time) == pytest.approx((0.5, 10 / 3))


def test_the_survival_curve_is_that_of_the_remission_data() -> None:
    curve = kaplan_meier(REMISSION, [bool(each) for each in ENDED])

    assert [step.survival for step in curve.steps] == pytest.approx(SURVIVAL, abs=5e-5)
    assert [step.error for step in curve.steps] == pytest.approx(GREENWOOD, abs=5e-5)
    assert curve.median == 23
    assert (curve.steps[0].low, curve.steps[0].high) == pytest.approx((0.6197, 0.9516), abs=1e-4)
