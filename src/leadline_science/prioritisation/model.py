"""A way to score items from inputs, whatever the method."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, unique
from leadline_science.prioritisation.tally import checked_scores
from leadline_science.refusals import Negative, OutOfRange, UnitsDiffer
from leadline_science.uncertainty.columns import Column, as_column
from leadline_science.uncertainty.dependence import INDEPENDENT, Correlations
from leadline_science.uncertainty.estimates import Estimate, quantiles
from leadline_science.uncertainty.sampling import Sampler
from leadline_science.uncertainty.saying import as_estimate
from leadline_science.uncertainty.streams import stream_keys, uniforms
from leadline_science.uncertainty.units import NUMBER, Unit

Formula = Callable[[Mapping[str, Floats]], Floats]
Number = float | Estimate

CELLS = 1 << 17


@dataclass(frozen=True)
class Model:
    """Items with one estimate per column, common inputs, and the formula of their score.

    `formula` takes an array per column (draws × items, or one row) and per common input (draws × 1).
    `joint`: the score of one item rests on the inputs of the others too.
    """

    method: Method
    items: tuple[str, ...]
    columns: Mapping[str, Column]
    formula: Formula
    unit: Unit = NUMBER
    common: Mapping[str, Estimate] = field(default_factory=dict)
    correlations: Correlations = INDEPENDENT
    joint: bool = False
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at_least("item", self.items, 1)
        unique("item", self.items)
        unique("input", [*self.columns, *self.common])
        order = sorted(range(len(self.items)), key=lambda at: self.items[at])
        arranged = {name: as_column(given).take(order) for name, given in self.columns.items()}
        object.__setattr__(self, "columns", arranged)
        object.__setattr__(self, "items", tuple(self.items[at] for at in order))

    def moving_together(self, correlations: Correlations) -> "Model":
        """The same items with inputs that are correlated."""
        return replace(self, correlations=correlations)

    @property
    def certain(self) -> bool:
        """Whether no input has any doubt."""
        shared = all(estimate.certain for estimate in self.common.values())
        return shared and all(column.certain.all() for column in self.columns.values())

    def points(self) -> Floats:
        """The score of each item from the points said."""
        values = {name: column.points[None, :] for name, column in self.columns.items()}
        shared = {name: np.array([[each.point]]) for name, each in self.common.items()}
        return np.asarray(self.score(values | shared, self.items)[0])

    def score(self, values: Mapping[str, Floats], names: Sequence[str]) -> Floats:
        """The scores (draws × items) at `values`. Raises `NotFinite` naming the item."""
        with np.errstate(all="ignore"):
            scores = np.asarray(self.formula(values), dtype=np.float64)
        rows = max(len(each) for each in values.values())
        return checked_scores(np.broadcast_to(scores, (rows, len(names))), names)


class ModelScores:
    """Draws of the scores of a model, worked out in pieces that fit the processor's cache."""

    def __init__(self, model: Model, draws: int, seed: int) -> None:
        self.model, self.names = model, model.items
        self.draws = 1 if model.certain else draws
        self.seed = seed
        self._sampler = self._sampling(model)

    def _sampling(self, model: Model) -> Sampler:
        return Sampler(model.items, model.columns, seed=self.seed, correlations=model.correlations)

    def blocks(self) -> Iterator[Floats]:
        """All draws, piece by piece."""
        return self._pieces(self._sampler)

    def of(self, places: Sequence[int]) -> Floats:
        """All draws of the items at `places`."""
        if self.model.joint:
            return np.concatenate([block[:, places] for block in self.blocks()])
        return np.concatenate(list(self._pieces(self._sampler.only(places))))

    def sampler_of(self, places: Sequence[int]) -> Sampler:
        """The draws of the inputs of the items at `places`."""
        return self._sampler.only(places)

    def common(self, start: int, stop: int) -> dict[str, Floats]:
        """Draws of the common inputs, one column each."""
        keys = stream_keys(self.seed, [("common", name) for name in self.model.common])
        shares = uniforms(keys, start, stop) if len(keys) else np.empty((stop - start, 0))
        return {
            name: estimate_column(estimate, shares[:, [at]])
            for at, (name, estimate) in enumerate(self.model.common.items())
        }

    def _pieces(self, sampler: Sampler) -> Iterator[Floats]:
        rows = max(1, CELLS // len(sampler.items))
        for start in range(0, self.draws, rows):
            stop = min(start + rows, self.draws)
            values = sampler.take(start, stop) | self.common(start, stop)
            scores = self.model.score(values, sampler.items)
            yield np.broadcast_to(scores, (stop - start, len(sampler.items)))


def estimate_column(estimate: Estimate, shares: Floats) -> Floats:
    """Values of one estimate at `shares`."""
    return quantiles(estimate, shares)


def column(name: str, items: Sequence[str], values: Sequence[Number]) -> Column:
    """`values` as estimates of one unit; a plain number takes the unit of the others."""
    if isinstance(values, Column):
        return values
    units = {each.unit: items[at] for at, each in enumerate(values) if isinstance(each, Estimate)}
    if len(units) > 1:
        (one, first), (other, second) = list(units.items())[:2]
        raise UnitsDiffer(
            f"{name} of {first} is in {one}, of {second} in {other}.",
            "Give all in one unit, and over the same stretch of time.",
        )
    unit = next(iter(units), NUMBER)
    return Column([as_estimate(each, unit) for each in values], unit)


def above_zero(name: str, items: Sequence[str], estimates: Column) -> None:
    """Refuses what is divided by when it may be 0 or less."""
    for at in np.flatnonzero(~estimates.positive)[:1]:
        raise OutOfRange(
            f"{name} of {items[at]} can be 0 or less, and the score divides by it.",
            "Give a number above 0, or an interval as lognormal.",
        )


def none_negative(name: str, items: Sequence[str], estimates: Column) -> None:
    """Refuses what cannot be below zero when it may be."""
    for at in np.flatnonzero(estimates.least < 0)[:1]:
        raise Negative(
            f"{name} of {items[at]} can be below zero.", "Give a number or an interval from 0 up."
        )


def some_negative(name: str, items: Sequence[str], estimates: Column) -> tuple[str, ...]:
    """A warning about items that are worth less than nothing when divided by effort."""
    return tuple(
        f"{name} of {items[at]} is below zero: more effort makes it look better. Leave it out."
        for at in np.flatnonzero(estimates.means < 0)[:1]
    )
