"""What a project is worth that can be stopped at each gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leadline_science.answers import Answer, Method
from leadline_science.checks import amounts, at_least, finite, unique, within
from leadline_science.investment.flows import Period, checked_rate


@dataclass(frozen=True)
class Stage:
    """Work behind a gate: `cost` is paid on entering, `chance` (0-1) is that of passing to the next.

    `periods`: how long it takes. Raises `NotFinite`, `Negative`, `OutOfRange`.
    """

    name: str
    cost: float
    chance: float
    periods: float = 0.0

    def __post_init__(self) -> None:
        amounts(f"the cost and periods of {self.name}", (self.cost, self.periods))
        finite(f"the chance of {self.name}", [self.chance])
        within(f"the chance of {self.name}", self.chance, 0, 1)


@dataclass(frozen=True)
class Gate:
    """`worth`: of going on, at this gate; below zero it is better to stop (`go` is False).

    `reached`: the chance of coming here with no gate stopped. `least_chance`: of this stage, below which it
    would be better to stop; None when no chance is enough.
    """

    stage: str
    worth: float
    go: bool
    reached: float
    least_chance: float | None


@dataclass(frozen=True, kw_only=True)
class Staged(Answer):
    """`worth`: expected commercial value today when stopping at gates that say so, 0 at the least.

    `expected`: the same, never stopping at a gate. `committed`: all costs paid whatever happens.
    `launch`: chance of the payoff; `spent`: expected spending; both never stopping at a gate.
    `per_spent`: worth per unit spent, for ranking when money is short; None when nothing is spent.
    """

    worth: float
    expected: float
    committed: float
    gates: tuple[Gate, ...]
    launch: float
    spent: float
    per_spent: float | None
    unit: str


METHOD = Method("investment.stages", "1", "What is it worth, stopped at a gate if need be?", Staged)


def staged(
    stages: Sequence[Stage],
    payoff: float,
    *,
    rate: float = 0.0,
    period: Period = Period.YEAR,
    unit: str = "EUR",
) -> Staged:
    """Expected commercial value of `payoff` (worth at launch) behind `stages`, first to last.

    Backwards: value before a stage = chance × value after it, discounted, - cost.
    """
    at_least("stage", stages, 1)
    unique("stage", [stage.name for stage in stages])
    finite("the payoff", [payoff])
    after = [(1 + checked_rate(rate)) ** -stage.periods for stage in stages]
    stopping = _backwards(stages, after, payoff, stops=True)
    going = _backwards(stages, after, payoff, stops=False)
    reached = _reached(stages)
    times = _reached_worth(after)
    spent = sum(s.cost * r * d for s, r, d in zip(stages, reached, times, strict=False))
    worth = max(stopping[0], 0.0)
    return Staged(
        **METHOD.stamp,
        assumptions=(
            "A stage is paid for on entering it, and ends in passing or not.",
            "Chances are those of a stage once reached; stages that fail leave nothing.",
            f"Money is discounted at {rate:.4g} per {period}.",
        ),
        warnings=_warnings(stages, stopping),
        worth=worth,
        expected=going[0],
        committed=payoff * reached[-1] * times[-1]
        - sum(s.cost * d for s, d in zip(stages, times, strict=False)),
        gates=_gates(stages, after, stopping, reached, payoff),
        launch=reached[-1],
        spent=spent,
        per_spent=worth / spent if spent > 0 else None,
        unit=unit,
    )


def _backwards(
    stages: Sequence[Stage], after: Sequence[float], payoff: float, *, stops: bool
) -> list[float]:
    """The value of going on at each gate."""
    found, value = [], payoff
    for stage, factor in zip(reversed(stages), reversed(after), strict=True):
        value = stage.chance * factor * value - stage.cost
        found.append(value)
        value = max(value, 0.0) if stops else value
    return found[::-1]


def _reached(stages: Sequence[Stage]) -> list[float]:
    """The chance of reaching each stage, and the payoff."""
    found = [1.0]
    for stage in stages:
        found.append(found[-1] * stage.chance)
    return found


def _reached_worth(after: Sequence[float]) -> list[float]:
    found = [1.0]
    for factor in after:
        found.append(found[-1] * factor)
    return found


def _gates(
    stages: Sequence[Stage],
    after: Sequence[float],
    worths: Sequence[float],
    reached: Sequence[float],
    payoff: float,
) -> tuple[Gate, ...]:
    nexts = [*(max(each, 0.0) for each in worths[1:]), payoff]
    return tuple(
        Gate(stage.name, worth, worth >= 0, chance, _least_chance(stage.cost, factor * value))
        for stage, factor, worth, chance, value in zip(
            stages, after, worths, reached, nexts, strict=False
        )
    )


def _least_chance(cost: float, value: float) -> float | None:
    if cost == 0:
        return 0.0
    return cost / value if value >= cost else None


def _warnings(stages: Sequence[Stage], worths: Sequence[float]) -> tuple[str, ...]:
    stopped = [stage.name for stage, worth in zip(stages, worths, strict=True) if worth < 0]
    rising = any(one.chance > 0.9 for one in stages)
    falls = any(after.cost < before.cost for before, after in pairwise(stages))
    found = {
        f"Stop at {', '.join(stopped)}: going on there is worth less than it costs.": bool(stopped),
        "A stage is passed with more than 90 % chance: a gate that hardly ever stops tells little.": rising,
        "A later stage costs less than an earlier one: ask what can be tried before the dear one.": falls,
    }
    return tuple(text for text, applies in found.items() if applies)
