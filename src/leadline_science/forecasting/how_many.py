"""How many by then."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, finite, whole
from leadline_science.forecasting.completion import calendar, checked_capacity
from leadline_science.forecasting.drift import POOLED_DRIFT, Drift, longest, mixing, worked_through
from leadline_science.forecasting.history import (
    MOST_PERIODS,
    Counts,
    Period,
    Throughput,
    Unit,
    common_step,
)
from leadline_science.forecasting.quantiles import DOTS, LEVELS, first_reaching
from leadline_science.forecasting.sums import Weights, table
from leadline_science.forecasting.telling import assumptions, check_history, warnings


@dataclass(frozen=True, kw_only=True)
class HowManyForecast(Answer):
    """`pmf[i]` is the chance to finish exactly i steps of size `step` within `periods`.

    `more` is the chance of more than the last. `p50`, `p85`, `p95` are promises: amounts of which
    at least that much is finished with that chance (so p95 <= p85 <= p50). `dots`: 20 quantiles,
    rising.
    """

    period: Period
    unit: Unit
    history: tuple[float, ...]
    periods: int
    capacity: tuple[float, ...]
    drift: Drift
    weights: Weights
    step: float
    pmf: tuple[float, ...]
    more: float
    p50: float
    p85: float
    p95: float
    dots: tuple[float, ...]

    def chance_of(self, amount: float) -> float:
        """Chance to finish at least `amount`. Beyond the last amount kept: the bound `more`."""
        (wanted,) = finite("amount", [amount])
        below = max(0, int(np.ceil(wanted / self.step - 1e-9)))
        return float(min(1.0, max(self.more, 1 - sum(self.pmf[:below])))) if below else 1.0

    def at_least(self, share: float) -> float:
        """The most that is finished with chance `share` (0-1) or better."""
        return promised(np.asarray(self.pmf), share) * self.step


METHOD = Method("forecasting.how_many", "1", "How many by then?", HowManyForecast)


def promised(pmf: Floats, share: float) -> int:
    """The largest i with P(X >= i) >= share, mass missing from `pmf` lying above it."""
    at_least = 1 - np.concatenate(([0.0], np.cumsum(pmf)))
    return int(np.flatnonzero(at_least >= share - 1e-12)[-1])


def forecast_how_many(
    history: Throughput,
    periods: int,
    *,
    drift: Drift = POOLED_DRIFT,
    capacity: Sequence[float] = (),
    weights: Weights = Weights.DIRICHLET,
) -> HowManyForecast:
    """The distribution of what is finished within the next `periods`.

    The other face of `forecast_when`: P(at least N in k periods) = P(N done by period k).
    `capacity` as there. Raises `TooFew`, `AllEqual` (without drift), `NotInSteps`, `TooLarge`.
    """
    check_history(history, drift)
    worth = checked_capacity(capacity)
    step = common_step(history.values)
    total = float(calendar(worth, whole("periods", periods, 1, MOST_PERIODS))[-1])
    pmf = delivered(history.steps, total, drift, weights)
    p50, p85, p95 = (promised(pmf, level) * step for level in LEVELS)
    return HowManyForecast(
        **METHOD.stamp,
        assumptions=assumptions(weights, drift, None),
        warnings=warnings(history, weights, drift),
        period=history.period,
        unit=history.unit,
        history=history.values,
        periods=periods,
        capacity=worth,
        drift=drift,
        weights=weights,
        step=step,
        pmf=tuple(pmf.tolist()),
        more=max(0.0, 1 - float(pmf.sum())),
        p50=p50,
        p85=p85,
        p95=p95,
        dots=tuple(_quantile(pmf, level) * step for level in DOTS),
    )


def _quantile(pmf: Floats, level: float) -> int:
    at = first_reaching(np.cumsum(pmf), level)
    return len(pmf) if at is None else at


def delivered(history: Counts, worth: float, drift: Drift, weights: Weights) -> Floats:
    """P(i steps are delivered by `worth` usual periods), i = 0 … as far as there is mass."""
    most = longest(worth, drift)
    width = int(
        min(most * history.max(), np.ceil(2.5 * most * history.mean()) + 10 * history.max())
    )
    return mixed(table(history, most, width + 1, weights), worth, drift)


def mixed(sums: Floats, worth: float, drift: Drift) -> Floats:
    """Rows of `sums` (k = 0 … at least `longest(worth, drift)`) mixed over the drift."""
    over = worked_through(np.array([worth]), len(sums) - 1, drift)
    return np.asarray(mixing(over)[0] @ sums)
