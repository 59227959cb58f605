"""Which input carries the variance of a result."""

import numpy as np

from leadline_science.checks import Floats

_FEWEST_PER_BAND = 32
_MOST_BANDS = 64


def bands_for(draws: int) -> int:
    """Into how many bands of equal chance an input is cut."""
    return max(2, min(_MOST_BANDS, draws // _FEWEST_PER_BAND))


def band_means(shares: Floats, results: Floats, bands: int) -> tuple[Floats, Floats]:
    """Mean result and count in each band of an input, given where its draws lie (0-1)."""
    at = np.minimum((shares * bands).astype(np.int64), bands - 1)
    counts = np.bincount(at, minlength=bands).astype(np.float64)
    sums = np.bincount(at, weights=results, minlength=bands)
    filled = counts > 0
    return sums[filled] / counts[filled], counts[filled]


def first_order_share(shares: Floats, results: Floats) -> float:
    """Var(E[result | input]) / Var(result), 0-1: the variance that knowing the input would take away.

    From one sample, by the ratio of variance between bands, less what chance alone would give.
    """
    total = float(results.var())
    if total == 0:
        return 0.0
    bands = bands_for(results.size)
    means, counts = band_means(shares, results, bands)
    between = float(np.average((means - results.mean()) ** 2, weights=counts)) / total
    by_chance = 1 - (1 - between) * (results.size - 1) / (results.size - means.size)
    return max(by_chance, 0.0)
