"""In which order to try alternatives of which one will be taken, and when to stop trying."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, finite, unique
from leadline_science.refusals import Incompatible


@dataclass(frozen=True)
class Alternative:
    """Something to try at `cost`, after which its worth is known: `worths` with `chances` that add up to 1.

    Raises `NoData`, `NotFinite`, `Negative`, `LengthsDiffer`, `Incompatible`.
    """

    name: str
    cost: float
    worths: tuple[float, ...]
    chances: tuple[float, ...]

    def __post_init__(self) -> None:
        amounts(f"the cost of {self.name}", [self.cost])
        at_least(f"worths of {self.name}", finite(f"the worths of {self.name}", self.worths), 1)
        chances = amounts(f"the chances of {self.name}", self.chances)
        if len(chances) != len(self.worths) or abs(chances.sum() - 1) > 1e-9:
            raise Incompatible(
                f"{self.name} has {len(self.worths)} worths and {len(chances)} chances that add up to "
                f"{chances.sum():g}.",
                "Give a chance for each worth, 1 in all.",
            )

    @classmethod
    def all_or_nothing(cls, name: str, cost: float, worth: float, chance: float) -> "Alternative":
        """Worth `worth` with `chance`, else nothing."""
        return cls(name, cost, (worth, 0.0), (chance, 1 - chance))


@dataclass(frozen=True)
class Turn:
    """`index`: stop before this turn once the best found is worth that much. `tried`: the chance of getting here."""

    name: str
    index: float
    tried: float


@dataclass(frozen=True, kw_only=True)
class SearchOrder(Answer):
    """`turns`: what to try, best index first. `never`: what is not worth trying.

    `worth`: expected worth of the best order with the best stop, less what trying costs; `spent`: the latter.
    `all_tried`: the same when everything is tried first. `kept`: worth of taking none.
    """

    turns: tuple[Turn, ...]
    never: tuple[str, ...]
    worth: float
    spent: float
    all_tried: float
    kept: float
    unit: str


METHOD = Method(
    "investment.search_order", "1", "Which to try first, and when to stop?", SearchOrder
)


def search_order(
    alternatives: Sequence[Alternative], *, kept: float = 0.0, unit: str = "EUR"
) -> SearchOrder:
    """Weitzman's order. `kept`: worth of what one has without taking any of them."""
    at_least("alternative", alternatives, 1)
    unique("alternative", [each.name for each in alternatives])
    finite("the worth kept", [kept])
    indexed = sorted(
        ((index_of(each), each) for each in alternatives), key=lambda pair: (-pair[0], pair[1].name)
    )
    worth_trying = [(index, each) for index, each in indexed if index > kept]
    turns = _turns(worth_trying, kept)
    costs = {each.name: each.cost for each in alternatives}
    return SearchOrder(
        **METHOD.stamp,
        assumptions=(
            "One alternative is taken in the end, and any one tried can still be taken.",
            "Trying one tells its worth for certain, and nothing about the others.",
            "Trying costs money and no time that counts.",
        ),
        turns=turns,
        never=tuple(each.name for index, each in indexed if index <= kept),
        worth=_best_of([_capped(each, index) for index, each in worth_trying], kept),
        spent=sum(turn.tried * costs[turn.name] for turn in turns),
        all_tried=_best_of([_outcomes(each) for each in alternatives], kept) - sum(costs.values()),
        kept=kept,
        unit=unit,
    )


def index_of(alternative: Alternative) -> float:
    """The sure worth against which trying is even: cost = E[max(worth - index, 0)]."""
    worths, chances = _outcomes(alternative)
    order = np.argsort(-worths, kind="stable")
    above, weight = np.cumsum((worths * chances)[order]), np.cumsum(chances[order])
    if alternative.cost == 0:
        return float(worths.max())
    indexes = (above - alternative.cost) / np.maximum(weight, 1e-300)
    return float(indexes.max())


def _outcomes(alternative: Alternative) -> tuple[Floats, Floats]:
    chances = np.array(alternative.chances)
    some = chances > 0
    return np.array(alternative.worths)[some], chances[some]


def _capped(alternative: Alternative, index: float) -> tuple[Floats, Floats]:
    """Worths cut off at the index: their best is what the best order brings, costs counted."""
    worths, chances = _outcomes(alternative)
    return np.minimum(worths, index), chances


def _best_of(outcomes: Sequence[tuple[Floats, Floats]], kept: float) -> float:
    """The expected largest of independent worths and `kept`, exactly."""
    points = np.unique(np.concatenate([[kept], *(worths for worths, _ in outcomes)]))
    points = points[points >= kept]
    below = np.ones(len(points))
    for each in outcomes:
        below *= _at_most(each, points)
    return float(points @ np.diff(below, prepend=0.0))


def _at_most(outcomes: tuple[Floats, Floats], points: Floats) -> Floats:
    worths, chances = outcomes
    order = np.argsort(worths, kind="stable")
    total = np.concatenate([[0.0], np.cumsum(chances[order])])
    found: Floats = total[np.searchsorted(worths[order], points, side="right")]
    return found


def _turns(indexed: Sequence[tuple[float, Alternative]], kept: float) -> tuple[Turn, ...]:
    turns = []
    for at, (index, each) in enumerate(indexed):
        before = [_below(other, index) for _, other in indexed[:at]]
        turns.append(Turn(each.name, index, float(np.prod(before))))
    return tuple(turns)


def _below(alternative: Alternative, index: float) -> float:
    worths, chances = _outcomes(alternative)
    return float(chances[worths < index].sum())
