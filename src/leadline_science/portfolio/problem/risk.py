"""What may come differently, and how much of it is borne."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from leadline_science.checks import Floats, amounts, at_least, between, finite, whole, within
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.refusals import Incompatible, LengthsDiffer, NoData, TooLarge

MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class Scenarios:
    """Ways things may come, equally likely. One row per scenario, one entry per bet, in their order.

    `values`: what each bet is worth, in the unit of `Bet.value`. `sizes`: factors on cost and needs (1: as
    stated); empty when they are sure. Raises `NoData`, `LengthsDiffer`, `NotFinite`, `Negative`.
    """

    values: tuple[tuple[float, ...], ...]
    sizes: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        at_least("scenarios", self.values, 1)
        width = len(self.values[0])
        for at, row in enumerate(self.values, start=1):
            finite(f"scenario {at}", row)
            _width(row, width)
        for at, row in enumerate(self.sizes, start=1):
            amounts(f"the sizes of scenario {at}", row)
            _width(row, width)
        if self.sizes and len(self.sizes) != len(self.values):
            raise LengthsDiffer(
                f"There are {len(self.values)} scenarios of value and {len(self.sizes)} of size.",
                "Give both for each scenario.",
            )

    @classmethod
    def of(cls, values: Sequence[Sequence[float]], sizes: Sequence[Sequence[float]] = ()) -> Self:
        """From any rows of numbers, such as arrays."""
        return cls(_rows(values), _rows(sizes))

    def worth(self) -> Floats:
        """Values as an array, scenario × bet."""
        return np.array(self.values, dtype=np.float64)


def _rows(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(each) for each in row) for row in rows)


def _width(row: Sequence[float], width: int) -> None:
    if len(row) != width:
        raise LengthsDiffer(
            f"Scenarios name {width} and {len(row)} bets.", "Give one number per bet in each."
        )


@dataclass(frozen=True)
class Tail:
    """The mean of the worst `share` of scenarios (CVaR).

    `weight`: what is maximised is (1 - weight) × mean + weight × tail mean. `floor`: the least tail mean, money.
    """

    share: float = 0.1
    weight: float = 0.5
    floor: float | None = None

    def __post_init__(self) -> None:
        between("The share of the tail", self.share, 0, 1)
        within("the weight of the tail", self.weight, 0, 1)
        finite("the floor of the tail", [self.floor or 0.0])


@dataclass(frozen=True)
class Target:
    """The plan is worth at least `value` in at least `chance` of the scenarios."""

    value: float
    chance: float

    def __post_init__(self) -> None:
        finite("the target", [self.value])
        within("the chance of the target", self.chance, 0, 1)


@dataclass(frozen=True)
class Risk:
    """What is asked of the scenarios.

    `fits`: least chance that all team capacities and the budget hold, whatever size the bets turn out to have.
    Raises `OutOfRange`, `NoData`.
    """

    scenarios: Scenarios
    tail: Tail | None = None
    target: Target | None = None
    fits: float | None = None

    def __post_init__(self) -> None:
        if self.fits is not None:
            within("the chance that the plan fits", self.fits, 0, 1)
            if not self.scenarios.sizes:
                raise NoData("There are no sizes to fit.", "Give sizes with the scenarios.")

    @property
    def on_value(self) -> bool:
        """Whether a limit asks what the plan is worth, so that a bet's value changes which plans are allowed."""
        return self.target is not None or (self.tail is not None and self.tail.floor is not None)

    def mean(self, bet: int) -> float:
        """The mean value of the bet in that place."""
        return float(self.scenarios.worth()[:, bet].mean())

    def shifted(self, bet: int, step: float) -> "Risk":
        """The same with the bet in that place worth `step` more in every scenario."""
        worth = self.scenarios.worth()
        worth[:, bet] += step
        return replace(self, scenarios=Scenarios.of(worth.tolist(), self.scenarios.sizes))

    def check(self, portfolio: Portfolio) -> None:
        """Refuses scenarios of other bets, too many of them, and what a carried budget cannot say."""
        count, bets = len(self.scenarios.values), len(portfolio.bets)
        if len(self.scenarios.values[0]) != bets:
            raise LengthsDiffer(
                f"Scenarios name {len(self.scenarios.values[0])} bets, the portfolio {bets}.",
                "Give one number per bet, in the order of the portfolio.",
            )
        limits = len(portfolio.teams) + 1
        cells = count * bets * (1 if self.fits is None else limits) * portfolio.horizon.quarters
        if cells > MOST_CELLS:
            whole_scenarios = max(1, MOST_CELLS * count // cells)
            raise TooLarge(
                f"{count} scenarios of {bets} bets are too many to hold at once.",
                f"Give at most {whole_scenarios}.",
            )
        if self.fits is not None and portfolio.budget is not None and portfolio.budget.carry:
            raise Incompatible(
                "A chance to fit cannot be asked of a budget that is carried over.",
                "Give a budget per quarter.",
            )


def needed(chance: float, scenarios: int) -> int:
    """In how many scenarios something must hold to have at least this chance."""
    return whole("the scenarios needed", int(np.ceil(chance * scenarios - 1e-9)), 0)
