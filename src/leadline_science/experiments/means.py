"""Is the mean of one arm higher than that of the other, and by how much."""

import math

from scipy.special import stdtr, stdtrit

from leadline_science.answers import Method
from leadline_science.checks import between
from leadline_science.experiments.arms import Arm, Estimate, RatioArm, some_noise
from leadline_science.experiments.comparing import (
    Comparison,
    Reach,
    cautions,
    difference_limits,
    lift,
    verdict,
)
from leadline_science.experiments.splitting import SampleRatio, sample_ratio

MEANS = Method("experiments.means", "1", "Is the mean of the variant higher?", Comparison)
RATIOS = Method("experiments.ratios", "1", "Is the ratio of the variant higher?", Comparison)

_BY_CHANCE = "Users are split by chance, and do not act on each other."


def compare_means(
    control: Arm,
    variant: Arm,
    *,
    level: float = 0.95,
    planned: tuple[float, float] | None = None,
    unit: str = "",
) -> Comparison:
    """Welch's t interval of the difference, and Fieller's of the lift with the same t.

    `planned`: the shares in which users were to be split; a split that differs blocks the verdict.
    Raises `AllEqual` when no user differs from another, `OutOfRange`.
    """
    a, b = control.estimate(), variant.estimate()
    told = (_BY_CHANCE, "Means of arms of this size are normal.")
    split = split_as(planned, a, b)
    return compared(MEANS, a, b, level=level, split=split, unit=unit, told=told)


def compare_ratios(
    control: RatioArm,
    variant: RatioArm,
    *,
    level: float = 0.95,
    planned: tuple[float, float] | None = None,
    unit: str = "",
) -> Comparison:
    """The difference of two ratios of means, their errors by the delta method over users."""
    a, b = control.estimate(), variant.estimate()
    told = (_BY_CHANCE, "Ratios are near straight lines over the doubt in their denominators.")
    split = split_as(planned, a, b)
    return compared(RATIOS, a, b, level=level, split=split, unit=unit, told=told)


def split_as(
    planned: tuple[float, float] | None, control: Estimate, variant: Estimate
) -> SampleRatio | None:
    """The check of the split, when it was planned."""
    return None if planned is None else sample_ratio((control.users, variant.users), planned)


def compared(
    method: Method,
    control: Estimate,
    variant: Estimate,
    *,
    level: float,
    split: SampleRatio | None,
    unit: str,
    told: tuple[str, ...],
) -> Comparison:
    """Welch's comparison of two estimates, as an answer of `method`."""
    some_noise(control, variant)
    error, freedom = math.hypot(control.error, variant.error), _freedom(control, variant)
    times = float(stdtrit(freedom, (1 + between("The level", level, 0.0, 1.0)) / 2))
    a, b = (
        Reach(each.value, times * each.error, times * each.error) for each in (control, variant)
    )
    (low, high), relative = difference_limits(a, b), lift(a, b)
    apart = variant.value - control.value
    return Comparison(
        **method.stamp,
        assumptions=told,
        warnings=(*_few(control, variant), *cautions(relative, split)),
        control=control.value,
        variant=variant.value,
        difference=apart,
        error=error,
        low=low,
        high=high,
        p_value=2 * float(stdtr(freedom, -abs(apart) / error)),
        lift=relative,
        level=level,
        verdict=verdict(low, high, split),
        users=(control.users, variant.users),
        split=split,
        unit=unit,
    )


def _freedom(control: Estimate, variant: Estimate) -> float:
    # Shares of the variance, so that tiny errors do not underflow.
    a, b = control.error / variant.error if variant.error else math.inf, 1.0
    if math.isinf(a):
        return float(control.users - 1)
    return (a * a + b) ** 2 / (a**4 / (control.users - 1) + b / (variant.users - 1))


def _few(control: Estimate, variant: Estimate) -> tuple[str, ...]:
    if min(control.users, variant.users) >= 30:
        return ()
    return ("Fewer than 30 users in an arm: the interval holds only if values are near normal.",)
