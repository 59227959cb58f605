"""Scores and records of statements, against definitions and simulated honest forecasters."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from leadline_science.calibration import (
    Statement,
    brier,
    coverage,
    crps_discrete,
    crps_ensemble,
    crps_gaussian,
    interval_scores,
    pit_histogram,
    track_record,
)
from leadline_science.refusals import (
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    OutOfRange,
    Refused,
    TooFew,
)
from leadline_science.uncertainty import wilson

chances = st.floats(0, 1, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.9]), st.booleans()), min_size=1))
def test_murphys_parts_add_up_to_the_score(cases: list[tuple[float, bool]]) -> None:
    found = brier([stated for stated, _ in cases], [came for _, came in cases])

    assert found.score == pytest.approx(found.reliability - found.resolution + found.uncertainty)


def test_a_sure_and_right_forecaster_has_full_skill() -> None:
    found = brier([1, 0, 1, 0], [True, False, True, False])

    assert (found.score, found.skill) == (0, 1)


def test_an_event_that_always_comes_leaves_no_skill_to_have() -> None:
    assert brier([0.9, 0.8], [True, True]).skill is None


@given(members=st.lists(st.integers(0, 8), min_size=1, max_size=6), seen=st.integers(0, 12))
def test_the_two_ways_to_score_counts_agree(members: list[int], seen: int) -> None:
    pmf = np.bincount(members) / len(members)

    assert crps_discrete(pmf.tolist(), seen).mean == pytest.approx(
        crps_ensemble(members, seen).mean
    )


def test_a_sure_forecast_pays_its_distance() -> None:
    assert crps_discrete([0, 0, 1], 5).mean == pytest.approx(3)
    assert crps_discrete([0, 0, 1], 1.0, step=0.5).mean == pytest.approx(0)


def test_the_honest_forecaster_has_a_flat_histogram_and_the_others_are_named() -> None:
    random = np.random.Generator(np.random.PCG64(3))
    seen = random.poisson(6, 2_000)

    def shape(mean: float) -> str:
        return pit_histogram(
            poisson.cdf(seen - 1, mean).tolist(), poisson.cdf(seen, mean).tolist()
        ).shape

    assert shape(6) == "flat"
    assert shape(5) == "too low"
    assert shape(7) == "too high"


def test_intervals_from_a_narrow_distribution_are_named() -> None:
    random = np.random.Generator(np.random.PCG64(3))
    drawn = random.random(1_000)
    narrow, wide = np.where(drawn < 0.5, drawn / 3, 1 - (1 - drawn) / 3), 0.25 + drawn / 2

    assert pit_histogram(narrow.tolist(), narrow.tolist()).shape == "too narrow"
    assert pit_histogram(wide.tolist(), wide.tolist()).shape == "too wide"


@given(st.lists(st.tuples(chances, chances).map(sorted), min_size=1, max_size=30))
def test_every_forecast_is_counted_once(pairs: list[list[float]]) -> None:
    found = pit_histogram([low for low, _ in pairs], [high for _, high in pairs])

    assert sum(found.counts) == pytest.approx(len(pairs))


def test_one_draw_each_carries_its_seed() -> None:
    low, high = [0.1] * 50, [0.4] * 50

    assert pit_histogram(low, high, seed=7) == pit_histogram(low, high, seed=7)
    assert pit_histogram(low, high, seed=7).seed == 7
    assert all(count == int(count) for count in pit_histogram(low, high, seed=7).counts)


def test_a_record_says_how_often_statements_held() -> None:
    statements = [Statement(0.85, at < 60) for at in range(100)] + [
        Statement(0.5, True),
        Statement(0.5, None),
    ]
    half, most = track_record(statements).lines

    assert (most.statements, most.held, most.verdict) == (100, 60, "too sure")
    assert (half.statements, half.verdict) == (1, "fits")
    assert track_record(statements).open == 1


def test_statements_that_overlap_leave_more_open() -> None:
    statements = [Statement(0.85, at % 10 > 0) for at in range(100)]
    (alone,), (overlapping,) = (track_record(statements, overlap=each).lines for each in (1, 4))

    assert overlapping.low < alone.low
    assert overlapping.high > alone.high


def test_coverage_counts_the_ends_in() -> None:
    (line,) = coverage([0, 0, 0], [1, 1, 1], [0, 1, 2], stated=0.9).lines

    assert (line.held, line.statements) == (2, 3)


@given(st.integers(0, 60), st.integers(1, 60))
def test_wilson_limits_hold_the_share(hits: int, more: int) -> None:
    found = wilson(hits, hits + more)

    assert 0 <= found.low <= found.share <= found.high <= 1


REFUSED = [
    (NoData, lambda: brier([], [])),
    (LengthsDiffer, lambda: brier([0.5], [True, False])),
    (OutOfRange, lambda: brier([1.5], [True])),
    (OutOfRange, lambda: brier([0.5], [2])),  # type: ignore[list-item]
    (NotFinite, lambda: brier([float("nan")], [True])),
    (OutOfRange, lambda: crps_gaussian([0], [0], [0])),
    (LengthsDiffer, lambda: crps_gaussian([0], [1], [0, 1])),
    (NoData, lambda: crps_ensemble([], 1)),
    (TooFew, lambda: crps_ensemble([1], 1, fair=True)),
    (Negative, lambda: crps_discrete([-0.1, 1.1], 1)),
    (OutOfRange, lambda: crps_discrete([0.9, 0.9], 1)),
    (OutOfRange, lambda: interval_scores([2], [1], [1], level=0.9)),
    (OutOfRange, lambda: interval_scores([1], [2], [1], level=1.0)),
    (OutOfRange, lambda: pit_histogram([0.5], [0.4])),
    (NoData, lambda: pit_histogram([], [])),
    (NoData, lambda: track_record([Statement(0.5, None)])),
    (OutOfRange, lambda: track_record([Statement(0.5, True)], overlap=0.5)),
    (OutOfRange, lambda: coverage([1], [0], [0], stated=0.9)),
    (NoData, lambda: wilson(0, 0)),
    (OutOfRange, lambda: wilson(3, 2)),
    (NotFinite, lambda: wilson(float("nan"), 2)),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
