"""Metrics told: readings with season and noise, in which the bets that worked can be seen."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import cos, pi
from random import Random

from leadline.metrics.models import Annotation, Metric, Reading, Target
from leadline.products.models import Product
from leadline.sample.story import PRODUCTS
from leadline.sample.story.market import CUSTOMERS, CustomerStory
from leadline.sample.story.metrics import HARBOURS, METRICS, REVENUE
from leadline.sample.story.shapes import MetricStory
from leadline.sample.talking import dice
from leadline.sample.telling import OSLO, Teller

RAMP, AT_ONCE = 42, 13
YEAR = 365.25
Value = Callable[[date], float]


def tell_metrics(teller: Teller) -> None:
    """Every metric with its readings, targets and notes."""
    for story in METRICS:
        _MetricTeller(teller, story, _Course(teller, story)).tell()
    harbours = [each for each in CUSTOMERS if "harbours" in each.segment and each.tier != "Trial"]
    _MetricTeller(teller, HARBOURS, lambda day: float(sum(1 for _ in _with_us(teller, harbours, day)))).tell()  # fmt: skip
    _MetricTeller(teller, REVENUE, lambda day: 1000.0 * sum(each.revenue or 0 for each in _with_us(teller, CUSTOMERS, day))).tell()  # fmt: skip


def _with_us(teller: Teller, customers: tuple[CustomerStory, ...] | list[CustomerStory], day: date) -> Iterator[CustomerStory]:  # fmt: skip
    for each in customers:
        gone = each.left is not None and teller.day(each.left) <= day
        if teller.day(each.since) <= day and not gone:
            yield each


class _Course:
    """How a metric went; called with days in their order."""

    def __init__(self, teller: Teller, story: MetricStory) -> None:
        self.story, self.first = story, teller.day(story.since)
        self.random: Random = dice("metric", story.name, "readings")
        self.moved = [(on, by) for what, by in story.moved if (on := _released(teller, what))]

    def __call__(self, day: date) -> float:
        story = self.story
        wave = story.season * cos(2 * pi * (day.timetuple().tm_yday - 15) / YEAR)
        drift = story.drift * (day - self.first).days / 7
        moves = sum(by * min(max((day - on).days / RAMP, 0), 1) for on, by in self.moved)
        value = story.base + wave + drift + moves + self.random.gauss(0, story.noise)
        return min(max(value, 0), 100 if story.kind == "share" else value)


def _released(teller: Teller, what: str | int) -> date | None:
    if isinstance(what, int):
        return teller.day(what)
    finished = teller.span(what)[1]
    return finished.astimezone(OSLO).date() if finished else None


class _MetricTeller:
    """One metric and what hangs on it."""

    def __init__(self, teller: Teller, story: MetricStory, course: Value) -> None:
        self.teller, self.story, self.course = teller, story, course
        self.ledger, self.by = teller.ledger, teller.people[story.owner]

    def tell(self) -> None:
        self.metric = self._define()
        days = list(self._days())
        self.readings = {day: self._value(day) for day in days}
        self.teller.readings[self.story.name] = self.readings
        for start in range(0, len(days), AT_ONCE):
            self._write_down(days[start : start + AT_ONCE])
        for since, due, value in self.story.targets:
            self._aim(since, due, Decimal(value))
        for weeks, text in self.story.notes:
            self._note(self.teller.day(weeks), text)
        # Releases of a product are noted for all of its metrics; those of the company have none.
        for what, _by in self.story.moved if not self.story.product else ():
            on = _released(self.teller, what)
            if on and isinstance(what, str):
                self._note(on, f"Released: {what}")

    def _define(self) -> Metric:
        story, at = self.story, self.teller.now - timedelta(weeks=self.story.since, days=1)
        names = {product.key: product.name for product in PRODUCTS}
        product = self.teller.known(Product, names[story.product]) if story.product else None
        metric, change = self.ledger.create(
            Metric, at, self.by, name=story.name, about=story.about, source=story.source, metric_kind=story.kind,
            unit="%" if story.kind == "share" else story.unit, decimals=story.decimals, direction=story.direction,
            cadence=story.cadence, product=product, owner=self.by,
        )  # fmt: skip
        self.ledger.tell(at, self.by, "metric.created", self.teller.know(metric), change)
        return metric

    def _days(self) -> Iterator[date]:
        """Mondays, or the first of each month."""
        first, today = self.teller.day(self.story.since), self.teller.day(0)
        weekly = self.story.cadence == "weekly"
        for back in range((today - first).days, -1, -1):
            day = today - timedelta(days=back)
            if day.weekday() == 0 if weekly else day.day == 1:
                yield day

    def _value(self, day: date) -> Decimal:
        return Decimal(f"{self.course(day):.{self.story.decimals}f}")

    def _write_down(self, days: list[date]) -> None:
        at = self._evening(days[-1])
        changes = [
            self.ledger.create(Reading, at, self.by, metric=self.metric, on=day, value=self.readings[day])[1]
            for day in days
        ]  # fmt: skip
        self.ledger.tell(at, self.by, "readings.added", self.metric, *changes)

    def _evening(self, day: date) -> datetime:
        return min(datetime.combine(day, time(17), OSLO), self.teller.now - timedelta(minutes=3))

    def _aim(self, since: int, due: int, value: Decimal) -> None:
        set_on = self.teller.day(since)
        baseline = next((each for day, each in reversed(self.readings.items()) if day <= set_on), None)  # fmt: skip
        _row, change = self.ledger.create(
            Target, self._evening(set_on), self.by, metric=self.metric, value=value, baseline=baseline,
            set_on=set_on, due_on=self.teller.day(-due),
        )  # fmt: skip
        self.ledger.tell(self._evening(set_on), self.by, "target.set", self.metric, change)

    def _note(self, on: date, text: str) -> None:
        _row, change = self.ledger.create(Annotation, self._evening(on), self.by, metric=self.metric, on=on, text=text)  # fmt: skip
        self.ledger.tell(self._evening(on), self.by, "annotation.added", self.metric, change)
