"""What must hold of every forecast, and of the model against slower ways to the same number."""

import math
from collections.abc import Callable
from itertools import combinations_with_replacement, pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import t

from leadline_science.forecasting import (
    NO_DRIFT,
    POOLED_DRIFT,
    Drift,
    Growth,
    Period,
    Throughput,
    Unit,
    Weights,
    WhenForecast,
    Work,
    all_done,
    forecast_how_many,
    forecast_when,
    in_turn,
)
from leadline_science.forecasting.drift import LARGEST_FACTOR, worked_through
from leadline_science.forecasting.sums import table
from leadline_science.refusals import (
    AllEqual,
    Negative,
    NoData,
    NotFinite,
    NotInSteps,
    OutOfRange,
    Refused,
    TooFew,
    TooLarge,
    Unreachable,
)
from tests.science.strategies import drifts, histories, varied

WEEKS = Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])


@given(history=histories, drift=drifts, work=st.integers(1, 25), more=st.integers(0, 10))
def test_more_work_is_never_sooner(history: Throughput, drift: Drift, work: int, more: int) -> None:
    assume(drift.log_sd or varied(history))
    less = forecast_when(history, work, drift=drift, horizon=12).chances
    greater = forecast_when(history, work + more, drift=drift, horizon=12).chances

    assert all(b <= a + 1e-7 for a, b in zip(less, greater, strict=True))


@given(history=histories, drift=drifts, work=st.integers(1, 25), weights=st.sampled_from(Weights))
def test_chances_rise_within_0_and_1(
    history: Throughput, drift: Drift, work: int, weights: Weights
) -> None:
    assume(drift.log_sd or varied(history))
    found = forecast_when(history, work, drift=drift, weights=weights)

    assert found.chances[0] >= 0
    assert found.chances[-1] <= 1
    assert all(a <= b + 1e-12 for a, b in pairwise(found.chances))
    assert sum(found.pmf) + found.later == pytest.approx(1, abs=1e-12)


@given(history=histories, drift=drifts, periods=st.integers(1, 6))
def test_amounts_sum_to_1(history: Throughput, drift: Drift, periods: int) -> None:
    assume(drift.log_sd or varied(history))
    found = forecast_how_many(history, periods, drift=drift)

    assert min(found.pmf) >= 0
    assert sum(found.pmf) + found.more == pytest.approx(1, abs=1e-9)
    assert found.p95 <= found.p85 <= found.p50


@given(history=histories, work=st.integers(1, 20), periods=st.integers(1, 6), drift=drifts)
def test_when_and_how_many_are_two_faces_of_one_forecast(
    history: Throughput, work: int, periods: int, drift: Drift
) -> None:
    assume(drift.log_sd or varied(history))
    when = forecast_when(history, work, drift=drift, horizon=periods)
    amount = forecast_how_many(history, periods, drift=drift)
    assume(work < len(amount.pmf))

    assert when.chances[-1] == pytest.approx(amount.chance_of(work), abs=1e-6)


@given(history=histories, work=st.integers(1, 20))
def test_the_same_question_has_the_same_answer(history: Throughput, work: int) -> None:
    assert forecast_when(history, work) == forecast_when(history, work)


@given(history=histories, work=st.integers(1, 15), drift=drifts)
def test_the_order_of_the_history_does_not_matter(
    history: Throughput, work: int, drift: Drift
) -> None:
    assume(drift.log_sd or varied(history))
    turned = Throughput(history.values[::-1])
    first, second = (
        forecast_when(each, work, drift=drift, horizon=8) for each in (history, turned)
    )

    assert first.chances == pytest.approx(second.chances, abs=1e-9)


@pytest.mark.parametrize("drift", [NO_DRIFT, POOLED_DRIFT])
def test_a_longer_history_of_the_same_kind_narrows_towards_a_limit(drift: Drift) -> None:
    widths = []
    for times in (1, 2, 4, 8, 16):
        found = forecast_when(Throughput.of(WEEKS.values * times), 40, drift=drift)
        widths.append(spread(found))

    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(widths))
    assert widths[-2] - widths[-1] < widths[0] - widths[1]


