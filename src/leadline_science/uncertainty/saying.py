"""Ways to say a number one is not sure of: an interval, or three points."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from leadline_science.checks import between, finite, within
from leadline_science.refusals import AllEqual, Crossed, NoData, OutOfRange
from leadline_science.uncertainty.elicitation import (
    beta_shapes,
    many_triangle_ends,
    pert_ends,
    pert_shapes,
    triangle_ends,
    z_of,
)
from leadline_science.uncertainty.estimates import Estimate, Family
from leadline_science.uncertainty.units import NUMBER, SHARE, Unit


def exactly(value: float, unit: Unit = NUMBER) -> Estimate:
    """A number one is sure of."""
    if not math.isfinite(value):
        finite("value", [value])
    return Estimate(Family.EXACT, float(value), float(value), unit=unit, said=(float(value),))


def as_estimate(value: "float | Estimate", unit: Unit | None = None) -> Estimate:
    """`value` itself when it is an estimate, else the number taken as sure."""
    return value if isinstance(value, Estimate) else exactly(value, unit or NUMBER)


def uniform(low: float, high: float, unit: Unit = NUMBER) -> Estimate:
    """Anything from `low` to `high`, no value likelier than another."""
    said = _rising(low, high)
    return Estimate(Family.UNIFORM, low, high, unit=unit, said=said)


def normal(low: float, high: float, *, level: float = 0.9, unit: Unit = NUMBER) -> Estimate:
    """Symmetric, without ends: the truth is in [low, high] with chance `level`."""
    said = _rising(low, high)
    sd = (high - low) / (2 * z_of(_level(level)))
    return Estimate(Family.NORMAL, (low + high) / 2, sd, unit=unit, said=said, level=level)


def lognormal(low: float, high: float, *, level: float = 0.9, unit: Unit = NUMBER) -> Estimate:
    """Above zero with a long tail upwards: the truth is in [low, high] with chance `level`.

    The usual choice for reach, effort, cost and value. Raises `OutOfRange` when low is not above 0.
    """
    said = _rising(low, high)
    if low <= 0:
        raise OutOfRange(
            f"The low end of a lognormal estimate is {low:g}.",
            "Give a low end above 0, or another kind of estimate.",
        )
    sd = math.log(high / low) / (2 * z_of(_level(level)))
    middle = (math.log(low) + math.log(high)) / 2
    return Estimate(Family.LOGNORMAL, middle, sd, 0.0, 1.0, unit, said, level)


def quantiles_of_three(
    low: float, median: float, high: float, *, level: float = 0.8, unit: Unit = NUMBER
) -> Estimate:
    """As likely above `median` as below; in [low, high] with chance `level`: a shifted lognormal.

    A normal where the median is in the middle; a tail to the left where it lies right of it.
    """
    said = _rising(low, median, high)
    z, left, right = z_of(_level(level)), median - low, high - median
    sd = abs(math.log(right / left)) / z
    if sd < 1e-6:
        return Estimate(Family.NORMAL, median, (high - low) / (2 * z), 0, 0, unit, said, level)
    side = 1.0 if right > left else -1.0
    body = max(left, right) / math.expm1(sd * z)
    return Estimate(
        Family.LOGNORMAL, math.log(body), sd, median - side * body, side, unit, said, level
    )


def triangular(
    low: float, likely: float, high: float, *, level: float = 1.0, unit: Unit = NUMBER
) -> Estimate:
    """Likeliest at `likely`. `level` 1: low and high are the ends; .8: P10 and P90; .9: P5 and P95."""
    said = _three(low, likely, high, level)
    first, second = (low, high) if level == 1 else triangle_ends(low, likely, high, level)
    return Estimate(Family.TRIANGULAR, first, second, likely, 0.0, unit, said, level)


def triangulars(
    said: Sequence[tuple[float, float, float]], *, level: float = 1.0, unit: Unit = NUMBER
) -> list[Estimate]:
    """`triangular` of each low, likely and high, many times as fast for thousands of them."""
    rows = np.array(said, dtype=np.float64).reshape(-1, 3)
    if level == 1 or not (np.isfinite(rows).all() and (np.diff(rows) > 0).all()):
        return [triangular(*each, level=level, unit=unit) for each in said]
    within("the level", level, 0.5, 1.0)
    ends = (each.tolist() for each in many_triangle_ends(rows, level))
    return [
        Estimate(Family.TRIANGULAR, first, second, each[1], 0.0, unit, each, level)
        for first, second, each in zip(*ends, map(tuple, rows.tolist()), strict=True)
    ]


def pert(
    low: float,
    likely: float,
    high: float,
    *,
    level: float = 1.0,
    weight: float = 4.0,
    unit: Unit = NUMBER,
) -> Estimate:
    """Likeliest at `likely`, thinner tails than a triangle. `level` as for `triangular`.

    `weight`: of the likely value beside the ends; 4 is PERT's, less is less sure.
    """
    said = _three(low, likely, high, level)
    within("weight", weight, 0.1, 1000.0)
    first, second = (low, high) if level == 1 else pert_ends(low, likely, high, level, weight)
    shapes = pert_shapes(first, likely, second, weight)
    return Estimate(Family.PERT, first, second, *shapes, unit, said, level)


def share(low: float, high: float, *, level: float = 0.9) -> Estimate:
    """A share of 1, such as a chance or a conversion: beta, in [low, high] with chance `level`."""
    said = _rising(low, high)
    between("low", low, 0.0, 1.0)
    between("high", high, 0.0, 1.0)
    shapes = beta_shapes(low, high, _level(level))
    return Estimate(Family.BETA, 0.0, 1.0, *shapes, SHARE, said, level)


def share_counted(hits: float, of: float) -> Estimate:
    """A share of which `hits` of `of` cases are known: beta with Jeffreys' prior (half a case each)."""
    finite("counts", (hits, of))
    if of <= 0:
        raise NoData("There is nothing to take a share of.", "Give at least one case.")
    within("hits", hits, 0.0, of)
    shapes = (hits + 0.5, of - hits + 0.5)
    return Estimate(Family.BETA, 0.0, 1.0, *shapes, SHARE, (hits / of,))


def _level(level: float) -> float:
    return between("Level", level, 0.0, 1.0)


def _rising(*values: float) -> tuple[float, ...]:
    if not all(map(math.isfinite, values)):
        finite("values said", values)
    if len(set(values)) == 1:
        raise AllEqual(
            f"All values said are {values[0]:g}.", "Give a plain number where there is no doubt."
        )
    if any(a >= b for a, b in pairwise(values)):
        text = ", ".join(f"{value:g}" for value in values)
        raise Crossed(f"The values {text} do not rise.", "Give the lowest first, the highest last.")
    return tuple(float(value) for value in values)


def _three(low: float, likely: float, high: float, level: float) -> tuple[float, ...]:
    within("the level", level, 0.5, 1.0)
    if level < 1:
        return _rising(low, likely, high)
    _rising(low, high)
    if not math.isfinite(likely):
        finite("values said", (low, likely, high))
    if not low <= likely <= high:
        raise Crossed(
            f"The likely value {likely:g} is not between {low:g} and {high:g}.",
            "Give the lowest first, the highest last.",
        )
    return (float(low), float(likely), float(high))
