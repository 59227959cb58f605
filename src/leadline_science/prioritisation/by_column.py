"""The usual scores from whole columns: what the rows of `scoring` become, and quicker for thousands."""

from collections.abc import Mapping, Sequence

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, finite
from leadline_science.prioritisation.model import (
    Model,
    Number,
    above_zero,
    column,
    none_negative,
    some_negative,
)
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import DoubleCounted, Negative, OutOfRange, UnitsDiffer
from leadline_science.uncertainty.columns import Column, Truths, plain
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import exactly

RICE = Method("prioritisation.rice", "1", "Which bets first, by RICE?", Ranking)
WSJF = Method("prioritisation.wsjf", "1", "Which jobs first, by WSJF?", Ranking)
VALUE = Method("prioritisation.value_effort", "1", "Which give most value for effort?", Ranking)
WEIGHTED = Method("prioritisation.weighted", "1", "Which are best on several criteria?", Ranking)
Numbers = Sequence[Number]
"""One number or estimate for each item."""


def rice(
    names: Sequence[str],
    reach: Numbers,
    impact: Numbers,
    effort: Numbers,
    confidence: Sequence[float | None],
) -> Model:
    """As `scoring.rice`, which says what it raises."""
    names = tuple(names)
    columns = {
        each: column(each.capitalize(), names, values)
        for each, values in (("reach", reach), ("impact", impact), ("effort", effort))
    }
    none_negative("Reach", names, columns["reach"])
    above_zero("Effort", names, columns["effort"])
    sure = np.logical_and.reduce([each.certain for each in columns.values()])
    multipliers = _multipliers(names, confidence, sure)
    unit = columns["reach"].unit.times(columns["impact"].unit)
    return Model(
        RICE,
        names,
        columns | {"confidence": multipliers},
        lambda of: of["reach"] * of["impact"] * of["confidence"] / of["effort"],
        unit.times(columns["effort"].unit, -1),
        assumptions=("Reach is counted over the same stretch of time for all.",),
        warnings=(
            *some_negative("Impact", names, columns["impact"]),
            *_mixed(multipliers, sure),
        ),
    )


def wsjf(
    names: Sequence[str],
    value: Numbers,
    time_criticality: Numbers,
    risk_reduction: Numbers,
    size: Numbers,
) -> Model:
    """As `scoring.wsjf`, which says what it raises."""
    names = tuple(names)
    given = {"value": value, "time criticality": time_criticality, "risk reduction": risk_reduction}
    parts = {name: column(name.capitalize(), names, values) for name, values in given.items()}
    sizes = column("Size", names, size)
    for name, estimates in parts.items():
        none_negative(name.capitalize(), names, estimates)
    above_zero("Size", names, sizes)
    first, second, third = (each.unit for each in parts.values())
    return Model(
        WSJF,
        names,
        {**parts, "size": sizes},
        lambda of: sum((of[name] for name in parts), 0.0) / of["size"],
        first.plus(second).plus(third).times(sizes.unit, -1),
        assumptions=("Jobs are done one after the other, and none waits for another.",),
    )


def value_effort(names: Sequence[str], value: Numbers, effort: Numbers) -> Model:
    """As `scoring.value_effort`, which says what it raises."""
    names = tuple(names)
    values, efforts = column("Value", names, value), column("Effort", names, effort)
    above_zero("Effort", names, efforts)
    return Model(
        VALUE,
        names,
        {"value": values, "effort": efforts},
        lambda of: of["value"] / of["effort"],
        values.unit.times(efforts.unit, -1),
        warnings=some_negative("Value", names, values),
    )


def weighted(
    names: Sequence[str], scores: Mapping[str, Numbers], weights: Mapping[str, Number]
) -> Model:
    """As `scoring.weighted`, which says what it raises; `scores`: by criterion."""
    at_least("weight", weights, 1)
    names, criteria = tuple(names), tuple(weights)
    columns = {each: column(each, names, scores[each]) for each in criteria}
    units = {estimates.unit for estimates in columns.values()}
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


def _weighted_sum(of: Mapping[str, Floats], criteria: Sequence[str]) -> Floats:
    weights = [of[f"weight of {each}"] for each in criteria]
    total = sum(weight * of[each] for weight, each in zip(weights, criteria, strict=True))
    return total / sum(weights)  # type: ignore[return-value]


def _weight(criterion: str, weight: Number) -> Estimate:
    estimate = weight if isinstance(weight, Estimate) else exactly(weight)
    if estimate.least < 0:
        raise Negative(
            f"The weight of {criterion} can be below zero.", "Turn the score round instead."
        )
    return estimate


def _multipliers(names: Sequence[str], confidence: Sequence[float | None], sure: Truths) -> Column:
    for at, each in enumerate(confidence):
        if each is not None:
            _checked(names[at], each)
            once(names[at], certain=bool(sure[at]))
    return plain(np.array([1.0 if each is None else each for each in confidence]))


def _checked(name: str, confidence: float) -> None:
    finite(f"the confidence of {name}", [confidence])
    if not 0 < confidence <= 1:
        raise OutOfRange(
            f"The confidence of {name} is {confidence:g}.", "Give a share such as .8 for 80 %."
        )


def once(name: str, *, certain: bool) -> None:
    """Refuses a confidence where an interval says the doubt already."""
    if not certain:
        raise DoubleCounted(
            f"{name} has both an interval and a confidence: its doubt would count twice.",
            "Leave the confidence out, or give plain numbers.",
        )


def _mixed(multipliers: Column, sure: Truths) -> tuple[str, ...]:
    if sure.all() or not (multipliers.points < 1).any():
        return ()
    return ("Bets with a confidence are marked down beside bets with an interval.",)
