"""What a person says becomes a distribution that says it."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline_science.refusals import AllEqual, Crossed, NoData, NotFinite, OutOfRange, Refused
from leadline_science.uncertainty import (
    SHARE,
    Estimate,
    Family,
    exactly,
    lognormal,
    normal,
    pert,
    quantiles_of_three,
    share,
    share_counted,
    told,
    triangular,
    triangulars,
    uniform,
)
from leadline_science.uncertainty.bank import Bank
from leadline_science.uncertainty.estimates import quantiles

SAMPLE: tuple[Estimate, ...] = (
    exactly(7),
    uniform(2, 5),
    normal(-3, 8, level=0.8),
    lognormal(10, 100),
    quantiles_of_three(1, 3, 9),
    quantiles_of_three(1, 7, 9),
    triangular(1, 3, 9),
    triangular(1, 1.01, 9, level=0.9),
    triangular(1, 1, 9),
    triangular(1, 9, 9),
    pert(1, 3, 9),
    pert(1, 3, 9, level=0.8),
    share(0.1, 0.3),
    share_counted(3, 10),
)
levels = st.sampled_from([0.5, 0.8, 0.9, 0.95])
gaps = st.floats(0.01, 100)


@pytest.mark.parametrize("make", [triangular, pert, quantiles_of_three])
@given(low=st.floats(-50, 50), left=gaps, right=gaps, level=levels)
def test_three_points_keep_the_interval_that_was_said(
    make: Callable[..., Estimate], low: float, left: float, right: float, level: float
) -> None:
    likely, high = low + left, low + left + right
    estimate = make(low, likely, high, level=level)
    width = high - low

    assert estimate.quantile((1 - level) / 2) == pytest.approx(low, abs=1e-6 * width)
    assert estimate.quantile((1 + level) / 2) == pytest.approx(high, abs=1e-6 * width)


@given(low=st.floats(0.001, 1e6), factor=st.floats(1.01, 1e4), level=levels)
def test_an_interval_above_zero_is_lognormal(low: float, factor: float, level: float) -> None:
    estimate = lognormal(low, low * factor, level=level)

    assert estimate.quantile((1 - level) / 2) == pytest.approx(low, rel=1e-9)
    assert estimate.median == pytest.approx(low * factor**0.5, rel=1e-9)
    assert estimate.least == 0


@given(low=st.floats(0.001, 0.9), up=st.floats(0.02, 0.95), level=st.sampled_from([0.8, 0.9]))
def test_an_interval_of_a_share_is_beta(low: float, up: float, level: float) -> None:
    high = low + (1 - low) * up
    estimate = share(low, high, level=level)

    assert estimate.quantile((1 - level) / 2) == pytest.approx(low, abs=1e-6)
    assert estimate.quantile((1 + level) / 2) == pytest.approx(high, abs=1e-6)
    assert estimate.unit == SHARE


def test_pert_has_its_published_mean() -> None:
    # Malcolm et al. 1959: (low + 4 likely + high) / 6.
    assert pert(1, 3, 9).mean == pytest.approx((1 + 12 + 9) / 6)
    assert triangular(1, 3, 9).mean == pytest.approx(13 / 3)


@pytest.mark.parametrize("estimate", SAMPLE, ids=lambda each: f"{each.family} {each.said}")
def test_moments_and_chances_are_those_of_the_quantiles(estimate: Estimate) -> None:
    at = (np.arange(200_000) + 0.5) / 200_000
    values = quantiles(estimate, at)

    assert estimate.mean == pytest.approx(values.mean(), rel=2e-3)
    assert estimate.sd == pytest.approx(values.std(), rel=2e-2)
    assert np.all(np.diff(values) >= 0)
    for level in (0.1, 0.5, 0.9):
        if not estimate.certain:
            assert estimate.chance_below(estimate.quantile(level)) == pytest.approx(level)


def test_many_estimates_side_by_side_have_the_values_of_each() -> None:
    at = np.linspace(0.01, 0.99, 7)
    side_by_side = Bank(SAMPLE).at_shares(np.repeat(at[:, None], len(SAMPLE), axis=1))

    for column, estimate in enumerate(SAMPLE):
        assert side_by_side[:, column] == pytest.approx(quantiles(estimate, at))


def test_the_point_is_what_was_called_likely() -> None:
    assert pert(1, 3, 9).point == 3
    assert lognormal(10, 1000).point == pytest.approx(100)
    assert exactly(4).point == 4


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: lognormal(5, 3), Crossed),
        (lambda: lognormal(0, 3), OutOfRange),
        (lambda: lognormal(3, 3), AllEqual),
        (lambda: lognormal(1, 3, level=1), OutOfRange),
        (lambda: normal(float("nan"), 3), NotFinite),
        (lambda: triangular(1, 10, 9), Crossed),
        (lambda: triangular(3, 3, 3), AllEqual),
        (lambda: pert(1, 2, 3, level=0.2), OutOfRange),
        (lambda: share(0.2, 1.5), OutOfRange),
        (lambda: share_counted(0, 0), NoData),
        (lambda: share_counted(3, 2), OutOfRange),
        (lambda: exactly(math.inf), NotFinite),
        (lambda: exactly(3).quantile(0), OutOfRange),
        (lambda: told(exactly(3), []), NoData),
    ],
)
def test_what_cannot_be_an_estimate_is_refused(
    ask: Callable[[], object], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as caught:
        ask()
    assert caught.value.what
    assert caught.value.remedy


def test_an_estimate_is_told_with_its_doubts() -> None:
    wide = told(lognormal(1, 1000))
    ends = told(pert(1, 3, 9))

    assert "far tail" in wide.warnings[0]
    assert "80 or 90 %" in ends.warnings[0]
    assert wide.quantiles[0].share == 0.05
    assert wide.quantiles[0].value == pytest.approx(1)
    assert wide.estimate.family == Family.LOGNORMAL


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(1e-3, 1e6)), max_size=9),
    st.sampled_from([0.5, 0.8, 0.9, 0.98, 1.0]),
)  # fmt: skip
def test_many_triangles_are_those_made_one_by_one(
    said: list[tuple[float, float, float]], level: float
) -> None:
    rows = [(low, low + down, low + down + up) for low, down, up in said]
    for made, each in zip(triangulars(rows, level=level), rows, strict=True):
        alone = triangular(*each, level=level)
        width = alone.second - alone.first
        assert made == replace(alone, first=made.first, second=made.second)
        assert (made.first, made.second) == pytest.approx(
            (alone.first, alone.second), abs=1e-9 * width
        )


def test_a_triangle_among_many_is_refused_as_alone() -> None:
    with pytest.raises(Crossed):
        triangulars([(1, 2, 3), (3, 2, 1)], level=0.9)
