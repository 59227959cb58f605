"""All real zeros of Σ aᵢ exp(-s tᵢ), which is what flows are worth at the rate exp(s) - 1.

There are no more of them than changes of sign in a (Descartes, Laguerre 1883). With c between the times of a
change, the derivative of exp(c s) × sum has one change less, and between any two zeros of the sum lies
one of its zeros (Rolle): so the zeros of the sum are bracketed by those of a simpler one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq

from leadline_science.checks import Floats

TOUCH = 1e-13
WIDEST = 2.0**60


@dataclass(frozen=True, eq=False)
class Sum:
    """`amounts` at rising `times`, none of them zero."""

    amounts: Floats
    times: Floats

    def at(self, s: float) -> float:
        """The sum, scaled so that its largest term is of the size of its amount."""
        powers = -s * self.times
        return float(self.amounts @ np.exp(powers - powers.max()))

    def size(self, s: float) -> float:
        """The same with all amounts positive."""
        powers = -s * self.times
        return float(np.abs(self.amounts) @ np.exp(powers - powers.max()))

    @property
    def changes(self) -> Sequence[int]:
        """Places before which the sign changes."""
        return [int(at) + 1 for at in np.flatnonzero(np.diff(np.sign(self.amounts)))]

    def simpler(self) -> "Sum":
        """A sum whose zeros part those of this one."""
        at = self.changes[0]
        between = (self.times[at - 1] + self.times[at]) / 2
        return Sum(self.amounts * (between - self.times), self.times)


def sum_of(amounts: Sequence[float], times: Floats) -> Sum:
    """The sum of flows, those of one time put together."""
    at, place = np.unique(times, return_inverse=True)
    added = np.bincount(place, weights=np.asarray(amounts), minlength=len(at))
    return Sum(added[added != 0], at[added != 0])


def zeros(of: Sum) -> list[float]:
    """All s at which the sum is zero, rising; where it only touches zero, once."""
    if not of.changes:
        return []
    inner = zeros(of.simpler())
    if not inner:
        return [_crossing(of, *_around(of, 0.0))]
    low, high = _outside(of, inner[0], -1), _outside(of, inner[-1], 1)
    touching = [s for s in inner if abs(of.at(s)) <= TOUCH * of.size(s)]
    points = [low, *(s for s in inner if s not in touching), high]
    across = [(a, b) for a, b in pairwise(points) if of.at(a) * of.at(b) < 0]
    return sorted({*touching, *_crossings(of, across, touching)})


def _crossings(
    of: Sum, across: Sequence[tuple[float, float]], touching: Sequence[float]
) -> list[float]:
    """The crossing in each interval; none where it is flat, as the point of touching is it already."""
    flat = [any(a < s < b for s in touching) for a, b in across]
    return [_crossing(of, *each) for each, done in zip(across, flat, strict=True) if not done]


def _around(of: Sum, s: float) -> tuple[float, float]:
    return _outside(of, s, -1), _outside(of, s, 1)


def _outside(of: Sum, s: float, side: int) -> float:
    """A point beyond `s` from where the sum keeps the sign that it has at the end of that side."""
    last = np.sign(of.amounts[0] if side > 0 else of.amounts[-1])
    step = 1.0
    while np.sign(of.at(s + side * step)) != last and step < WIDEST:
        step *= 2
    return s + side * step


def _crossing(of: Sum, low: float, high: float) -> float:
    return float(brentq(of.at, low, high, xtol=1e-16, rtol=8.9e-16, maxiter=500))
