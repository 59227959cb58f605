"""The figures of flow, and the items behind them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.delivery.queries.flow.items import ItemChoice
from leadline.delivery.schemas.words import ItemsChosenIn, Reason, Unit


class LeftOutIn(ItemsChosenIn):
    """Items to be left out of all figures, and why."""

    reason: Reason


class WeekOut(Schema):
    starts_on: date
    finished: float
    opened: float


class PercentileOut(Schema):
    """`low` and `high`: where the true percentile lies, with 95 % confidence; null where no limit is set."""

    share: float
    days: float
    low: float | None
    high: float | None


class AgedOut(Schema):
    """`chance` to be finished within the expectation, with its limits."""

    key: str
    title: str
    status: str
    days: int
    chance: float | None
    low: float | None
    high: float | None


class StandingOut(Schema):
    day: date
    to_do: float
    doing: float
    done: float


class StateOut(Schema):
    state: str
    items: int
    visits: int
    mean_days: float
    median_days: float


class FlowOut(Schema):
    """The figures of flow. `findings` say what each shows, in a sentence."""

    unit: str
    findings: dict[str, str]
    weeks: list[WeekOut]
    cycle_times: list[PercentileOut]
    expectation_days: float | None
    ageing: list[AgedOut]
    standings: list[StandingOut]
    states: list[StateOut]
    left_out_impossible: int
    left_out_by_hand: int


class LeftOutOut(Schema):
    """An item that is kept out of all figures, and why."""

    id: UUID
    item: UUID
    reason: str
    by: UUID | None
    at: datetime


class LeftOutList(Schema):
    rows: list[LeftOutOut]


class FlowQuery(Schema):
    """Which items figures are about: of a product (by key), a team, a kind, over 3, 6 or 12 months, or all."""

    product: str = ""
    team: UUID | None = None
    kind: str = ""
    months: int | None = None
    unit: Unit = "items"


class FlowItemsQuery(FlowQuery):
    """All finished ones; or those of a `week` (its Monday), that stood somewhere at the end of a `day`, took `least_days`."""

    week: date | None = None
    day: date | None = None
    standing: Literal["to_do", "doing", "done", ""] = ""
    least_days: Annotated[int, Field(ge=0, le=99_999)] | None = None
    which: Literal["impossible", "excluded", "doing", ""] = ""
    after: str = ""

    def choice(self) -> ItemChoice:
        return ItemChoice(self.week, self.day, self.standing, self.least_days, self.which)


class FlowItemOut(Schema):
    """An item behind a figure; `why` says why it is left out, `exclusion` by whose hand."""

    item: UUID
    key: str
    title: str
    status: UUID
    opened_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    days: int | None
    points: float | None
    why: str
    exclusion: UUID | None


class FlowItemPage(Schema):
    rows: list[FlowItemOut]
    after: str
