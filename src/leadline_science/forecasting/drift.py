"""Level drift: the team's level of the coming weeks is not that of the past ones.

A team at level L works through k calendar periods as its past self would through k·L. L is drawn
once per forecast: log L = log_sd · t, t Student with 6 degrees of freedom, cut off where the level
would change by more than a factor of 4. Between whole periods work is taken to run evenly, so

    P(T <= k) = sum over j of P(J = j) · E[min(max(k·L - (j-1), 0), 1)],   J the periods without drift.

The expectation is a difference of E[min(k·L, j)] = k · M(j/k), M(u) the integral of P(L > v) from 0
to u. M is the only quadrature of the forecast: composite Gauss-Legendre on a grid of log L that is
fine where the drift is likely, read between its points by a cubic. tests/science holds the
expectation to 1e-8 of adaptive quadrature.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.polynomial.legendre import leggauss
from scipy.special import stdtr

from leadline_science.checks import Floats, within

if TYPE_CHECKING:
    from scipy.interpolate import CubicHermiteSpline

DEGREES = 6
LARGEST_FACTOR = 4.0
_CELLS = 400


@dataclass(frozen=True)
class Drift:
    """`log_sd` is the spread of the level's logarithm over the forecast; `source` says whence."""

    log_sd: float
    source: str = "given"

    def __post_init__(self) -> None:
        within("the drift's log_sd", self.log_sd, 0.0, 2.0)


NO_DRIFT = Drift(0.0, "none: the level is taken to stay as it was")
POOLED_DRIFT = Drift(0.25, "pooled over sprints of 44 open-source boards")


def chance_above(level: Floats, log_sd: float) -> Floats:
    """P(L > level) for log_sd > 0; shape as `level`, all above zero."""
    tail = stdtr(DEGREES, -np.log(LARGEST_FACTOR) / log_sd)
    above = stdtr(DEGREES, -np.log(level) / log_sd)
    return np.asarray(np.clip((above - tail) / (1 - 2 * tail), 0.0, 1.0))


@lru_cache(maxsize=64)
def _mean_up_to(log_sd: float) -> "CubicHermiteSpline":
    from scipy.interpolate import CubicHermiteSpline

    reach = np.arcsinh(np.log(LARGEST_FACTOR) / log_sd)
    edges = np.exp(log_sd * np.sinh(np.linspace(-reach, reach, _CELLS + 1)))
    nodes, shares = leggauss(4)
    half = np.diff(edges)[:, None] / 2
    points = edges[:-1, None] + half * (nodes + 1)
    cells = (chance_above(points, log_sd) * shares * half).sum(axis=1)
    return CubicHermiteSpline(
        edges, edges[0] + np.append(0.0, np.cumsum(cells)), chance_above(edges, log_sd)
    )


def _integral(u: Floats, log_sd: float) -> Floats:
    if log_sd == 0:
        return np.minimum(u, 1.0)
    inside = np.clip(u, 1 / LARGEST_FACTOR, LARGEST_FACTOR)
    return np.where(u <= 1 / LARGEST_FACTOR, u, _mean_up_to(log_sd)(inside))


def worked_through(capacity: Floats, periods: int, drift: Drift) -> Floats:
    """E of the part of effective period j that is over once `capacity` periods' worth has passed.

    `capacity`: shape (k,), zero or more. Answer: shape (k, periods), column j-1 for period j,
    within [0, 1], falling along a row.
    """
    worth = np.asarray(capacity, dtype=np.float64)[:, None]
    ends = np.arange(periods + 1, dtype=np.float64)[None, :]
    safe = np.where(worth > 0, worth, 1.0)
    reached = np.where(worth > 0, safe * _integral(ends / safe, drift.log_sd), 0.0)
    return np.clip(np.diff(reached, axis=1), 0.0, 1.0)


def mixing(over: Floats) -> Floats:
    """P(the capacity is worth j whole periods), j = 0 …, from `worked_through`; one column more.

    The last column holds all beyond. Rows sum to 1.
    """
    edges = np.ones((len(over), 1)), over, np.zeros((len(over), 1))
    return -np.diff(np.concatenate(edges, axis=1), axis=1)


def longest(capacity: float, drift: Drift) -> int:
    """The most effective periods that `capacity` periods can be worth."""
    return int(np.ceil(capacity * (LARGEST_FACTOR if drift.log_sd else 1.0) - 1e-12))
