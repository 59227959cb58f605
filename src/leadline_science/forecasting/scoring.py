"""A kept forecast against what happened."""

from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.calibration.record import Statement
from leadline_science.calibration.scores import crps_of_counts
from leadline_science.checks import Floats, amounts, whole
from leadline_science.forecasting.how_many import HowManyForecast
from leadline_science.forecasting.quantiles import LEVELS
from leadline_science.forecasting.when import WhenForecast


@dataclass(frozen=True, kw_only=True)
class ScoredForecast(Answer):
    """`statements` at 50, 85 and 95 %, as they were promised; `actual` in periods or units.

    `pit_below` = P(X < actual), `pit_up_to` = P(X <= actual) and `crps` (same unit as `actual`) are
    None while the outcome is open.
    """

    statements: tuple[Statement, ...]
    actual: float | None
    pit_below: float | None
    pit_up_to: float | None
    crps: float | None


METHOD = Method("forecasting.score", "1", "Did this forecast hold?", ScoredForecast)
LATER = "The outcome lies beyond what the forecast kept: its score is a lower bound."


def score_when(forecast: WhenForecast, *, done_in: int | None, waited: int) -> ScoredForecast:
    """`done_in`: the period (from 1) in which all was done, None while open; `waited`: periods since.

    A promise fails as soon as its period is over, even while the work is still open.
    """
    over = whole("periods waited", waited, 0)
    promised = tuple(zip(LEVELS, (forecast.p50, forecast.p85, forecast.p95), strict=True))
    statements = tuple(Statement(level, _kept(by, done_in, over)) for level, by in promised)
    if done_in is None:
        return _open(statements)
    return scored(statements, np.array((0.0, *forecast.pmf)), whole("the period", done_in, 1), 1.0)


def _kept(by: int | None, done_in: int | None, waited: int) -> bool | None:
    if by is None:
        return None
    if done_in is not None:
        return done_in <= by
    return False if waited >= by else None


def score_how_many(forecast: HowManyForecast, *, finished: float) -> ScoredForecast:
    """`finished`: what was finished by the end of the forecast's last period, in its unit."""
    (amount,) = amounts("finished", [finished])
    promised = zip(LEVELS, (forecast.p50, forecast.p85, forecast.p95), strict=True)
    statements = tuple(Statement(level, bool(amount >= least - 1e-9)) for level, least in promised)
    return scored(statements, np.array(forecast.pmf), float(amount), forecast.step)


def scored(
    statements: tuple[Statement, ...], pmf: Floats, actual: float, step: float
) -> ScoredForecast:
    """Statements, PIT and CRPS of an outcome under P(X = i·step) = pmf[i]."""
    below, up_to = pit(pmf, actual / step)
    return ScoredForecast(
        **METHOD.stamp,
        warnings=(LATER,) if actual / step >= len(pmf) else (),
        statements=statements,
        actual=actual,
        pit_below=below,
        pit_up_to=up_to,
        crps=crps_of_counts(pmf, actual / step) * step,
    )


def pit(pmf: Floats, actual: float) -> tuple[float, float]:
    """P(X < actual) and P(X <= actual); the mass missing from `pmf` lies above its end."""
    below = float(pmf[: int(np.ceil(actual - 1e-9))].sum())
    up_to = float(pmf[: int(np.floor(actual + 1e-9)) + 1].sum())
    return (below, up_to) if actual < len(pmf) - 1e-9 else (float(pmf.sum()), 1.0)


def _open(statements: tuple[Statement, ...]) -> ScoredForecast:
    return ScoredForecast(
        **METHOD.stamp,
        warnings=("The work is still open.",),
        statements=statements,
        actual=None,
        pit_below=None,
        pit_up_to=None,
        crps=None,
    )
