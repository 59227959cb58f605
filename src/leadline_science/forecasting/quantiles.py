"""Quantiles of discrete distributions: the first value whose chance reaches the level."""

import numpy as np

from leadline_science.checks import Floats

LEVELS = (0.5, 0.85, 0.95)
DOTS = tuple((i + 0.5) / 20 for i in range(20))
_ROUNDING = 1e-12


def first_reaching(cdf: Floats, level: float) -> int | None:
    """The first index with cdf >= level, or None when the kept part never reaches it."""
    at = int(np.searchsorted(cdf, level - _ROUNDING))
    return at if at < len(cdf) else None
