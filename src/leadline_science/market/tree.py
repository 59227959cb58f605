"""A market as a tree of parts, each the product of its factors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

import numpy as np

from leadline_science.checks import Floats, at_least, unique
from leadline_science.refusals import Incompatible, Negative, OutOfRange, UnitsDiffer
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import as_estimate
from leadline_science.uncertainty.units import NUMBER, Unit

Number = float | Estimate


class Stage(StrEnum):
    """All demand, the part that can be served, the part that will be won."""

    TAM = "TAM"
    SAM = "SAM"
    SOM = "SOM"


STAGES = tuple(Stage)


@dataclass(frozen=True)
class Factor:
    """A quantity that multiplies: customers, price, purchases a year. One name, one quantity everywhere."""

    name: str
    value: Number

    @property
    def estimate(self) -> Estimate:
        """The value as an estimate."""
        return as_estimate(self.value)


@dataclass(frozen=True)
class Part:
    """A part of a market: the product of `factors`, times the sum of `parts` where there are any.

    `served`: the share of it that can be served; `won`: the share of that which will be won.
    """

    name: str
    factors: tuple[Factor, ...] = ()
    parts: tuple["Part", ...] = ()
    served: Number = 1.0
    won: Number = 1.0

    def __post_init__(self) -> None:
        if not self.factors and not self.parts:
            raise OutOfRange(f"{self.name} has nothing to multiply.", "Give factors or parts.")
        unique("factor", [each.name for each in self.factors])
        unique("part", [each.name for each in self.parts])
        for each in self.factors:
            if each.estimate.least < 0:
                raise Negative(
                    f"{each.name} of {self.name} can be below zero.", "Give a lognormal or PERT."
                )
        for what, share in (("served", self.served), ("won", self.won)):
            _a_share(f"The share {what} of {self.name}", as_estimate(share))
        _unit(self)

    @property
    def unit(self) -> Unit:
        """The unit of the whole. Raises `UnitsDiffer` when parts cannot be added."""
        return _unit(self)

    def inputs(self, above: str = "") -> Iterator[tuple[str, Estimate]]:
        """Every factor by its name, and the shares of this part and those below by their path."""
        path = f"{above}{self.name}"
        yield from ((each.name, each.estimate) for each in self.factors)
        yield f"{path}: served", as_estimate(self.served)
        yield f"{path}: won", as_estimate(self.won)
        for part in self.parts:
            yield from part.inputs(f"{path} · ")

    def size(self, values: Mapping[str, Floats], stage: Stage, above: str = "") -> Floats:
        """The size of the part at `stage`, from arrays of all inputs."""
        path = f"{above}{self.name}"
        size = np.prod([values[each.name] for each in self.factors], axis=0)
        if self.parts:
            size = size * sum(part.size(values, stage, f"{path} · ") for part in self.parts)
        if stage != Stage.TAM:
            size = size * values[f"{path}: served"]
        return np.asarray(size * values[f"{path}: won"] if stage == Stage.SOM else size)


@dataclass(frozen=True)
class Way:
    """One way to size a market, such as "top-down", whose parts add up."""

    name: str
    parts: tuple[Part, ...]

    @property
    def whole(self) -> Part:
        """All parts as one. Raises `NoData`, `NotNamed`, `UnitsDiffer`."""
        at_least(f"part of {self.name}", self.parts, 1)
        return Part(self.name, parts=self.parts)


def gathered(parts: Sequence[Part]) -> dict[str, Estimate]:
    """All inputs by name. Raises `Incompatible` when a name stands for two different estimates."""
    found: dict[str, Estimate] = {}
    for name, estimate in (pair for part in parts for pair in part.inputs()):
        if found.setdefault(name, estimate) != estimate:
            raise Incompatible(
                f"{name} is given twice and differently.",
                "Give it the same estimate, or the two quantities two names.",
            )
    return found


def _unit(part: Part) -> Unit:
    units = {each.unit for each in part.parts} or {NUMBER}
    if len(units) > 1:
        raise UnitsDiffer(
            f"The parts of {part.name} are in {' and '.join(sorted(map(str, units)))}.",
            "Give the parts factors of the same units.",
        )
    return reduce(Unit.times, (each.estimate.unit for each in part.factors), units.pop())


def _a_share(what: str, estimate: Estimate) -> None:
    if estimate.least < 0 or estimate.most > 1:
        raise OutOfRange(f"{what} can lie outside 0 to 1.", "Give a share from 0 to 1.")
