"""Promises beside what came."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema

from leadline.foundation.paging import PAGE
from leadline.outcomes.models import PromiseScore
from leadline.outcomes.queries import LedgerFilters, LedgerLine, PromisedRange
from leadline.workspaces.doors.inputs import text_up_to


class LedgerQuery(Schema):
    """What the ledger is narrowed to; `standing` is owed, open, waiting, held, better, short, beside or unmeasured."""

    q: Annotated[str, text_up_to(200)] = ""
    standing: str = ""
    product: UUID | None = None
    team: UUID | None = None
    owner: UUID | None = None
    sort: str = "due"
    after: str = ""
    limit: int = PAGE

    def filters(self) -> LedgerFilters:
        return LedgerFilters(self.q, self.standing, self.product, self.team, self.owner)


class RangeOut(Schema):
    """A promised range, which holds the truth with chance `level`."""

    metric: UUID | None
    name: str
    unit: str
    low: float
    likely: float
    high: float
    level: float
    by_on: date | None

    @classmethod
    def values(cls, row: PromisedRange) -> dict[str, Any]:
        ends = {name: float(getattr(row, name)) for name in ("low", "likely", "high")}
        return ends | {"metric": row.subject, "name": row.name, "unit": row.unit, "level": row.level, "by_on": row.by_on}  # fmt: skip


class EffectOut(RangeOut):
    """With the change that came; None while it is not scored."""

    actual: float | None
    is_inside: bool | None

    @classmethod
    def of(cls, row: PromisedRange, score: PromiseScore | None) -> "EffectOut":
        return cls(**cls.values(row), actual=float(score.actual) if score else None, is_inside=score.is_inside if score else None)  # fmt: skip


class LedgerLineOut(Schema):
    bet: UUID
    name: str
    state: str
    standing: str
    due_on: date | None
    overdue: int
    review: UUID | None
    effects: list[EffectOut]

    @classmethod
    def of(cls, line: LedgerLine) -> "LedgerLineOut":
        return cls(
            bet=line.bet.pk, name=line.bet.name, state=line.bet.state, standing=line.standing, due_on=line.due_on,
            overdue=line.overdue, review=line.review.pk if line.review else None,
            effects=[EffectOut.of(each, line.score_of(each)) for each in line.effects],
        )  # fmt: skip


class LedgerPage(Schema):
    rows: list[LedgerLineOut]
    after: str
