"""A frozen promise as ranges: what was to move how far by when, what it was to take and to cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import NotFound
from leadline.outcomes.models import PromiseScore
from leadline.planning.queries.meaning import LEVEL

Promise = Mapping[str, Any]
Part = PromiseScore.Part


@dataclass(frozen=True)
class PromisedRange:
    """One range of a promise, in its own unit; `kind` is that of the metric, "weeks" or "money"."""

    part: str
    subject: UUID | None
    name: str
    low: Decimal
    likely: Decimal
    high: Decimal
    level: float
    by_on: date | None = None
    unit: str = ""
    kind: str = "number"
    decimals: int = 0

    @property
    def is_certain(self) -> bool:
        return self.low == self.high

    def holds(self, actual: Decimal) -> bool:
        """Whether it came as was said, ends included."""
        return self.low <= actual <= self.high


def effects_of(promise: Promise) -> Sequence[PromisedRange]:
    """How far which metrics were to move, in the order in which it was said."""
    return [
        PromisedRange(
            Part.EFFECT, UUID(each["id"]), each["name"], *_ends(each), _level(promise),
            date.fromisoformat(each["by_on"]), each["unit"], each["kind"], each["decimals"],
        )
        for each in promise.get("effects", ())
    ]  # fmt: skip


def effect_of(promise: Promise, subject: UUID) -> PromisedRange:
    """The promised effect on one metric; raises `NotFound` for a metric of which nothing was said."""
    for each in effects_of(promise):
        if each.subject == subject:
            return each
    raise NotFound("This promise says nothing of that metric.", field="subject", remedy="Take one of the promised effects.")  # fmt: skip


def efforts_of(promise: Promise) -> Sequence[PromisedRange]:
    """The person-weeks that teams were to put in."""
    return [
        PromisedRange(Part.EFFORT, UUID(each["id"]), each["name"], *_ends(each), _level(promise), kind="weeks")
        for each in promise.get("efforts", ())
    ]  # fmt: skip


def cost_of(promise: Promise) -> PromisedRange | None:
    """What it was to cost, in minor units of the promise's currency; None where nobody said."""
    cost = promise.get("cost")
    if not cost:
        return None
    low, likely, high = (Decimal(each) for each in cost)
    return PromisedRange(Part.COST, None, "", low, likely, high, _level(promise), unit=promise["currency"], kind="money")  # fmt: skip


def last_day(promise: Promise) -> date | None:
    """The day by which all effects were promised; None where there are none."""
    return max((each.by_on for each in effects_of(promise) if each.by_on), default=None)


def _ends(each: Mapping[str, str]) -> tuple[Decimal, Decimal, Decimal]:
    return Decimal(each["low"]), Decimal(each["likely"]), Decimal(each["high"])


def _level(promise: Promise) -> float:
    return float(promise.get("level", LEVEL))
