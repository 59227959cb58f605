"""From candidates to an order: the science asked, and its refusals in the names of bets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from leadline.foundation.refusals import Invalid
from leadline.planning.doubts import LEVEL
from leadline.planning.queries.rankings.asking import (
    Asked,
    Confidence,
    Three,
    capacity_of,
    weights_of,
)
from leadline.planning.queries.rankings.candidates import Candidate, Cell
from leadline.planning.queries.rankings.frameworks import (
    CONFIDENCE,
    EFFORT,
    GROUP,
    OWN,
    WEIGHTED,
    Framework,
)
from leadline_science.answers import Answer
from leadline_science.prioritisation import (
    Group,
    IceIdea,
    Lessons,
    Model,
    Wish,
    by_column,
    ice,
    moscow,
    rank_and_learn,
)
from leadline_science.prioritisation.own import own_by_column
from leadline_science.refusals import Refused
from leadline_science.uncertainty import Estimate, exactly
from leadline_science.uncertainty.columns import Threes, threes

CELLS = 2_000_000
"""Draws × bets: about 0.3 s of one core for RICE with three ranges, measured with 10,000 bets."""
FEWEST, MOST = 200, 2_000
SEED = 20_260
ALL_GROUPS = (Group.MUST, Group.SHOULD, Group.COULD, Group.WONT)
Number = float | Estimate
Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class Computed:
    """What the science gave: an order with lessons, or the groups of MoSCoW without."""

    answer: Answer
    lessons: Lessons | None = None


@dataclass(frozen=True)
class Capacity:
    """What can be done by the date, as MoSCoW asks for it."""

    amount: Estimate

    def chance_of(self, amount: float) -> float:
        """The chance that at least `amount` can be done."""
        return 1 - self.amount.chance_below(amount) if not self.amount.certain else float(self.amount.point >= amount)  # fmt: skip


def computed(asked: Asked, bets: Sequence[Candidate], top: int, seed: int) -> Computed:
    """The order of bets that lack nothing. Raises `Invalid` in the words of the science."""
    with _named(bets):
        if asked.framework == Framework.MOSCOW:
            return Computed(_groups(asked, bets, seed))
        model, draws = model_of(asked, bets), draws_for(len(bets))
        return Computed(*rank_and_learn(model, top=top, draws=draws, seed=seed))


def draws_for(size: int) -> int:
    """Fewer draws for more bets, so that an answer takes about a second at most."""
    return max(FEWEST, min(MOST, CELLS // max(size, 1)))


def model_of(asked: Asked, bets: Sequence[Candidate]) -> Model:
    """How the framework scores these bets, which the science knows by their ids."""
    return _MODELS[asked.framework](asked, bets)


def column_of(said: Sequence[Three]) -> Threes:
    """Plain numbers, or triangles around the likely ones: nine times in ten between low and high.

    Triangles, for ten thousand bets by PERT take ten seconds.
    """
    return threes(np.array(said, dtype=np.float64).reshape(-1, 3), level=LEVEL)


def numbers_of(said: Sequence[Three]) -> list[Number]:
    """The same one by one, numbers where there is no doubt."""
    return [each.point if each.certain else each for each in column_of(said)]


def _column(bets: Sequence[Candidate], name: str) -> Threes:
    return column_of([bet.cells[name][:3] for bet in bets])


def _sure(asked: Asked, cells: Cells, name: str, whole: float = 1) -> float | None:
    found = cells.get(name)
    return None if found is None or asked.confidence == Confidence.NONE else found.likely / whole


def _rice(asked: Asked, bets: Sequence[Candidate]) -> Model:
    reach, impact, effort = (_column(bets, name) for name in ("rice.reach", "rice.impact", EFFORT))
    sure = [_sure(asked, bet.cells, CONFIDENCE, 100) for bet in bets]
    return by_column.rice(_ids(bets), reach, impact, effort, sure)


def _ice(asked: Asked, bets: Sequence[Candidate]) -> Model:
    said = [
        numbers_of([bet.cells[name][:3] for bet in bets]) for name in ("ice.impact", "ice.ease")
    ]
    return ice([
        IceIdea(bet.id, impact, ease, _sure(asked, bet.cells, "ice.confidence"))
        for bet, impact, ease in zip(bets, *said, strict=True)
    ])  # fmt: skip


def _wsjf(asked: Asked, bets: Sequence[Candidate]) -> Model:
    names = ("wsjf.value", "wsjf.time_criticality", "wsjf.risk_reduction", "wsjf.size")
    return by_column.wsjf(_ids(bets), *(_column(bets, name) for name in names))


def _value(asked: Asked, bets: Sequence[Candidate]) -> Model:
    said = [_column(bets, name) for name in ("value.value", EFFORT)]
    return by_column.value_effort(_ids(bets), *said)


def _weighted(asked: Asked, bets: Sequence[Candidate]) -> Model:
    weights = weights_of(asked.weights)
    columns = {name: _column(bets, f"{WEIGHTED}{name}") for name in weights}
    numbers = dict(zip(weights, numbers_of([*weights.values()]), strict=True))
    return by_column.weighted(_ids(bets), columns, numbers)


def _own(asked: Asked, bets: Sequence[Candidate]) -> Model:
    names = [each.name for each in asked.asks]
    columns = {name.removeprefix(OWN): _given(bets, name) for name in names}
    return own_by_column(asked.formula, _ids(bets), columns)


def _given(bets: Sequence[Candidate], name: str) -> Sequence[Number]:
    if name == CONFIDENCE:
        return [bet.cells[name].likely / 100 for bet in bets]
    return _column(bets, name)


def _ids(bets: Sequence[Candidate]) -> list[str]:
    return [bet.id for bet in bets]


_MODELS: Mapping[str, Callable[[Asked, Sequence[Candidate]], Model]] = {
    Framework.RICE: _rice, Framework.ICE: _ice, Framework.WSJF: _wsjf, Framework.VALUE: _value,
    Framework.WEIGHTED: _weighted, Framework.OWN: _own,
}  # fmt: skip


def _groups(asked: Asked, bets: Sequence[Candidate], seed: int) -> Answer:
    (capacity,) = numbers_of([capacity_of(asked.capacity)])
    wishes = [
        Wish(bet.id, ALL_GROUPS[int(bet.cells[GROUP].likely) - 1], effort)
        for bet, effort in zip(bets, _column(bets, EFFORT), strict=True)
    ]
    amount = capacity if isinstance(capacity, Estimate) else exactly(capacity)
    return moscow(wishes, Capacity(amount), capacity=amount.median, seed=seed)


@contextmanager
def _named(bets: Sequence[Candidate]) -> Iterator[None]:
    """Turn a refusal of the science into one that names bets, beside the field it is about."""
    try:
        yield
    except Refused as refused:
        what = refused.what
        for bet in bets:
            what = what.replace(bet.id, f"“{bet.name}”")
        field = "formula" if "finite" in what else ""
        raise Invalid(what, field=field, remedy=refused.remedy) from refused
