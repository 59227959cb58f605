"""Is the share of one arm higher than that of the other, and by how much."""

import math

from scipy.optimize import brentq
from scipy.special import erf, ndtr

from leadline_science.answers import Method
from leadline_science.checks import between
from leadline_science.experiments.arms import Conversions
from leadline_science.experiments.comparing import (
    Comparison,
    Reach,
    cautions,
    difference_limits,
    lift,
    verdict,
)
from leadline_science.experiments.means import split_as
from leadline_science.uncertainty.shares import wilson_limits

METHOD = Method("experiments.shares", "1", "Is the share of the variant higher?", Comparison)
# Beyond it a level no longer differs from 1 in double precision.
_FARTHEST = 7.0


def compare_shares(
    control: Conversions,
    variant: Conversions,
    *,
    level: float = 0.95,
    planned: tuple[float, float] | None = None,
) -> Comparison:
    """Newcombe's interval of the difference of two shares; the lift from the same Wilson limits.

    Arms without any conversion are welcome: their share is 0, with an upper limit. `p_value` is found
    by turning the interval round. `planned`: as in `compare_means`. Raises `OutOfRange`.
    """
    between("The level", level, 0.0, 1.0)
    a, b = reach(control, level), reach(variant, level)
    (low, high), relative = difference_limits(a, b), lift(a, b)
    one, other = control.estimate(), variant.estimate()
    split = split_as(planned, one, other)
    return Comparison(
        **METHOD.stamp,
        assumptions=(
            "Users are split by chance, and do not act on each other.",
            "Each user counts once.",
        ),
        warnings=tuple(cautions(relative, split)),
        control=a.value,
        variant=b.value,
        difference=b.value - a.value,
        error=math.hypot(one.error, other.error),
        low=low,
        high=high,
        p_value=_p_value(control, variant),
        lift=relative,
        level=level,
        verdict=verdict(low, high, split),
        users=(control.users, variant.users),
        split=split,
        unit="share",
    )


def reach(arm: Conversions, level: float) -> Reach:
    """The share of an arm and its Wilson limits."""
    low, high = wilson_limits(arm.hits, arm.users, level)
    return Reach(arm.share, arm.share - low, high - arm.share)


def _p_value(control: Conversions, variant: Conversions) -> float:
    def leaves_out(z: float) -> float:
        level = float(erf(z / math.sqrt(2)))
        low, high = difference_limits(reach(control, level), reach(variant, level))
        return low if variant.share > control.share else -high

    if variant.share == control.share:
        return 1.0
    if leaves_out(_FARTHEST) > 0:
        return 2 * float(ndtr(-_FARTHEST))
    return 2 * float(ndtr(-brentq(leaves_out, 1e-9, _FARTHEST, xtol=1e-12)))
