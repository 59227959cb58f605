"""Claims, looks at them, and what they stand on."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.evidence.models import MOST_DAYS, Claim, ClaimSupport, Look
from leadline.evidence.queries import Weighed
from leadline.evidence.schemas.base import Notes, Source
from leadline.foundation.paging import PAGE
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to

Strength = Annotated[float, Field(ge=1, le=1_000)]
Sample = Annotated[int, Field(ge=0, le=2_000_000_000)]
HalfLife = Annotated[int, Field(ge=1, le=MOST_DAYS)]
NatureName = Literal["fact", "assumption"]
StanceName = Literal["supports", "contradicts"]


class ClaimIn(Input):
    """`strength`: how many times likelier its source would say so if it were true (1 says nothing)."""

    statement: Annotated[str, name_up_to(500)]
    nature: NatureName = "assumption"
    source: Source = ""
    sample_size: Sample | None = None
    observed_on: Day | None = None
    strength: Strength = 1
    half_life: HalfLife | None = None
    owner: Id | None = None
    notes: Notes = ""


class ClaimChange(Input):
    """Fields that are left out stay as they are."""

    statement: Annotated[str, name_up_to(500)] = ""
    nature: NatureName = "assumption"
    source: Source = ""
    sample_size: Sample | None = None
    observed_on: Day = date.min
    strength: Strength = 1
    half_life: HalfLife | None = None
    owner: Id | None = None
    notes: Notes = ""


class ClaimOut(Schema):
    id: UUID
    version: int
    statement: str
    nature: str
    source: str
    sample_size: int | None
    observed_on: date
    strength: float
    half_life: int | None
    due_on: date | None
    owner: UUID | None
    notes: str

    @classmethod
    def of(cls, row: Claim) -> "ClaimOut":
        return cls(
            id=row.id, version=row.version, statement=row.statement, nature=row.nature, source=row.source,
            sample_size=row.sample_size, observed_on=row.observed_on, strength=float(row.strength),
            half_life=row.half_life, due_on=row.due_on, owner=row.owner_id, notes=row.notes,
        )  # fmt: skip


class ClaimQuery(Schema):
    """`state` is every, due or contradicted; `nature` fact, assumption or nothing."""

    state: str = "every"
    nature: str = ""
    q: str = ""
    after: str = ""
    limit: int = PAGE


class ClaimPage(Schema):
    rows: list[ClaimOut]
    after: str


class ConfidenceOut(Schema):
    """The chance that a claim is true, and what speaks for and against it (times), by method and version."""

    confidence: float
    support: float
    contradiction: float
    fresh_for: float | None
    method: str
    version: str

    @classmethod
    def of(cls, weighed: Weighed) -> "ConfidenceOut":
        answer = weighed.answer
        return cls(
            confidence=answer.confidence, support=answer.support, contradiction=answer.contradiction,
            fresh_for=answer.fresh_for, method=answer.method, version=answer.version,
        )  # fmt: skip


class LookIn(Input):
    looked_on: Day | None = None
    strength: Strength | None = None
    source: Source = ""
    sample_size: Sample | None = None
    note: Notes = ""


class LookOut(Schema):
    id: UUID
    looked_on: date
    looked_by: UUID
    source: str
    sample_size: int | None
    strength: float
    note: str

    @classmethod
    def of(cls, row: Look) -> "LookOut":
        return cls(
            id=row.id, looked_on=row.looked_on, looked_by=row.looked_by_id, source=row.source,
            sample_size=row.sample_size, strength=float(row.strength), note=row.note,
        )  # fmt: skip


class LookList(Schema):
    rows: list[LookOut]


class SupportIn(Input):
    """One of `passage`, `feedback` and `other`."""

    passage: Id | None = None
    feedback: Id | None = None
    other: Id | None = None
    stance: StanceName = "supports"
    strength: Strength = 1.5
    note: Source = ""


class SupportOut(Schema):
    id: UUID
    passage: UUID | None
    feedback: UUID | None
    other: UUID | None
    stance: str
    strength: float
    note: str

    @classmethod
    def of(cls, row: ClaimSupport) -> "SupportOut":
        return cls(
            id=row.id, passage=row.passage_id, feedback=row.feedback_id, other=row.other_id, stance=row.stance,
            strength=float(row.strength), note=row.note,
        )  # fmt: skip


class SupportList(Schema):
    rows: list[SupportOut]


def strength_of(number: float) -> Decimal:
    """A strength as operations take it."""
    return round(Decimal(str(number)), 2)
