"""Bets and what they promise."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.foundation.paging import PAGE
from leadline.planning.models import Bet, BetEffect, BetStep, BetVersion
from leadline.planning.queries import BetFilters, BetLine, Comparison, Parts
from leadline.strategy.models.themes import WHOLE
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to

Name = Annotated[str, name_up_to(200)]
Text = Annotated[str, text_up_to(20_000)]
Reason = Annotated[str, text_up_to(2_000)]
Kind = Literal["feature", "partnership", "campaign", "market", "research", "upkeep"]
Amount = Annotated[int, Field(ge=0, le=10**15)]
Value = Annotated[float, Field(gt=-1e12, lt=1e12, allow_inf_nan=False)]
Currency = Annotated[str, text_up_to(3)]


def exact(value: float) -> Decimal:
    """The decimal that a program wrote."""
    return Decimal(str(value))


class BetIn(Input):
    """A new bet; costs are in minor units of the currency, the workspace's where none is named."""

    name: Name
    kind: Kind = "feature"
    belief: Text = ""
    audience: Text = ""
    outcome: Text = ""
    product: Id | None = None
    segment: Id | None = None
    persona: Id | None = None
    owner: Id | None = None
    cost_low: Amount | None = None
    cost_likely: Amount | None = None
    cost_high: Amount | None = None
    currency: Currency | None = None


class BetChange(BetIn):
    """Fields that are left out stay as they are; what a committed bet promised changes only with a `reason`."""

    name: Name = ""
    reason: Reason = ""


class BetQuery(Schema):
    """What a list of bets is narrowed to; `gap` is evidence, goal or effect: what the bets are without."""

    q: Annotated[str, text_up_to(200)] = ""
    kind: str = ""
    state: str = ""
    owner: UUID | None = None
    product: UUID | None = None
    theme: UUID | None = None
    gap: str = ""
    sort: str = "name"
    after: str = ""
    limit: int = PAGE

    def filters(self) -> BetFilters:
        return BetFilters(self.q, self.kind, self.state, self.owner, self.product, self.theme, self.gap)  # fmt: skip


class Ranged(Schema):
    """A range that holds the truth nine times in ten."""

    low: float
    likely: float
    high: float


class BetEffectOut(Ranged):
    metric: UUID
    id: UUID
    by_on: date

    @classmethod
    def of(cls, row: BetEffect) -> "BetEffectOut":
        return cls(id=row.pk, metric=row.metric_id, by_on=row.by_on, **_range(row))


class BetOut(Schema):
    id: UUID
    version: int
    name: str
    kind: str
    state: str
    belief: str
    audience: str
    outcome: str
    product: UUID | None
    segment: UUID | None
    persona: UUID | None
    owner: UUID | None
    cost_low: int | None
    cost_likely: int | None
    cost_high: int | None
    currency: str

    @classmethod
    def of(cls, row: Bet) -> "BetOut":
        same = ("id", "version", "name", "state", "belief", "audience", "outcome", "cost_low", "cost_likely", "cost_high", "currency")  # fmt: skip
        tied = {name: getattr(row, f"{name}_id") for name in ("product", "segment", "persona", "owner")}  # fmt: skip
        return cls(kind=row.bet_kind, **{name: getattr(row, name) for name in same}, **tied)


class BetLineOut(BetOut):
    """A bet as lists show it; `weeks` is the likely effort in person-weeks."""

    effects: list[BetEffectOut]
    weeks: float | None
    goals: int
    has_evidence: bool

    @classmethod
    def of_line(cls, line: BetLine) -> "BetLineOut":
        return cls(
            **BetOut.of(line.bet).model_dump(), effects=[BetEffectOut.of(row) for row in line.effects],
            weeks=None if line.weeks is None else float(line.weeks), goals=line.goals, has_evidence=line.has_evidence,
        )  # fmt: skip


class BetPage(Schema):
    rows: list[BetLineOut]
    after: str


