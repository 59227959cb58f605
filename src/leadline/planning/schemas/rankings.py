"""Rankings, what is said about bets for them, and confidence from evidence."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.planning.models import Ranking, RankingInput
from leadline.planning.queries.rankings.candidates import Cell
from leadline.planning.queries.rankings.coming import Coming
from leadline.planning.queries.rankings.comparing import Compared, Move
from leadline.planning.queries.rankings.confidence import Told
from leadline.planning.queries.rankings.pieces import Line
from leadline.planning.queries.rankings.runs import Lines
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id, name_up_to, text_up_to

Framework = Literal["rice", "ice", "wsjf", "value", "weighted", "own", "moscow"]
State = Literal["", "draft", "ready", "committed", "done", "stopped", "any"]


class RankingIn(Input):
    """What to rank: `state` empty is what is not over; `product` is its key; texts as people type them."""

    framework: Framework
    product: Annotated[str, text_up_to(20)] = ""
    theme: Id | None = None
    state: State = ""
    confidence: Literal["typed", "evidence", "none"] = "typed"
    top: Annotated[int, Field(ge=1, le=10_000)] | None = None
    weights: Annotated[str, text_up_to(4_000)] = ""
    formula: Annotated[str, text_up_to(500)] = ""
    capacity: Annotated[str, text_up_to(120)] = ""


class RankingLineOut(Schema):
    """A kept ranking without its lines."""

    id: UUID
    title: str
    framework: str
    product: UUID | None
    bets: int
    lacking: int
    top: int
    leaders: list[str]
    method: str
    method_version: str
    seed: int | None
    made_at: datetime
    made_by: UUID | None

    @classmethod
    def of(cls, row: Ranking) -> "RankingLineOut":
        return cls(**cls.values(row))

    @staticmethod
    def values(row: Ranking) -> dict[str, Any]:
        same = ("id", "title", "framework", "bets", "lacking", "top", "leaders", "method", "method_version", "seed")  # fmt: skip
        named = {name: getattr(row, name) for name in same}
        return named | {"product": row.product_id, "made_at": row.at, "made_by": row.by_id}


class RankingPage(Schema):
    rows: list[RankingLineOut]
    after: str


class RankingOut(RankingLineOut):
    """In full: the question, and what the science answered beside the lines."""

    asked: dict[str, Any]
    answer: dict[str, Any]
    lessons: dict[str, Any] | None

    @classmethod
    def of(cls, row: Ranking) -> "RankingOut":
        return cls(**cls.values(row), asked=row.asked, answer=row.answer, lessons=row.lessons)


class RankingComingOut(Schema):
    """A ranking that was asked for: `done` of `total` steps; `ranking` is its key once it is `kept`.

    `refused` says why nothing was ranked.
    """

    id: UUID
    state: Literal["running", "kept", "refused", "failed"]
    done: int
    total: int | None
    ranking: UUID | None
    refused: str

    @classmethod
    def of(cls, found: Coming) -> "RankingComingOut":
        job = found.job
        return cls(id=job.pk, state=found.state, done=job.done, total=job.total, ranking=found.ranking, refused=found.refused)  # fmt: skip


class CellOut(Schema):
    low: float
    likely: float
    high: float
    source: str

    @classmethod
    def of(cls, cell: Cell | None) -> "CellOut | None":
        if cell is None:
            return None
        return cls(low=cell.low, likely=cell.likely, high=cell.high, source=cell.source)


class PlacedOut(Schema):
    """A bet with its inputs, and where it stands; `why` it was left out where it lacked something."""

    bet: UUID
    name: str
    inputs: dict[str, CellOut]
    standing: dict[str, Any] | None
    why: str

    @classmethod
    def of(cls, line: Line) -> "PlacedOut":
        standing = vars(line.standing) if line.standing else None
        return cls(
            bet=UUID(line.bet), name=line.name, why=line.why,
            standing={name: value for name, value in standing.items() if name != "name"} if standing else None,
            inputs={name: found for name, cell in line.cells.items() if (found := CellOut.of(cell))},
        )  # fmt: skip


class PlacedPage(Schema):
    """A hundred lines; `next_number` is None behind the last."""

    rows: list[PlacedOut]
    next_number: int | None

    @classmethod
    def of(cls, lines: Lines) -> "PlacedPage":
        return cls(rows=[PlacedOut.of(line) for line in lines.lines], next_number=lines.next_number)


class ReplayOut(Schema):
    same: bool
    method_version: str
    version_now: str


class RankMoveOut(Schema):
    bet: UUID
    name: str
    before: int | None
    after: int | None
    differs: dict[str, tuple[CellOut | None, CellOut | None]]

    @classmethod
    def of(cls, move: Move) -> "RankMoveOut":
        before, after = move.before.standing, move.after.standing
        return cls(
            bet=UUID(move.after.bet), name=move.name, before=before.rank if before else None,
            after=after.rank if after else None,
            differs={each.name: (CellOut.of(each.before), CellOut.of(each.after)) for each in move.differs},
        )  # fmt: skip


class ComparisonOut(Schema):
    """The hundred that moved furthest; `unshown` moved less far."""

    moves: list[RankMoveOut]
    unshown: int
    unmoved: int
    new: list[str]
    gone: list[str]

    @classmethod
    def of(cls, told: Compared) -> "ComparisonOut":
        return cls(
            moves=[RankMoveOut.of(move) for move in told.moves], unshown=told.unshown,
            unmoved=told.unmoved, new=list(told.new), gone=list(told.gone),
        )  # fmt: skip


class InputsIn(Input):
    """Name to what is typed: `{"rice.reach": "200 500 900", "effort": "3"}`; nothing takes it away."""

    said: Annotated[
        dict[Annotated[str, name_up_to(80)], Annotated[str, text_up_to(120)]],
        Field(min_length=1, max_length=50),
    ]


class InputIn(Input):
    """What is typed, a number alone or low, likely and high; nothing takes it away."""

    typed: Annotated[str, text_up_to(120)]


class InputOut(Schema):
    name: str
    low: float
    likely: float
    high: float
    version: int

    @classmethod
    def of(cls, row: RankingInput) -> "InputOut":
        return cls(name=row.name, low=float(row.low), likely=float(row.likely), high=float(row.high), version=row.version)  # fmt: skip


class InputList(Schema):
    rows: list[InputOut]


class PieceOut(Schema):
    """A piece of evidence under a bet, and how many times it counts today."""

    kind: str
    id: UUID
    about: str
    on: date
    times: float
    counts: float


class BetConfidenceOut(Schema):
    """How sure the evidence makes us; one half where there are no pieces."""

    confidence: float
    prior: float
    support: float
    contradiction: float
    pieces: list[PieceOut]

    @classmethod
    def of(cls, told: Told) -> "BetConfidenceOut":
        pieces = [
            PieceOut(kind=piece.record.kind(), id=piece.record.pk, about=str(piece.record), on=piece.on, times=piece.times, counts=counted.times)
            for piece, counted in told.counted
        ]  # fmt: skip
        answer = told.answer
        return cls(confidence=answer.confidence, prior=answer.prior, support=answer.support, contradiction=answer.contradiction, pieces=pieces)  # fmt: skip
