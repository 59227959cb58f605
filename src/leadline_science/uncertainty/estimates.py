"""A number somebody is not sure of."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import betainc, betaincinv, ndtr, ndtri

from leadline_science.checks import Floats, finite, within
from leadline_science.uncertainty.units import NUMBER, Unit


class Family(StrEnum):
    """The kind of a distribution."""

    EXACT = "exact"
    UNIFORM = "uniform"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    PERT = "PERT"
    BETA = "beta"


SCALED_BETA = (Family.PERT, Family.BETA)
POINTED = (Family.EXACT, Family.NORMAL)


@dataclass(frozen=True)
class Estimate:
    """A distribution, and what was said to arrive at it. Made by `lognormal`, `pert` and the like.

    `first`, `second`: exact: the value twice; normal: mean, sd; lognormal: mean and sd of the
    logarithm; else the two ends. `third`, `fourth`: lognormal: shift and side (1, or -1 for a long
    tail to the left); triangular: the mode; PERT and beta: the two shapes.
    `said`: the numbers asked for, rising; `level`: the chance that the outer two enclose.
    """

    family: Family
    first: float
    second: float
    third: float = 0.0
    fourth: float = 0.0
    unit: Unit = NUMBER
    said: tuple[float, ...] = ()
    level: float = 1.0

    @property
    def certain(self) -> bool:
        """Whether this is a plain number."""
        return self.family == Family.EXACT

    @property
    def point(self) -> float:
        """The single number a person would name: what was said to be likely, else the median."""
        return self.said[1] if len(self.said) == 3 else self.median

    @property
    def median(self) -> float:
        """The value that is as likely to be exceeded as not."""
        if self.family == Family.LOGNORMAL:
            return self.third + self.fourth * math.exp(self.first)
        return self.first if self.family in POINTED else self.quantile(0.5)

    @property
    def mean(self) -> float:
        """The expected value."""
        return _moments(self)[0]

    @property
    def sd(self) -> float:
        """The standard deviation."""
        return _moments(self)[1]

    @property
    def least(self) -> float:
        """The lower end of what is possible; -inf where there is none."""
        if self.family == Family.NORMAL or (self.family == Family.LOGNORMAL and self.fourth < 0):
            return -math.inf
        return self.third if self.family == Family.LOGNORMAL else self.first

    @property
    def most(self) -> float:
        """The upper end of what is possible; inf where there is none."""
        if self.family == Family.NORMAL or (self.family == Family.LOGNORMAL and self.fourth > 0):
            return math.inf
        return self.third if self.family == Family.LOGNORMAL else self.second

    @property
    def positive(self) -> bool:
        """Whether the truth is surely above zero."""
        return self.least > 0 or (self.least == 0 and self.family == Family.LOGNORMAL)

    def quantile(self, share: float) -> float:
        """The value that lies above the truth with chance `share`, 0 < share < 1."""
        within("share", share, 1e-12, 1 - 1e-12)
        return float(quantiles(self, np.array([share]))[0])

    def chance_below(self, value: float) -> float:
        """The chance that the truth is at most `value`."""
        finite("value", [value])
        return _below(self, value)


def quantiles(estimate: Estimate, shares: Floats) -> Floats:
    """The values at `shares` (any shape, 0-1)."""
    if estimate.certain:
        return np.full(shares.shape, estimate.first)
    if estimate.family in (Family.NORMAL, Family.LOGNORMAL):
        return of_normal(estimate, np.asarray(ndtri(shares)))
    return of_uniform(estimate, shares)


def of_normal(estimate: Estimate, scores: Floats) -> Floats:
    """Values of a normal or lognormal estimate at standard normal `scores`."""
    if estimate.family == Family.NORMAL:
        return estimate.first + estimate.second * scores
    side = estimate.fourth
    return estimate.third + side * np.exp(estimate.first + side * estimate.second * scores)


def of_uniform(estimate: Estimate, shares: Floats) -> Floats:
    """Values of an estimate with two ends at `shares`."""
    width = estimate.second - estimate.first
    if estimate.family in SCALED_BETA:
        place = betaincinv(estimate.third, estimate.fourth, shares)
    elif estimate.family == Family.TRIANGULAR:
        place = triangle((estimate.third - estimate.first) / width, shares)
    else:
        place = shares
    return np.asarray(estimate.first + width * place)


def triangle(peak: float | Floats, shares: Floats) -> Floats:
    """Quantiles of the triangle on [0, 1] with its mode at `peak`."""
    side = (shares > peak).astype(np.float64)  # 0 where it rises, 1 where it falls
    root = np.abs(side - shares)
    root *= np.abs(side - peak)
    np.sqrt(root, out=root)
    return np.asarray(np.abs(side - root))


def _moments(estimate: Estimate) -> tuple[float, float]:
    first, second = estimate.first, estimate.second
    if estimate.certain:
        return first, 0.0
    if estimate.family == Family.NORMAL:
        return first, second
    if estimate.family == Family.LOGNORMAL:
        body = float(np.exp(first + second**2 / 2))
        return estimate.third + estimate.fourth * body, body * float(np.sqrt(np.expm1(second**2)))
    place, spread = _place_and_spread(estimate)
    return first + (second - first) * place, (second - first) * spread


def _place_and_spread(estimate: Estimate) -> tuple[float, float]:
    if estimate.family in SCALED_BETA:
        a, b = estimate.third, estimate.fourth
        return a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
    if estimate.family == Family.TRIANGULAR:
        peak = (estimate.third - estimate.first) / (estimate.second - estimate.first)
        return (1 + peak) / 3, ((1 - peak + peak**2) / 18) ** 0.5
    return 0.5, 12**-0.5


def _below(estimate: Estimate, value: float) -> float:
    if estimate.certain:
        return float(estimate.first <= value)
    if estimate.family == Family.NORMAL:
        return float(ndtr((value - estimate.first) / estimate.second))
    if estimate.family == Family.LOGNORMAL:
        return _below_lognormal(estimate, value)
    place = min(max((value - estimate.first) / (estimate.second - estimate.first), 0.0), 1.0)
    if estimate.family in SCALED_BETA:
        return float(betainc(estimate.third, estimate.fourth, place))
    return _below_triangle(estimate, place) if estimate.family == Family.TRIANGULAR else place


def _below_lognormal(estimate: Estimate, value: float) -> float:
    side = estimate.fourth
    beyond = side * (value - estimate.third)
    if beyond <= 0:
        return float(side < 0)
    return float(ndtr(side * (np.log(beyond) - estimate.first) / estimate.second))


def _below_triangle(estimate: Estimate, place: float) -> float:
    peak = (estimate.third - estimate.first) / (estimate.second - estimate.first)
    return place**2 / peak if place < peak else 1 - (1 - place) ** 2 / max(1 - peak, 1e-300)
