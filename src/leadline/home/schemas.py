"""What the API of this room gives out."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema

from leadline.home.models import BalanceRun
from leadline.home.queries.balance import kept_answer, parts_of
from leadline.home.queries.thread import Hanging, Knot, Thread, hanging
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import name_up_to
from leadline.workspaces.doors.outputs import MoneyOut
from leadline.workspaces.models import Event


class FoundOut(Schema):
    """A record that matches; `excerpt` is plain text around the words asked for."""

    kind: str
    id: UUID
    title: str
    excerpt: str
    url: str
    updated_at: datetime


class ResultsOut(Schema):
    """`is_capped`: more matched than were ranked. `next_start` is where the next answers begin."""

    rows: list[FoundOut]
    count: int
    is_capped: bool
    next_start: int | None


class FieldChangeOut(Schema):
    label: str
    before: str
    after: str


class VersionOut(Schema):
    number: int
    at: datetime
    who: str
    did: str
    changes: list[FieldChangeOut]
    event_id: UUID | None
    is_undoable: bool
    is_undone: bool


class VersionPage(Schema):
    rows: list[VersionOut]
    after: str


class ValueOut(Schema):
    label: str
    value: str


class AsOfOut(Schema):
    """A record as it stood at the end of a day; version 0 when it was not there yet."""

    day: date
    title: str
    version: int
    fields: list[ValueOut]
    was_in_trash: bool


class TrashedOut(Schema):
    kind: str
    id: UUID
    title: str
    who: str
    trashed_at: datetime
    goes_at: datetime
    may_restore: bool


class TrashPage(Schema):
    rows: list[TrashedOut]
    after: str


class EventOut(Schema):
    id: UUID
    at: datetime
    action: str
    subject_kind: str
    subject_id: UUID | None
    subject_title: str

    @classmethod
    def of(cls, event: Event) -> "EventOut":
        return cls.from_orm(event)


class NeedOut(Schema):
    kind: str
    subject_id: UUID
    sentence: str
    url: str
    tone: str


class DismissalIn(Input):
    """Why a need may stay as it is."""

    reason: Annotated[str, name_up_to(300)]


class DismissalOut(Schema):
    """A need that was put aside; `state` tells how it stood then."""

    id: UUID
    need: str
    subject_id: UUID
    state: str
    sentence: str
    reason: str
    created_at: datetime


class DismissalList(Schema):
    rows: list[DismissalOut]


class KnotOut(Schema):
    """A record on a thread; `side` is below, self or above."""

    kind: str
    id: UUID
    side: str
    stage: str
    title: str
    detail: str
    on: date | None
    amount: MoneyOut | None
    is_assumed: bool
    is_old: bool

    @classmethod
    def of(cls, knot: Knot) -> "KnotOut":
        same = ("id", "side", "title", "detail", "on", "is_old")
        return cls(
            **{name: getattr(knot, name) for name in same}, kind=knot.noun.kind, stage=knot.noun.stage,
            amount=MoneyOut.of(knot.money) if knot.money else None, is_assumed=knot.is_soft,
        )  # fmt: skip


class StrandOut(Schema):
    """A line of the thread: the upper record stands on the lower one."""

    below: UUID
    above: UUID
    weight: float | None


class GapOut(Schema):
    side: str
    stage: str
    words: str


class HangingOut(Schema):
    """Records of a kind that would lose this one, were it thrown away; `side` is below or above."""

    kind: str
    side: str
    words: str
    ids: list[UUID]

    @classmethod
    def of(cls, found: Hanging) -> "HangingOut":
        return cls(
            kind=found.noun.kind,
            side=found.side,
            words=found.says,
            ids=[knot.id for knot in found.knots],
        )


class ThreadOut(Schema):
    """`cut` names kinds of which there is more than was followed; `hanging` what rests on the record itself."""

    knots: list[KnotOut]
    strands: list[StrandOut]
    gaps: list[GapOut]
    hanging: list[HangingOut]
    cut: list[str]

    @classmethod
    def of(cls, thread: Thread) -> "ThreadOut":
        return cls(
            knots=[KnotOut.of(knot) for knot in (thread.me, *thread.knots)],
            strands=[StrandOut(below=each.below[1], above=each.above[1], weight=each.weight) for each in thread.strands],
            gaps=[GapOut(side=gap.side, stage=gap.stage, words=str(gap.words)) for gap in thread.gaps],
            hanging=[HangingOut.of(each) for each in hanging(thread)],
            cut=sorted(thread.cut),
        )  # fmt: skip


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
