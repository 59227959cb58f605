"""What items are for: key results, scenarios, milestones."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.backlog.models import ItemGoal, Scenario, ScenarioItem
from leadline.backlog.papers import Paper, as_markdown
from leadline.backlog.queries import MilestoneLine, Told, Work
from leadline.backlog.queries.milestones import Asked
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to

Share = Annotated[int, Field(ge=1, le=10_000)]
Name = Annotated[str, name_up_to(200)]
Words = Annotated[str, text_up_to(20_000)]


class ItemGoalIn(Input):
    """A key result and the share of the item that serves it, in parts of ten thousand."""

    key_result: Id
    share: Share


class ItemGoalOut(Schema):
    id: UUID
    key_result: UUID
    name: str
    share: int

    @classmethod
    def of(cls, row: ItemGoal) -> "ItemGoalOut":
        return cls(id=row.pk, key_result=row.key_result_id, name=row.key_result.name, share=row.share)  # fmt: skip


class ScenarioIn(Input):
    name: Name
    story: Words = ""


class ScenarioChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    story: Words = ""


class ScenarioItemIn(Input):
    item: Id


class ScenarioItemOut(Schema):
    id: UUID
    item: UUID

    @classmethod
    def of(cls, row: ScenarioItem) -> "ScenarioItemOut":
        return cls(id=row.pk, item=row.item_id)


class ScenarioOut(Schema):
    id: UUID
    version: int
    bet: UUID
    name: str
    story: str

    @classmethod
    def of(cls, row: Scenario) -> "ScenarioOut":
        return cls(id=row.pk, version=row.version, bet=row.bet_id, name=row.name, story=row.story)


class WholeScenarioOut(ScenarioOut):
    """A scenario with the items that make it possible."""

    items: list[ScenarioItemOut]

    @classmethod
    def whole(cls, told: Told) -> "WholeScenarioOut":
        return cls(**ScenarioOut.of(told.scenario).dict(), items=[ScenarioItemOut.of(row) for row in told.links])  # fmt: skip


class WorkItemOut(Schema):
    """An item that is there for a bet, or for an epic that is; `depth` counts from the uppermost."""

    id: UUID
    key: str
    title: str
    kind: str
    depth: int
    done: int
    all: int


class WorkOut(Schema):
    """The work of a bet: how much is done, and its items from the epics down, 1,000 at most."""

    done: int
    all: int
    is_cut: bool
    rows: list[WorkItemOut]

    @classmethod
    def of(cls, work: Work) -> "WorkOut":
        rows = [
            WorkItemOut(
                id=piece.item.pk, key=piece.item.key, title=piece.item.title, kind=piece.item.item_kind, depth=depth,
                done=piece.progress.done, all=piece.progress.all,
            )
            for top in work.pieces for depth, piece in top.whole()
        ]  # fmt: skip
        return cls(done=work.progress.done, all=work.progress.all, is_cut=work.is_cut, rows=rows)


class MilestoneIn(Input):
    product: Annotated[str, name_up_to(10)]
    name: Name
    due_on: Day
    about: Words = ""


class MilestoneChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    due_on: Day = date.min
    about: Words = ""


class RequiredIn(Input):
    """Items, or bets, that must be done by a milestone."""

    items: Annotated[list[Id], Field(max_length=200)] = []
    bets: Annotated[list[Id], Field(max_length=200)] = []


class AskedOut(Schema):
    """What a milestone asks for: an item or a bet, and how much of it is done."""

    id: UUID
    item: UUID | None
    bet: UUID | None
    done: int
    all: int
    is_done: bool

    @classmethod
    def of(cls, row: Asked) -> "AskedOut":
        return cls(
            id=row.part.pk, item=row.part.item_id, bet=row.part.bet_id, done=row.progress.done,
            all=row.progress.all, is_done=row.is_done,
        )  # fmt: skip


class MilestoneOut(Schema):
    """`state` is computed: empty, open, reached or missed."""

    id: UUID
    version: int
    product: str
    name: str
    due_on: date
    about: str
    state: str
    asks_for: list[AskedOut]

    @classmethod
    def of(cls, line: MilestoneLine) -> "MilestoneOut":
        row = line.milestone
        return cls(
            id=row.pk, version=row.version, product=row.product.key, name=row.name, due_on=row.due_on,
            about=row.about, state=line.state, asks_for=[AskedOut.of(each) for each in line.asked],
        )  # fmt: skip


class MilestonePage(Schema):
    rows: list[MilestoneOut]
    after: str


class PaperOut(Schema):
    """A document put together from the records, in Markdown."""

    title: str
    markdown: str

    @classmethod
    def of(cls, paper: Paper) -> "PaperOut":
        return cls(title=paper.title, markdown=as_markdown(paper))
