"""The usual scores: RICE, ICE, WSJF, value for effort, weighted sum. Each builds a `Model` to `rank`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Method
from leadline_science.checks import Floats, within
from leadline_science.prioritisation import by_column
from leadline_science.prioritisation.model import Model, Number, column
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import DoubleCounted, NotNamed
from leadline_science.uncertainty.columns import Column
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import exactly

ICE = Method("prioritisation.ice", "1", "Which ideas first, by ICE?", Ranking)


@dataclass(frozen=True)
class RiceBet:
    """`reach` people per stretch of time, `impact` on each, `effort` above 0.

    `confidence`: a multiplier above 0, at most 1, only where the other three are plain numbers.
    An interval says the doubt already; counting it twice is refused.
    """

    name: str
    reach: Number
    impact: Number
    effort: Number
    confidence: float | None = None


@dataclass(frozen=True)
class IceIdea:
    """`impact`, `confidence` and `ease` on one scale; no `confidence` where the others are intervals."""

    name: str
    impact: Number
    ease: Number
    confidence: float | None = None


@dataclass(frozen=True)
class WsjfJob:
    """Value, time criticality and risk reduction on one relative scale; `size` above 0."""

    name: str
    value: Number
    time_criticality: Number
    risk_reduction: Number
    size: Number


@dataclass(frozen=True)
class ValueItem:
    """`value` (may be money) and `effort` above 0."""

    name: str
    value: Number
    effort: Number


class IceRule(StrEnum):
    """ICE is either convention; scores of the two cannot be compared."""

    PRODUCT = "product"
    MEAN = "mean"


def rice(bets: Sequence[RiceBet]) -> Model:
    """Reach × impact × confidence / effort. Raises `DoubleCounted`, `OutOfRange`, `UnitsDiffer`."""
    return by_column.rice(
        [bet.name for bet in bets],
        [bet.reach for bet in bets],
        [bet.impact for bet in bets],
        [bet.effort for bet in bets],
        [bet.confidence for bet in bets],
    )


def ice(
    ideas: Sequence[IceIdea],
    *,
    rule: IceRule = IceRule.PRODUCT,
    scale: tuple[float, float] = (1, 10),
) -> Model:
    """Impact × confidence × ease, or their mean. Raises `DoubleCounted`, `OutOfRange`."""
    names = tuple(idea.name for idea in ideas)
    impact = column("Impact", names, [idea.impact for idea in ideas])
    ease = column("Ease", names, [idea.ease for idea in ideas])
    confidences = [_ice_confidence(idea, scale) for idea in ideas]
    _on_scale("Impact", names, impact, scale)
    _on_scale("Ease", names, ease, scale)
    stated = Column([exactly(each) for each in confidences if each is not None])
    columns = {"impact": impact, "ease": ease}
    if stated and len(stated) < len(ideas):
        raise DoubleCounted(
            "Some ideas have a confidence and some an interval: their scores are on different scales.",
            "Give all a confidence, or all intervals.",
        )
    return Model(
        ICE,
        names,
        columns | ({"confidence": stated} if stated else {}),
        _product if rule == IceRule.PRODUCT else _mean,
        assumptions=(f"ICE is the {rule} of its parts.",),
    )


def wsjf(jobs: Sequence[WsjfJob]) -> Model:
    """(Value + time criticality + risk reduction) / size. Raises `OutOfRange`, `Negative`."""
    return by_column.wsjf(
        [job.name for job in jobs],
        [job.value for job in jobs],
        [job.time_criticality for job in jobs],
        [job.risk_reduction for job in jobs],
        [job.size for job in jobs],
    )


def value_effort(items: Sequence[ValueItem]) -> Model:
    """Value / effort. Raises `OutOfRange`, `UnitsDiffer`."""
    return by_column.value_effort(
        [item.name for item in items],
        [item.value for item in items],
        [item.effort for item in items],
    )


def weighted(
    items: Mapping[str, Mapping[str, Number]],
    weights: Mapping[str, Number],
) -> Model:
    """Σ weight × score over criteria, weights divided by their sum; a cost enters as a negative score.

    `items`: name → criterion → score, all on one scale. A weight may be an estimate.
    Raises `NotNamed` when a score is missing, `UnitsDiffer`, `Negative`, `NoData`.
    """
    scores = {each: _scores(items, each) for each in weights}
    return by_column.weighted([*items], scores, weights)


def _product(of: Mapping[str, Floats]) -> Floats:
    return of["impact"] * of["ease"] * of.get("confidence", 1.0)


def _mean(of: Mapping[str, Floats]) -> Floats:
    return sum(of.values(), 0.0) / len(of)  # type: ignore[return-value]


def _scores(items: Mapping[str, Mapping[str, Number]], criterion: str) -> list[Number]:
    for item, scores in items.items():
        if criterion not in scores:
            raise NotNamed(
                f"{item} has no score for {criterion}.", "Give a score, wide where it is not known."
            )
    return [scores[criterion] for scores in items.values()]


def _ice_confidence(idea: IceIdea, scale: tuple[float, float]) -> float | None:
    certain = not isinstance(idea.impact, Estimate) and not isinstance(idea.ease, Estimate)
    if idea.confidence is None and certain:
        raise NotNamed(f"{idea.name} has no confidence.", "Give one, or intervals in its place.")
    if idea.confidence is None:
        return None
    within(f"the confidence of {idea.name}", idea.confidence, *scale)
    given = [each for each in (idea.impact, idea.ease) if isinstance(each, Estimate)]
    by_column.once(idea.name, certain=all(each.certain for each in given))
    return idea.confidence


def _on_scale(
    name: str, items: Sequence[str], estimates: Sequence[Estimate], scale: tuple[float, float]
) -> None:
    for item, estimate in zip(items, estimates, strict=True):
        for said in estimate.said:
            within(f"{name.lower()} of {item}", said, *scale)
