"""What a series is like: how closely its values follow each other, and how they lean. In rows."""

from dataclasses import dataclass

import numpy as np

from leadline_science.charts.limits import correlation
from leadline_science.checks import Floats

# L-skewness of a log-normal whose logarithms have these standard deviations.
_SIZES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.2, 1.5)
_LEANS = (0.0, 0.0732, 0.1459, 0.2174, 0.2874, 0.3552, 0.4205, 0.5419, 0.6488)


@dataclass(frozen=True)
class Likeness:
    """What a series is like: its lag-1 `correlation`, and its `skew` as the log sd of the log-normal
    that leans as much (0: symmetric; below 0: towards low values)."""

    correlation: float
    skew: float


STEADY = Likeness(0.0, 0.0)


def likeness(known: Floats) -> Likeness:
    """What the baseline `known`, shape (points,), is like; what is not told from 0 at 90 % is 0."""
    points = len(known)
    found = float(correlation(known[None, :])[0, 0])
    lean = float(leaning(known[None, :])[0])
    # The variance of L-skewness over normal series: Hosking & Wallis 1997, table 2.4 smoothed.
    told = abs(lean) > 1.645 * ((0.1866 + 0.8 / points) / points) ** 0.5
    skew = float(np.interp(abs(lean), _LEANS, _SIZES)) * float(np.sign(lean))
    clear = abs(found) > 1.645 / points**0.5
    return Likeness(round(found, 2) if clear else 0.0, round(skew, 2) if told else 0.0)


def leaning(known: Floats) -> Floats:
    """L-skewness per row of `known`, shape (rows, points), in -1 to 1; 0 where all values are alike.

    Third over second L-moment, unbiased (Hosking 1990): steadier in short series than the skewness.
    """
    points = known.shape[1]
    at = np.arange(points)
    ordered = np.sort(known, axis=1) - known.mean(axis=1, keepdims=True)
    first = ordered @ (at / (points - 1)) / points
    second = ordered @ (at * (at - 1) / ((points - 1) * (points - 2))) / points
    spread = 2 * first
    return np.asarray(
        np.divide(6 * second - 6 * first, spread, out=np.zeros(len(known)), where=spread > 0)
    )
