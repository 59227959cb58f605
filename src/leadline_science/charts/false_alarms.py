"""How often would the chart cry wolf over a series that does not change at all."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from leadline_science.charts.likeness import Likeness
from leadline_science.charts.limits import RUN, Kind, band, outside, runs
from leadline_science.checks import Floats

SERIES = 5_000


@dataclass(frozen=True)
class FalseAlarms:
    """Chance of at least one false alarm in `ahead` new points: by the limits, by a run of 8."""

    ahead: int
    beyond_limits: float
    run: float


@lru_cache(maxsize=256)
def false_alarms(like: Likeness, baseline: int, ahead: int, kind: Kind, seed: int) -> FalseAlarms:
    """Of 5,000 unchanging series like `like`, the share with an alarm; standard error <= 0.7 %."""
    return happened(unchanging(like, baseline + ahead, seed), baseline, kind)


def happened(series: Floats, baseline: int, kind: Kind) -> FalseAlarms:
    """The share of `series`, shape (rows, points), with an alarm after their first `baseline` points."""
    # A run that ends after the baseline may have begun within it.
    since = max(0, baseline - RUN + 1)
    late, around = series[:, since:], band(series, baseline, kind).since(since)
    return FalseAlarms(
        series.shape[1] - baseline,
        float(outside(late, around)[:, baseline - since :].any(axis=1).mean()),
        float(runs(late, around)[:, baseline - since :].any(axis=1).mean()),
    )


def unchanging(like: Likeness, points: int, seed: int, series: int = SERIES) -> Floats:
    """Series in rows, shape (series, points): a Gaussian AR(1), bent to the skew of a log-normal."""
    random = np.random.Generator(np.random.PCG64(seed))
    # Points in rows while they follow each other: each step then runs over contiguous memory.
    steady = random.standard_normal((points, series))
    slope = like.correlation
    if slope:
        steady[1:] *= np.sqrt(1 - slope * slope)
        for at in range(1, points):
            steady[at] += slope * steady[at - 1]
    bent = np.exp(like.skew * steady) if like.skew else steady
    return np.ascontiguousarray(bent.T)
