"""A difference and a lift that reach a given number of standard errors to either side."""

import math
from dataclasses import dataclass

from leadline_science.experiments.arms import Measured, some_noise
from leadline_science.experiments.comparing import (
    Lift,
    Reach,
    Verdict,
    cautions,
    difference_limits,
    lift,
    verdict,
)
from leadline_science.experiments.means import split_as
from leadline_science.experiments.splitting import SampleRatio


@dataclass(frozen=True)
class Reached:
    """The parts of an answer about two arms at some limit of |z|."""

    difference: float
    error: float
    low: float
    high: float
    lift: Lift
    verdict: Verdict
    split: SampleRatio | None
    users: int
    warnings: tuple[str, ...]


def reached(
    control: Measured, variant: Measured, limit: float, planned: tuple[float, float] | None
) -> Reached:
    """Both intervals at `limit` standard errors. Raises `AllEqual` when no user differs from another."""
    one, other = control.estimate(), variant.estimate()
    some_noise(one, other)
    a, b = (Reach(each.value, limit * each.error, limit * each.error) for each in (one, other))
    (low, high), relative, split = (
        difference_limits(a, b),
        lift(a, b),
        split_as(planned, one, other),
    )
    return Reached(
        b.value - a.value,
        math.hypot(one.error, other.error),
        low,
        high,
        relative,
        verdict(low, high, split),
        split,
        one.users + other.users,
        tuple(cautions(relative, split)),
    )
