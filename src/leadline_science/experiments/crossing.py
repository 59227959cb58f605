"""How often a standardised sum crosses limits at some of its looks: recursive numerical integration.

Armitage, McPherson & Rowe 1969; Jennison & Turnbull 2000, chapter 19. Looks lie at shares of the final
information; the sum has independent normal increments.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from leadline_science.checks import Floats

_FARTHEST = 9.0
_LOG_ROOT_2_PI = math.log(2 * math.pi) / 2


@lru_cache(maxsize=32)
def _rule(points: int) -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(points)
    return np.asarray(nodes), np.asarray(weights)


@dataclass(frozen=True)
class _Inside:
    """Where the sum may be after a look without a crossing: nodes, and density times weight."""

    nodes: Floats
    mass: Floats
    share: float


_START = _Inside(np.zeros(1), np.ones(1), 0.0)


def _beyond(inside: _Inside, share: float, z: float, drift: float) -> tuple[float, float]:
    """Chance to be above z (below -z) at the next look, having crossed at none before."""
    step, limit = share - inside.share, z * math.sqrt(share)
    centre, sd = inside.nodes + drift * step, math.sqrt(step)
    up = inside.mass @ ndtr((centre - limit) / sd)
    down = inside.mass @ ndtr((-limit - centre) / sd)
    return float(up), float(down)


def _next(inside: _Inside, share: float, z: float, drift: float) -> _Inside:
    step = share - inside.share
    reach = min(z, _FARTHEST + abs(drift)) * math.sqrt(share)
    # Three nodes per standard deviation of a step: chances then hold to 1e-8.
    nodes, weights = _rule(24 * math.ceil(2 + reach / math.sqrt(step) / 4))
    here = reach * nodes
    apart = (here[:, None] - inside.nodes[None, :] - drift * step) / math.sqrt(step)
    density = np.exp(-apart * apart / 2 - _LOG_ROOT_2_PI) / math.sqrt(step)
    return _Inside(here, density @ inside.mass * weights * reach, share)


def crossings(
    shares: Sequence[float], limits: Sequence[float], drift: float = 0.0
) -> list[tuple[float, float]]:
    """Chance of the first crossing at each look, above and below.

    `shares`: of the final information, rising to 1; `limits`: of |z| per look; `drift`: mean of z at
    the last look.
    """
    inside, found = _START, []
    for share, z in zip(shares, limits, strict=True):
        found.append(_beyond(inside, share, z, drift))
        inside = _next(inside, share, z, drift)
    return found


def crossed(shares: Sequence[float], limits: Sequence[float], drift: float = 0.0) -> float:
    """Chance to cross at any look, on either side."""
    return math.fsum(up + down for up, down in crossings(shares, limits, drift))


def limits_spending(shares: Sequence[float], spent: Sequence[float]) -> tuple[float, ...]:
    """Limits of |z| so that the chance of a crossing by each look, without effect, is `spent` by then."""
    inside, limits, before = _START, [], 0.0
    for share, total in zip(shares, spent, strict=True):
        z = _limit(inside, share, total - before)
        limits.append(z)
        inside, before = _next(inside, share, z, 0.0), total
    return tuple(limits)


def _limit(inside: _Inside, share: float, spend: float) -> float:
    if spend <= 2 * float(ndtr(-_FARTHEST)):
        return _FARTHEST
    if inside is _START:
        return float(-ndtri(spend / 2))
    return float(
        brentq(lambda z: sum(_beyond(inside, share, z, 0.0)) - spend, 0.0, _FARTHEST, xtol=1e-10)
    )


def constant(shares: Sequence[float], shape: Callable[[float], float], alpha: float) -> float:
    """The number c for which limits c * shape(share) are crossed with chance `alpha` without effect."""

    def excess(c: float) -> float:
        return crossed(shares, [c * shape(share) for share in shares]) - alpha

    return float(brentq(excess, 0.5, 8.0, xtol=1e-8))


def drift_for(shares: Sequence[float], limits: Sequence[float], power: float) -> float:
    """The mean of z at the last look for which the upper limits are crossed with chance `power`."""

    def lacking(drift: float) -> float:
        return math.fsum(up for up, _ in crossings(shares, limits, drift)) - power

    return float(brentq(lacking, 0.0, 12.0, xtol=1e-6))
