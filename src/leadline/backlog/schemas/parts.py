"""What belongs to an item: acceptance criteria and dependencies."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from leadline.backlog.models import Criterion, Dependency
from leadline.backlog.schemas.words import Clause, Outcome
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id


class CriterionIn(Input):
    given: Clause = ""
    when: Clause = ""
    then: Outcome


class CriterionChange(Input):
    """Fields that are left out stay as they are."""

    given: Clause = ""
    when: Clause = ""
    then: Outcome = ""
    met: bool = False


class CriterionPlaceIn(Input):
    """Which criterion it goes before; null for the end."""

    before: Id | None


class CriterionOut(Schema):
    id: UUID
    version: int
    item: UUID
    given: str
    when: str
    then: str
    met_at: datetime | None
    met_by: UUID | None

    @classmethod
    def of(cls, row: Criterion) -> "CriterionOut":
        return cls(
            id=row.id, version=row.version, item=row.item_id, given=row.given, when=row.when,
            then=row.then, met_at=row.met_at, met_by=row.met_by_id,
        )  # fmt: skip


class DependencyIn(Input):
    """`blocked` cannot be finished before `blocker`; both are ids of items."""

    blocker: Id
    blocked: Id


class DependencyOut(Schema):
    id: UUID
    blocker: UUID
    blocked: UUID

    @classmethod
    def of(cls, row: Dependency) -> "DependencyOut":
        return cls(id=row.id, blocker=row.blocker_id, blocked=row.blocked_id)
