"""Adding, editing, moving and trashing items."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from leadline.backlog.models import BacklogList, Item, ItemNumber, Scenario, Status, StatusChange
from leadline.backlog.models.circles import refuse_circle_of_parents
from leadline.backlog.models.items import dates_after
from leadline.backlog.operations.order import BOTTOM, Place, ranks_at
from leadline.backlog.operations.rows import fresh, only
from leadline.backlog.operations.scenarios import link
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import change_all, create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

EDITABLE = frozenset({"assignee", "team", "parent", "bet", "points", "due_on", "item_kind"})


@operation(needs=Right.CONTRIBUTE)
def create_item(
    *, by: Member, now: datetime, product: Product, title: str, status: Status | None = None,
    backlog_list: BacklogList | None = None, place: Place = BOTTOM, scenario: Scenario | None = None,
    **values: Any,
) -> Item:  # fmt: skip
    """Add an item at a place of a list; without one, of its neighbour's or the product's first.

    With a scenario, it is one of the items that make it possible.
    """
    status = status or first_status(product)
    backlog_list = backlog_list or place.backlog_list or first_list(product)
    _refuse_foreign_frame(product, status, backlog_list)
    (rank,) = ranks_at(by, now, backlog_list, place)
    item, change = Item.create(
        by=by, now=now, product=product, number=next_number(product), title=title, status=status,
        backlog_list=backlog_list, rank=rank, opened_at=now,
        **dates_of_new(status, now), **values,
    )  # fmt: skip
    _, trace = StatusChange.create(by=by, now=now, item=item, to_status=status, at=now)
    linked = link(by, now, scenario, item) if scenario else []
    record(by, now, "item.created", subject=item, changes=[change, trace, *linked])
    return item


@operation(needs=Right.CONTRIBUTE)
def change_item(
    *, by: Member, now: datetime, item: Item, version: int | None = None, **values: Any
) -> Event | None:
    """Edit the item's own fields; the status goes through `move_items`."""
    _refuse_circle([item], values)
    change = item.change(by=by, now=now, version=version, **values)
    return record(by, now, "item.changed", subject=item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def edit_items(
    *, by: Member, now: datetime, items: Sequence[Item], **values: Any
) -> Event | None:  # fmt: skip
    """Set the same assignee, team, parent, bet, points, due date or kind on several items at once."""
    if unknown := sorted(set(values) - EDITABLE):
        raise Invalid(
            "Several items at once cannot be given this.",
            field=unknown[0],
            remedy=f"Several at once take {', '.join(sorted(EDITABLE))}; change the rest one by one.",
        )
    _refuse_circle(items, values)
    rows = fresh(items)
    changes = change_all(rows, [values] * len(rows), by=by, now=now)
    return record(by, now, "items.edited", subject=only(rows), changes=changes)


@operation(needs=Right.CONTRIBUTE)
def move_items(
    *, by: Member, now: datetime, items: Sequence[Item], to: Status, version: int | None = None
) -> Event | None:
    """Give items another status; start and finish follow."""
    if any(item.product_id != to.product_id for item in items):
        raise Invalid(
            "This status belongs to another product.",
            field="status",
            remedy=f"Move the items of {to.product} only, or choose a status of theirs.",
        )
    one = only(items)
    changes = one.move(by=by, now=now, to=to, version=version) if one else move_all(by, now, fresh(items), to)  # fmt: skip
    return record(by, now, "items.moved", subject=one, changes=changes)


def move_all(by: Member, now: datetime, rows: Sequence[Item], to: Status) -> list[Change]:
    """Give rows that were read under the lock another status, in a few statements."""
    rows = [row for row in rows if row.status_id != to.id]
    traces = [{"item": row, "from_status_id": row.status_id, "to_status": to, "at": now} for row in rows]  # fmt: skip
    _, left = create_all(StatusChange, traces, by=by, now=now)
    values = [{"status": to, **dates_after(row, to.category, now)} for row in rows]
    return change_all(rows, values, by=by, now=now) + left


@operation(needs=Right.CONTRIBUTE)
def trash_items(
    *, by: Member, now: datetime, items: Sequence[Item], version: int | None = None
) -> Event | None:
    """Put items into the trash, from where they come back for 30 days."""
    one = only(items)
    if one:
        changes = [one.trash(by=by, now=now, version=version)]
    else:
        rows = fresh(items)
        changes = change_all(rows, [{"trashed_at": now}] * len(rows), by=by, now=now)
    return record(by, now, "items.trashed", subject=one, changes=changes)


@operation(needs=Right.CONTRIBUTE)
def restore_items(*, by: Member, now: datetime, items: Sequence[Item]) -> Event | None:
    """Bring items back from the trash, each to its place."""
    changes = [item.untrash(by=by, now=now) for item in fresh(items, from_trash=True)]
    return record(by, now, "items.restored", subject=only(items), changes=changes)


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


def next_number(product: Product, count: int = 1) -> int:
    """Take the product's next item numbers and give the first of them.

    The workspace is locked, so none is taken twice.
    """
    counter = ItemNumber.objects.filter(product=product)
    counter.update(last=F("last") + count)
    return int(counter.get().last) - count + 1


def dates_of_new(status: Status, now: datetime) -> dict[str, Any]:
    return dates_after(Item(), status.category, now)


def _refuse_foreign_frame(product: Product, status: Status, backlog_list: BacklogList) -> None:
    if status.product_id != product.id:
        raise Invalid(
            "This status belongs to another product.",
            field="status",
            remedy=f"Take a status of {product.name}.",
        )
    if backlog_list.product_id != product.id:
        raise Invalid(
            "This list belongs to another product.",
            field="list",
            remedy=f"Take a list of {product.name}.",
        )


def _refuse_circle(items: Iterable[Item], values: dict[str, Any]) -> None:
    parent: Item | None = values.get("parent")
    for item in items if parent else ():
        refuse_circle_of_parents(Item, item.id, parent.id if parent else None)
