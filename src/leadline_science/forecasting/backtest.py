"""The history replayed: what would have been forecast then, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.calibration.pit import PitHistogram, pit_histogram
from leadline_science.calibration.record import RecordLine
from leadline_science.checks import whole
from leadline_science.forecasting.drift import NO_DRIFT, POOLED_DRIFT, Drift
from leadline_science.forecasting.history import Counts, Period, Throughput, Unit, common_step
from leadline_science.forecasting.quantiles import first_reaching
from leadline_science.forecasting.replaying import (
    Case,
    Question,
    Replay,
    how_many,
    record_of,
    replay,
    when,
)
from leadline_science.forecasting.sums import Weights
from leadline_science.forecasting.work import Work
from leadline_science.refusals import TooFew


@dataclass(frozen=True, kw_only=True)
class Backtest(Answer):
    """`lines`: how often the 50, 85 and 95 % statements held; `bootstrap`: the same for the usual
    resampling of past periods. `crps`, `crps_bootstrap`: mean error in units or periods.

    `asked`: periods looked ahead (how many) or the work (when). `skipped`: past points without a
    forecast (nothing finished before them) or without an outcome yet.
    """

    question: str
    asked: float
    period: Period
    unit: Unit
    window: int
    every: int
    drift: Drift
    replays: tuple[Replay, ...]
    skipped: int
    lines: tuple[RecordLine, ...]
    bootstrap: tuple[RecordLine, ...]
    crps: float
    crps_bootstrap: float
    pit: PitHistogram


METHOD = Method("forecasting.backtest", "1", "Did such forecasts hold for this team?", Backtest)


@dataclass(frozen=True)
class _Plan:
    question: Question
    asked: float
    window: int
    every: int
    overlap: float
    step: float


def backtest(
    history: Throughput,
    *,
    horizon: int = 4,
    window: int = 12,
    every: int | None = None,
    drift: Drift = POOLED_DRIFT,
) -> Backtest:
    """At every `every`-th past point: "how many in the next `horizon`", from the `window` before it.

    `every` None: as `horizon`, so that outcomes do not overlap. Raises `TooFew` when the history
    has no room for one forecast.
    """
    ahead, known = whole("the horizon", horizon, 1), whole("the window", window, 2)
    pace = ahead if every is None else whole("every", every, 1)
    step = common_step(history.values)
    plan = _Plan(how_many(ahead), ahead, known, pace, max(1.0, ahead / pace), step)
    return _answer(history, plan, cases_ahead(history.steps, known, ahead, pace), drift)


def cases_ahead(done: Counts, window: int, horizon: int, every: int) -> list[Case]:
    """The past points of a backtest of "how many"."""
    return [
        Case(at, done[at - window : at], float(done[at : at + horizon].sum()))
        for at in range(window, len(done) - horizon + 1, every)
    ]


def backtest_when(
    history: Throughput,
    work: float,
    *,
    window: int = 12,
    every: int = 4,
    drift: Drift = POOLED_DRIFT,
) -> Backtest:
    """At every `every`-th past point: "when will `work` be done", from the `window` before it.

    Points from which the history does not reach the end of the work are skipped; the late outcomes
    are among them, so that the record looks better than it is where many are skipped.
    """
    known, pace = whole("the window", window, 2), whole("every", every, 1)
    step = common_step(history.values)
    target = Work.exactly(work).chances(step)
    expected = work / history.mean
    plan = _Plan(when(target), work, known, pace, max(1.0, expected / pace), 1.0)
    done = history.steps
    cases = [
        Case(at, done[at - known : at], _took(done[at:], len(target) - 1))
        for at in range(known, len(done), pace)
    ]
    return _answer(history, plan, cases, drift)


def _took(coming: Counts, work: int) -> float:
    at = first_reaching(np.cumsum(coming).astype(np.float64), work)
    return np.nan if at is None else at + 1.0


def _answer(history: Throughput, plan: _Plan, cases: Sequence[Case], drift: Drift) -> Backtest:
    scorable = [case for case in cases if case.past.any() and np.isfinite(case.actual)]
    if not scorable:
        raise TooFew(
            f"{len(history.values)} periods leave no past point to forecast from.",
            "Give a longer history, or look less far back or ahead.",
        )
    ours = _replays(plan, scorable, drift, Weights.DIRICHLET)
    plain = _replays(plan, scorable, NO_DRIFT, Weights.EQUAL)
    return Backtest(
        **METHOD.stamp,
        assumptions=("At each point only the periods before it were known.",),
        warnings=_warnings(len(ours), len(cases) - len(scorable), plan),
        question=plan.question.name,
        asked=plan.asked,
        period=history.period,
        unit=history.unit,
        window=plan.window,
        every=plan.every,
        drift=drift,
        replays=ours,
        skipped=len(cases) - len(scorable),
        lines=record_of(ours, plan.overlap),
        bootstrap=record_of(plain, plan.overlap),
        crps=float(np.mean([each.crps for each in ours])),
        crps_bootstrap=float(np.mean([each.crps for each in plain])),
        pit=pit_histogram([each.pit_below for each in ours], [each.pit_up_to for each in ours]),
    )


def _replays(
    plan: _Plan, cases: Sequence[Case], drift: Drift, weights: Weights
) -> tuple[Replay, ...]:
    return tuple(replay(plan.question, case, drift, weights, plan.step) for case in cases)


def _warnings(scored: int, skipped: int, plan: _Plan) -> tuple[str, ...]:
    found = {
        f"Only {scored} past forecasts: the shares say little yet.": scored < 20,
        f"{skipped} past points could not be scored.": skipped > 0,
        "Outcomes overlap in time: the limits are widened for it.": plan.overlap > 1,
    }
    return tuple(text for text, applies in found.items() if applies)
