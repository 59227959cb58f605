"""What the API of this room takes in and gives out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from leadline.workspaces.doors.api import Input

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Day = Annotated[date, Field(strict=False)]
Key = Annotated[UUID, Field(strict=False)]
Size = Annotated[Decimal, Field(strict=False, ge=0, le=100_000, max_digits=8, decimal_places=2)]
Unit = Literal["points", "items"]


class SprintIn(Input):
    """A sprint to be planned."""

    team: Key
    product: Key | None = None
    name: Name
    goal: Annotated[str, StringConstraints(max_length=2000)] = ""
    starts_on: Day
    ends_on: Day
    unit: Unit = "points"
    capacity: Size | None = None


class SprintChange(Input):
    """What of a sprint is changed; fields that are left out stay."""

    name: Name | None = None
    goal: Annotated[str, StringConstraints(max_length=2000)] | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    capacity: Size | None = None
    review: Annotated[str, StringConstraints(max_length=20_000)] | None = None


class ItemsChosenIn(Input):
    """Items by their ids."""

    items: Annotated[list[Key], Field(min_length=1, max_length=1000)]


class LeftOutIn(ItemsChosenIn):
    """Items to be left out of all figures, and why."""

    reason: Reason


class ClosingIn(Input):
    """Where unfinished items go; without either they stay in their lists."""

    to_sprint: Key | None = None
    to_list: Key | None = None


class AmountOut(Schema):
    items: int
    points: float


class ScopeOut(Schema):
    """committed + added − removed = inside."""

    committed: AmountOut
    added: AmountOut
    removed: AmountOut
    inside: AmountOut
    done: AmountOut
    kept: AmountOut
    carried: AmountOut


class SprintOut(Schema):
    id: UUID
    version: int
    team: UUID
    product: UUID | None
    name: str
    goal: str
    starts_on: date
    ends_on: date
    unit: str
    capacity: float | None
    state: str
    started_at: datetime | None
    closed_at: datetime | None
    review: str
    scope: ScopeOut
    say_do: float | None
    velocity: float


class SprintsOut(Schema):
    rows: list[SprintOut]
    after: str


class CardOut(Schema):
    id: UUID
    version: int
    key: str
    title: str
    kind: str
    points: float | None
    assignee: UUID | None
    since: datetime
    blocked: bool


class BoardColumnOut(Schema):
    status: UUID
    name: str
    category: str
    limit: int | None
    over_limit: bool
    cards: list[CardOut]
    after: str


class BoardOut(Schema):
    product: UUID
    columns: list[BoardColumnOut]


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


class ForecastIn(Input):
    """A question to the future: `work` as a number or as chosen items, or `until` alone."""

    question: Literal["when", "how_many"]
    product: Key | None = None
    team: Key | None = None
    amount: Annotated[float, Field(strict=False, gt=0, le=1_000_000)] | None = None
    items: Annotated[list[Key], Field(max_length=1000)] = []
    until: Day | None = None
    unit: Unit = "items"
    window: Annotated[int, Field(ge=2, le=156)] = 12
    growth: bool = False
    weeks_off: Annotated[list[Day], Field(max_length=52)] = []
    weeks_out: dict[str, Reason] = {}
    without: dict[str, Reason] = {}


class ForecastWithoutIn(Input):
    """What is left out, each with the reason: items by their id, past weeks by their Monday."""

    items: Annotated[dict[Key, Reason], Field(max_length=1000)] = {}
    weeks: Annotated[dict[Day, Reason], Field(max_length=52)] = {}


class ForecastReplayOut(Schema):
    """Whether the answer is the same again, and the version of the method then and now."""

    same: bool
    method_version: str
    version_now: str


class ForecastLine(Schema):
    id: UUID
    question: str
    title: str
    words: str
    product: UUID | None
    team: UUID | None
    asked_at: datetime
    asked_by: UUID | None
    automatic: bool
    promised_on: date | None
    p50_on: date | None
    p85_on: date | None
    p95_on: date | None
    method: str
    method_version: str


class ForecastOut(ForecastLine):
    """A kept run in full: `inputs` as they were, `answer` as the method gave it."""

    holds: float | None
    inputs: dict[str, Any]
    answer: dict[str, Any]


class ForecastsOut(Schema):
    rows: list[ForecastLine]
    after: str
