"""What an estimate says, in numbers to check it by before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between
from leadline_science.uncertainty.estimates import Estimate, Family

SHOWN = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


@dataclass(frozen=True)
class Quantile:
    """The truth lies below `value` with chance `share`."""

    share: float
    value: float


@dataclass(frozen=True, kw_only=True)
class EstimateTold(Answer):
    """`point`: what was called likely, else the median; values in `unit`."""

    estimate: Estimate
    mean: float
    sd: float
    point: float
    quantiles: tuple[Quantile, ...]
    unit: str


METHOD = Method(
    "uncertainty.estimate", "1", "Which distribution says what a person said?", EstimateTold
)


def told(estimate: Estimate, shares: Sequence[float] = SHOWN) -> EstimateTold:
    """Mean, spread and quantiles of `estimate`, to show to the person whose estimate it is."""
    at_least("share", shares, 1)
    at = tuple(between("A share", share, 0.0, 1.0) for share in shares)
    return EstimateTold(
        **METHOD.stamp,
        assumptions=(_said(estimate),),
        warnings=_warnings(estimate),
        estimate=estimate,
        mean=estimate.mean,
        sd=estimate.sd,
        point=estimate.point,
        quantiles=tuple(Quantile(share, estimate.quantile(share)) for share in at),
        unit=str(estimate.unit),
    )


def _said(estimate: Estimate) -> str:
    if estimate.certain:
        return "The number is sure."
    if estimate.level == 1:
        return f"The truth lies within the two ends, spread as a {estimate.family} distribution."
    return (
        f"The truth lies within the interval with {estimate.level:.0%} chance, "
        f"spread as a {estimate.family} distribution."
    )


def _warnings(estimate: Estimate) -> tuple[str, ...]:
    three = len(estimate.said) == 3
    low, high = estimate.said[0], estimate.said[-1]
    found = {
        "The ends are taken as the least and most possible; people rarely name them that wide. "
        "Ask for an 80 or 90 % interval.": three and estimate.level == 1,
        "The interval spans more than a factor of 100: the mean rests on the far tail.": (
            estimate.family == Family.LOGNORMAL and low > 0 and high / low > 100
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
