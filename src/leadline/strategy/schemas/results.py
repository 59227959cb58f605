"""Key results and check-ins."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.strategy.models import (
    CheckIn,
)
from leadline.strategy.queries import ResultLine
from leadline.strategy.queries.aims import Point
from leadline.strategy.schemas.base import (
    Chance,
    Name,
    Text,
    Unit,
    Value,
    Weight,
)
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id


class ResultIn(Input):
    """A new key result; with a metric its unit is the metric's, and readings move it."""

    name: Name
    about: Text = ""
    metric: Id | None = None
    baseline: Value
    target: Value
    unit: Unit = ""
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    owner: Id | None = None
    weight: Weight = 1


class ResultChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""
    metric: Id | None = None
    baseline: Value = 0
    target: Value = 0
    unit: Unit = ""
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    owner: Id | None = None
    weight: Weight = 1


class ResultOut(Schema):
    """A key result with its last value and where that stands; `progress` from 0 to 1."""

    id: UUID
    version: int
    objective: UUID
    name: str
    about: str
    metric: UUID | None
    has_lost_metric: bool
    baseline: float
    target: float
    unit: str
    decimals: int
    direction: str
    owner: UUID | None
    weight: int
    value: float | None
    valued_on: date | None
    progress: float | None
    confidence: int | None
    state: str
    is_stale: bool

    @classmethod
    def of(cls, line: ResultLine) -> "ResultOut":
        row = line.result
        same = ("id", "version", "name", "about", "unit", "decimals", "direction", "weight")
        return cls(
            **{name: getattr(row, name) for name in same},
            objective=row.objective_id,
            metric=row.metric_id,
            owner=row.owner_id,
            has_lost_metric=line.has_lost_metric,
            baseline=float(row.baseline),
            target=float(row.target),
            value=None if line.value is None else float(line.value),
            valued_on=line.valued_on,
            progress=line.share,
            confidence=line.confidence,
            state=line.state.value,
            is_stale=line.is_stale,
        )


class PointOut(Schema):
    on: date
    value: float

    @classmethod
    def of(cls, point: Point) -> "PointOut":
        return cls(on=point.on, value=float(point.value))


class PointList(Schema):
    rows: list[PointOut]


class CheckInIn(Input):
    """What is said of a day; no value where a metric tells it."""

    on: Day | None = None
    value: Value | None = None
    confidence: Chance | None = None
    note: Text = ""


class CheckInOut(Schema):
    id: UUID
    version: int
    on: date
    value: float | None
    confidence: int | None
    note: str
    member: UUID | None

    @classmethod
    def of(cls, row: CheckIn) -> "CheckInOut":
        value = None if row.value is None else float(row.value)
        return cls(
            id=row.id,
            version=row.version,
            on=row.on,
            value=value,
            confidence=row.confidence,
            note=row.note,
            member=row.member_id,
        )


class ResultList(Schema):
    rows: list[ResultOut]


class CheckInPage(Schema):
    rows: list[CheckInOut]
    after: str
