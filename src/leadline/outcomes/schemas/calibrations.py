"""Kept calibrations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from leadline.outcomes.models import CalibrationRun


class RunLineOut(Schema):
    """A kept calibration without what it rests on."""

    id: UUID
    method: str
    method_version: str
    promises: int
    chances: int
    made_at: datetime
    made_by: UUID | None

    @classmethod
    def values(cls, row: CalibrationRun) -> dict[str, Any]:
        same = ("id", "method", "method_version", "promises", "chances")
        return {name: getattr(row, name) for name in same} | {"made_at": row.at, "made_by": row.by_id}  # fmt: skip

    @classmethod
    def of(cls, row: CalibrationRun) -> "RunLineOut":
        return cls(**cls.values(row))


class RunPage(Schema):
    rows: list[RunLineOut]
    after: str


class CalibrationRunOut(RunLineOut):
    """In full: what it rests on, and what the science answered; `answer.open` are the open effects, corrected."""

    inputs: dict[str, Any]
    answer: dict[str, Any]

    @classmethod
    def of(cls, row: CalibrationRun) -> "CalibrationRunOut":
        return cls(**cls.values(row), inputs=row.inputs, answer=row.answer)


class SameOut(Schema):
    same: bool
