"""Populations of partworths: slopes against differences, and draws against what can be integrated."""

import numpy as np
import pytest

from leadline_science.checks import Floats
from leadline_science.conjoint import Choice, Study, hierarchical
from leadline_science.conjoint.mixing import limits
from leadline_science.conjoint.population import FREEDOM, HELD, WIDE, Population

THREE = Population(3)
WHERE = np.array([0.5, -1.0, 2.0, 0.4, -0.7, 1.5, 0.3, -0.8, 0.6])


def differences(of: object, at: Floats) -> Floats:
    assert callable(of)
    step = 1e-6
    return np.array([(of(at + step * way) - of(at - step * way)) / (2 * step) for way in np.eye(9)])


def test_the_slope_of_the_posterior_is_its_difference() -> None:
    weights = np.random.Generator(np.random.PCG64(1)).standard_normal((4, 3))

    def posterior(where: Floats) -> float:
        shape = THREE.shape(where)
        return THREE.worth(shape) + float((weights * shape.outward).sum())

    assert THREE.slope(THREE.shape(WHERE), weights) == pytest.approx(
        differences(posterior, WHERE), abs=1e-6
    )


def test_the_curve_is_that_of_a_likelihood_normal_in_the_partworths() -> None:
    # Minus half the squared length of `outward`: its curve is that of a sum of squares (Gauss).
    curve = THREE.curve(THREE.shape(WHERE), np.eye(12).reshape(4, 3, 4, 3))
    inward = differences(lambda where: THREE.shape(where).outward, WHERE).reshape(9, 12)
    prior = np.diag([HELD] * 3 + [WIDE**-2] * 3 + [4.0] * 3)

    assert curve == pytest.approx(inward @ inward.T + prior, abs=1e-6)


def test_a_spread_below_0_is_meant_by_its_size() -> None:
    root = THREE.shape(WHERE).outward[:3]

    assert THREE.spreads(WHERE).tolist() == [0.4, 0.7, 1.5]
    assert np.diag(root.T @ root) ** 0.5 == pytest.approx([0.4, 0.7, 1.5])


def test_a_spread_given_all_partworths_has_the_posterior_that_integrates() -> None:
    points = np.linspace(-1.0, 1.0, 12)[:, None]
    one, random = Population(1), np.random.Generator(np.random.PCG64(2))
    shape, found = one.shape(one.start(np.zeros(1), np.ones(1))), []
    for _ in range(20_000):
        shape = one.drawn(shape, points, random)
        found.append(one.spreads(shape.where)[0])

    # Twelve with the mean integrated out: spread^-11 exp(-sum of squares / 2 spread²) half-t(spread).
    spread = np.linspace(0.05, 8, 4000)
    squares = float(((points - points.mean()) ** 2).sum())
    weight = spread**-11.0 * np.exp(-squares / 2 / spread**2) * half_t(spread)
    expected = (spread * weight).sum() / weight.sum()
    assert np.mean(found) == pytest.approx(expected, abs=0.01)


def half_t(spread: Floats) -> Floats:
    return np.asarray((1 + spread**2 / (FREEDOM * WIDE**2)) ** (-(FREEDOM + 1) / 2))


def test_one_term_has_the_mean_and_spread_that_integrate() -> None:
    # 20 people choose 6 times between an offer with and one without: a logit with normal intercepts.
    taken = np.array([0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6])
    choices = tuple(
        Choice(((1.0,), (0.0,)), int(at >= count), f"r{who:02}")
        for who, count in enumerate(taken)
        for at in range(6)
    )
    answer = hierarchical(Study(("x",), choices), draws=8000).of("x")

    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    mean, spread = np.meshgrid(np.linspace(-2, 5, 141), np.linspace(0.025, 10, 200))
    own = mean[..., None] + spread[..., None] * nodes
    each = np.arange(7)
    told = (weights * np.exp(each[:, None, None, None] * own - 6 * np.logaddexp(0, own))).sum(-1)
    posterior = np.exp(np.log(told)[taken].sum(axis=0)) * half_t(spread)
    posterior /= posterior.sum()
    assert answer.value == pytest.approx((mean * posterior).sum(), abs=0.06)
    assert answer.spread == pytest.approx((spread * posterior).sum(), abs=0.12)


def test_limits_allow_for_how_few_draws_they_rest_on() -> None:
    random = np.random.Generator(np.random.PCG64(3))
    held = []
    for _ in range(4000):
        draws = random.standard_normal(61)
        low, high = limits(draws[:-1], 0.9)
        held.append(low <= draws[-1] <= high)

    assert np.mean(held) == pytest.approx(0.9, abs=0.015)
