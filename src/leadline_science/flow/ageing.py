"""Will the items in progress be finished in time, given how long they have been open."""

from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between
from leadline_science.flow.spans import Spans
from leadline_science.refusals import Negative, NoData
from leadline_science.survival.kaplan_meier import Survival, kaplan_meier


@dataclass(frozen=True)
class AgeingItem:
    """`item`: position in the spans; `age` in days. `chance` to finish within the expectation in
    all, with limits; 0 once it is over, None when no finished item was ever as old.

    `older_than`: share of finished items that took less than this age.
    """

    item: int
    age: float
    chance: float | None
    low: float | None
    high: float | None
    older_than: float


@dataclass(frozen=True, kw_only=True)
class Ageing(Answer):
    """Open items, oldest first. `expectation` in days from the start; `chance_of_new`: for an item
    begun today; `finished` and `open`: counts of items behind the curve."""

    expectation: float
    chance_of_new: float
    items: tuple[AgeingItem, ...]
    finished: int
    open: int


METHOD = Method("flow.ageing", "1", "Which items in progress are likely to be late?", Ageing)


def ageing(work: Spans, *, today: float, expectation: float) -> Ageing:
    """The chance of each open item to finish within `expectation` days of its start.

    From the Kaplan-Meier curve of finished and open items: P(T <= expectation | T > age). Raises
    `NoData` when nothing is open or nothing is finished, `Negative` for items begun after `today`.
    """
    between("the expectation", expectation, 0.0, np.inf)
    curve, ages = _curve(work, today)
    done = work.durations
    items = [_item(at, age, curve, done, expectation) for at, age in ages.items()]
    new = curve.chance_within(expectation, lasted=0.0)
    return Ageing(
        **METHOD.stamp,
        assumptions=(
            "Items in progress are of the same kind as the finished ones.",
            *curve.assumptions,
        ),
        warnings=_warnings(curve, expectation, items),
        expectation=expectation,
        chance_of_new=0.0 if new is None else new[0],
        items=tuple(sorted(items, key=lambda item: -item.age)),
        finished=len(done),
        open=len(items),
    )


def _curve(work: Spans, today: float) -> tuple[Survival, dict[int, float]]:
    over = np.isfinite(work.ends)
    lasted = np.where(over, work.ends, today) - work.starts
    if np.any(lasted < 0):
        raise Negative("An item begins after today.", "Leave it out or correct its start.")
    if over.all():
        raise NoData("No item is open.", "Give the items in progress too.")
    ages = {int(at): float(lasted[at]) for at in np.flatnonzero(~over)}
    return kaplan_meier(tuple(lasted.tolist()), tuple(over.tolist())), ages


def _item(at: int, age: float, curve: Survival, done: Floats, expectation: float) -> AgeingItem:
    older = float(np.mean(done < age))
    if age >= expectation:
        return AgeingItem(at, age, 0.0, 0.0, 0.0, older)
    found = curve.chance_within(expectation, lasted=age)
    chance, low, high = (None, None, None) if found is None else found
    return AgeingItem(at, age, chance, low, high, older)


def _warnings(curve: Survival, expectation: float, items: list[AgeingItem]) -> tuple[str, ...]:
    unknown = sum(item.chance is None for item in items)
    found = {
        "The expectation lies beyond all durations seen: chances are lower bounds.": expectation
        > curve.last,
        f"{unknown} items are older than all seen: nothing is known of their chance.": unknown > 0,
        "Fewer than 20 finished items: the chances are rough.": curve.count - curve.censored < 20,
    }
    return tuple(text for text, applies in found.items() if applies)