def spread(forecast: WhenForecast) -> float:
    periods = np.arange(1, len(forecast.pmf) + 1)
    mean = float(np.dot(periods, forecast.pmf))
    return math.sqrt(np.dot((periods - mean) ** 2, forecast.pmf))


@given(
    history=st.lists(st.integers(0, 5), min_size=2, max_size=4).filter(any),
    periods=st.integers(1, 4),
)
def test_dirichlet_weights_make_every_multiset_of_periods_equally_likely(
    history: list[int], periods: int
) -> None:
    width = periods * max(history) + 1
    slow = np.zeros(width)
    for drawn in combinations_with_replacement(history, periods):
        slow[sum(drawn)] += 1 / comb(len(history) + periods - 1, periods)

    assert table(np.array(history), periods, width, Weights.DIRICHLET)[-1] == pytest.approx(
        slow, abs=1e-12
    )


def test_dirichlet_sums_agree_with_draws() -> None:
    random = np.random.Generator(np.random.PCG64(5))
    history = WEEKS.steps
    shares = random.dirichlet(np.ones(len(history)), 200_000)
    times = np.array([random.multinomial(8, each) for each in shares[:40_000]])
    draws = times @ history

    exact = table(history, 8, 57, Weights.DIRICHLET)[-1]
    for amount in (15, 20, 25, 30, 35):
        assert np.mean(draws <= amount) == pytest.approx(exact[: amount + 1].sum(), abs=0.01)


@pytest.mark.parametrize("log_sd", [0.05, 0.25, 0.8])
@pytest.mark.parametrize(("worth", "period"), [(1.0, 1), (5.0, 4), (12.0, 14), (12.0, 40)])
def test_the_quadrature_over_the_drift_is_as_good_as_it_says(
    log_sd: float, worth: float, period: int
) -> None:
    law = t(6, scale=log_sd)
    edge = float(np.log(LARGEST_FACTOR))
    inside = law.cdf(edge) - law.cdf(-edge)

    def part(level: float) -> float:
        return float(np.clip(worth * np.exp(level) - (period - 1), 0, 1) * law.pdf(level) / inside)

    ends = [-edge, 0.0, *(np.log(max(end, 1e-9) / worth) for end in (period - 1, period)), edge]
    kinks = sorted(float(np.clip(end, -edge, edge)) for end in ends)
    slow = sum(quad(part, a, b, epsabs=1e-12, limit=200)[0] for a, b in pairwise(kinks))
    found = worked_through(np.array([worth]), 48, Drift(log_sd))[0, period - 1]

    assert found == pytest.approx(slow, abs=1e-8)


def test_a_holiday_moves_the_end_by_a_week() -> None:
    plain = forecast_when(WEEKS, 30, horizon=20).chances
    pause = forecast_when(WEEKS, 30, capacity=(1, 0), horizon=21).chances

    assert pause[0] == pytest.approx(plain[0])
    assert pause[1] == pytest.approx(plain[0])
    assert pause[2:] == pytest.approx(plain[1:])


def test_half_a_team_for_two_weeks_is_a_week() -> None:
    plain = forecast_when(WEEKS, 30, horizon=20).chances
    half = forecast_when(WEEKS, 30, capacity=(0.5, 0.5), horizon=21).chances

    assert half[1:] == pytest.approx(plain)


def test_drift_widens_both_sides() -> None:
    steady, drifting = (forecast_when(WEEKS, 60, drift=each) for each in (NO_DRIFT, Drift(0.4)))

    assert drifting.dots[0] is not None
    assert steady.dots[0] is not None
    assert steady.p95 is not None
    assert drifting.p95 is not None
    assert drifting.dots[0] < steady.dots[0]
    assert drifting.p95 > steady.p95


def test_added_work_postpones() -> None:
    without = forecast_when(WEEKS, 30)
    growing = forecast_when(WEEKS, 30, growth=Growth.of([1, 0, 2, 0, 1, 0]))

    assert without.p85 is not None
    assert growing.p85 is not None
    assert growing.p85 > without.p85


