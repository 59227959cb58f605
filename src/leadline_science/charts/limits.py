"""Natural process limits of a baseline, and the points that break them. Series lie in rows."""

from dataclasses import dataclass, replace
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

    def since(self, point: int) -> "Band":
        """The same from `point` on."""
        return replace(self, expected=self.expected[:, point:])


def band(series: Floats, baseline: int, kind: Kind) -> Band:
    """Limits from the first `baseline` columns of `series`, shape (rows, points)."""
    mean = series[:, :baseline].mean(axis=1, keepdims=True)
    if kind is Kind.RESIDUAL:
        return _around_the_last(series, baseline, mean)
    ranges = _moving_range(series[:, :baseline])
    return Band(np.broadcast_to(mean, series.shape), 3 / D2 * ranges, ranges, np.zeros_like(mean))


def _around_the_last(series: Floats, baseline: int, mean: Floats) -> Band:
    slope = correlation(series[:, :baseline])
    expected = mean + slope * (np.concatenate([mean, series[:, :-1]], axis=1) - mean)
    noise = (series - expected)[:, :baseline]
    ranges = _moving_range(noise)
    return Band(expected + noise.mean(axis=1, keepdims=True), 3 / D2 * ranges, ranges, slope)


def _moving_range(known: Floats) -> Floats:
    return np.asarray(np.abs(np.diff(known, axis=1)).mean(axis=1, keepdims=True))


def correlation(known: Floats) -> Floats:
    """Lag-1 autocorrelation per row, shape (rows, 1), held within +-0.9."""
    return np.asarray(np.clip(lag_one(known), -LARGEST_CORRELATION, LARGEST_CORRELATION))


def lag_one(known: Floats) -> Floats:
    """Lag-1 autocorrelation per row, shape (rows, 1), its small-sample bias taken out: beyond +-1 at times.

    Bias -(1 + 4 r) / n: of n - 1 products over n squares around the mean of the same values (Kendall
    1954, Marriott & Pope 1954).
    """
    n = known.shape[1]
    apart = known - known.mean(axis=1, keepdims=True)
    raw = (apart[:, 1:] * apart[:, :-1]).sum(axis=1, keepdims=True)
    raw = raw / np.maximum((apart**2).sum(axis=1, keepdims=True), np.finfo(float).tiny)
    return np.asarray((n * raw + 1) / (n - 4))


def outside(series: Floats, around: Band) -> Marks:
    """Points beyond the limits."""
    return np.asarray(np.abs(series - around.expected) > around.reach)


def runs(series: Floats, around: Band) -> Marks:
    """Points that complete a run of RUN or more on one side of what was expected."""
    side = np.sign(series - around.expected).astype(np.int32)
    before = np.zeros((len(side), RUN), dtype=np.int32)
    total = np.concatenate([before, side.cumsum(axis=1, dtype=np.int32)], axis=1)
    return np.asarray(np.abs(total[:, RUN:] - total[:, :-RUN]) == RUN)
