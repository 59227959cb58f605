"""How long it lasts, when some are not over yet."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, between, finite, same_length
from leadline_science.refusals import NoData, OutOfRange


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


@dataclass(frozen=True)
class Lasting:
    """Durations, which of them are `over`, and from which time on each was watched."""

    times: Floats
    over: Floats
    entered: Floats

    def at_risk(self, time: float) -> int:
        """How many were watched when `time` came."""
        return int(((self.times >= time) & (self.entered < time)).sum())

    def ended(self, time: float) -> int:
        """How many ended at `time`."""
        return int(((self.times == time) & (self.over > 0)).sum())

    @property
    def ends(self) -> list[float]:
        """The times at which something ended, rising."""
        found: list[float] = np.unique(self.times[self.over > 0]).tolist()
        return found


def kaplan_meier(
    durations: Sequence[float],
    ended: Sequence[bool],
    *,
    entered: Sequence[float] | None = None,
    level: float = 0.95,
) -> Survival:
    """The curve of `durations` (zero or more), of which `ended` says which are over.

    Those not over are censored: they count as at risk up to their duration. `entered`: how long each
    had lasted already when watching began (left truncation); before that it does not count as at
    risk, for had it ended then nobody would know of it. Kaplan & Meier 1958.
    Raises `NoData` when nothing ended, `LengthsDiffer`, `Negative`, `NotFinite`, `OutOfRange`.
    """
    data = lasting(durations, ended, entered)
    if not data.over.any():
        raise NoData("Nothing has ended yet.", "Give some durations that are over.")
    steps = _steps(data, between("level", level, 0.0, 1.0))
    below = [step.time for step in steps if step.survival <= 0.5 + 1e-12]
    return Survival(
        **METHOD.stamp,
        assumptions=_assumptions(data),
        warnings=_warnings(data, steps),
        steps=steps,
        count=len(data.times),
        censored=int((data.over == 0).sum()),
        median=below[0] if below else None,
        last=float(data.times.max()),
        level=level,
    )


def lasting(
    durations: Sequence[float], ended: Sequence[bool], entered: Sequence[float] | None = None
) -> Lasting:
    """Checked durations. Raises `NoData`, `LengthsDiffer`, `Negative`, `NotFinite`, `OutOfRange`."""
    times, over = amounts("durations", durations), finite("ends", ended)
    same_length("durations", times, "ends", over)
    if entered is None:
        return Lasting(times, over, np.full(len(times), -1.0))
    since = amounts("entries", entered)
    same_length("durations", times, "entries", since)
    late = np.flatnonzero(since >= times)
    if late.size:
        raise OutOfRange(
            f"Entry {late[0] + 1} is not before its duration of {times[late[0]]:g}.",
            "Leave out what was over before watching began.",
        )
    return Lasting(times, over, np.where(since == 0, -1.0, since))


def _assumptions(data: Lasting) -> tuple[str, ...]:
    going = "What is not over yet will go on like what lasted as long before it."
    late = (
        "What had lasted a while when watching began goes on like what was watched from the start."
    )
    return (going, late) if (data.entered > 0).any() else (going,)


def _warnings(data: Lasting, steps: tuple[SurvivalStep, ...]) -> tuple[str, ...]:
    lost = next((step for step in steps if step.survival == 0), None)
    found = {
        "The longest is not over: the curve ends there.": bool(
            data.times[data.over > 0].max() < data.times.max()
        ),
        "All that were watched early had ended while others went on: the curve falls to 0 too soon. "
        "Leave out the first times, where few are watched.": (
            lost is not None and lost.time < data.times.max()
        ),
    }
    return tuple(text for text, applies in found.items() if applies)


def _steps(data: Lasting, level: float) -> tuple[SurvivalStep, ...]:
    steps: list[SurvivalStep] = []
    survival, relative = 1.0, 0.0
    for time in data.ends:
        at_risk, events = data.at_risk(time), data.ended(time)
        survival *= 1 - events / at_risk
        relative += _log_variance(at_risk, events)
        low, high = _log_log(survival, relative, level)
        error = survival * relative**0.5
        steps.append(SurvivalStep(time, at_risk, events, survival, error, low, high))
    return tuple(steps)


def _greenwood(steps: Sequence[SurvivalStep]) -> float:
    return sum(_log_variance(step.at_risk, step.events) for step in steps)


def _log_variance(at_risk: int, events: int) -> float:
    """What a step adds to the variance of log survival; nothing where all ended."""
    return events / (at_risk * (at_risk - events)) if at_risk > events else 0.0


def _log_log(survival: float, relative: float, level: float) -> tuple[float | None, float | None]:
    if not 0 < survival < 1:
        return None, None
    reach = ndtri((1 + level) / 2) * relative**0.5 / abs(np.log(survival))
    return float(survival ** np.exp(reach)), float(survival ** np.exp(-reach))
