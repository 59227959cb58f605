"""Items: one, a page of them, and changes to several."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.backlog.models import Item
from leadline.backlog.queries import ANY, Filters, ItemLine, Order
from leadline.backlog.schemas.words import Key, Kind, Long, Names, Points, Title
from leadline.foundation.paging import PAGE
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, Ids


class ItemIn(Input):
    """A new item, before or after another, at the top or else at the end of its list.

    Without a status it takes the product's first, without a list its neighbour's or the first.
    """

    product: Key
    title: Title
    kind: Kind = "story"
    description: Long = ""
    status: Id | None = None
    backlog_list: Id | None = None
    before: Id | None = None
    after: Id | None = None
    at_top: bool = False
    parent: Id | None = None
    bet: Id | None = None
    team: Id | None = None
    assignee: Id | None = None
    points: Points | None = None
    due_on: Day | None = None


class ItemChange(Input):
    """Fields that are left out stay as they are; the status has a call of its own."""

    title: Title = ""
    kind: Kind = "story"
    description: Long = ""
    parent: Id | None = None
    bet: Id | None = None
    team: Id | None = None
    assignee: Id | None = None
    points: Points | None = None
    due_on: Day | None = None


class ItemsChange(Input):
    """The same for all of them; what is left out stays as it is."""

    items: Ids
    kind: Kind = "story"
    parent: Id | None = None
    bet: Id | None = None
    team: Id | None = None
    assignee: Id | None = None
    points: Points | None = None
    due_on: Day | None = None


class ItemOut(Schema):
    id: UUID
    version: int
    key: str
    number: int
    title: str
    kind: str
    status: UUID
    status_name: str
    category: str
    backlog_list: UUID
    rank: str
    parent: UUID | None
    bet: UUID | None
    team: UUID | None
    assignee: UUID | None
    points: float | None
    due_on: date | None
    labels: list[str]
    open_blockers: int
    criteria: int
    criteria_met: int
    children: int
    children_done: int
    fields: dict[str, Any]
    opened_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    updated_at: datetime

    @classmethod
    def of(cls, line: ItemLine) -> "ItemOut":
        return cls(**columns_of(line))


class WholeItemOut(ItemOut):
    """An item with its description."""

    description: str

    @classmethod
    def whole(cls, line: ItemLine, item: Item) -> "WholeItemOut":
        return cls(**columns_of(line), description=item.description)


def columns_of(line: ItemLine) -> dict[str, Any]:
    same = ("id", "version", "key", "number", "title", "kind", "category", "rank", "points", "due_on", "labels", "criteria", "criteria_met", "children", "children_done", "opened_at", "started_at", "finished_at", "updated_at")  # fmt: skip
    return {name: getattr(line, name) for name in same} | {
        "status": line.status_id,
        "status_name": line.status,
        "backlog_list": line.list_id,
        "parent": line.parent_id,
        "bet": line.bet_id,
        "team": line.team_id,
        "assignee": line.assignee_id,
        "open_blockers": line.blockers,
        "fields": {str(key): value for key, value in line.values.items()},
    }


class ItemPage(Schema):
    rows: list[ItemOut]
    after: str


class ItemQuery(Schema):
    """What a list of items is narrowed to. `sort` is key, rank, updated, created, points or due,
    with - for falling; ranks compare within one list.
    """

    product: str
    backlog_list: list[UUID] = []
    state: str = ANY
    status: list[UUID] = []
    kind: list[str] = []
    team: list[UUID] = []
    assignee: list[UUID] = []
    label: list[UUID] = []
    parent: list[UUID] = []
    bet: list[UUID] = []
    q: str = ""
    sort: str = "key"
    after: str = ""
    limit: int = PAGE

    def filters(self) -> Filters:
        return Filters(
            state=self.state, lists=tuple(self.backlog_list), statuses=tuple(self.status),
            kinds=tuple(self.kind), teams=tuple(self.team), assignees=tuple(self.assignee),
            labels=tuple(self.label), parents=tuple(self.parent), bets=tuple(self.bet), text=self.q[:200],
        )  # fmt: skip

    def order(self) -> Order:
        is_ranked = self.sort.lstrip("-") == "rank"
        return Order(self.sort, "list" if is_ranked and len(self.backlog_list) != 1 else "")


class RankIn(Input):
    """Where items go within their list: before or after one, to the top, or else to the end."""

    items: Ids
    before: Id | None = None
    after: Id | None = None
    at_top: bool = False


class SendIn(RankIn):
    backlog_list: Id


class MoveIn(Input):
    items: Ids
    status: Id


class ItemsIn(Input):
    items: Ids


class LabelledIn(Input):
    items: Ids
    add: Names = []
    remove: Names = []


class Done(Schema):
    """The items as they are after a change to several; `event` can be undone."""

    rows: list[ItemOut]
    event: UUID | None


class ValuesIn(Input):
    """Values by the id of their field; null takes one away."""

    values: Annotated[dict[Id, str | int | float | None], Field(max_length=50)]
