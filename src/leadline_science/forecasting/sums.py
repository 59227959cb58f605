"""The exact distribution of what k periods deliver, for k = 0, 1, 2 …

Two ways of drawing a future period from n past ones:

EQUAL      every past period is equally likely (the usual bootstrap): plain convolution.
DIRICHLET  the weights of the past periods are themselves uncertain, Dirichlet(1, …, 1) (Rubin 1981,
           the Bayesian bootstrap). Integrated out, every multiset of k past periods is equally
           likely, so the sum's generating function is the complete homogeneous symmetric polynomial
           h_k(y^x1, …, y^xn) / C(k+n-1, n-1), and h_k(x1..xi) = h_k(x1..xi-1) + y^xi h_k-1(x1..xi).
           Divided by the binomial, the recursion is a cumulative sum over i; nothing is sampled.
"""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats
from leadline_science.forecasting.history import Counts
from leadline_science.refusals import TooLarge

MOST_CELLS = 40_000_000
MOST_STEPS = 2_000_000_000
MOST_STATE = 5_000_000


class Weights(StrEnum):
    """How much each past period counts for a future one."""

    DIRICHLET = "dirichlet"
    EQUAL = "equal"


def sums(history: Counts, width: int, weights: Weights) -> Iterator[Floats]:
    """P(k periods deliver exactly s), s = 0 … width-1, for k = 0, 1, 2 … without end.

    Mass at or above `width` is left out, so a row sums to P(fewer than `width`).
    """
    affordable(1, width, len(history))
    kernel = _dirichlet if weights is Weights.DIRICHLET else _equal
    return kernel(np.minimum(history, width), width)


def table(history: Counts, periods: int, width: int, weights: Weights) -> Floats:
    """Rows k = 0 … periods of `sums`, shape (periods + 1, width). Raises `TooLarge`."""
    affordable(periods + 1, width, len(history))
    rows = sums(history, width, weights)
    return np.array([next(rows) for _ in range(periods + 1)])


def affordable(rows: int, width: int, history: int) -> None:
    """Raises `TooLarge` where a table of that size would fill the memory or take minutes."""
    cells = rows * width
    if cells > MOST_CELLS or cells * history > MOST_STEPS or history * width > MOST_STATE:
        raise TooLarge(
            f"{rows} periods of up to {width} steps, from {history} past ones, are too many.",
            "Use longer periods or coarser units.",
        )


def _sources(history: Counts, width: int) -> NDArray[np.intp]:
    # Flat positions of s - x_i in an array padded on the left by `width` zeros.
    rows = np.arange(len(history))[:, None] * 2 * width
    return (rows + width + np.arange(width)[None, :] - history[:, None]).astype(np.intp)


def _dirichlet(history: Counts, width: int) -> Iterator[Floats]:
    n = len(history)
    sources = _sources(history, width)
    partial = np.zeros((n, 2 * width))
    partial[:, width] = 1.0
    for k in range(1, np.iinfo(np.int32).max):
        yield partial[-1, width:].copy()
        shifted = partial.ravel()[sources] * (k / (k + n - 1))
        np.cumsum(shifted, axis=0, out=partial[:, width:])


def _equal(history: Counts, width: int) -> Iterator[Floats]:
    values, times = np.unique(history, return_counts=True)
    sources = _sources(values, width)[:, :] - np.arange(len(values))[:, None] * 2 * width
    chances = times / len(history)
    padded = np.zeros(2 * width)
    padded[width] = 1.0
    while True:
        yield padded[width:].copy()
        padded[width:] = chances @ padded[sources]
