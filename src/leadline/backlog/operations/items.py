"""Adding, editing, moving and trashing items."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from leadline.backlog.models import BacklogList, Item, ItemNumber, Status, StatusChange
from leadline.backlog.models.items import dates_after
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def create_item(
    *, by: Member, now: datetime, product: Product, title: str, status: Status | None = None,
    backlog_list: BacklogList | None = None, **values: Any,
) -> Item:  # fmt: skip
    """Add an item at the end of a list; without one, of the product's first list."""
    status = status or first_status(product)
    backlog_list = backlog_list or first_list(product)
    item, change = Item.create(
        by=by, now=now, product=product, number=next_number(product), title=title, status=status,
        backlog_list=backlog_list, rank=last_rank(backlog_list), opened_at=now,
        **dates_of_new(status, now), **values,
    )  # fmt: skip
    _, trace = StatusChange.create(by=by, now=now, item=item, to_status=status, at=now)
    record(by, now, "item.created", subject=item, changes=[change, trace])
    return item


@operation(needs=Right.CONTRIBUTE)
def change_item(
    *, by: Member, now: datetime, item: Item, version: int | None = None, **values: Any
) -> Event | None:
    """Edit the item's own fields; the status goes through `move_items`."""
    if values.get("parent"):
        refuse_circle(item, values["parent"])
    change = item.change(by=by, now=now, version=version, **values)
    return record(by, now, "item.changed", subject=item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def move_items(
    *, by: Member, now: datetime, items: Sequence[Item], to: Status, version: int | None = None
) -> Event | None:
    """Give items another status; start and finish follow."""
    if any(item.product_id != to.product_id for item in items):
        raise Invalid("This status belongs to another product.", field="status")
    changes = [
        change
        for item in items
        for change in item.move(by=by, now=now, to=to, version=version)
    ]  # fmt: skip
    subject = items[0] if len(items) == 1 else None
    return record(by, now, "items.moved", subject=subject, changes=changes)


@operation(needs=Right.CONTRIBUTE)
def trash_items(*, by: Member, now: datetime, items: Sequence[Item]) -> Event | None:
    """Put items into the trash, from where they come back for 30 days."""
    changes: list[Change] = [item.trash(by=by, now=now) for item in items]
    subject = items[0] if len(items) == 1 else None
    return record(by, now, "items.trashed", subject=subject, changes=changes)


def first_status(product: Product) -> Status:
    found: Status | None = Status.objects.filter(product=product).order_by("rank").first()
    if found is None:
        raise Invalid(f"{product} has no statuses yet.", remedy="Set up its backlog.")
    return found


def first_list(product: Product) -> BacklogList:
    found: BacklogList | None = BacklogList.objects.filter(product=product).order_by("rank").first()
    if found is None:
        raise Invalid(f"{product} has no lists yet.", remedy="Set up its backlog.")
    return found


def next_number(product: Product) -> int:
    """Take the product's next item number; the workspace is locked, so none is taken twice."""
    counter = ItemNumber.objects.filter(product=product)
    counter.update(last=F("last") + 1)
    return int(counter.get().last)


def last_rank(backlog_list: BacklogList) -> str:
    """A rank behind everything in the list."""
    highest = Item.objects.filter(backlog_list=backlog_list).aggregate(highest=Max("rank"))
    return ranks_between(highest["highest"], None)[0]


def dates_of_new(status: Status, now: datetime) -> dict[str, Any]:
    return dates_after(Item(), status.category, now)


def refuse_circle(item: Item, parent: Item) -> None:
    """Raise when `parent` is the item itself or lies below it."""
    seen: Item | None = parent
    while seen is not None:
        if seen.pk == item.pk:
            raise Invalid("An item cannot lie below itself.", field="parent", remedy="Choose another parent.")  # fmt: skip
        seen = seen.parent
