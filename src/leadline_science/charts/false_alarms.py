"""How often would the chart cry wolf over a series that does not change at all."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from leadline_science.charts.limits import Kind, band, correlation, outside, runs
from leadline_science.checks import Floats

SERIES = 5_000
_WARM_UP = 30
_MOST_SKEW = 1.5


@dataclass(frozen=True)
class Likeness:
    """What a series is like: its lag-1 `correlation`, and its `skew` as the log sd of a log-normal
    (0: symmetric)."""

    correlation: float
    skew: float


STEADY = Likeness(0.0, 0.0)


@dataclass(frozen=True)
class FalseAlarms:
    """Chance of at least one false alarm in `ahead` new points: by the limits, by a run of 8."""

    ahead: int
    beyond_limits: float
    run: float


@lru_cache(maxsize=256)
def false_alarms(like: Likeness, baseline: int, ahead: int, kind: Kind, seed: int) -> FalseAlarms:
    """Of 5,000 unchanging series like `like`, the share with an alarm; standard error <= 0.7 %."""
    series = unchanging(like, baseline + ahead, seed)
    around = band(series, baseline, kind)
    return FalseAlarms(
        ahead,
        float(outside(series, around)[:, baseline:].any(axis=1).mean()),
        float(runs(series, around)[:, baseline:].any(axis=1).mean()),
    )


def unchanging(like: Likeness, points: int, seed: int, series: int = SERIES) -> Floats:
    """Series in rows, shape (series, points): a Gaussian AR(1), bent to the skew of a log-normal."""
    from scipy.signal import lfilter

    random = np.random.Generator(np.random.PCG64(seed))
    shocks = random.standard_normal((series, points + _WARM_UP))
    slope = like.correlation
    steady = lfilter([np.sqrt(1 - slope * slope)], [1.0, -slope], shocks, axis=1)[:, _WARM_UP:]
    return np.asarray(np.exp(like.skew * steady) if like.skew else steady)


def likeness(known: Floats) -> Likeness:
    """What the baseline `known`, shape (points,), is like; what is not told from 0 is 0."""
    found = float(correlation(known[None, :])[0, 0])
    clear = abs(found) > 1.645 / len(known) ** 0.5
    return Likeness(round(found, 2) if clear else 0.0, round(_skew(known), 2))


def _skew(known: Floats) -> float:
    from scipy.stats import skewtest

    # The sample skewness of a short series is far too small; the log sd of positive values is not,
    # and it is harmless where the lean was chance.
    lean = skewtest(known).statistic if len(known) >= 8 else 0.0
    if known.min() > 0:
        return min(_MOST_SKEW, float(np.log(known).std(ddof=1))) if lean > 0.8 else 0.0
    return _bent(known) if lean > 1.645 else 0.0


def _bent(known: Floats) -> float:
    apart = known - known.mean()
    target = float((apart**3).mean() / (apart**2).mean() ** 1.5)
    sizes = np.linspace(0.0, _MOST_SKEW, 151)
    growth = np.exp(sizes**2)
    return float(np.interp(target, (growth + 2) * np.sqrt(growth - 1), sizes))
