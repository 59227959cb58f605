"""Goals, the objectives of nine quarters, their key results, and what was said at each look."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from leadline.metrics.models import Metric
from leadline.products.models import Product
from leadline.sample.story import PRODUCTS
from leadline.sample.story.strategy import (
    GOALS,
    OBJECTIVES,
    SAID_BADLY,
    SAID_FIRST,
    SAID_WELL,
    ObjectiveStory,
    ResultStory,
)
from leadline.sample.talking import dice
from leadline.sample.telling import OSLO, Teller
from leadline.strategy.models import CheckIn, Cycle, Goal, KeyResult, Objective

QUARTERS = range(8, -2, -1)
"""How many quarters before the running one; the last of them is the next."""
LOOKS = timedelta(days=20)


def tell_strategy(teller: Teller) -> None:
    """Goals and cycles, and in each cycle what was to be reached."""
    at, by = teller.now - timedelta(weeks=119), teller.people["Ingrid"]
    for name, (owner, about) in GOALS.items():
        goal, change = teller.ledger.create(Goal, at, by, name=name, about=about, owner=teller.people[owner], due_on=teller.day(-40))  # fmt: skip
        teller.ledger.tell(at, by, "goal.created", teller.know(goal), change)
    teller.cycles = {back: _tell_cycle(teller, back) for back in QUARTERS}
    for story in OBJECTIVES:
        _tell_objective(teller, story)


def _tell_cycle(teller: Teller, back: int) -> Cycle:
    starts_on, ends_on = quarter(teller.day(0), back)
    by = teller.people["Ingrid"]
    at = min(_noon(starts_on - timedelta(days=20)), teller.now - timedelta(hours=1))
    name = f"{starts_on.year} Q{(starts_on.month + 2) // 3}"
    cycle, change = teller.ledger.create(Cycle, at, by, name=name, starts_on=starts_on, ends_on=ends_on)  # fmt: skip
    teller.ledger.tell(at, by, "cycle.created", cycle, change)
    return cycle


def quarter(today: date, back: int) -> tuple[date, date]:
    """First and last day of a quarter, some before that of today."""
    return _first(today, -back), _first(today, 1 - back) - timedelta(days=1)


def _first(today: date, ahead: int) -> date:
    number = today.year * 4 + (today.month - 1) // 3 + ahead
    return date(number // 4, number % 4 * 3 + 1, 1)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), OSLO)


def _tell_objective(teller: Teller, story: ObjectiveStory) -> None:
    cycle, by = teller.cycles[story.back], teller.people[story.owner]
    at = min(_noon(cycle.starts_on - timedelta(days=6)), teller.now - timedelta(hours=1))
    above: dict[str, Any] = {"parent": teller.known(Objective, story.under)} if story.under else {"goal": teller.known(Goal, story.goal)}  # fmt: skip
    names = {product.key: product.name for product in PRODUCTS}
    product = teller.known(Product, names[story.product]) if story.product else None
    objective, change = teller.ledger.create(
        Objective, at, by, name=story.name, about=story.about, cycle=cycle, product=product, owner=by, **above
    )  # fmt: skip
    teller.ledger.tell(at, by, "objective.created", teller.know(objective), change)
    results = [_ResultTeller(teller, story, objective, each, at).tell() for each in story.results]
    teller.results.append((story.line, objective, results))


class _ResultTeller:
    """One key result and the looks at it."""

    def __init__(self, teller: Teller, story: ObjectiveStory, objective: Objective, result: ResultStory, at: datetime) -> None:  # fmt: skip
        self.teller, self.story, self.objective, self.result, self.at = teller, story, objective, result, at  # fmt: skip
        self.cycle, self.by = teller.cycles[story.back], teller.people[story.owner]
        self.random: Random = dice(story.name, result.name, "looks")

    def tell(self) -> KeyResult:
        self.row, change = self.teller.ledger.create(
            KeyResult, self.at, self.by, objective=self.objective, name=self.result.name, owner=self.by, **self._numbers(),
        )  # fmt: skip
        self.teller.ledger.tell(self.at, self.by, "keyresult.created", self.row, change)
        for number, on in enumerate(self._looks()):
            self._look(number, on)
        return self.row

    def _numbers(self) -> dict[str, Any]:
        if not self.result.metric:
            baseline, target, _reached = self.result.own
            return {"baseline": Decimal(str(baseline)), "target": Decimal(str(target)), "unit": self.result.unit}  # fmt: skip
        metric = self.teller.known(Metric, self.result.metric)
        stood = self.teller.stood(metric, self.cycle.starts_on)
        return {
            "metric": metric, "baseline": stood, "target": stood + Decimal(str(self.result.by)),
            "unit": metric.unit, "decimals": metric.decimals,
        }  # fmt: skip

    def _looks(self) -> Iterator[date]:
        on = self.cycle.starts_on + timedelta(days=13 + self.random.randrange(5))
        while on <= min(self.cycle.ends_on, self.teller.day(0.3)):
            yield on
            on += LOOKS

    def _look(self, number: int, on: date) -> None:
        elapsed = self.cycle.elapsed(on)
        value = self._value(elapsed, on)
        way = self.row.way(value)
        chance = round(52 + 70 * (way - elapsed) + self.random.gauss(0, 7))
        at = _noon(on)
        _row, change = self.teller.ledger.create(
            CheckIn, at, self.by, key_result=self.row, member=self.by, on=on, value=None if self.row.metric_id else value,
            confidence=min(max(chance, 3), 97), note=self._note(number, way >= elapsed - 0.1),
        )  # fmt: skip
        self.teller.ledger.tell(at, self.by, "keyresult.checked_in", self.row, change)

    def _value(self, elapsed: float, on: date) -> Decimal:
        if self.result.metric:
            return self.teller.stood(self.teller.known(Metric, self.result.metric), on)
        baseline, _target, reached = self.result.own
        return Decimal(round(baseline + (reached - baseline) * min(elapsed * 1.08, 1)))

    def _note(self, number: int, is_well: bool) -> str:
        if self.random.random() < 0.45:
            return ""
        return self.random.choice(SAID_FIRST if number == 0 else SAID_WELL if is_well else SAID_BADLY)  # fmt: skip
