"""What is the chance that the share of the variant is higher, given what was believed before."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv, ndtr

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, finite
from leadline_science.experiments.arms import Conversions
from leadline_science.experiments.comparing import Lift
from leadline_science.refusals import OutOfRange

_KNOTS = ndtr(np.arange(-8.0, 8.01, 0.5))
_FARTHEST = 300.0
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(12)


@dataclass(frozen=True)
class Prior:
    """A share was believed to be like `hits` of `hits + misses` users, before. (1, 1): any share alike."""

    hits: float = 1.0
    misses: float = 1.0

    def __post_init__(self) -> None:
        if finite("a prior", (self.hits, self.misses)).min() <= 0:
            raise OutOfRange("A prior is not above zero.", "Give hits and misses above 0.")


@dataclass(frozen=True, kw_only=True)
class Belief(Answer):
    """What is believed after the experiment.

    `chance`: that the variant is higher. `risk_of_variant`: what choosing it loses on average if it is
    not, in `unit`; `risk_of_control`: what keeping control forgoes. [low, high]: the middle `level` of
    the difference; `lift`: of variant / control - 1.
    """

    control: float
    variant: float
    chance: float
    risk_of_variant: float
    risk_of_control: float
    difference: float
    low: float
    high: float
    lift: Lift
    level: float
    unit: str


METHOD = Method("experiments.bayes_shares", "1", "How likely is a higher share?", Belief)


def believe_shares(
    control: Conversions,
    variant: Conversions,
    *,
    prior: Prior = Prior(),
    level: float = 0.95,
) -> Belief:
    """Beta-binomial: exact to the quadrature (1e-9), nothing drawn. Raises `OutOfRange`."""
    tail = (1 - between("The level", level, 0.0, 1.0)) / 2
    a, b = _after(control, prior), _after(variant, prior)
    risk_of_control, risk_of_variant, both = _forgone(a, b), _forgone(b, a), _Pair.of(a, b)
    return Belief(
        **METHOD.stamp,
        assumptions=(
            "Users are split by chance, and do not act on each other.",
            _believed(prior),
        ),
        control=a.mean,
        variant=b.mean,
        chance=1 - both.below(both.shares),
        risk_of_variant=risk_of_variant,
        risk_of_control=risk_of_control,
        difference=b.mean - a.mean,
        low=both.difference_at(tail),
        high=both.difference_at(1 - tail),
        lift=Lift(b.mean / a.mean - 1, both.lift_at(tail), both.lift_at(1 - tail)),
        level=level,
        unit="share",
    )


def _believed(prior: Prior) -> str:
    users = prior.hits + prior.misses
    return f"Before, each share was believed to be like {prior.hits:g} of {users:g} users."


@dataclass(frozen=True)
class _Beta:
    hits: float
    misses: float

    @property
    def mean(self) -> float:
        return self.hits / (self.hits + self.misses)

    def below(self, share: Floats) -> Floats:
        return np.asarray(betainc(self.hits, self.misses, np.clip(share, 0.0, 1.0)))

    def at(self, chance: Floats) -> Floats:
        return np.asarray(betaincinv(self.hits, self.misses, chance))


def _after(arm: Conversions, prior: Prior) -> _Beta:
    return _Beta(prior.hits + arm.hits, prior.misses + arm.users - arm.hits)


def _nodes(knots: Floats) -> tuple[Floats, Floats]:
    """Gauss-Legendre nodes and weights on each piece between `knots`."""
    half = np.diff(knots)[:, None] / 2
    return (
        (knots[:-1, None] + half * (1 + _NODES)).ravel(),
        (half * _WEIGHTS).ravel(),
    )


@dataclass(frozen=True)
class _Pair:
    """Nodes over control, in pieces that follow both distributions, to compare the variant with."""

    shares: Floats
    weights: Floats
    variant: _Beta

    @classmethod
    def of(cls, a: _Beta, b: _Beta) -> Self:
        knots = np.unique(np.concatenate([[0.0, 1.0], _KNOTS, a.below(b.at(_KNOTS))]))
        chances, weights = _nodes(knots)
        return cls(a.at(chances), weights, b)

    def below(self, limits: Floats) -> float:
        """The chance that the variant is below `limits`, one per node of control."""
        return float(np.clip(self.weights @ self.variant.below(limits), 0.0, 1.0))

    def difference_at(self, chance: float) -> float:
        def beyond(apart: float) -> float:
            return self.below(self.shares + apart) - chance

        return float(brentq(beyond, -1.0, 1.0, xtol=1e-12))

    def lift_at(self, chance: float) -> float | None:
        """None where the prior lets control be so near 0 that the lift has no limit."""

        def beyond(log_ratio: float) -> float:
            return self.below(self.shares * np.exp(log_ratio)) - chance

        if beyond(-_FARTHEST) >= 0 or beyond(_FARTHEST) <= 0:
            return None
        return float(np.expm1(brentq(beyond, -_FARTHEST, _FARTHEST, xtol=1e-12)))


def _forgone(kept: _Beta, other: _Beta) -> float:
    """E max(other - kept, 0): the integral of P(kept < x < other) over x."""
    knots = np.unique(np.concatenate([[0.0, 1.0], kept.at(_KNOTS), other.at(_KNOTS)]))
    shares, weights = _nodes(knots)
    return float(np.sum(weights * kept.below(shares) * (1 - other.below(shares))))
