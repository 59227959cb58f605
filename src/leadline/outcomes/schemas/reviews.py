"""Reviews, with both sides of every promised effect."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema

from leadline.evidence.models import Claim
from leadline.outcomes.models import OutcomeReview, PromiseScore
from leadline.outcomes.queries import Side
from leadline.outcomes.queries.sides import At
from leadline.outcomes.queries.spent import Spent, TeamSpent
from leadline.outcomes.schemas.ledger import RangeOut
from leadline.outcomes.schemas.words import Amount, Decision, Learning, Text, Value, Weeks
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to


class ReviewIn(Input):
    """A review of the newest promise of a bet."""

    bet: Id
    reviewer: Id | None = None


class ReviewChange(Input):
    """Fields that are left out stay as they are; the cost is in minor units of the promise's currency."""

    meanwhile: Text = ""
    weeks_spent: Weeks | None = None
    cost_spent: Amount | None = None
    decision: Decision = ""
    learning: Learning = ""
    reviewer: Id | None = None


class EffectResultIn(Input):
    """What is typed about an effect, in the place of readings; or that nobody knows."""

    reason: Annotated[str, name_up_to(300)]
    value: Value | None = None
    on: Day | None = None
    baseline: Value | None = None
    baseline_on: Day | None = None
    is_unknown: bool = False


class AtOut(Schema):
    value: float
    on: date
    is_typed: bool

    @classmethod
    def of(cls, at: At | None) -> "AtOut | None":
        return None if at is None else cls(value=float(at.value), on=at.on, is_typed=at.is_typed)


class SideOut(RangeOut):
    """A promised effect beside what came, and its scores in the unit of the change; a difference, no cause, unless an `estimate` counts."""

    baseline: AtOut | None
    result: AtOut | None
    actual: float | None
    verdict: str
    lack: str
    reason: str
    estimate: UUID | None
    crps: float | None
    interval_score: float | None

    @classmethod
    def of(cls, side: Side, today: date) -> "SideOut":
        found = side.scored
        return cls(
            **cls.values(side.promised), baseline=AtOut.of(side.baseline), result=AtOut.of(side.result),
            actual=None if side.actual is None else float(side.actual), verdict=side.verdict, lack=side.lack(today),
            reason=side.typed.reason if side.typed else "", estimate=UUID(side.estimated.run) if side.estimated else None,
            crps=found.crps if found else None, interval_score=found.interval_score if found else None,
        )  # fmt: skip


class ReviewOut(Schema):
    id: UUID
    version: int
    bet: UUID
    promise: int
    due_on: date
    reviewer: UUID | None
    meanwhile: str
    weeks_spent: float | None
    cost_spent: int | None
    decision: str
    learning: str
    verdict: str
    closed_at: datetime | None
    closed_by: UUID | None
    claim: UUID | None
    sides: list[SideOut]

    @classmethod
    def of(cls, row: OutcomeReview, sides: list[Side], claim: Claim | None, today: date) -> "ReviewOut":  # fmt: skip
        same = ("id", "version", "due_on", "meanwhile", "cost_spent", "decision", "learning", "verdict", "closed_at")  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in same}, bet=row.bet_id, promise=row.promised.number,
            reviewer=row.reviewer_id, weeks_spent=None if row.weeks_spent is None else float(row.weeks_spent),
            closed_by=row.closed_by_id, claim=claim.pk if claim else None, sides=[SideOut.of(each, today) for each in sides],
        )  # fmt: skip


class TeamSpentOut(Schema):
    """The begun items of a team for a bet, median days of those done, and the person-weeks that they took."""

    team: UUID
    people: int
    items: int
    done: int
    points: float
    days: float | None
    weeks: float

    @classmethod
    def of(cls, row: TeamSpent) -> "TeamSpentOut":
        same = ("people", "items", "done", "points", "days", "weeks")
        return cls(team=row.team.pk, **{name: getattr(row, name) for name in same})


class SpentOut(Schema):
    """What the work itself tells of the effort; `no_team` counts begun items that no team has."""

    weeks: float
    teams: list[TeamSpentOut]
    no_team: int

    @classmethod
    def of(cls, spent: Spent) -> "SpentOut":
        return cls(weeks=float(spent.weeks), teams=[TeamSpentOut.of(row) for row in spent.teams], no_team=spent.no_team)  # fmt: skip


class ScoreOut(Schema):
    """A promised range beside what came, as it was scored; `part` is effect, effort or cost, `subject` the metric or the team."""

    part: str
    subject: UUID | None
    low: float
    likely: float
    high: float
    level: float
    actual: float
    is_inside: bool
    crps: float
    interval_score: float
    method: str
    method_version: str
    inputs: dict[str, Any]
    answer: dict[str, Any]

    @classmethod
    def of(cls, row: PromiseScore) -> "ScoreOut":
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ScoreList(Schema):
    rows: list[ScoreOut]
