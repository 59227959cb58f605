"""Forecasts, and how such forecasts held."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.delivery.schemas.words import Day, Key, Reason, Unit
from leadline.workspaces.doors.api import Input


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


class RecordLineOut(Schema):
    """Statements of one stated chance that came due; the true share of those that hold lies from `low` to `high`."""

    stated: float
    statements: int
    held: int
    share: float
    low: float
    high: float
    verdict: Literal["fits", "too sure", "too cautious"]


class PastForecastOut(Schema):
    """One forecast of the past, made on `starts_on` for the next four weeks; `held` says whether its 85 % did."""

    starts_on: date
    p50: float | None
    p85: float | None
    actual: float
    held: bool | None


class TrackOut(Schema):
    """How forecasts held: those that were kept and scored, and the past replayed; `why_not` where it could not be."""

    kept: list[RecordLineOut]
    replayed: list[RecordLineOut]
    replays: list[PastForecastOut]
    why_not: str
