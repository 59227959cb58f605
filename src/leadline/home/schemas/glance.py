"""Home at a glance."""

from datetime import date
from uuid import UUID

from ninja import Schema

from leadline.home.queries import Attention, ProductGlance
from leadline.home.queries.balance import BalanceRun
from leadline.home.schemas.balance import BalanceOut
from leadline.home.schemas.needs import NeedOut
from leadline.strategy.queries import ObjectiveStanding, Running, state_words


class ObjectiveStandingOut(Schema):
    """An objective beside its plan, which is to be as far as its cycle is; progress from 0 to 1."""

    id: UUID
    name: str
    progress: float | None
    measured: int
    results: int
    state: str
    words: str

    @classmethod
    def of(cls, line: ObjectiveStanding) -> "ObjectiveStandingOut":
        row, way = line.objective, line.progress
        return cls(
            id=row.pk, name=row.name, progress=way.share, measured=way.measured, results=way.results,
            state=line.state.value, words=state_words(line),
        )  # fmt: skip


class RunningOut(Schema):
    """The cycle of today; `elapsed` is the share of its time that is over, `count` all that lie under no other objective."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    elapsed: float
    count: int
    on_plan: int
    objectives: list[ObjectiveStandingOut]

    @classmethod
    def of(cls, running: Running, most: int) -> "RunningOut":
        row = running.cycle
        return cls(
            id=row.pk, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on, elapsed=running.elapsed,
            count=len(running.lines), on_plan=running.on_plan,
            objectives=[ObjectiveStandingOut.of(line) for line in running.lines[:most]],
        )  # fmt: skip


class ProductGlanceOut(Schema):
    """A product in numbers; `weekly` are the items finished in each of the last twelve whole weeks."""

    id: UUID
    key: str
    name: str
    stage: str
    open_items: int
    doing: int
    weekly: list[int]
    per_week: float
    forecast: UUID | None
    p85_on: date | None

    @classmethod
    def of(cls, line: ProductGlance) -> "ProductGlanceOut":
        row, run = line.product, line.forecast
        return cls(
            id=row.pk, key=row.key, name=row.name, stage=row.stage, open_items=line.open_items, doing=line.doing,
            weekly=list(line.weekly), per_week=line.per_week,
            forecast=run.pk if run else None, p85_on=run.p85_on if run else None,
        )  # fmt: skip


class HomeOut(Schema):
    """What Home tells: the running cycle, the dearest needs, the products, and the newest balance."""

    cycle: RunningOut | None
    needs: list[NeedOut]
    more_needs: int
    products: list[ProductGlanceOut]
    balance: BalanceOut | None

    @classmethod
    def of(
        cls, running: Running | None, found: Attention, products: list[ProductGlance], run: BalanceRun | None, most: int
    ) -> "HomeOut":  # fmt: skip
        return cls(
            cycle=RunningOut.of(running, most) if running else None,
            needs=[NeedOut.of(need) for need in found.needs], more_needs=found.more,
            products=[ProductGlanceOut.of(line) for line in products],
            balance=BalanceOut.of(run) if run else None,
        )  # fmt: skip
