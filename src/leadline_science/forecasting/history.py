"""What a team delivered, period by period: the input of every forecast."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import amounts, whole, within
from leadline_science.refusals import NotInSteps, Unreachable

Counts = NDArray[np.int64]
LARGEST = 1e9
MOST_PERIODS = 10_000
STEPS = (1.0, 0.5, 0.25, 0.2, 0.1, 0.05, 0.01)


class Period(StrEnum):
    """The time box of one value of a history."""

    DAY = "day"
    WEEK = "week"
    SPRINT = "sprint"


class Unit(StrEnum):
    """What is counted."""

    ITEMS = "items"
    POINTS = "points"


@dataclass(frozen=True)
class Throughput:
    """Finished `unit` per `period`, oldest first: whole periods only, the running one left out.

    Refuses an empty history, values below zero, NaN, and a history in which nothing was finished.
    """

    values: tuple[float, ...]
    period: Period = Period.WEEK
    unit: Unit = Unit.ITEMS

    def __post_init__(self) -> None:
        values = amounts(f"finished {self.unit} per {self.period}", self.values)
        within("the largest value", float(values.max()), 0.0, LARGEST)
        object.__setattr__(self, "values", tuple(values.tolist()))
        if not values.any():
            raise Unreachable(
                f"Nothing was finished in {len(values)} periods of history.",
                "Give a history in which work was finished, or that of a similar team.",
            )
        common_step(self.values)

    @classmethod
    def of(cls, values: Iterable[float], period: Period = Period.WEEK) -> Self:
        """A history of items from any iterable of numbers."""
        return cls(tuple(values), period)

    @classmethod
    def between(cls, low: int, high: int, period: Period = Period.WEEK) -> Self:
        """Each whole number of items from `low` to `high` once: a guess where no history is."""
        whole("the lower throughput", low, 0)
        whole("the higher throughput", high, low)
        return cls(tuple(float(value) for value in range(low, high + 1)), period)

    def without(self, positions: Iterable[int]) -> Self:
        """This history less the periods at `positions` (0 is the oldest): holidays, outages."""
        left_out = {
            int(within("a period left out", at, 0, len(self.values) - 1)) for at in positions
        }
        kept = tuple(value for at, value in enumerate(self.values) if at not in left_out)
        return type(self)(kept, self.period, self.unit)

    def last(self, periods: int) -> Self:
        """The `periods` newest values."""
        return type(self)(self.values[-periods:], self.period, self.unit)

    @property
    def mean(self) -> float:
        """Units per period."""
        return sum(self.values) / len(self.values)

    @property
    def steps(self) -> Counts:
        """The values as whole multiples of the common step."""
        return in_steps(self.values, common_step(self.values))


def common_step(values: Iterable[float]) -> float:
    """The largest of STEPS of which all `values` are multiples. Raises `NotInSteps`."""
    array = np.asarray(tuple(values), dtype=np.float64)
    for step in STEPS:
        if np.all(np.abs(array / step - np.round(array / step)) < 1e-6):
            return step
    raise NotInSteps("The amounts share no step of 0.01 or more.", "Round them to hundredths.")


def in_steps(values: Iterable[float], step: float) -> Counts:
    """`values` as whole multiples of `step`."""
    return np.round(np.asarray(tuple(values)) / step).astype(np.int64)