class BetEffectIn(Input):
    """How far the bet moves the metric by a day; a change, in the metric's unit."""

    metric: Id
    low: Value
    likely: Value
    high: Value
    by_on: Day
    reason: Reason = ""


class BetEffortIn(Input):
    """What a team puts in, in person-weeks."""

    team: Id
    low: Value
    likely: Value
    high: Value
    reason: Reason = ""


class BetGoalIn(Input):
    """The share with which the bet serves a key result, in parts of ten thousand."""

    key_result: Id
    share: Annotated[int, Field(ge=1, le=WHOLE)]
    reason: Reason = ""


class AnswerIn(Input):
    opportunity: Id
    reason: Reason = ""


class BetThemeIn(Input):
    theme: Id
    reason: Reason = ""


class ReasonIn(Input):
    """Why the promise of a committed bet changes; an open one needs none."""

    reason: Reason = ""


class BetEffortOut(Ranged):
    id: UUID
    team: UUID


class BetGoalOut(Schema):
    id: UUID
    key_result: UUID
    share: int


class AnswerOut(Schema):
    id: UUID
    opportunity: UUID


class BetThemeOut(Schema):
    id: UUID
    theme: UUID


class PartsOut(Schema):
    """What a bet promises beside its own fields."""

    effects: list[BetEffectOut]
    efforts: list[BetEffortOut]
    goals: list[BetGoalOut]
    opportunities: list[AnswerOut]
    themes: list[BetThemeOut]

    @classmethod
    def of(cls, parts: Parts) -> "PartsOut":
        return cls(
            effects=[BetEffectOut.of(row) for row in parts.effects],
            efforts=[BetEffortOut(id=row.pk, team=row.team_id, **_range(row)) for row in parts.efforts],
            goals=[BetGoalOut(id=row.pk, key_result=row.key_result_id, share=row.share) for row in parts.goals],
            opportunities=[AnswerOut(id=row.pk, opportunity=row.opportunity_id) for row in parts.opportunities],
            themes=[BetThemeOut(id=row.pk, theme=row.theme_id) for row in parts.themes],
        )  # fmt: skip


class CommitIn(Input):
    """`despite`: why it is committed although evidence or a key result is missing."""

    despite: Reason = ""


class StateIn(Input):
    """draft, ready, done or stopped; stopping asks for a reason."""

    to: Literal["draft", "ready", "done", "stopped"]
    reason: Reason = ""


class BetVersionOut(Schema):
    """A frozen promise: names as they were beside keys, numbers as text."""

    number: int
    promise: dict[str, Any]
    reason: str
    lacking: list[str]
    member: UUID
    at: datetime

    @classmethod
    def of(cls, row: BetVersion) -> "BetVersionOut":
        return cls(number=row.number, promise=row.promise, reason=row.reason, lacking=row.lacking, member=row.member_id, at=row.at)  # fmt: skip


class VersionList(Schema):
    rows: list[BetVersionOut]


class AlteredOut(Schema):
    """One thing promised, in words; `before` or `after` is empty where it was not."""

    label: str
    before: str
    after: str


class PromisesOut(Schema):
    """What differs between two promises by their numbers; both null while nothing was promised."""

    older: int | None
    newer: int | None
    rows: list[AlteredOut]

    @classmethod
    def of(cls, sides: Comparison) -> "PromisesOut":
        numbers = {name: row.number if row else None for name, row in (("older", sides.older), ("newer", sides.newer))}  # fmt: skip
        return cls(rows=[AlteredOut.from_orm(row) for row in sides.rows], **numbers)


class BetStepOut(Schema):
    """A move of a bet into a state."""

    state: str
    member: UUID
    at: datetime
    reason: str

    @classmethod
    def of(cls, row: BetStep) -> "BetStepOut":
        return cls(state=row.state, member=row.member_id, at=row.at, reason=row.reason)


class StepList(Schema):
    rows: list[BetStepOut]


def _range(row: Any) -> dict[str, float]:
    return {name: float(getattr(row, name)) for name in ("low", "likely", "high")}
