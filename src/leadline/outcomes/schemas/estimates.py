"""Effects estimated without an experiment."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.outcomes.models import EffectEstimate
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to


class EstimateIn(Input):
    """An effect to be estimated, and the metrics to compare it with: `controls`, untouched by the bet, up to twenty.

    Three or more in the same unit: difference-in-differences, synthetic from six on. Fewer, or another unit
    (four at most then): a structural time series that they help to foretell. None: from its own past alone.
    Without a day, it began with the first release that holds work of the bet, or with its commitment.
    """

    metric: Id
    begins_on: Day | None = None
    controls: Annotated[list[Id], Field(max_length=20)] = []


class EstimateUseIn(Input):
    """Why an estimate counts as the result."""

    reason: Annotated[str, name_up_to(300)]


class EstimateLineOut(Schema):
    """A kept estimate: the average change beyond what would have come anyway, 95 % limits; `refused` says nothing.

    `reason` says why the method was taken: `alone`, `pair` (one or two comparisons), `unit` (one counts in
    another unit), `few`, `many`.
    """

    id: UUID
    review: UUID
    metric: UUID
    begins_on: date
    until: date
    average: float
    low: float
    high: float
    verdict: str
    method: str
    method_version: str
    reason: str
    seed: int
    made_at: datetime
    made_by: UUID | None

    @classmethod
    def values(cls, row: EffectEstimate) -> dict[str, Any]:
        same = ("id", "begins_on", "until", "method", "method_version", "seed")
        told = {name: row.answer[name] for name in ("low", "high", "verdict")}
        return {name: getattr(row, name) for name in same} | told | {
            "average": row.average, "reason": row.reason, "review": row.review_id, "metric": row.subject, "made_at": row.at, "made_by": row.by_id,
        }  # fmt: skip

    @classmethod
    def of(cls, row: EffectEstimate) -> "EstimateLineOut":
        return cls(**cls.values(row))


class EstimateList(Schema):
    rows: list[EstimateLineOut]


class EstimateOut(EstimateLineOut):
    """In full: the series by period with its comparisons, and what the science answered, weights and placebos included."""

    inputs: dict[str, Any]
    answer: dict[str, Any]

    @classmethod
    def of(cls, row: EffectEstimate) -> "EstimateOut":
        return cls(**cls.values(row), inputs=row.inputs, answer=row.answer)


class WaitingOut(Schema):
    """Work in the background."""

    waiting: bool
