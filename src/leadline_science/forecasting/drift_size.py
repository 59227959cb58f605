"""How much a team's level drifts, from its own past forecasts or from those of many teams."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, whole
from leadline_science.forecasting.backtest import cases_ahead
from leadline_science.forecasting.drift import LARGEST_FACTOR, POOLED_DRIFT, Drift
from leadline_science.forecasting.history import Throughput
from leadline_science.forecasting.how_many import mixed, promised
from leadline_science.forecasting.replaying import Case
from leadline_science.forecasting.sums import Weights, table
from leadline_science.refusals import TooFew

GRID = tuple(round(0.0625 * 2 ** (step / 4), 4) for step in range(17))
SIZES = (0.0, *GRID)
PRIOR_SPREAD = 0.5
BANDS = (0.05, 0.15, 0.5)
PROMISES = (0.85, 0.95)


@dataclass(frozen=True, kw_only=True)
class DriftEstimate(Answer):
    """`drift` to forecast with; `fit[i]`: the chance of `grid[i]` being the drift (own), or the
    miss of the stated coverage at it, in squared shares (pooled). `replays`: past forecasts used."""

    drift: Drift
    grid: tuple[float, ...]
    fit: tuple[float, ...]
    replays: int


OWN = Method("forecasting.own_drift", "1", "How much does this team's level drift?", DriftEstimate)
POOLED = Method(
    "forecasting.pooled_drift", "1", "How much do the levels of teams drift?", DriftEstimate
)


def own_drift(
    history: Throughput, *, horizon: int = 4, window: int = 8, prior: Drift = POOLED_DRIFT
) -> DriftEstimate:
    """The team's drift: posterior geometric mean over `GRID`.

    Prior: log-normal around `prior`, spread 0.5. Likelihood: in which band of the prior's forecast
    (below 5, 15, 50 %, above) each past outcome fell; overlapping outcomes count 1/horizon each. With too
    short a history the answer is the prior, and says so.
    """
    ahead, known = whole("the horizon", horizon, 1), whole("the window", window, 2)
    cases = [case for case in cases_ahead(history.steps, known, ahead, 1) if case.past.any()]
    log_prior = -0.5 * (np.log(np.array(GRID) / max(prior.log_sd, GRID[0])) / PRIOR_SPREAD) ** 2
    seen = sum((_band_log_chances(case, ahead, prior) for case in cases), np.zeros(len(GRID)))
    posterior = np.exp(log_prior + seen / ahead - (log_prior + seen / ahead).max())
    posterior /= posterior.sum()
    size = float(np.exp(posterior @ np.log(GRID))) if cases else prior.log_sd
    return DriftEstimate(
        **OWN.stamp,
        assumptions=(f"Before looking, the drift is near {prior.log_sd:.2f} ({prior.source}).",),
        warnings=_own_warnings(len(cases) / ahead),
        drift=Drift(
            size, f"from {len(cases)} past forecasts of this team" if cases else prior.source
        ),
        grid=GRID,
        fit=tuple(posterior.tolist()),
        replays=len(cases),
    )


def _own_warnings(independent: float) -> tuple[str, ...]:
    few = "Fewer than five independent past forecasts: the pooled drift dominates."
    return (few,) if independent < 5 else ()


def _band_log_chances(case: Case, horizon: int, prior: Drift) -> Floats:
    sums = _sums(case, horizon)
    below = np.cumsum(mixed(sums, horizon, prior))
    edges = np.unique([np.searchsorted(below, band) for band in BANDS])
    band = int(np.searchsorted(edges, case.actual))
    low = int(edges[band - 1]) + 1 if band else 0
    high = int(edges[band]) + 1 if band < len(edges) else sums.shape[1]
    chances = [float(mixed(sums, horizon, Drift(size))[low:high].sum()) for size in GRID]
    return np.log(np.maximum(chances, 1e-3))


def _sums(case: Case, horizon: int) -> Floats:
    most = int(np.ceil(horizon * LARGEST_FACTOR))
    width = min(most * case.past.max(), int(2.5 * most * case.past.mean()) + 10 * case.past.max())
    return table(case.past, most, int(width) + 1, Weights.DIRICHLET)


def pooled_drift(
    histories: Sequence[Throughput], *, horizon: int = 4, window: int = 8
) -> DriftEstimate:
    """The drift at which the 85 and 95 % promises of many teams' past forecasts held as stated.

    Minimises the squared miss of the two coverages over 0 and `GRID`; outcomes do not overlap.
    Raises `TooFew` when no history has room for a forecast.
    """
    at_least("history", histories, 1)
    ahead, known = whole("the horizon", horizon, 1), whole("the window", window, 2)
    cases = [
        case
        for each in histories
        for case in cases_ahead(each.steps, known, ahead, ahead)
        if case.past.any()
    ]
    if not cases:
        raise TooFew("No history leaves a past point to forecast from.", "Give longer histories.")
    held = sum(promises_held(case, ahead) for case in cases) / len(cases)
    miss = ((held - np.array(PROMISES)) ** 2).sum(axis=1)
    size = SIZES[int(miss.argmin())]
    return DriftEstimate(
        **POOLED.stamp,
        assumptions=("All teams drift alike.", "Outcomes that do not overlap are independent."),
        warnings=("Fewer than 100 past forecasts: the size is uncertain.",)
        if len(cases) < 100
        else (),
        drift=Drift(size, f"pooled from {len(cases)} past forecasts of {len(histories)} teams"),
        grid=SIZES,
        fit=tuple(miss.tolist()),
        replays=len(cases),
    )


def promises_held(case: Case, horizon: int) -> Floats:
    """1.0 where the promise at 85 and 95 % (columns) held with the drift of each of SIZES (rows)."""
    sums = _sums(case, horizon)
    pmfs = [
        mixed(sums[: horizon + 1] if not size else sums, horizon, Drift(size)) for size in SIZES
    ]
    return np.array(
        [[case.actual >= promised(pmf, level) for level in PROMISES] for pmf in pmfs], float
    )
