"""How long does an item take, once begun."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, between
from leadline_science.flow.spans import Spans

USUAL = (0.5, 0.85, 0.95)


@dataclass(frozen=True)
class Percentile:
    """`share` of the items took `days` or less. The true percentile lies in [low, high] with chance
    `confidence`, whatever the distribution; None: the data set no limit on that side."""

    share: float
    days: float
    low: float | None
    high: float | None
    low_rank: int
    high_rank: int
    confidence: float


@dataclass(frozen=True, kw_only=True)
class CycleTimes(Answer):
    """In days. `percentiles` in the order asked for."""

    count: int
    mean: float
    longest: float
    percentiles: tuple[Percentile, ...]


METHOD = Method("flow.cycle_times", "1", "How long does an item take, once begun?", CycleTimes)


def cycle_times(
    work: Spans | Sequence[float], *, shares: Sequence[float] = USUAL, level: float = 0.95
) -> CycleTimes:
    """Percentiles of finished items with order-statistic limits at confidence `level`.

    `work`: spans (open items are left out, which a warning tells) or cycle times in days.
    Raises `NoData`, `Negative`, `NotFinite`, `OutOfRange`.
    """
    days = np.sort(amounts("cycle times", work.durations if isinstance(work, Spans) else work))
    opened = sum(end is None for end in work.finished) if isinstance(work, Spans) else 0
    percentiles = tuple(_percentile(days, share, level) for share in shares)
    return CycleTimes(
        **METHOD.stamp,
        assumptions=("Items are independent and of one kind.",),
        warnings=_warnings(len(days), opened, percentiles),
        count=len(days),
        mean=float(days.mean()),
        longest=float(days[-1]),
        percentiles=percentiles,
    )


def _percentile(days: Floats, share: float, level: float) -> Percentile:
    n = len(days)
    between("a share", share, 0.0, 1.0)
    low, high = ranks(n, share, between("level", level, 0.0, 1.0))
    above = 1.0 if high > n else float(bdtr(high - 1, n, share))
    below = 0.0 if low == 0 else float(bdtr(low - 1, n, share))
    return Percentile(
        share=share,
        days=float(days[int(np.ceil(n * share - 1e-9)) - 1]),
        low=float(days[low - 1]) if low else None,
        high=float(days[high - 1]) if high <= n else None,
        low_rank=low,
        high_rank=high,
        confidence=above - below,
    )


def ranks(n: int, share: float, level: float) -> tuple[int, int]:
    """Ranks (from 1) of the limits, each missed with chance (1 - level) / 2 at most.

    0 or n + 1: no limit on that side. The number of items below the true percentile is binomial.
    """
    tail = (1 - level) / 2
    at_most = bdtr(np.arange(n + 1), n, share)
    low = int(np.searchsorted(at_most, tail, side="right"))
    high = int(np.searchsorted(at_most, 1 - tail, side="left")) + 1
    return low, high


def _warnings(n: int, opened: int, percentiles: tuple[Percentile, ...]) -> tuple[str, ...]:
    unlimited = [f"{each.share:.0%}" for each in percentiles if each.high is None]
    found = {
        f"{n} items set no upper limit on the percentile at {', '.join(unlimited)}.": bool(
            unlimited
        ),
        f"{opened} open items are left out: long cycle times are under-counted; see ageing.": opened
        > 0,
    }
    return tuple(text for text, applies in found.items() if applies)
