"""A set of draws, told in a few numbers."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.refusals import NotFinite

SHARES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


@dataclass(frozen=True)
class Distribution:
    """Mean, standard deviation and percentiles; `error`: the standard error of the mean by chance.

    `above_zero`: the chance of a value above zero.
    """

    mean: float
    sd: float
    error: float
    p05: float
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    p95: float
    above_zero: float


def distribution(values: Floats, error: float | None = None) -> Distribution:
    """The distribution of `values` (1-d). Raises `NotFinite` where a draw has no result."""
    if not np.isfinite(values).all():
        raise NotFinite(
            f"{int((~np.isfinite(values)).sum())} of {values.size} draws have no finite result.",
            "Narrow the inputs that a division or a power makes endless.",
        )
    sd = float(values.std())
    own = sd / values.size**0.5
    p05, p10, p25, p50, p75, p90, p95 = (float(point) for point in np.quantile(values, SHARES))
    return Distribution(
        mean=float(values.mean()),
        sd=sd,
        error=own if error is None else error,
        p05=p05,
        p10=p10,
        p25=p25,
        p50=p50,
        p75=p75,
        p90=p90,
        p95=p95,
        above_zero=float((values > 0).mean()),
    )