def test_added_work_agrees_with_draws() -> None:
    # Draws of the backlog at the end of week 12; the forecast is that, made to rise.
    random = np.random.Generator(np.random.PCG64(8))
    added = [1, 0, 2, 0, 1, 0]
    done = random.choice(WEEKS.steps, (200_000, 12)).sum(axis=1)
    more = random.choice(added, (200_000, 12)).sum(axis=1)
    found = forecast_when(
        WEEKS, 30, growth=Growth.of(added), drift=NO_DRIFT, weights=Weights.EQUAL, horizon=12
    )

    assert found.chances[-1] == pytest.approx(np.mean(done >= 30 + more), abs=0.005)


def test_work_added_as_fast_as_finished_is_said_so() -> None:
    found = forecast_when(WEEKS, 30, growth=Growth.of([4, 5, 3]))

    assert found.later > 0.5
    assert any("never empties" in text for text in found.warnings)


def test_no_added_work_is_no_growth() -> None:
    assert forecast_when(WEEKS, 30, growth=Growth.of([0, 0])) == forecast_when(WEEKS, 30)


def test_points_in_halves_are_counted_in_halves() -> None:
    halves = Throughput((1.5, 2.5, 0.5, 3.0), Period.SPRINT, Unit.POINTS)
    doubled = Throughput((3, 5, 1, 6), Period.SPRINT, Unit.POINTS)

    assert forecast_when(halves, 10).chances == forecast_when(doubled, 20).chances
    assert forecast_how_many(halves, 4).p85 == forecast_how_many(doubled, 4).p85 / 2


def test_quiet_periods_can_be_left_out() -> None:
    assert WEEKS.without([7]).values == (3, 5, 2, 1, 5, 6, 4, 7, 3, 4, 2)


def test_all_parts_are_done_later_than_any() -> None:
    parts = [forecast_when(WEEKS, work) for work in (28, 30, 32)]
    whole = all_done(parts)

    assert whole.p85 is not None
    assert whole.latest_p85 is not None
    assert whole.p85 > whole.latest_p85
    for joint, *each in zip(whole.chances, *(part.chances for part in parts), strict=False):
        assert joint <= min(each)


def test_work_in_turn_takes_the_sum_of_the_means_and_less_than_the_sum_of_the_promises() -> None:
    first, second = forecast_when(WEEKS, 20), forecast_when(WEEKS, 30)
    both = in_turn([first, second])

    def mean(chances: tuple[float, ...]) -> float:
        return sum(1 - chance for chance in (0.0, *chances[:-1]))

    assert mean(both.chances) == pytest.approx(mean(first.chances) + mean(second.chances), abs=0.05)
    assert both.p85 is not None
    assert both.latest_p85 is not None
    assert both.p85 < both.latest_p85


def test_joint_chances_lie_within_their_bounds() -> None:
    parts = [forecast_when(WEEKS, 20), forecast_when(WEEKS, 30)]
    for joint in (all_done(parts), in_turn(parts), in_turn([all_done(parts), parts[0]])):
        for least, chance, most in zip(joint.least, joint.chances, joint.most, strict=True):
            assert least - 1e-12 <= chance <= most + 1e-12


def test_time_between_period_ends_counts_in_a_line() -> None:
    found = forecast_when(WEEKS, 30)

    assert found.chance_by(0) == 0
    assert found.chance_by(9.5) == pytest.approx((found.chances[8] + found.chances[9]) / 2)
    assert found.chance_by(10_000) == found.chances[-1]


def test_dots_lie_around_the_median() -> None:
    found = forecast_when(WEEKS, 30)

    assert len(found.dots) == 20
    assert found.p50 in found.dots[9:11]


