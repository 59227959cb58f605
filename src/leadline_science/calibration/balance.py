"""Are strategy and execution both kept up, or does one starve."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between, finite, not_negative
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.uncertainty.shares import wilson_limits


class Half(StrEnum):
    """STRATEGY: knowing what is worth doing; EXECUTION: getting it done."""

    STRATEGY = "strategy"
    EXECUTION = "execution"


@dataclass(frozen=True)
class Duty:
    """Something owed `age` days ago, and whether it was `kept`: a bet reviewed, a key result read, a
    customer heard; a sprint promise, a release date. `weight`: how much it matters against the others."""

    half: Half
    kept: bool
    age: float
    weight: float = 1.0

    def __post_init__(self) -> None:
        not_negative("ages", finite("age and weight", (self.age, self.weight)))
        if self.weight <= 0:
            raise OutOfRange("A duty has no weight.", "Leave it out.")


@dataclass(frozen=True)
class Kept:
    """The share of the duties of a half that were kept, recent ones counting more, within [low, high]
    (95 %); `duties`: how many there are; `effective`: how many equal ones they are worth."""

    half: Half
    share: float
    low: float
    high: float
    duties: int
    effective: float


@dataclass(frozen=True, kw_only=True)
class Balance(Answer):
    """`score`: root of the product of both shares, so that neither makes up for the other; 0 to 1.

    `lean`: (execution - strategy) / (execution + strategy), -1 to 1; None when nothing was kept.
    `starved`: the half that is lower beyond doubt, None when the intervals meet.
    """

    strategy: Kept
    execution: Kept
    score: float
    lean: float | None
    starved: Half | None
    half_life: float


METHOD = Method("calibration.balance", "1", "Are strategy and execution in balance?", Balance)


def balance(duties: Iterable[Duty], *, half_life: float = 90.0) -> Balance:
    """Kept duties of both halves; a duty counts half after each `half_life` days.

    Raises `NoData` when a half has no duties, `OutOfRange`, `NotFinite`, `Negative`.
    """
    given = tuple(duties)
    at_least("duty", given, 1)
    between("The half-life", half_life, 0.0, math.inf)
    strategy, execution = (_kept(half, given, half_life) for half in Half)
    both = strategy.share + execution.share
    return Balance(
        **METHOD.stamp,
        assumptions=(
            f"A duty counts half after each {half_life:g} days.",
            "Duties are independent of each other; their weights were set beforehand.",
        ),
        warnings=_warnings(strategy, execution),
        strategy=strategy,
        execution=execution,
        score=math.sqrt(strategy.share * execution.share),
        lean=(execution.share - strategy.share) / both if both else None,
        starved=_starved(strategy, execution),
        half_life=half_life,
    )


def _kept(half: Half, given: Sequence[Duty], half_life: float) -> Kept:
    mine = [each for each in given if each.half is half]
    if not mine:
        raise NoData(f"There are no duties of {half}.", "Give at least one of each half.")
    # Ages count from the youngest, so that no weight vanishes.
    youngest = min(each.age for each in mine)
    weights = [each.weight * 0.5 ** ((each.age - youngest) / half_life) for each in mine]
    total = math.fsum(weights)
    share = math.fsum(w for w, each in zip(weights, mine, strict=True) if each.kept) / total
    effective = total**2 / math.fsum(w * w for w in weights)
    low, high = wilson_limits(share * effective, effective, 0.95)
    return Kept(half, share, low, high, len(mine), effective)


def _starved(strategy: Kept, execution: Kept) -> Half | None:
    if strategy.high < execution.low:
        return Half.STRATEGY
    return Half.EXECUTION if execution.high < strategy.low else None


def _warnings(strategy: Kept, execution: Kept) -> tuple[str, ...]:
    few = [each.half for each in (strategy, execution) if each.effective < 8]
    return tuple(f"Few recent duties of {half}: its share is hardly known." for half in few)
