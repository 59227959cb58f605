"""What a range low, likely, high means: nine times in ten the truth lies inside, likeliest at the likely value."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from leadline_science.refusals import Refused
from leadline_science.uncertainty import Estimate, pert
from leadline_science.uncertainty.estimates import quantiles

LEVEL = 0.9
TWENTY = np.arange(0.025, 1, 0.05)


def estimate(low: float, likely: float, high: float, level: float = LEVEL) -> Estimate | None:
    """The PERT distribution of a range that holds the truth with chance `level`; None where there is no doubt.

    Where the likely value lies at an end no PERT has that end as its twentieth: there the ends are the ends.
    """
    if low == high:
        return None
    try:
        return pert(low, likely, high, level=level)
    except (Refused, ValueError):
        return pert(low, likely, high)


@lru_cache(4096)
def _twenty(low: float, likely: float, high: float) -> tuple[float, ...]:
    found = estimate(low, likely, high)
    return () if found is None else tuple(float(each) for each in quantiles(found, TWENTY))


def twenty(low: float, likely: float, high: float) -> Sequence[float]:
    """The values at 2.5 %, 7.5 % … 97.5 %; none where there is no doubt."""
    return _twenty(float(low), float(likely), float(high))
