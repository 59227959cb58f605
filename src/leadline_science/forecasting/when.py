"""When will it be done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, whole
from leadline_science.forecasting.completion import Outlook, checked_capacity, closed, growing
from leadline_science.forecasting.drift import POOLED_DRIFT, Drift
from leadline_science.forecasting.history import (
    MOST_PERIODS,
    Period,
    Throughput,
    Unit,
    common_step,
    in_steps,
)
from leadline_science.forecasting.quantiles import DOTS, LEVELS, first_reaching
from leadline_science.forecasting.sums import Weights
from leadline_science.forecasting.telling import assumptions, check_history, warnings
from leadline_science.forecasting.work import Growth, Work


@dataclass(frozen=True, kw_only=True)
class WhenForecast(Answer):
    """`chances[k-1]` is the chance that all is done by the end of period k; `later` is the rest.

    `p50`, `p85`, `p95` and `dots` (20 quantiles, 2.5 % to 97.5 %) are in periods from now; None
    where the answer lies beyond the last period looked at.
    """

    period: Period
    unit: Unit
    history: tuple[float, ...]
    work: Work
    growth: Growth | None
    capacity: tuple[float, ...]
    drift: Drift
    weights: Weights
    chances: tuple[float, ...]
    later: float
    p50: int | None
    p85: int | None
    p95: int | None
    dots: tuple[int | None, ...]

    def percentile(self, share: float) -> int | None:
        """Periods within which all is done with chance `share` (0-1), None if beyond the last."""
        return periods_until(self.chances, share)

    def chance_by(self, elapsed: float) -> float:
        """Chance that all is done `elapsed` periods from now; between period ends in a line."""
        (at,) = amounts("time from now", [elapsed])
        return float(np.interp(at, np.arange(len(self.chances) + 1), (0.0, *self.chances)))

    @property
    def pmf(self) -> tuple[float, ...]:
        """Chance that it is done in period k and not earlier, k = 1 …"""
        return tuple(np.diff(self.chances, prepend=0.0).tolist())


METHOD = Method("forecasting.when", "1", "When will it be done?", WhenForecast)


def periods_until(chances: Sequence[float], share: float) -> int | None:
    """The first period (from 1) whose chance reaches `share`, None if none does."""
    at = first_reaching(np.asarray(chances), share)
    return None if at is None else at + 1


def forecast_when(
    history: Throughput,
    work: Work | float,
    *,
    drift: Drift = POOLED_DRIFT,
    growth: Growth | None = None,
    capacity: Sequence[float] = (),
    weights: Weights = Weights.DIRICHLET,
    horizon: int | None = None,
) -> WhenForecast:
    """The distribution of the period in which `work` is done.

    `capacity`: of the coming periods, in usual periods (0 a holiday, .5 half the team); 1 after the
    last given. `horizon`: the last period to look at; by default as far as there is much to see.
    Exact for the urn of past periods, the drift by quadrature: together wrong by less than 1e-6.
    Raises `TooFew`, `AllEqual` (without drift), `NotInSteps`, `TooLarge`, `OutOfRange`.
    """
    check_history(history, drift)
    wanted = work if isinstance(work, Work) else Work.exactly(work)
    grows = growth if growth is not None and any(growth.added) else None
    worth = checked_capacity(capacity)
    last = None if horizon is None else whole("the horizon", horizon, 1, MOST_PERIODS)
    cdf = _chances(history, wanted, grows, Outlook(worth, drift, weights, last))
    chances = tuple(cdf.tolist())
    p50, p85, p95 = (periods_until(chances, level) for level in LEVELS)
    return WhenForecast(
        **METHOD.stamp,
        assumptions=assumptions(weights, drift, grows),
        warnings=warnings(history, weights, drift) + _unsettled(history, grows),
        period=history.period,
        unit=history.unit,
        history=history.values,
        work=wanted,
        growth=grows,
        capacity=worth,
        drift=drift,
        weights=weights,
        chances=chances,
        later=1 - chances[-1],
        p50=p50,
        p85=p85,
        p95=p95,
        dots=tuple(periods_until(chances, level) for level in DOTS),
    )


def _chances(history: Throughput, work: Work, growth: Growth | None, outlook: Outlook) -> Floats:
    added = growth.added if growth else ()
    step = common_step(history.values + added)
    done, target = in_steps(history.values, step), work.chances(step)
    if not added:
        return closed(done, target, outlook)
    return growing(done, in_steps(added, step), target, outlook)


def _unsettled(history: Throughput, growth: Growth | None) -> tuple[str, ...]:
    if growth is None or growth.mean < history.mean:
        return ()
    return ("Work is added as fast as it is finished: on average the backlog never empties.",)
