"""Sprints and the story of their scope."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from leadline.delivery.schemas.words import Day, Key, Name, Size, Unit
from leadline.workspaces.doors.api import Input


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


class StayOut(Schema):
    """An item in a sprint, or one that was; the points are those that were committed, and those at its closing."""

    item: UUID
    key: str
    title: str
    points: float | None
    was_committed: bool
    points_committed: float | None
    points_closed: float | None
    added_at: datetime
    removed_at: datetime | None
    finished_at: datetime | None
    outcome: str
    carried_to: UUID | None


class ScopeChangeOut(Schema):
    """What came, went, or was sized anew: `what` is added, removed or resized."""

    at: datetime
    what: str
    item: UUID
    who: str
    points_before: float | None
    points: float | None


class BurnPointOut(Schema):
    """At the end of a day: how much was in the sprint, and how much of that was done, in its unit."""

    day: date
    scope: float
    done: float


class SprintStoryOut(Schema):
    """Who came in and went out, and how the work burned up; `ideal_to` is what was committed to."""

    items: list[StayOut]
    changes: list[ScopeChangeOut]
    burn_up: list[BurnPointOut]
    ideal_to: float
    unestimated: int
