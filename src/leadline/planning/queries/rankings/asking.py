"""The question that a ranking answers, in full."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from leadline.foundation.refusals import Invalid
from leadline.planning.queries.rankings.frameworks import (
    MOST_NAME,
    Asks,
    Framework,
    asks_of,
)
from leadline.planning.queries.rankings.ranges import said_of
from leadline_science.prioritisation.formula import FUNCTIONS, read
from leadline_science.refusals import NotReadable

NAME = re.compile(r"[^\W\d]\w*")
MOST_WEIGHTS = 20
Three = tuple[float, float, float]


class Confidence(StrEnum):
    """Where the confidence comes from that a score is multiplied by."""

    TYPED = "typed"
    EVIDENCE = "evidence"
    NONE = "none"


@dataclass(frozen=True)
class Asked:
    """Which bets, by which framework, with what; texts as they were typed.

    `weights` are lines `criterion: weight`, of a weighted score; `capacity` is of MoSCoW, in the
    unit of its effort. `state` is one of the states of a bet, "any", or empty for what is not over.
    """

    framework: str
    product: str = ""
    theme: str = ""
    state: str = ""
    confidence: str = Confidence.TYPED
    top: int | None = None
    weights: str = ""
    formula: str = ""
    capacity: str = ""

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        return cls(**plain)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def asks(self) -> tuple[Asks, ...]:
        """The columns that the framework needs. Raises `Invalid` for weights or a formula that cannot be read."""
        if self.framework == Framework.WEIGHTED:
            return asks_of(self.framework, tuple(weights_of(self.weights)))
        if self.framework == Framework.OWN:
            return asks_of(self.framework, names_in(self.formula))
        return asks_of(self.framework)

    @property
    def uses_confidence(self) -> bool:
        return any(each.is_confidence for each in self.asks)


def names_in(formula: str) -> tuple[str, ...]:
    """The inputs of a formula, in the order in which they stand. Raises `Invalid` naming the place."""
    found = [name for name in NAME.findall(formula[:1_000]) if name not in FUNCTIONS]
    names = tuple(dict.fromkeys(name for name in found if len(name) <= MOST_NAME))
    try:
        used = read(formula, names).names
    except NotReadable as refused:
        raise Invalid(refused.what, field="formula", remedy=refused.remedy) from refused
    if not used:
        raise Invalid("The formula has no input.", field="formula", remedy="Write one, such as value / effort.")  # fmt: skip
    return tuple(name for name in names if name in used)


def weights_of(text: str) -> dict[str, Three]:
    """Criterion to low, likely and high of its weight. Raises `Invalid` naming the line."""
    found: dict[str, Three] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        name, colon, typed = line.rpartition(":")
        name = " ".join(name.split())
        if not colon or not name or len(name) > MOST_NAME:
            raise _unreadable(line)
        if name.casefold() in map(str.casefold, found):
            raise Invalid(f"“{name}” stands there twice.", field="weights", remedy="Give each criterion one weight.")  # fmt: skip
        said = said_of(typed, Asks("", f"The weight of {name}", lowest=0), "weights")
        if said is None:
            raise _unreadable(line)
        found[name] = (float(said[0]), float(said[1]), float(said[2]))
    _refuse_odd(found)
    return found


def _refuse_odd(weights: Mapping[str, Three]) -> None:
    if not weights:
        raise Invalid("There is no criterion.", field="weights", remedy="Write one a line with its weight: Fit to strategy: 3")  # fmt: skip
    if len(weights) > MOST_WEIGHTS:
        raise Invalid(f"{len(weights)} criteria are too many.", field="weights", remedy=f"Keep to {MOST_WEIGHTS}.")  # fmt: skip
    if not any(high for _low, _likely, high in weights.values()):
        raise Invalid("All weights are 0.", field="weights", remedy="Give at least one above 0.")


def _unreadable(line: str) -> Invalid:
    return Invalid(f"“{line[:60]}” is not a criterion with a weight.", field="weights", remedy="Write one a line: Fit to strategy: 3")  # fmt: skip


def capacity_of(text: str) -> Three:
    """Low, likely and high of what can be done by the date."""
    asks = Asks("", "The capacity", lowest=0, above=True)
    said = said_of(text, asks, "capacity")
    if said is None:
        raise Invalid("How much can be done by the date?", field="capacity", remedy="Write person-weeks, such as 20 30 45.")  # fmt: skip
    return float(said[0]), float(said[1]), float(said[2])
