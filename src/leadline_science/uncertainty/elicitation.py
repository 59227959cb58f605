"""From what a person says to the parameters of a distribution."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq, root
from scipy.special import betaincinv, ndtri

from leadline_science.checks import Floats
from leadline_science.refusals import Incompatible

Reach = Callable[[float], tuple[float, float]]
_TOLERANCE = 1e-9
_STEP, _MOST_STEPS = 1e-15, 60


def tail(level: float) -> float:
    """The chance left out on each side of a central interval of `level`."""
    return (1 - level) / 2


def z_of(level: float) -> float:
    """How many standard deviations a central interval of `level` reaches to each side."""
    return float(ndtri((1 + level) / 2))


def pert_shapes(low: float, likely: float, high: float, weight: float) -> tuple[float, float]:
    """The shapes of the beta distribution on [low, high] with that mode; `weight` 4 is PERT's."""
    place = (likely - low) / (high - low)
    return 1 + weight * place, 1 + weight * (1 - place)


def triangle_ends(low: float, likely: float, high: float, level: float) -> tuple[float, float]:
    """The ends of the triangle with mode `likely` whose central `level` is [low, high]."""
    out = tail(level)

    def reach(place: float) -> tuple[float, float]:
        return place - (out * place) ** 0.5, 1 - place - (out * (1 - place)) ** 0.5

    return _ends(reach, (out, 1 - out), (low, likely, high))


def many_triangle_ends(said: Floats, level: float) -> tuple[Floats, Floats]:
    """`triangle_ends` of many at once: `said` has a row of low, likely and high for each."""
    out = tail(level)
    down, up = said[:, 1] - said[:, 0], said[:, 2] - said[:, 1]
    place = np.clip(down / (down + up), out, 1 - out)
    for _ in range(_MOST_STEPS):
        first, last = np.sqrt(out * place), np.sqrt(out * (1 - place))
        miss = (place - first) * up - (1 - place - last) * down
        slope = (1 - first / (2 * place)) * up + (1 - last / (2 * (1 - place))) * down
        before, place = place, np.clip(place - miss / slope, out, 1 - out)
        if np.all(np.abs(place - before) < _STEP):
            break
    width = (down + up) / (1 - np.sqrt(out * place) - np.sqrt(out * (1 - place)))
    return said[:, 1] - place * width, said[:, 1] + (1 - place) * width


def pert_ends(
    low: float, likely: float, high: float, level: float, weight: float
) -> tuple[float, float]:
    """The ends of the PERT with mode `likely` whose central `level` is [low, high]."""
    shares = np.array([tail(level), 1 - tail(level)])

    def reach(place: float) -> tuple[float, float]:
        first, last = betaincinv(1 + weight * place, 1 + weight * (1 - place), shares)
        return place - float(first), float(last) - place

    return _ends(reach, (0.0, 1.0), (low, likely, high))


def _ends(
    reach: Reach, places: tuple[float, float], said: tuple[float, ...]
) -> tuple[float, float]:
    """Ends so that the interval reaches from the mode as far down and up as said.

    `reach(place)`: how far it reaches, on a width of 1, when the mode is at `place`.
    """
    low, likely, high = said

    def miss(place: float) -> float:
        down, up = reach(place)
        return down * (high - likely) - up * (likely - low)

    place = float(brentq(miss, *places, xtol=1e-15))
    width = (high - low) / sum(reach(place))
    return likely - place * width, likely + (1 - place) * width


def beta_shapes(low: float, high: float, level: float) -> tuple[float, float]:
    """The shapes of the beta distribution on [0, 1] whose central `level` is [low, high]."""

    def miss(logs: Floats) -> Floats:
        at = betaincinv(*np.exp(logs), [tail(level), 1 - tail(level)])
        return np.asarray(_logit(np.asarray(at)) - _logit(np.array([low, high])))

    middle, spread = (low + high) / 2, (high - low) / (2 * z_of(level))
    size = max(middle * (1 - middle) / spread**2 - 1, 0.5)
    start = np.log([middle * size, (1 - middle) * size])
    first, second = np.exp(_solved(miss, start, 1.0))
    return float(first), float(second)


def _logit(shares: Floats) -> Floats:
    inside = np.clip(shares, 1e-300, 1 - 1e-16)  # a trial step of the solver may touch the ends
    return np.asarray(np.log(inside) - np.log1p(-inside))


def _solved(miss: Callable[[Floats], Floats], start: Floats, scale: float) -> Floats:
    with np.errstate(all="ignore"):
        found = root(miss, start, tol=1e-13)
        off = float(np.max(np.abs(miss(found.x)))) / scale
    if not off < _TOLERANCE:
        raise Incompatible(
            "No distribution of this kind has these values.",
            "Widen the interval, move the likely value inwards, or take another kind.",
        )
    return np.asarray(found.x)
