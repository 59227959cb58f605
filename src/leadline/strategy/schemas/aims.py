"""Cycles, goals, objectives, and their import."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema

from leadline.strategy.queries import Progress
from leadline.strategy.schemas.base import (
    Listing,
    Name,
    Text,
    Weight,
)
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to


class CycleIn(Input):
    """A period from its first to its last day."""

    name: Annotated[str, name_up_to(60)]
    starts_on: Day
    ends_on: Day


class CycleChange(Input):
    """Fields that are left out stay as they are."""

    name: Annotated[str, name_up_to(60)] = ""
    starts_on: Day = date(2000, 1, 1)
    ends_on: Day = date(2000, 1, 2)


class CycleOut(Schema):
    id: UUID
    version: int
    name: str
    starts_on: date
    ends_on: date


class GoalIn(Input):
    name: Name
    about: Text = ""
    owner: Id | None = None
    due_on: Day | None = None


class GoalChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""
    owner: Id | None = None
    due_on: Day | None = None


class Computed(Schema):
    """Progress from 0 to 1, computed from what lies below; none where nothing is measured."""

    progress: float | None
    measured: int
    results: int

    @staticmethod
    def told(progress: Progress) -> dict[str, Any]:
        return {
            "progress": progress.share,
            "measured": progress.measured,
            "results": progress.results,
        }


class GoalOut(Computed):
    id: UUID
    version: int
    name: str
    about: str
    owner: UUID | None
    due_on: date | None

    @classmethod
    def of(cls, row: Any, progress: Progress) -> "GoalOut":
        return cls(
            id=row.id,
            version=row.version,
            name=row.name,
            about=row.about,
            owner=row.owner_id,
            due_on=row.due_on,
            **cls.told(progress),
        )


class ObjectiveIn(Input):
    """A new objective, under a goal, under another objective (`parent`), or under none."""

    name: Name
    about: Text = ""
    cycle: Id
    goal: Id | None = None
    parent: Id | None = None
    product: Id | None = None
    owner: Id | None = None
    weight: Weight = 1


class ObjectiveChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""
    cycle: Id | None = None
    goal: Id | None = None
    parent: Id | None = None
    product: Id | None = None
    owner: Id | None = None
    weight: Weight = 1


class ObjectiveQuery(Listing):
    """What the objectives are tied to; all of it that is named."""

    cycle: UUID | None = None
    goal: UUID | None = None
    parent: UUID | None = None
    product: UUID | None = None
    owner: UUID | None = None


class ObjectiveOut(Computed):
    id: UUID
    version: int
    name: str
    about: str
    cycle: UUID
    goal: UUID | None
    parent: UUID | None
    product: UUID | None
    owner: UUID | None
    weight: int

    @classmethod
    def of(cls, row: Any, progress: Progress) -> "ObjectiveOut":
        return cls(
            id=row.id,
            version=row.version,
            name=row.name,
            about=row.about,
            cycle=row.cycle_id,
            goal=row.goal_id,
            parent=row.parent_id,
            product=row.product_id,
            owner=row.owner_id,
            weight=row.weight,
            **cls.told(progress),
        )


class ImportIn(Input):
    """Objectives as a Markdown list or as CSV; with `dry_run` nothing is written."""

    cycle: Id
    text: Annotated[str, name_up_to(400_000)]
    dry_run: bool = False


class ObjectiveImportOut(Schema):
    """How many are new, how many were there by name, and how many key results tell no number."""

    goals: int
    objectives: int
    results: int
    same: int
    judged: int


class CycleList(Schema):
    rows: list[CycleOut]


class GoalList(Schema):
    rows: list[GoalOut]


class ObjectivePage(Schema):
    rows: list[ObjectiveOut]
    after: str
