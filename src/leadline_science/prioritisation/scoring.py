"""The usual scores: RICE, ICE, WSJF, value for effort, weighted sum. Each builds a `Model` to `rank`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, finite, within
from leadline_science.prioritisation.model import (
    Model,
    Number,
    above_zero,
    column,
    none_negative,
    some_negative,
    unit_of,
)
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import DoubleCounted, Negative, NotNamed, OutOfRange, UnitsDiffer
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import exactly

RICE = Method("prioritisation.rice", "1", "Which bets first, by RICE?", Ranking)
ICE = Method("prioritisation.ice", "1", "Which ideas first, by ICE?", Ranking)
WSJF = Method("prioritisation.wsjf", "1", "Which jobs first, by WSJF?", Ranking)
VALUE = Method("prioritisation.value_effort", "1", "Which give most value for effort?", Ranking)
WEIGHTED = Method("prioritisation.weighted", "1", "Which are best on several criteria?", Ranking)


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
    names = tuple(bet.name for bet in bets)
    reach = column("Reach", names, [bet.reach for bet in bets])
    impact = column("Impact", names, [bet.impact for bet in bets])
    effort = column("Effort", names, [bet.effort for bet in bets])
    none_negative("Reach", names, reach)
    above_zero("Effort", names, effort)
    multipliers = [
        _multiplier(bet.name, bet.confidence, (reach[at], impact[at], effort[at]))
        for at, bet in enumerate(bets)
    ]
    return Model(
        RICE,
        names,
        {
            "reach": reach,
            "impact": impact,
            "effort": effort,
            "confidence": tuple(exactly(each) for each in multipliers),
        },
        lambda of: of["reach"] * of["impact"] * of["confidence"] / of["effort"],
        unit_of(reach).times(unit_of(impact)).times(unit_of(effort), -1),
        assumptions=("Reach is counted over the same stretch of time for all.",),
        warnings=(
            *some_negative("Impact", names, impact),
            *_mixed([bet.confidence for bet in bets], (reach, impact, effort)),
        ),
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
    stated = tuple(exactly(each) for each in confidences if each is not None)
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
    names = tuple(job.name for job in jobs)
    parts = {
        "value": column("Value", names, [job.value for job in jobs]),
        "time criticality": column("Time criticality", names, [j.time_criticality for j in jobs]),
        "risk reduction": column("Risk reduction", names, [job.risk_reduction for job in jobs]),
    }
    size = column("Size", names, [job.size for job in jobs])
    for name, estimates in parts.items():
        none_negative(name.capitalize(), names, estimates)
    above_zero("Size", names, size)
    first, second, third = (unit_of(each) for each in parts.values())
    return Model(
        WSJF,
        names,
        {**parts, "size": size},
        lambda of: sum((of[name] for name in parts), 0.0) / of["size"],
        first.plus(second).plus(third).times(unit_of(size), -1),
        assumptions=("Jobs are done one after the other, and none waits for another.",),
    )


def value_effort(items: Sequence[ValueItem]) -> Model:
    """Value / effort. Raises `OutOfRange`, `UnitsDiffer`."""
    names = tuple(item.name for item in items)
    value = column("Value", names, [item.value for item in items])
    effort = column("Effort", names, [item.effort for item in items])
    above_zero("Effort", names, effort)
    return Model(
        VALUE,
        names,
        {"value": value, "effort": effort},
        lambda of: of["value"] / of["effort"],
        unit_of(value).times(unit_of(effort), -1),
        warnings=some_negative("Value", names, value),
    )


def weighted(
    items: Mapping[str, Mapping[str, Number]],
    weights: Mapping[str, Number],
) -> Model:
    """Σ weight × score over criteria, weights divided by their sum; a cost enters as a negative score.

    `items`: name → criterion → score, all on one scale. A weight may be an estimate.
    Raises `NotNamed` when a score is missing, `UnitsDiffer`, `Negative`, `NoData`.
    """
    at_least("weight", weights, 1)
    names, criteria = tuple(items), tuple(weights)
    columns = {each: column(each, names, _scores(items, each)) for each in criteria}
    units = {unit_of(estimates) for estimates in columns.values()}
    if len(units) > 1:
        raise UnitsDiffer("The criteria have different units.", "Put them on one scale first.")
    shared = {f"weight of {each}": _weight(each, weights[each]) for each in criteria}
    if all(estimate.mean == 0 for estimate in shared.values()):
        raise OutOfRange("All weights are 0.", "Give at least one weight above 0.")
    return Model(
        WEIGHTED,
        names,
        columns,
        lambda of: _weighted_sum(of, criteria),
        next(iter(units)),
        common=shared,
        assumptions=(
            "Weights are divided by their sum.",
            "A low score on one criterion can be made up by a high one on another.",
        ),
    )


def _product(of: Mapping[str, Floats]) -> Floats:
    return of["impact"] * of["ease"] * of.get("confidence", 1.0)


def _mean(of: Mapping[str, Floats]) -> Floats:
    return sum(of.values(), 0.0) / len(of)  # type: ignore[return-value]


def _weighted_sum(of: Mapping[str, Floats], criteria: Sequence[str]) -> Floats:
    weights = [of[f"weight of {each}"] for each in criteria]
    total = sum(weight * of[each] for weight, each in zip(weights, criteria, strict=True))
    return total / sum(weights)  # type: ignore[return-value]


def _scores(items: Mapping[str, Mapping[str, Number]], criterion: str) -> list[Number]:
    for item, scores in items.items():
        if criterion not in scores:
            raise NotNamed(
                f"{item} has no score for {criterion}.", "Give a score, wide where it is not known."
            )
    return [scores[criterion] for scores in items.values()]


def _weight(criterion: str, weight: Number) -> Estimate:
    estimate = weight if isinstance(weight, Estimate) else exactly(weight)
    if estimate.least < 0:
        raise Negative(
            f"The weight of {criterion} can be below zero.", "Turn the score round instead."
        )
    return estimate


def _multiplier(name: str, confidence: float | None, others: Sequence[Estimate]) -> float:
    if confidence is None:
        return 1.0
    finite(f"the confidence of {name}", [confidence])
    if not 0 < confidence <= 1:
        raise OutOfRange(
            f"The confidence of {name} is {confidence:g}.", "Give a share such as .8 for 80 %."
        )
    _once(name, others)
    return confidence


def _once(name: str, others: Sequence[Estimate]) -> None:
    if not all(each.certain for each in others):
        raise DoubleCounted(
            f"{name} has both an interval and a confidence: its doubt would count twice.",
            "Leave the confidence out, or give plain numbers.",
        )


def _mixed(
    confidences: Sequence[float | None], columns: Sequence[Sequence[Estimate]]
) -> tuple[str, ...]:
    stated = any(each is not None and each < 1 for each in confidences)
    if not stated or all(each.certain for estimates in columns for each in estimates):
        return ()
    return ("Bets with a confidence are marked down beside bets with an interval.",)


def _ice_confidence(idea: IceIdea, scale: tuple[float, float]) -> float | None:
    certain = not isinstance(idea.impact, Estimate) and not isinstance(idea.ease, Estimate)
    if idea.confidence is None and certain:
        raise NotNamed(f"{idea.name} has no confidence.", "Give one, or intervals in its place.")
    if idea.confidence is None:
        return None
    within(f"the confidence of {idea.name}", idea.confidence, *scale)
    _once(idea.name, [each for each in (idea.impact, idea.ease) if isinstance(each, Estimate)])
    return idea.confidence


def _on_scale(
    name: str, items: Sequence[str], estimates: Sequence[Estimate], scale: tuple[float, float]
) -> None:
    for item, estimate in zip(items, estimates, strict=True):
        for said in estimate.said:
            within(f"{name.lower()} of {item}", said, *scale)
