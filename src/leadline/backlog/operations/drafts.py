"""Adding many items at once, with the past that they bring along."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.backlog.models import BacklogList, Item, ItemLabel, Label, Status, StatusChange
from leadline.backlog.operations.items import next_number
from leadline.backlog.operations.order import BOTTOM, neighbours
from leadline.foundation.keys import new_key
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet
from leadline.products.models import Product, Team
from leadline.workspaces.models import Change, Member
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class Passage:
    """At an instant an item went into a status, from another or from nowhere."""

    at: datetime
    to_status: Status
    from_status: Status | None = None


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """An item to be, as another tracker or a file tells it.

    `parent_id` may be the `id` of a draft further ahead. Without `passages` there is one, into
    `status` at `opened_at`. An item in a status of the category done needs `finished_at`.
    """

    title: str
    status: Status
    backlog_list: BacklogList
    opened_at: datetime
    id: UUID = field(default_factory=new_key)
    item_kind: str = Item.Kind.STORY
    description: str = ""
    parent_id: UUID | None = None
    bet: Bet | None = None
    team: Team | None = None
    assignee: Member | None = None
    points: Decimal | None = None
    estimate_seconds: int | None = None
    due_on: date | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    source_key: str = ""
    labels: tuple[Label, ...] = ()
    passages: tuple[Passage, ...] = ()

    def columns(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in OWN}
        return own | {"item_kind": self.item_kind or Item.Kind.STORY}


OWN = (
    "id", "title", "status", "backlog_list", "opened_at", "description", "parent_id", "bet", "team",
    "assignee", "points", "estimate_seconds", "due_on", "started_at", "finished_at", "source_key",
)  # fmt: skip


@operation(needs=Right.CONTRIBUTE)
def create_items(
    *, by: Member, now: datetime, product: Product, drafts: Sequence[ItemDraft],
    undoable: bool = True,
) -> list[Item]:  # fmt: skip
    """Add items behind those of their lists, in the order given and in a few statements.

    Without `undoable` the event says only how many there were: for imports, which keep a list
    of their own of what they made.
    """
    for draft in drafts:
        refuse_unfit(draft, product)
    first, ranks = next_number(product, len(drafts)), ranks_of(drafts)
    values = [
        {**draft.columns(), "product": product, "number": first + at, "rank": ranks[at]}
        for at, draft in enumerate(drafts)
    ]
    rows, changes = create_all(Item, values, by=by, now=now)
    changes += _follow(by, now, rows, drafts)
    kept = changes if undoable else []
    record(by, now, "items.created", changes=kept, facts={"count": len(rows), "product": product.key})  # fmt: skip
    return rows


def _follow(by: Member, now: datetime, rows: Sequence[Item], drafts: Sequence[ItemDraft]) -> list[Change]:  # fmt: skip
    traces = [
        {"item": row, "at": each.at, "to_status": each.to_status, "from_status": each.from_status}
        for row, draft in zip(rows, drafts, strict=True)
        for each in draft.passages or (Passage(draft.opened_at, draft.status),)
    ]
    tags = [
        {"item": row, "label": label}
        for row, draft in zip(rows, drafts, strict=True)
        for label in dict.fromkeys(draft.labels)
    ]
    traced = create_all(StatusChange, traces, by=by, now=now)[1]
    return traced + create_all(ItemLabel, tags, by=by, now=now)[1]


def ranks_of(drafts: Sequence[ItemDraft]) -> list[str]:
    places: dict[UUID, list[int]] = {}
    lists = {draft.backlog_list.id: draft.backlog_list for draft in drafts}
    for at, draft in enumerate(drafts):
        places.setdefault(draft.backlog_list.id, []).append(at)
    ranks = [""] * len(drafts)
    for key, held in places.items():
        found = ranks_between(*neighbours(lists[key], BOTTOM), len(held))
        for at, rank in zip(held, found, strict=True):
            ranks[at] = rank
    return ranks


def refuse_unfit(draft: ItemDraft, product: Product) -> None:
    if draft.status.product_id != product.id or draft.backlog_list.product_id != product.id:
        raise Invalid(
            "The status or the list belongs to another product.",
            field="status",
            remedy=f"Take a status and a list of {product.name}.",
        )
    done = draft.status.category == Status.Category.DONE
    if done != (draft.finished_at is not None):
        raise Invalid(f"“{draft.title[:60]}” is done without a finish, or the other way round.", field="finished_at", remedy="Give a finish to what is done, and none to what is open.")  # fmt: skip
