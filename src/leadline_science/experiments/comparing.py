"""How a variant differs from control, in the metric's unit and relative to control, by one rule for both."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Answer
from leadline_science.experiments.splitting import SampleRatio
from leadline_science.surveys.difference import square_and_add


class Verdict(StrEnum):
    """What a comparison says at its level. BLOCKED: users were not split as planned, so it says nothing."""

    HIGHER = "higher"
    LOWER = "lower"
    UNDECIDED = "undecided"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Reach:
    """A value and how far its interval reaches below and above it."""

    value: float
    below: float
    above: float


@dataclass(frozen=True)
class Lift:
    """Relative change against control: 0.1 is 10 % more. None: no limit on that side, or no lift at all."""

    point: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Comparison(Answer):
    """Variant less control, in `unit`, with the interval [low, high] at `level` and its standard `error`.

    `p_value` is that of the same interval: below 1 - level exactly when 0 lies outside. `lift` lies
    above (below) 0 exactly when the difference does. `split`: the check of the split, if one was asked.
    """

    control: float
    variant: float
    difference: float
    error: float
    low: float
    high: float
    p_value: float
    lift: Lift
    level: float
    verdict: Verdict
    users: tuple[int, int]
    split: SampleRatio | None
    unit: str


def difference_limits(control: Reach, variant: Reach) -> tuple[float, float]:
    """Limits of variant less control: the reaches of both, squared and added.

    Welch's interval where reaches are even, Newcombe's (1998, method 10) where they are Wilson's.
    """
    return square_and_add(
        variant.value - control.value,
        (variant.below, variant.above),
        (control.below, control.above),
    )


def lift(control: Reach, variant: Reach, shared: float = 0.0) -> Lift:
    """Limits of variant / control - 1 from the same reaches, so that both say the same about no change.

    Fieller's (1954) set where reaches are even; Donner & Zou's (2012) where they are not. `shared`: the
    covariance of the two, in squared reaches. A control not above zero has no lift; one whose interval
    reaches zero leaves the lift without upper limit.
    """
    if control.value <= 0:
        return Lift(None, None, None)
    cross = control.value * variant.value - shared
    low, high = _low(control, variant, cross), _high(control, variant, cross)
    return Lift(
        variant.value / control.value - 1,
        None if low is None else low - 1,
        None if high is None else high - 1,
    )


def _low(control: Reach, variant: Reach, cross: float) -> float | None:
    lead = control.value**2 - control.above**2
    rest = variant.value**2 - variant.below**2
    if lead <= 0 and not (variant.value > variant.below and cross > 0):
        return None
    root = math.sqrt(max(cross * cross - lead * rest, 0.0))
    return rest / (cross + root) if cross > 0 else (cross - root) / lead


def _high(control: Reach, variant: Reach, cross: float) -> float | None:
    lead = control.value**2 - control.below**2
    rest = variant.value**2 - variant.above**2
    if lead <= 0:
        return None
    root = math.sqrt(max(cross * cross - lead * rest, 0.0))
    return (cross + root) / lead if cross >= 0 else rest / (cross - root)


def verdict(low: float, high: float, split: SampleRatio | None) -> Verdict:
    """What an interval of the difference says."""
    if split is not None and split.mismatch:
        return Verdict.BLOCKED
    if low > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if high < 0 else Verdict.UNDECIDED


def cautions(found: Lift, split: SampleRatio | None) -> Iterable[str]:
    """What whoever reads a comparison must know."""
    if found.point is None:
        yield "Control is not above zero: there is no lift, only a difference."
    elif found.low is None or found.high is None:
        yield "Control cannot be told from zero: the lift has no limit on a side."
    if split is None:
        yield "Whether users were split as planned was not checked."
    elif split.mismatch:
        yield "Users were not split as planned: find the cause; the numbers say nothing until then."
