"""What bets rest on, and what would end them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.planning.models import MOST_IMPORTANCE, KillCriterion
from leadline.planning.queries import Doubt
from leadline.planning.schemas.bets import Name, Reason, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to


class AssumptionIn(Input):
    claim: Id
    importance: Annotated[int, Field(ge=1, le=MOST_IMPORTANCE)]


class DoubtOut(Schema):
    """A claim that bets rest on; `sure` is the chance that it is true, `learning` how much a test would teach (0 to 1)."""

    claim: UUID
    importance: int
    sure: float
    learning: float
    is_due: bool
    assumptions: list[UUID]
    bets: list[UUID]

    @classmethod
    def of(cls, each: Doubt) -> "DoubtOut":
        return cls(
            claim=each.claim.pk, importance=each.importance, sure=each.sure, learning=each.learning, is_due=each.is_due,
            assumptions=[row.pk for row in each.rests], bets=[row.bet_id for row in each.rests],
        )  # fmt: skip


class DoubtList(Schema):
    rows: list[DoubtOut]


class KillCriterionIn(Input):
    what: Annotated[str, name_up_to(300)]
    threshold: Name
    due_on: Day
    reason: Reason = ""


class JudgementIn(Input):
    state: Literal["open", "unmet", "met", "decided"]
    finding: Text = ""


class KillCriterionOut(Schema):
    id: UUID
    version: int
    what: str
    threshold: str
    due_on: date
    state: str
    finding: str
    judged_by: UUID | None
    judged_at: datetime | None

    @classmethod
    def of(cls, row: KillCriterion) -> "KillCriterionOut":
        same = ("id", "version", "what", "threshold", "due_on", "state", "finding", "judged_at")
        return cls(judged_by=row.judged_by_id, **{name: getattr(row, name) for name in same})


class CriterionList(Schema):
    rows: list[KillCriterionOut]
