"""One question asked again and again of the past."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.calibration.record import RecordLine, Statement, track_record
from leadline_science.calibration.scores import crps_of_counts
from leadline_science.checks import Floats
from leadline_science.forecasting.completion import Outlook, closed
from leadline_science.forecasting.drift import Drift
from leadline_science.forecasting.history import Counts
from leadline_science.forecasting.how_many import delivered, promised
from leadline_science.forecasting.quantiles import LEVELS, first_reaching
from leadline_science.forecasting.scoring import pit
from leadline_science.forecasting.sums import Weights


@dataclass(frozen=True)
class Case:
    """A past point: `at` periods were known, of them `past` is the window, then `actual` happened."""

    at: int
    past: Counts
    actual: float


@dataclass(frozen=True)
class Question:
    """What was asked; `pmf` over whole steps (how many) or periods (when)."""

    name: str
    pmf: Callable[[Counts, Drift, Weights], Floats]
    promise: Callable[[Floats, float], int | None]
    holds: Callable[[float, int], bool]


@dataclass(frozen=True)
class Replay:
    """One forecast of the past. `at`: periods known then; promises, `actual` and `crps` in units
    (how many) or periods (when); a promise is None where it lay beyond the forecast."""

    at: int
    p50: float | None
    p85: float | None
    p95: float | None
    actual: float
    held: tuple[bool | None, bool | None, bool | None]
    pit_below: float
    pit_up_to: float
    crps: float


def how_many(horizon: int) -> Question:
    """How many steps within the next `horizon` periods."""
    return Question(
        name="how many",
        pmf=lambda past, drift, weights: delivered(past, float(horizon), drift, weights),
        promise=promised,
        holds=lambda actual, least: actual >= least,
    )


def when(target: Floats) -> Question:
    """Within how many periods are i steps done, `target[i]` the chance that there are i."""
    return Question(
        name="when",
        pmf=lambda past, drift, weights: _by_period(
            closed(past, target, Outlook((), drift, weights))
        ),
        promise=lambda pmf, share: first_reaching(np.cumsum(pmf), share),
        holds=lambda actual, last: actual <= last,
    )


def _by_period(cdf: Floats) -> Floats:
    return np.diff(np.concatenate(([0.0, 0.0], cdf)))


def replay(question: Question, case: Case, drift: Drift, weights: Weights, step: float) -> Replay:
    """What would have been forecast, and how it turned out; amounts times `step`."""
    pmf = question.pmf(case.past, drift, weights)
    promises = [question.promise(pmf, level) for level in LEVELS]
    held = [None if each is None else bool(question.holds(case.actual, each)) for each in promises]
    below, up_to = pit(pmf, case.actual)
    p50, p85, p95 = (None if each is None else each * step for each in promises)
    return Replay(
        at=case.at,
        p50=p50,
        p85=p85,
        p95=p95,
        actual=case.actual * step,
        held=(held[0], held[1], held[2]),
        pit_below=below,
        pit_up_to=min(up_to, 1.0),
        crps=crps_of_counts(pmf, case.actual) * step,
    )


def record_of(replays: Sequence[Replay], overlap: float) -> tuple[RecordLine, ...]:
    """How often the 50, 85 and 95 % statements held; a promise beyond the forecast does not count."""
    statements = (
        Statement(level, held)
        for each in replays
        for level, held in zip(LEVELS, each.held, strict=True)
    )
    return track_record(statements, overlap=overlap).lines
