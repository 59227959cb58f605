"""What unequal weights cost, and a share under them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, between, finite, same_length, within
from leadline_science.refusals import OutOfRange
from leadline_science.uncertainty.shares import wilson_limits


@dataclass(frozen=True, kw_only=True)
class EffectiveSize(Answer):
    """`count` weighted answers say as much as `effective` equal ones; `design_effect` is their ratio.

    `heaviest`: the largest weight as a multiple of the mean.
    """

    count: int
    effective: float
    design_effect: float
    heaviest: float


@dataclass(frozen=True, kw_only=True)
class WeightedShare(Answer):
    """`share` with [low, high] at `level`, from `effective` answers."""

    share: float
    low: float
    high: float
    count: int
    effective: float
    level: float


SIZE = Method("surveys.effective_size", "1", "What do unequal weights cost?", EffectiveSize)
SHARE = Method("surveys.weighted_share", "1", "How large is a weighted share?", WeightedShare)


def effective_size(weights: Sequence[float]) -> EffectiveSize:
    """Kish's effective size, (Σw)² / Σw². Raises `NoData`, `Negative`, `NotFinite`, `OutOfRange`."""
    given = checked_weights(weights)
    effective = kish(given)
    return EffectiveSize(
        **SIZE.stamp,
        assumptions=("Weights have nothing to do with the answers beyond the groups they mend.",),
        warnings=_warnings(given),
        count=len(given),
        effective=effective,
        design_effect=len(given) / effective,
        heaviest=float(given.max() / given.mean()),
    )


def weighted_share(
    hits: Sequence[bool], weights: Sequence[float], *, level: float = 0.95
) -> WeightedShare:
    """The weighted share of `hits`, with Wilson's interval at the effective size.

    Raises `NoData`, `LengthsDiffer`, `Negative`, `NotFinite`, `OutOfRange`.
    """
    same_length("answers", hits, "weights", weights)
    given, yes = checked_weights(weights), finite("answers", hits)
    for each in yes.tolist():
        within("an answer", each, 0.0, 1.0)
    between("level", level, 0.0, 1.0)
    share, effective = float(given @ yes / given.sum()), kish(given)
    low, high = wilson_limits(share * effective, effective, level)
    return WeightedShare(
        **SHARE.stamp,
        assumptions=(
            "Answers are independent; the weights are known, not estimated from these answers.",
        ),
        warnings=_warnings(given),
        share=share,
        low=max(low, 0.0),
        high=min(high, 1.0),
        count=len(given),
        effective=effective,
        level=level,
    )


def checked_weights(weights: Sequence[float]) -> Floats:
    """`weights` when none is negative and some are not 0."""
    given = amounts("weights", weights)
    if not given.any():
        raise OutOfRange("All weights are 0.", "Give some that count.")
    return given


def kish(weights: Floats) -> float:
    """(Σw)² / Σw², at most the number of weights."""
    scaled = weights / weights.max()
    return float(min(scaled.sum() ** 2 / (scaled**2).sum(), len(scaled)))


def _warnings(weights: Floats) -> tuple[str, ...]:
    found = {
        "Weights cost more than half of the answers.": kish(weights) < len(weights) / 2,
        "One answer weighs more than five times the mean.": bool(
            weights.max() > 5 * np.mean(weights)
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
