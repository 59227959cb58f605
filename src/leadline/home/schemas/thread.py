"""The thread of a record."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.home.queries.thread import MOST_ASKED, Hanging, Knot, Thread, hanging
from leadline.workspaces.doors.outputs import MoneyOut


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


class HangingQuery(Schema):
    """The records that would be thrown away together."""

    ids: list[UUID] = Field(min_length=1, max_length=MOST_ASKED)


class HangingOut(Schema):
    """Records of a kind that would lose what is thrown away; `side` is below or above.

    `first` says what to do beforehand where they keep it out of the trash, and is empty elsewhere.
    """

    kind: str
    side: str
    words: str
    first: str
    ids: list[UUID]

    @classmethod
    def of(cls, found: Hanging) -> "HangingOut":
        return cls(
            kind=found.noun.kind,
            side=found.side,
            words=found.says,
            first=found.first,
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
