"""The balance of strategy and execution."""

from datetime import date
from uuid import UUID

from ninja import Schema

from leadline.home.models import BalanceRun
from leadline.home.queries.balance import kept_answer, parts_of


class BalanceRunOut(Schema):
    """A kept balance; `score` from 0 to 1."""

    id: UUID
    on: date
    score: float
    method: str
    method_version: str

    @classmethod
    def of(cls, run: BalanceRun) -> "BalanceRunOut":
        return cls.from_orm(run)


class HalfOut(Schema):
    """The share of a half that was kept, with the span in which it lies."""

    share: float
    low: float
    high: float


class MissedOut(Schema):
    title: str
    url: str
    on: date


class BalancePartOut(Schema):
    """What was owed of one sort: how much, how much was kept, the last five that were not."""

    half: str
    sort: str
    owed: int
    kept: int
    missed: list[MissedOut]


class BalanceOut(BalanceRunOut):
    """A kept balance with both halves and its parts; `starved` is the half that is lower beyond doubt."""

    strategy: HalfOut
    execution: HalfOut
    starved: str | None
    parts: list[BalancePartOut]

    @classmethod
    def of(cls, run: BalanceRun) -> "BalanceOut":
        answer = kept_answer(run)
        same = ("id", "on", "score", "method", "method_version")
        return cls(
            **{name: getattr(run, name) for name in same},
            strategy=HalfOut.from_orm(answer.strategy), execution=HalfOut.from_orm(answer.execution), starved=answer.starved,
            parts=[BalancePartOut.from_orm(part) for part in parts_of(run)],
        )  # fmt: skip


class BalanceList(Schema):
    rows: list[BalanceRunOut]
