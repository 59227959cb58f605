"""One item with everything that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from leadline.backlog.models import (
    Criterion,
    CustomField,
    Dependency,
    FieldValue,
    Item,
    ItemGoal,
    Milestone,
    StatusChange,
)
from leadline.backlog.queries.filters import ANY, Filters, Order
from leadline.backlog.queries.frames import fields_of
from leadline.backlog.queries.lines import ItemLine, lines_of, named, open_items
from leadline.backlog.queries.milestones import milestones_of
from leadline.backlog.queries.serving import goals_of
from leadline.foundation.paging import Slice
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_LINKS, MOST_CHANGES, CHILDREN = 200, 500, 30


@dataclass(frozen=True)
class Link:
    """A dependency as seen from one of its ends: `item` is the other one."""

    id: UUID
    item: Item

    @property
    def is_settled(self) -> bool:
        return self.item.finished_at is not None


@dataclass(frozen=True)
class Stay:
    """How long an item was in a status altogether, up to now."""

    status: str
    category: str
    span: timedelta


@dataclass(frozen=True)
class ItemRecord:
    """Everything that an item's page shows."""

    item: Item
    line: ItemLine
    criteria: Sequence[Criterion]
    blocked_by: Sequence[Link]
    blocks: Sequence[Link]
    children: "Slice[ItemLine]"
    values: Sequence[tuple[CustomField, Any]]
    stays: Sequence[Stay]
    goals: Sequence[ItemGoal]
    milestones: Sequence[Milestone]

    @property
    def share(self) -> int:
        """The shares of the key results together, in parts of ten thousand."""
        return sum(goal.share for goal in self.goals)


def item_by_key(member: Member, product: Product, number: int) -> Item:
    """An item by its number; `NotFound` where there is none, or it lies in the trash."""
    return _one(number=number, product=product)


def item_by_id(member: Member, item_id: UUID | str) -> Item:
    """An item by its id; `NotFound` where there is none."""
    return _one(pk=item_id)


def items_by_ids(member: Member, ids: Sequence[UUID]) -> list[Item]:
    """Items by their ids, in the order given; `NotFound` where one is not to be seen."""
    rows = _items().in_bulk(list(dict.fromkeys(ids)))
    if any(key not in rows for key in ids):
        raise NotFound("Some of these items are gone.", remedy="Load the list again.")
    return [rows[key] for key in dict.fromkeys(ids)]


def trashed_by_ids(member: Member, ids: Sequence[UUID]) -> list[Item]:
    """Items in the trash by their ids; `NotFound` where one does not lie there."""
    rows = Item.with_trash.filter(trashed_at__isnull=False).select_related("product", "workspace")
    found = rows.in_bulk(list(dict.fromkeys(ids)))
    if any(key not in found for key in ids):
        raise NotFound("Some of these items are not in the trash.", remedy="Load the list again.")
    return [found[key] for key in dict.fromkeys(ids)]


def item_record(member: Member, item: Item, now: datetime) -> ItemRecord:
    """An item with everything that hangs on it, in a constant number of statements."""
    item, line = item_and_line(member, item)
    values = {each.field_id: each.value for each in FieldValue.objects.filter(item=item)}
    return ItemRecord(
        item=item,
        line=line,
        criteria=criteria_of(member, item),
        blocked_by=_links("blocker", blocked=item),
        blocks=_links("blocked", blocker=item),
        children=open_items(member, item.product, filters=Filters(state=ANY, parents=(item.pk,)), order=Order("key"), limit=CHILDREN),
        values=[(field, values.get(field.id)) for field in fields_of(member, item.product)],
        stays=stays_of(member, item, now),
        goals=goals_of(member, item),
        milestones=milestones_of(member, item),
    )  # fmt: skip


def item_and_line(member: Member, item: Item) -> tuple[Item, ItemLine]:
    """An item and its line, read in one version; also of an item that was just thrown away.

    What is shown under a version must be that version whole: the next save on top of it would undo
    in silence what was not shown.
    """
    while True:
        (line,) = lines_of(member, item.product, list(named(Item.with_trash.filter(pk=item.pk))))
        if line.version == item.version:
            return item, line
        item = Item.with_trash.select_related("product", "workspace").get(pk=item.pk)


def criteria_of(member: Member, item: Item) -> list[Criterion]:
    """An item's acceptance criteria in order."""
    return list(Criterion.objects.filter(item=item).order_by("rank", "id"))


def criterion_by_id(member: Member, criterion_id: UUID) -> Criterion:
    """A criterion by its id, of an item that is not in the trash."""
    rows = Criterion.objects.filter(item__trashed_at=None).select_related("item__product")
    found: Criterion = one(rows, pk=criterion_id)
    return found


def dependencies_of(member: Member, item: Item) -> list[Dependency]:
    """The dependencies at one of whose ends an item stands, 200 at each end at most."""
    ends = ("blocked", "blocker")
    return [row for end in ends for row in Dependency.objects.filter(**{end: item}).order_by("id")[:MOST_LINKS]]  # fmt: skip


def dependency_by_id(member: Member, dependency_id: UUID) -> Dependency:
    """A dependency by its id."""
    rows = Dependency.objects.select_related("blocked__product", "blocker__product")
    found: Dependency = one(rows, pk=dependency_id)
    return found


def stays_of(member: Member, item: Item, now: datetime) -> list[Stay]:
    """How long the item was in each status, in the order in which it first came there."""
    changes = StatusChange.objects.filter(item=item).select_related("to_status")
    rows = list(changes.order_by("at", "id")[:MOST_CHANGES])
    ends = [*(row.at for row in rows[1:]), item.finished_at or now]
    spans: dict[Any, timedelta] = {}
    for row, end in zip(rows, ends, strict=True):
        spans[row.to_status] = spans.get(row.to_status, timedelta()) + max(end - row.at, timedelta())  # fmt: skip
    return [Stay(status.name, status.category, span) for status, span in spans.items()]


def dependency_of(member: Member, item: Item, dependency_id: UUID) -> Dependency:
    """A dependency at one of whose ends the item stands."""
    found = dependency_by_id(member, dependency_id)
    if item.pk not in (found.blocker_id, found.blocked_id):
        raise NotFound
    return found


def _links(other: str, **this: Item) -> list[Link]:
    rows = Dependency.objects.filter(**this, **{f"{other}__trashed_at": None})
    found = rows.select_related(f"{other}__product", f"{other}__status", f"{other}__workspace")
    return [Link(row.pk, getattr(row, other)) for row in found.order_by("id")[:MOST_LINKS]]


def _items() -> Any:
    return Item.objects.select_related(
        "product",
        "workspace",
        "status",
        "backlog_list",
        "parent__product",
        "parent__bet__workspace",
        "parent__parent__bet__workspace",
        "bet__workspace",
        "team",
        "assignee__user",
    )


def _one(**which: Any) -> Item:
    found: Item | None = _items().filter(**which).first()
    if found is None:
        raise NotFound
    return found
