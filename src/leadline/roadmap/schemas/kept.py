"""Forecasts, baselines and publications."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from leadline.roadmap.models import Baseline, Publication, RoadmapRun
from leadline.roadmap.queries import Compared, Plan, Stood, stood_in
from leadline.roadmap.queries.past import Shift
from leadline.roadmap.schemas.bars import MoveOut, told_of
from leadline.roadmap.schemas.words import Name, Reach
from leadline.workspaces.doors.api import Input


class BaselineIn(Input):
    name: Name


class BaselineOut(Schema):
    id: UUID
    name: str
    at: datetime

    @classmethod
    def of(cls, row: Baseline) -> "BaselineOut":
        return cls(id=row.id, name=row.name, at=row.at)


class StoodOut(Schema):
    id: str
    name: str
    team: str
    bucket: str
    from_on: str
    until_on: str
    promised_on: str

    @classmethod
    def of(cls, row: Stood) -> "StoodOut":
        return cls(**row.as_json())


class ShiftOut(Schema):
    """Days by which the ends and the promise moved, later is positive; None where a day is missing."""

    before: StoodOut
    after: StoodOut
    starts: int | None
    ends: int | None
    promise: int | None
    moves: list[MoveOut]

    @classmethod
    def of(cls, row: Shift) -> "ShiftOut":
        moves = [MoveOut(**told_of(each)) for each in row.moves]
        return cls(before=StoodOut.of(row.before), after=StoodOut.of(row.after), starts=row.starts, ends=row.ends, promise=row.promise, moves=moves)  # fmt: skip


class ComparedOut(Schema):
    moved: list[ShiftOut]
    added: list[StoodOut]
    dropped: list[StoodOut]
    same: int

    @classmethod
    def of(cls, told: Compared) -> "ComparedOut":
        return cls(
            moved=[ShiftOut.of(each) for each in told.moved], added=[StoodOut.of(each) for each in told.added],
            dropped=[StoodOut.of(each) for each in told.dropped], same=told.same,
        )  # fmt: skip


class PublicationIn(Input):
    audience: Reach


class PublicationOut(Schema):
    """What an audience was shown; `snapshot` is left empty in lists."""

    id: UUID
    number: int
    audience: str
    at: datetime
    snapshot: dict[str, Any]

    @classmethod
    def of(cls, row: Publication, whole: bool = True) -> "PublicationOut":
        return cls(id=row.id, number=row.number, audience=row.audience, at=row.at, snapshot=row.snapshot if whole else {})  # fmt: skip


class RunOut(Schema):
    """A kept forecast with all that it rests on."""

    id: UUID
    at: datetime
    method: str
    method_version: str
    seed: int | None
    inputs: dict[str, Any]
    answer: dict[str, Any]

    @classmethod
    def of(cls, row: RoadmapRun) -> "RunOut":
        same = ("id", "at", "method", "method_version", "seed", "inputs", "answer")
        return cls(**{name: getattr(row, name) for name in same})


class RoadmapRunLineOut(Schema):
    """A kept forecast without what it rests on."""

    id: UUID
    at: datetime
    method: str
    method_version: str

    @classmethod
    def of(cls, row: RoadmapRun) -> "RoadmapRunLineOut":
        return cls(id=row.id, at=row.at, method=row.method, method_version=row.method_version)


class RunLineList(Schema):
    rows: list[RoadmapRunLineOut]


class FreshnessOut(Schema):
    """The latest run; `stale` is old (a week), changed (the plan has, since) or empty; `is_coming`: a new one is on its way."""

    run: UUID | None
    at: datetime | None
    stale: str
    is_coming: bool

    @classmethod
    def of(cls, plan: Plan, now: datetime, is_coming: bool) -> "FreshnessOut":
        run = plan.run
        return cls(run=run.id if run else None, at=run.at if run else None, stale=plan.staleness(now), is_coming=is_coming)  # fmt: skip


class RunSameOut(Schema):
    same: bool


class PreviewOut(Schema):
    """What an audience would be shown; `kept_in` are the bars that it is not told of."""

    audience: str
    snapshot: dict[str, Any]
    kept_in: list[UUID]


class WholeBaselineOut(BaselineOut):
    """A baseline with the bars as they stood."""

    bars: list[StoodOut]

    @classmethod
    def whole(cls, row: Baseline) -> "WholeBaselineOut":
        return cls(**BaselineOut.of(row).dict(), bars=[StoodOut.of(each) for each in stood_in(row)])


class BaselineList(Schema):
    rows: list[BaselineOut]


class PublicationList(Schema):
    rows: list[PublicationOut]