REFUSED = [
    (NoData, lambda: Throughput(())),
    (Unreachable, lambda: Throughput((0, 0, 0))),
    (Negative, lambda: Throughput((1, -1))),
    (NotFinite, lambda: Throughput((1, float("nan")))),
    (NotFinite, lambda: Throughput((1, float("inf")))),
    (NotInSteps, lambda: Throughput((1, 0.333))),
    (TooFew, lambda: forecast_when(Throughput((3,)), 5)),
    (AllEqual, lambda: forecast_when(Throughput((3, 3, 3)), 5, drift=NO_DRIFT)),
    (OutOfRange, lambda: forecast_when(WEEKS, 0)),
    (NotFinite, lambda: forecast_when(WEEKS, float("nan"))),
    (OutOfRange, lambda: Work(5, 3)),
    (OutOfRange, lambda: Work(3, 5, split_low=0.5)),
    (Negative, lambda: forecast_when(WEEKS, 5, capacity=(-1,))),
    (OutOfRange, lambda: forecast_when(WEEKS, 5, horizon=0)),
    (OutOfRange, lambda: forecast_how_many(WEEKS, 0)),
    (OutOfRange, lambda: Drift(-0.1)),
    (OutOfRange, lambda: Drift(float("nan"))),
    (NoData, lambda: Growth(())),
    (Negative, lambda: Growth((-1.0,))),
    (TooLarge, lambda: forecast_how_many(Throughput.of([10_000, 20_001]), 2_000)),
    (TooLarge, lambda: forecast_when(WEEKS, 1e308)),
    (TooLarge, lambda: forecast_when(WEEKS, 900_000)),
    (TooLarge, lambda: forecast_when(WEEKS, 300_000, horizon=10_000)),
    (TooLarge, lambda: forecast_when(WEEKS, Work(1, 100_000, split_low=1, split_high=3))),
    (TooLarge, lambda: forecast_when(WEEKS, 10, growth=Growth((1e8, 1)))),
    (OutOfRange, lambda: forecast_when(WEEKS, 10, horizon=10**9)),
    (OutOfRange, lambda: forecast_how_many(WEEKS, 10**9)),
    (OutOfRange, lambda: forecast_when(WEEKS, 10, capacity=(1e300,))),
    (OutOfRange, lambda: Throughput((1e300, 1))),
    (TooFew, lambda: all_done([forecast_when(WEEKS, 5)])),
    (NoData, lambda: in_turn([])),
    (OutOfRange, lambda: WEEKS.without([12])),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_a_question_without_an_honest_answer_is_refused(
    refusal: type[Refused], ask: Callable[[], object]
) -> None:
    with pytest.raises(refusal) as told:
        ask()

    assert told.value.what
    assert told.value.remedy


def test_parts_in_different_periods_cannot_be_joined() -> None:
    days = Throughput(WEEKS.values, Period.DAY)

    with pytest.raises(OutOfRange):
        all_done([forecast_when(WEEKS, 5), forecast_when(days, 5)])


def test_equal_periods_are_accepted_with_drift_and_said_so() -> None:
    found = forecast_when(Throughput.of([3, 3, 3, 3]), 12)

    assert any("equal" in text for text in found.warnings)


def test_an_idle_team_is_said_so() -> None:
    found = forecast_when(Throughput.of([3, 4, 5, 0, 0, 0]), 12)

    assert any("last" in text for text in found.warnings)


def test_a_tail_beyond_the_horizon_is_told_and_not_guessed() -> None:
    found = forecast_when(Throughput.of([0, 0, 5]), 40, horizon=10)

    assert len(found.chances) == 10
    assert found.p95 is None
    assert found.later == pytest.approx(1 - found.chances[-1])


def test_amounts_beyond_what_was_kept_have_the_bound() -> None:
    found = forecast_how_many(WEEKS, 4)

    assert found.chance_of(10_000) == found.more
    assert found.chance_of(0) == 1


def test_a_long_pause_is_only_a_pause() -> None:
    found = forecast_when(WEEKS, 10, capacity=(0,) * 100)
    plain = forecast_when(WEEKS, 10)

    assert plain.p50 is not None
    assert found.p50 == 100 + plain.p50


def test_nothing_is_finished_without_capacity() -> None:
    assert forecast_how_many(WEEKS, 3, capacity=(0, 0, 0)).pmf == (1.0,)
    assert forecast_when(WEEKS, 10, capacity=(0, 0, 0), horizon=3).later == 1
