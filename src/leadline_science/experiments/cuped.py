"""The same comparison with less noise: what users did before the experiment explains a part of it."""

import math
from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import between
from leadline_science.experiments.arms import Arm, Paired
from leadline_science.experiments.comparing import Comparison
from leadline_science.experiments.means import MEANS, compare_means, compared, split_as
from leadline_science.refusals import AllEqual


@dataclass(frozen=True, kw_only=True)
class AdjustedComparison(Answer):
    """`adjusted`: the comparison to read; `plain`: the same without adjustment.

    `theta`: units after per unit before; `saved`: the share of the variance of the difference that went
    away; `before`: p-value of a difference before the experiment, which should not be there.
    """

    adjusted: Comparison
    plain: Comparison
    theta: float
    saved: float
    before: float


METHOD = Method(
    "experiments.cuped", "1", "Is it higher, given how users were before?", AdjustedComparison
)


def compare_adjusted(
    control: Paired,
    variant: Paired,
    *,
    level: float = 0.95,
    planned: tuple[float, float] | None = None,
    unit: str = "",
) -> AdjustedComparison:
    """CUPED: Welch's comparison of values after, less theta times how far values before were off.

    theta is the slope within arms, pooled (Deng et al. 2013). Raises `AllEqual` when all users were
    alike before, `OutOfRange`.
    """
    between("The level", level, 0.0, 1.0)
    theta, centre = _slope(control, variant), _centre(control, variant)
    one, other = (arm.adjusted(theta, centre).estimate() for arm in (control, variant))
    split = split_as(planned, one, other)
    found = compared(MEANS, one, other, level=level, split=split, unit=unit, told=_ASSUMED)
    raw = (Arm(arm.users, arm.after, arm.after_sd) for arm in (control, variant))
    plain = compare_means(*raw, level=level, planned=planned, unit=unit)
    before = compare_means(*(Arm(a.users, a.before, a.before_sd) for a in (control, variant)))
    return AdjustedComparison(
        **METHOD.stamp,
        assumptions=_ASSUMED,
        warnings=found.warnings + _warnings(before.p_value),
        adjusted=found,
        plain=plain,
        theta=theta,
        saved=1 - (found.error / plain.error) ** 2,
        before=before.p_value,
    )


_ASSUMED = (
    "Users are split by chance, and do not act on each other.",
    "The values before were measured before any user saw the variant.",
)


def _slope(control: Paired, variant: Paired) -> float:
    spread = sum((arm.users - 1) * arm.before_sd**2 for arm in (control, variant))
    if spread == 0:
        raise AllEqual("All users were alike before.", "Compare without adjustment.")
    return sum((arm.users - 1) * arm.covariance for arm in (control, variant)) / spread


def _centre(control: Paired, variant: Paired) -> float:
    users = control.users + variant.users
    return math.fsum(arm.users * arm.before for arm in (control, variant)) / users


def _warnings(before: float) -> tuple[str, ...]:
    if before >= 0.001:
        return ()
    return ("The arms differed before the experiment: look for what split them.",)
