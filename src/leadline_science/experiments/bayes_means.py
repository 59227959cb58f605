"""What is the chance that the mean of the variant is higher, given what was believed before."""

import math
from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from leadline_science.answers import Method
from leadline_science.checks import between, finite
from leadline_science.experiments.arms import Arm, Estimate, RatioArm, some_noise
from leadline_science.experiments.bayes_shares import Belief
from leadline_science.experiments.comparing import Lift, Reach, lift
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True)
class NormalPrior:
    """The difference (variant less control) was believed to be near `mean`, give or take `sd`."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        finite("a prior", (self.mean, self.sd))
        if self.sd <= 0:
            raise OutOfRange("The sd of a prior is not above zero.", "Give one above 0.")


METHOD = Method("experiments.bayes_means", "1", "How likely is a higher mean?", Belief)


def believe_means(
    control: Arm | RatioArm,
    variant: Arm | RatioArm,
    *,
    prior: NormalPrior | None = None,
    level: float = 0.95,
    unit: str = "",
) -> Belief:
    """Normal: the doubt of both arms in closed form; `prior` on the difference (None: flat).

    With a prior both arms move towards what was believed of their difference. Raises `AllEqual`,
    `OutOfRange`.
    """
    a, b = control.estimate(), variant.estimate()
    some_noise(a, b)
    found = _after(a, b, prior)
    times = float(ndtri((1 + between("The level", level, 0.0, 1.0)) / 2))
    mean, sd = found.variant - found.control, found.sd
    gain = _mean_above(mean, sd)
    relative = lift(
        Reach(found.control, times * found.control_sd, times * found.control_sd),
        Reach(found.variant, times * found.variant_sd, times * found.variant_sd),
        times**2 * found.covariance,
    )
    return Belief(
        **METHOD.stamp,
        assumptions=(
            "Users are split by chance, and do not act on each other.",
            "Means of arms of this size are normal.",
            _believed(prior),
        ),
        warnings=_warnings(a, b, prior, relative),
        control=found.control,
        variant=found.variant,
        chance=float(ndtr(mean / sd)),
        risk_of_variant=gain - mean,
        risk_of_control=gain,
        difference=mean,
        low=mean - times * sd,
        high=mean + times * sd,
        lift=relative,
        level=level,
        unit=unit,
    )


@dataclass(frozen=True)
class _After:
    control: float
    variant: float
    control_sd: float
    variant_sd: float
    covariance: float
    sd: float


def _after(a: Estimate, b: Estimate, prior: NormalPrior | None) -> _After:
    seen, doubt = b.value - a.value, a.error**2 + b.error**2
    # The share of the doubt that stays, and how far the difference moves: one observation of the prior.
    kept = 1.0 if prior is None else prior.sd**2 / (prior.sd**2 + doubt)
    move = 0.0 if prior is None else (1 - kept) * (prior.mean - seen)
    told = (1 - kept) / doubt
    return _After(
        a.value - move * a.error**2 / doubt,
        b.value + move * b.error**2 / doubt,
        a.error * math.sqrt(1 - told * a.error**2),
        b.error * math.sqrt(1 - told * b.error**2),
        told * a.error**2 * b.error**2,
        math.sqrt(doubt * kept),
    )


def _mean_above(mean: float, sd: float) -> float:
    """E max(D, 0) of a normal D."""
    z = mean / sd
    return sd * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) + mean * float(ndtr(z))


def _believed(prior: NormalPrior | None) -> str:
    if prior is None:
        return "Before, every difference was believed as likely as every other."
    return f"Before, the difference was believed near {prior.mean:g}, give or take {prior.sd:g}."


def _warnings(a: Estimate, b: Estimate, prior: NormalPrior | None, found: Lift) -> tuple[str, ...]:
    doubt = math.hypot(a.error, b.error)
    clash = prior is not None and (
        abs(b.value - a.value - prior.mean) > 3 * math.hypot(doubt, prior.sd)
    )
    texts = {
        "Without a prior a chance is sure too early: large effects are rare.": prior is None,
        "What was measured lies far from what was believed: look at both again.": clash,
        "Control cannot be told from zero: the lift has no limit on a side.": found.point
        is not None
        and None in (found.low, found.high),
        "Control is not above zero: there is no lift, only a difference.": found.point is None,
    }
    return tuple(text for text, applies in texts.items() if applies)
