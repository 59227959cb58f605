"""Late entries, groups, and projections: published numbers, coverage, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.science.retention import TRUTHS, held
from leadline_science.refusals import (
    AllEqual,
    LengthsDiffer,
    Negative,
    NoData,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
)
from leadline_science.retention import Cohort, Law, project_retention
from leadline_science.survival import Group, kaplan_meier, log_rank

# Fader & Hardie 2007, How to project customer retention, table 1: percent still there by year.
REGULAR = (100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3)
HIGH_END = (100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4)

# Freireich et al. 1963: weeks in remission.
TREATED = Group(
    "6-MP",
    (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35),
    tuple(bool(each) for each in (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)),
)
PLACEBO = Group(
    "placebo",
    (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23),
    (True,) * 21,
)


def seven_years(percent: tuple[float, ...]) -> Cohort:
    return Cohort(tuple(10 * each for each in percent[:8]))


@pytest.mark.parametrize(
    ("percent", "alpha", "beta", "likelihood"),
    [(REGULAR, 0.704, 1.182, -1680.27), (HIGH_END, 0.668, 3.806, -1611.16)],
)
def test_the_shifted_beta_geometric_is_that_of_fader_and_hardie(
    percent: tuple[float, ...], alpha: float, beta: float, likelihood: float
) -> None:
    (law,) = project_retention([seven_years(percent)], law=Law.SBG, draws=100).laws

    assert (law.alpha, law.beta) == pytest.approx((alpha, beta), abs=0.01)
    assert law.likelihood == pytest.approx(likelihood, abs=0.01)


@pytest.mark.parametrize(("percent", "most"), [(REGULAR, 0.3), (HIGH_END, 1.0)])
def test_years_held_out_are_projected_to_a_point(percent: tuple[float, ...], most: float) -> None:
    # Years 8 to 12, which the fit has not seen.
    answer = project_retention([seven_years(percent)], ahead=5)

    for year in range(8, 13):
        line = answer.at(year)
        assert 100 * line.share == pytest.approx(percent[year], abs=most)
        assert line.low < percent[year] / 100 < line.high


def test_the_law_is_chosen_by_what_it_makes_of_the_last_years() -> None:
    answer = project_retention([seven_years(HIGH_END)])
    by_law = {law: [each for each in answer.trials if each.law is law] for law in Law}

    assert answer.chosen is Law.BDW
    assert all(
        one.score > other.score for one, other in zip(by_law[Law.BDW], by_law[Law.SBG], strict=True)
    )
    assert sum(each.weight for each in answer.laws) == pytest.approx(1)


def test_customers_from_before_the_logging_add_what_they_show() -> None:
    # The same law seen from age 3 on: as good as the whole cohort for what follows.
    late = Cohort(tuple(10 * each for each in REGULAR[3:8]), age=3)
    both = project_retention([late, seven_years(REGULAR)], ahead=5)

    assert both.at(12).share == pytest.approx(0.173, abs=0.01)
    alone = project_retention([seven_years(REGULAR)], ahead=5)
    assert both.at(12).high - both.at(12).low < alone.at(12).high - alone.at(12).low
    assert any("from the start" in text for text in project_retention([late]).warnings)


def test_a_short_cohort_falls_back_on_the_simple_law_and_says_so() -> None:
    answer = project_retention([Cohort((100, 70, 55))], ahead=1)

    assert answer.chosen is Law.SBG
    assert answer.trials == ()
    assert "Too few periods" in answer.warnings[0]


def test_cohorts_that_drift_are_told() -> None:
    drifting = [Cohort((1000, 700, 560, 480, 420)), Cohort((1000, 600, 480))]

    assert any("differ in their first" in text for text in project_retention(drifting).warnings)


def test_limits_of_a_projection_hold_as_often_as_stated() -> None:
    coverage, misses = held(TRUTHS[3], 1000, 15)

    assert all(share > 0.7 for share in coverage)
    # A drift (c = 1.4) that the simple law cannot know.
    assert misses[2] < misses[0]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.5, 0.95), min_size=3, max_size=6), st.integers(200, 5000))
def test_a_curve_falls_within_its_limits(kept: list[float], size: int) -> None:
    active = np.floor(size * np.cumprod([1.0, *kept])).tolist()
    answer = project_retention([Cohort(tuple(active))], ahead=3, draws=200)
    shares = [each.share for each in answer.curve]

    assert shares == sorted(shares, reverse=True)
    assert all(0 <= each.low <= each.high <= 1 for each in answer.curve)
    assert 1 <= answer.stay.low <= answer.stay.high <= len(shares)


def test_late_entries_count_only_once_they_are_watched() -> None:
    # By hand: at 3 three watched (not the one from 4 on), at 5 three, at 7 two.
    curve = kaplan_meier([3, 5, 7, 9], [True, True, True, False], entered=[0, 2, 4, 1])

    assert [step.at_risk for step in curve.steps] == [3, 3, 2]
    assert curve.at(7) == pytest.approx(2 / 3 * 2 / 3 * 1 / 2)
    assert "watching began" in curve.assumptions[1]


def test_leaving_late_entries_to_be_counted_from_the_start_would_flatter() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    lives, since = random.exponential(10, 1500), random.uniform(0, 10, 1500)
    known = lives > since
    rightly = kaplan_meier(
        lives[known].tolist(), [True] * known.sum(), entered=since[known].tolist()
    )
    wrongly = kaplan_meier(lives[known].tolist(), [True] * known.sum())

    # Exponential with mean 10: S(5) = .607.
    assert rightly.at(5) == pytest.approx(0.607, abs=0.04)
    assert wrongly.at(5) > 0.7


def test_an_early_end_of_all_watched_is_told() -> None:
    curve = kaplan_meier([1, 5, 6], [True, True, True], entered=[0, 2, 2])

    assert curve.at(1) == 0
    assert "falls to 0 too soon" in curve.warnings[0]


def test_the_log_rank_test_is_that_of_the_remission_data() -> None:
    answer = log_rank([TREATED, PLACEBO])

    assert answer.statistic == pytest.approx(16.79, abs=0.005)
    assert answer.p == pytest.approx(4.17e-5, rel=1e-2)
    assert [line.expected for line in answer.lines] == pytest.approx([19.25, 10.75], abs=0.005)
    # Peto: exp((9 - 19.25) / 6.257).
    assert answer.hazard_ratio == pytest.approx(0.194, abs=1e-3)


def test_the_log_rank_test_is_wrong_as_often_as_it_says() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    false = 0
    for _ in range(200):
        lives, until = random.exponential(1, (3, 40)), random.uniform(0, 2, (3, 40))
        false += (
            log_rank(
                [
                    Group(f"g{at}", tuple(np.minimum(a, b).tolist()), tuple((a <= b).tolist()))
                    for at, (a, b) in enumerate(zip(lives, until, strict=True))
                ]
            ).p
            < 0.05
        )
    assert 0.02 < false / 200 < 0.085


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: kaplan_meier([1], [True], entered=[1]), OutOfRange, "not before"),
        (lambda: kaplan_meier([1], [True], entered=[]), NoData, "entries"),
        (lambda: kaplan_meier([1, 2], [True, True], entered=[0]), LengthsDiffer, "entries"),
        (lambda: kaplan_meier([1], [True], entered=[-1]), Negative, "below zero"),
        (lambda: log_rank([TREATED]), TooFew, "groups"),
        (lambda: log_rank([TREATED, TREATED]), NotNamed, "twice"),
        (
            lambda: log_rank([Group("a", (1,), (False,)), Group("b", (2,), (False,))]),
            NoData,
            "ended",
        ),
        (
            lambda: log_rank([Group("a", (1,), (True,)), Group("b", (9,), (True,), (5,))]),
            OutOfRange,
            "same times",
        ),
        (lambda: Cohort((10,)), TooFew, "periods"),
        (lambda: Cohort((10, 11)), OutOfRange, "grows"),
        (lambda: Cohort((0, 0)), OutOfRange, "nobody"),
        (lambda: Cohort((9, 8), age=-1), OutOfRange, "age"),
        (lambda: project_retention([]), NoData, "cohort"),
        (lambda: project_retention([Cohort((10, 9))]), TooFew, "one period"),
        (lambda: project_retention([Cohort((10, 10, 10))]), AllEqual, "Nobody has left"),
        (lambda: project_retention([Cohort((10, 0, 0))]), AllEqual, "Nobody has stayed"),
        (lambda: project_retention([Cohort((10, 9, 8))], law=Law.BDW), TooFew, "ages"),
    ],
)
def test_what_says_nothing_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
