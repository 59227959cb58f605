"""Nearness to an ideal on several criteria (TOPSIS)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, finite
from leadline_science.prioritisation.model import Model, Number, column
from leadline_science.prioritisation.rank import rank
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import AllEqual, Crossed, Negative, NotNamed, OutOfRange
from leadline_science.uncertainty.columns import Column
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import as_estimate


class Normalisation(StrEnum):
    """How criteria are put on one scale: by length, by the range seen, or between two fixed points."""

    VECTOR = "vector (Hwang and Yoon)"
    RANGE = "range of the items"
    FIXED = "fixed reference points"


@dataclass(frozen=True)
class Criterion:
    """`weight` above 0; more is better unless `cost`; `worst` and `best` for fixed reference points."""

    name: str
    weight: Number
    cost: bool = False
    worst: float | None = None
    best: float | None = None


@dataclass(frozen=True)
class Reversal:
    """When `without` is left out, `now_first` comes before `was_first`."""

    without: str
    was_first: str
    now_first: str


@dataclass(frozen=True, kw_only=True)
class Nearness(Ranking):
    """A ranking by closeness to the ideal (0-1); `reversals`: what leaving one item out turns round."""

    normalisation: Normalisation
    reversals: tuple[Reversal, ...]


METHOD = Method("prioritisation.topsis", "1", "Which come nearest to the ideal?", Nearness)


def topsis_model(
    items: Mapping[str, Mapping[str, Number]],
    criteria: Sequence[Criterion],
    *,
    normalisation: Normalisation = Normalisation.VECTOR,
) -> Model:
    """The model behind `topsis`, for `learn_next`. Raises as `topsis`."""
    at_least("criterion", criteria, 1)
    names = tuple(items)
    columns = {each.name: _column(items, names, each, normalisation) for each in criteria}
    shared = {f"weight of {each.name}": _weight(each) for each in criteria}

    def closeness(of: Mapping[str, Floats]) -> Floats:
        return _closeness(of, criteria, normalisation)

    return Model(
        METHOD,
        names,
        columns,
        closeness,
        common=shared,
        joint=normalisation != Normalisation.FIXED,
        assumptions=(
            f"Criteria are put on one scale by: {normalisation}. Another way may order differently.",
            "Weights are divided by their sum.",
        ),
        warnings=_flat(columns, criteria),
    )


def topsis(
    items: Mapping[str, Mapping[str, Number]],
    criteria: Sequence[Criterion],
    *,
    normalisation: Normalisation = Normalisation.VECTOR,
    top: int | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> Nearness:
    """Items by closeness to the ideal, with every rank reversal that leaving one item out brings.

    Raises `NotNamed`, `OutOfRange` (weights), `AllEqual` (a criterion that cannot be scaled),
    `Negative` (vector scaling of values below zero), `Crossed` (fixed points).
    """
    model = topsis_model(items, criteria, normalisation=normalisation)
    found = rank(model, top=top, draws=draws, seed=seed)
    reversals = _reversals(items, criteria, normalisation)
    told = (
        f"{len(reversals)} orders turn round when another item is left out; fixed reference points "
        "prevent it."
    )
    return Nearness(
        **METHOD.stamp,
        seed=seed,
        assumptions=found.assumptions,
        warnings=(*found.warnings, *([told] if reversals else [])),
        items=found.items,
        top=found.top,
        stability=found.stability,
        evpi=found.evpi,
        evpi_error=found.evpi_error,
        duels=found.duels,
        draws=found.draws,
        unit="closeness",
        normalisation=normalisation,
        reversals=reversals,
    )


def _closeness(
    of: Mapping[str, Floats], criteria: Sequence[Criterion], normalisation: Normalisation
) -> Floats:
    total = sum((of[f"weight of {each.name}"] for each in criteria), np.zeros((1, 1)))
    above, below = np.zeros((1, 1)), np.zeros((1, 1))
    for each in criteria:
        scaled = _scaled(of[each.name], each, normalisation)
        weighted = of[f"weight of {each.name}"] / total * scaled
        best, worst = _ends(weighted, of[f"weight of {each.name}"] / total, normalisation)
        above = above + (weighted - best) ** 2
        below = below + (weighted - worst) ** 2
    far, near = np.sqrt(below), np.sqrt(above)
    both = far + near
    return np.where(both > 0, far / np.where(both > 0, both, 1.0), 0.5)


def _scaled(values: Floats, criterion: Criterion, normalisation: Normalisation) -> Floats:
    """Values on one scale, more being better (a cost is turned round)."""
    side = -1.0 if criterion.cost else 1.0
    if normalisation == Normalisation.VECTOR:
        return np.asarray(side * values / np.sqrt((values**2).sum(axis=1, keepdims=True)))
    if normalisation == Normalisation.FIXED:
        worst, best = _fixed(criterion)
        return np.asarray((values - worst) / (best - worst))
    low, high = values.min(axis=1, keepdims=True), values.max(axis=1, keepdims=True)
    rising = (values - low) / (high - low)
    return np.asarray(1 - rising if criterion.cost else rising)


def _ends(weighted: Floats, weight: Floats, normalisation: Normalisation) -> tuple[Floats, Floats]:
    if normalisation == Normalisation.FIXED:
        return weight, np.zeros_like(weight)
    return weighted.max(axis=1, keepdims=True), weighted.min(axis=1, keepdims=True)


def _reversals(
    items: Mapping[str, Mapping[str, Number]],
    criteria: Sequence[Criterion],
    normalisation: Normalisation,
) -> tuple[Reversal, ...]:
    if normalisation == Normalisation.FIXED or len(items) < 3:
        return ()
    names = sorted(items)
    points = {
        each.name: np.array([_point(items[n][each.name]) for n in names]) for each in criteria
    }
    weights = {f"weight of {c.name}": np.array([[_point(c.weight)]]) for c in criteria}

    def scores(kept: list[int]) -> Floats:
        values = {name: given[kept][None, :] for name, given in points.items()}
        with np.errstate(all="ignore"):
            return np.asarray(_closeness(values | weights, criteria, normalisation)[0])

    whole = scores(list(range(len(names))))
    found: list[Reversal] = []
    for out in range(len(names)):
        kept = [at for at in range(len(names)) if at != out]
        found += _turned(names, kept, whole, scores(kept), names[out])
    return tuple(found)


def _turned(
    names: Sequence[str], kept: Sequence[int], whole: Floats, part: Floats, without: str
) -> list[Reversal]:
    was = sorted(kept, key=lambda at: -whole[at])
    now = dict(zip(kept, part, strict=True))
    return [
        Reversal(without, names[a], names[b])
        for a, b in pairwise(was)
        if now[b] > now[a] + 1e-12 and whole[a] > whole[b] + 1e-12
    ]


def _column(
    items: Mapping[str, Mapping[str, Number]],
    names: Sequence[str],
    criterion: Criterion,
    normalisation: Normalisation,
) -> Column:
    for item, given in items.items():
        if criterion.name not in given:
            raise NotNamed(
                f"{item} has no {criterion.name}.", "Give it, wide where it is not known."
            )
    estimates = column(criterion.name, names, [items[name][criterion.name] for name in names])
    if normalisation == Normalisation.VECTOR:
        _for_vector(criterion, names, estimates)
    if normalisation == Normalisation.RANGE and _constant(estimates):
        raise AllEqual(
            f"All items have the same {criterion.name}.", "Leave it out, or use fixed points."
        )
    if normalisation == Normalisation.FIXED:
        _fixed(criterion)
    return estimates


def _for_vector(criterion: Criterion, names: Sequence[str], estimates: Sequence[Estimate]) -> None:
    for name, each in zip(names, estimates, strict=True):
        if each.least < 0:
            raise Negative(
                f"{criterion.name} of {name} can be below zero, which scaling by length distorts.",
                "Use fixed reference points.",
            )
    if all(each.certain and each.first == 0 for each in estimates):
        raise AllEqual(f"{criterion.name} is 0 for all.", "Leave it out.")


def _fixed(criterion: Criterion) -> tuple[float, float]:
    if criterion.worst is None or criterion.best is None:
        raise NotNamed(
            f"{criterion.name} has no fixed reference points.", "Give its worst and its best."
        )
    finite(f"the reference points of {criterion.name}", (criterion.worst, criterion.best))
    if (criterion.best > criterion.worst) == criterion.cost or criterion.best == criterion.worst:
        raise Crossed(
            f"The best of {criterion.name} is not better than its worst.",
            "For a cost the best is the lower number.",
        )
    return criterion.worst, criterion.best


def _weight(criterion: Criterion) -> Estimate:
    weight = as_estimate(criterion.weight)
    if not weight.positive:
        raise OutOfRange(
            f"The weight of {criterion.name} can be 0 or less.",
            "Give one above 0, or leave it out.",
        )
    return weight


def _constant(estimates: Sequence[Estimate]) -> bool:
    return all(each.certain for each in estimates) and len({each.first for each in estimates}) == 1


def _flat(columns: Mapping[str, Column], criteria: Sequence[Criterion]) -> tuple[str, ...]:
    flat = [each.name for each in criteria if _constant(columns[each.name])]
    units = {str(columns[each.name].unit) for each in criteria}
    if not flat or not units:
        return ()
    return (f"All items have the same {flat[0]}: it tells nothing apart.",)


def _point(value: Number) -> float:
    return as_estimate(value).point
