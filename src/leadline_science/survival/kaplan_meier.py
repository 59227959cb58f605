"""How long it lasts, when some are not over yet."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, between, finite, same_length
from leadline_science.refusals import NoData


@dataclass(frozen=True)
class SurvivalStep:
    """At `time`, `events` of `at_risk` ended. `survival` = P(T > time), Greenwood's `error`, and the
    log-log limits [low, high]; those are None where survival is 1 or 0."""

    time: float
    at_risk: int
    events: int
    survival: float
    error: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Survival(Answer):
    """The Kaplan-Meier curve: one step per time at which something ended, rising; 1 before the first.

    `median` in the unit of the durations, None when more than half outlasted the data. `last`: the
    longest duration seen, ended or not; nothing is known beyond it.
    """

    steps: tuple[SurvivalStep, ...]
    count: int
    censored: int
    median: float | None
    last: float
    level: float

    def at(self, time: float) -> float:
        """P(T > time)."""
        return self.steps[at - 1].survival if (at := self._passed(time)) else 1.0

    def _passed(self, time: float) -> int:
        return sum(step.time <= time for step in self.steps)

    def chance_within(self, time: float, *, lasted: float) -> tuple[float, float, float] | None:
        """P(T <= time | T > lasted) with its limits; None when nothing seen lasted beyond `lasted`."""
        if lasted >= self.last or self.at(lasted) == 0:
            return None
        steps = self.steps[self._passed(lasted) : self._passed(time)]
        left = float(np.prod([1 - step.events / step.at_risk for step in steps]))
        low, high = _log_log(left, _greenwood(steps), self.level)
        return 1 - left, 1 - (1.0 if high is None else high), 1 - (0.0 if low is None else low)


METHOD = Method("survival.kaplan_meier", "1", "How long does it last?", Survival)


def kaplan_meier(
    durations: Sequence[float], ended: Sequence[bool], *, level: float = 0.95
) -> Survival:
    """The curve of `durations` (zero or more), of which `ended` says which are over.

    Those not over are censored: they count as at risk up to their duration. Kaplan & Meier 1958.
    Raises `NoData` when nothing ended, `LengthsDiffer`, `Negative`, `NotFinite`.
    """
    times, over = amounts("durations", durations), finite("ends", ended)
    same_length("durations", times, "ends", over)
    if not over.any():
        raise NoData("Nothing has ended yet.", "Give some durations that are over.")
    steps = _steps(times, over, between("level", level, 0.0, 1.0))
    below = [step.time for step in steps if step.survival <= 0.5 + 1e-12]
    return Survival(
        **METHOD.stamp,
        assumptions=("What is not over yet will go on like what lasted as long before it.",),
        warnings=("The longest is not over: the curve ends there.",)
        if _open_end(times, over)
        else (),
        steps=steps,
        count=len(times),
        censored=int((over == 0).sum()),
        median=below[0] if below else None,
        last=float(times.max()),
        level=level,
    )


def _open_end(times: Floats, over: Floats) -> bool:
    return bool(times[over > 0].max() < times.max())


def _steps(times: Floats, over: Floats, level: float) -> tuple[SurvivalStep, ...]:
    steps: list[SurvivalStep] = []
    survival = 1.0
    for time in np.unique(times[over > 0]).tolist():
        at_risk, events = int((times >= time).sum()), int(((times == time) & (over > 0)).sum())
        survival *= 1 - events / at_risk
        known = SurvivalStep(time, at_risk, events, survival, 0.0, None, None)
        relative = _greenwood((*steps, known))
        low, high = _log_log(survival, relative, level)
        error = survival * relative**0.5
        steps.append(SurvivalStep(time, at_risk, events, survival, error, low, high))
    return tuple(steps)


def _greenwood(steps: Sequence[SurvivalStep]) -> float:
    # Variance of log survival.
    open_steps = [step for step in steps if step.at_risk > step.events]
    return sum(step.events / (step.at_risk * (step.at_risk - step.events)) for step in open_steps)


def _log_log(survival: float, relative: float, level: float) -> tuple[float | None, float | None]:
    if not 0 < survival < 1:
        return None, None
    reach = ndtri((1 + level) / 2) * relative**0.5 / abs(np.log(survival))
    return float(survival ** np.exp(reach)), float(survival ** np.exp(-reach))
