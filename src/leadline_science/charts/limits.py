"""Natural process limits of a baseline, and the points that break them. Series lie in rows."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats

D2 = 1.128
RUN = 8
LARGEST_CORRELATION = 0.9

Marks = NDArray[np.bool_]


class Kind(StrEnum):
    """PLAIN: the values; LOG: their logarithms; RESIDUAL: what is left of them after their own
    lag-1 autocorrelation."""

    PLAIN = "plain"
    LOG = "log"
    RESIDUAL = "residual"


@dataclass(frozen=True)
class Band:
    """Per series (rows) and point: what was expected, and 3 sigma to either side; `correlation`
    and `moving_range` per series."""

    expected: Floats
    reach: Floats
    moving_range: Floats
    correlation: Floats


def band(series: Floats, baseline: int, kind: Kind) -> Band:
    """Limits from the first `baseline` columns of `series`, shape (rows, points)."""
    known = series[:, :baseline]
    mean = known.mean(axis=1, keepdims=True)
    slope = correlation(known) if kind is Kind.RESIDUAL else np.zeros((len(series), 1))
    expected = mean + slope * (np.concatenate([mean, series[:, :-1]], axis=1) - mean)
    noise = (series - expected)[:, :baseline]
    ranges = np.abs(np.diff(noise, axis=1)).mean(axis=1, keepdims=True)
    shift = noise.mean(axis=1, keepdims=True)
    return Band(expected + shift, 3 / D2 * ranges, ranges, slope)


def correlation(known: Floats) -> Floats:
    """Lag-1 autocorrelation per row, shape (rows, 1), its small-sample bias taken out.

    Bias -(1 + 3 r) / n (Marriott & Pope 1954); held within +-0.9.
    """
    n = known.shape[1]
    apart = known - known.mean(axis=1, keepdims=True)
    raw = (apart[:, 1:] * apart[:, :-1]).sum(axis=1, keepdims=True)
    raw = raw / np.maximum((apart**2).sum(axis=1, keepdims=True), np.finfo(float).tiny)
    unbiased = (n * raw + 1) / (n - 3)
    return np.asarray(np.clip(unbiased, -LARGEST_CORRELATION, LARGEST_CORRELATION))


def outside(series: Floats, around: Band) -> Marks:
    """Points beyond the limits."""
    return np.asarray(np.abs(series - around.expected) > around.reach)


def runs(series: Floats, around: Band) -> Marks:
    """Points that complete a run of RUN or more on one side of what was expected."""
    side = np.sign(series - around.expected)
    length = np.zeros(side.shape, dtype=np.int64)
    length[:, 0] = 1
    for at in range(1, side.shape[1]):
        same = (side[:, at] == side[:, at - 1]) & (side[:, at] != 0)
        length[:, at] = np.where(same, length[:, at - 1] + 1, 1)
    return length >= RUN
