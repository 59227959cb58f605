"""A promised range beside what came: rows to the input of the science."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from leadline.metrics.models import Metric
from leadline.outcomes.queries.promised import PromisedRange
from leadline.planning.queries.meaning import estimate
from leadline_science.calibration import crps_ensemble, interval_scores
from leadline_science.uncertainty.estimates import quantiles

SHARES = (np.arange(400) + 0.5) / 400
"""The quantiles by which a stated distribution is told: the CRPS is exact to a thousandth of its width."""
TOWARD = {"more": 1, "less": -1, "within": 0}


@dataclass(frozen=True)
class Scored:
    """How a range turned out: scores in its own unit, 0 is perfect; the chances that were stated of less, and of at most that."""

    is_inside: bool
    crps: float
    interval_score: float
    below: float
    up_to: float
    method: str
    version: str
    answer: dict[str, Any]


def toward_of(metric: Metric) -> int:
    """1 where more of the metric is better, -1 where less is, 0 where neither."""
    return TOWARD[metric.direction]


def scored(promised: PromisedRange, actual: Decimal) -> Scored:
    """The scores of one range, read as all ranges of the house are (see `planning.doubts`)."""
    low, likely, high, seen = (float(each) for each in (promised.low, promised.likely, promised.high, actual))  # fmt: skip
    told = estimate(low, likely, high, promised.level)
    members = [likely] if told is None else quantiles(told, SHARES).tolist()
    crps = crps_ensemble(members, seen)
    width = interval_scores([low], [high], [seen], level=promised.level)
    below, up_to = (float(seen > likely), float(seen >= likely)) if told is None else (told.chance_below(seen),) * 2  # fmt: skip
    return Scored(
        promised.holds(actual), crps.mean, width.mean, below, up_to, crps.method, crps.version,
        {"crps": crps.to_dict(), "interval_score": width.to_dict()},
    )  # fmt: skip


def verdict_of(promised: PromisedRange, actual: Decimal, toward: int) -> str:
    """Held, or on which side of the promise it came."""
    if promised.holds(actual):
        return "held"
    if not toward:
        return "beside"
    return "better" if (actual > promised.high) == (toward > 0) else "short"
