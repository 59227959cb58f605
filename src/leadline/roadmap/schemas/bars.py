"""Bars, what they wait for, how they were moved."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema

from leadline.roadmap.models import Bar, BarDependency, BarForecast, BarMove
from leadline.roadmap.queries import BarLine
from leadline.roadmap.schemas.words import Long, Reach, Soon, Text, Why
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, Ids, name_up_to


class BarIn(Input):
    """A bet, an item, or a name; days both or none."""

    bet: Id | None = None
    item: Id | None = None
    name: Long = ""
    outward: Long = ""
    note: Text = ""
    product: Id | None = None
    team: Id | None = None
    bucket: Soon = "later"
    from_on: Day | None = None
    until_on: Day | None = None
    promised_on: Day | None = None
    told_to: Reach = "internal"


class BarChange(BarIn):
    """Fields that are left out stay as they are; a promise that moves asks for a `reason`."""

    reason: Why = ""


class BarOut(Schema):
    """A bar with what the latest forecast says of it; `holds` is the chance of its promise, 0 to 1."""

    id: UUID
    version: int
    name: str
    outward: str
    note: str
    bet: str
    item: str
    product: str
    team: str
    objective: str
    theme: str
    roadmap: str
    bucket: str
    from_on: date | None
    until_on: date | None
    promised_on: date | None
    told_to: str
    waits: list[str]
    p50_on: date | None
    p85_on: date | None
    holds: float | None
    lacks: str

    @classmethod
    def of(cls, line: BarLine) -> "BarOut":
        same = (
            "id", "version", "name", "outward", "note", "bet", "item", "bucket", "from_on", "until_on", "promised_on", "told_to", "p50_on",
            "p85_on", "holds", "lacks",
        )  # fmt: skip
        keys = {name: getattr(line, name)[0] for name in ("product", "team", "objective", "theme", "roadmap")}  # fmt: skip
        return cls(**{name: getattr(line, name) for name in same}, **keys, waits=list(line.waits))


class BetBarOut(Schema):
    """A bar of a bet with what the latest forecast says of it; `holds` is the chance of its promise, 0 to 1."""

    id: UUID
    roadmap: UUID
    bucket: str
    from_on: date | None
    until_on: date | None
    promised_on: date | None
    run: UUID | None
    p50_on: date | None
    p85_on: date | None
    holds: float | None
    lacks: str

    @classmethod
    def of(cls, bar: Bar, told: BarForecast | None, holds: float | None) -> "BetBarOut":
        same = ("id", "bucket", "from_on", "until_on", "promised_on")
        return cls(
            **{name: getattr(bar, name) for name in same}, roadmap=bar.roadmap_id, run=told.run_id if told else None,
            p50_on=told.p50_on if told else None, p85_on=told.p85_on if told else None, holds=holds,
            lacks=told.lacks if told else "",
        )  # fmt: skip


class BetBarList(Schema):
    rows: list[BetBarOut]


class UnservedOut(Schema):
    """An objective that no bar serves."""

    id: UUID
    name: str
    cycle: UUID


class UnservedList(Schema):
    rows: list[UnservedOut]


class Waiting(Input):
    blocker: Id


class BarWaitOut(Schema):
    """`blocker` is the bar that goes before."""

    id: UUID
    blocker: UUID

    @classmethod
    def of(cls, row: BarDependency) -> "BarWaitOut":
        return cls(id=row.id, blocker=row.blocker_id)


class BarWaitList(Schema):
    rows: list[BarWaitOut]


class PlacedIn(Input):
    """Bars, and where they go: before or after one of the roadmap, into a bucket, or both."""

    bars: Ids
    bucket: Soon | Literal[""] = ""
    before: Id | None = None
    after: Id | None = None


class PlacedList(Schema):
    """The bars as they are after the move; `event` can be undone."""

    rows: list[BarOut]
    event: UUID | None


class MoveReasonIn(Input):
    reason: Annotated[str, name_up_to(500)]


class MoveOut(Schema):
    at: datetime
    by: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]


class BarMoveOut(MoveOut):
    id: UUID

    @classmethod
    def of(cls, row: BarMove) -> "BarMoveOut":
        return cls(id=row.id, **told_of(row))


class BarMoveList(Schema):
    rows: list[BarMoveOut]


def told_of(row: BarMove) -> dict[str, Any]:
    """What is told of a move wherever it is."""
    return {"at": row.at, "by": row.member.name if row.member else "", "reason": row.why, "before": row.before, "after": row.after}  # fmt: skip


class BarPage(Schema):
    rows: list[BarOut]
    after: str
