"""Adding, editing, moving and trashing items."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from leadline.backlog.models import BacklogList, Item, ItemNumber, Status, StatusChange
from leadline.backlog.models.circles import refuse_circle_of_parents
from leadline.backlog.models.items import dates_after
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid, NotFound
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import change_all, create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST = 1_000
EDITABLE = frozenset({"assignee", "team", "parent", "points", "due_on", "item_kind"})


@operation(needs=Right.CONTRIBUTE)
def create_item(
    *, by: Member, now: datetime, product: Product, title: str, status: Status | None = None,
    backlog_list: BacklogList | None = None, at_top: bool = False, **values: Any,
) -> Item:  # fmt: skip
    """Add an item at an end of a list; without one, of the product's first list."""
    status = status or first_status(product)
    backlog_list = backlog_list or first_list(product)
    _refuse_foreign_frame(product, status, backlog_list)
    item, change = Item.create(
        by=by, now=now, product=product, number=next_number(product), title=title, status=status,
        backlog_list=backlog_list, rank=end_rank(backlog_list, at_top), opened_at=now,
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
    _refuse_circle([item], values)
    change = item.change(by=by, now=now, version=version, **values)
    return record(by, now, "item.changed", subject=item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def edit_items(
    *, by: Member, now: datetime, items: Sequence[Item], **values: Any
) -> Event | None:  # fmt: skip
    """Set the same assignee, team, parent, points, due date or kind on several items at once."""
    if unknown := sorted(set(values) - EDITABLE):
        raise Invalid("Several items at once cannot be given this.", field=unknown[0])
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
        raise Invalid("This status belongs to another product.", field="status")
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


def fresh(items: Iterable[Item], from_trash: bool = False) -> list[Item]:
    """The items as they are now, in the order given and each once; read under the lock.

    Raises `NotFound` when one is in the trash by now (or, `from_trash`, not in it), `Invalid`
    for more than 1,000.
    """
    keys = list(dict.fromkeys(item.pk for item in items))
    if len(keys) > MOST:
        raise Invalid(f"At most {MOST:,} items change at once.", remedy="Select fewer.")
    rows = Item.with_trash.filter(trashed_at__isnull=not from_trash)
    found = rows.select_related("product", "status", "backlog_list").in_bulk(keys)
    if len(found) < len(keys):
        raise NotFound("Some of these items are gone.", remedy="Load the list again.")
    return [found[key] for key in keys]


def only(items: Sequence[Item]) -> Item | None:
    """The item that an event is about, where it is about a single one."""
    return items[0] if len(items) == 1 else None


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


def end_rank(backlog_list: BacklogList, at_top: bool = False) -> str:
    """A rank ahead of or behind everything in the list, trash included."""
    places = Item.with_trash.filter(backlog_list=backlog_list).order_by("rank" if at_top else "-rank")  # fmt: skip
    edge = places.values_list("rank", flat=True).first()
    return ranks_between(None, edge)[0] if at_top else ranks_between(edge, None)[0]


def dates_of_new(status: Status, now: datetime) -> dict[str, Any]:
    return dates_after(Item(), status.category, now)


def _refuse_foreign_frame(product: Product, status: Status, backlog_list: BacklogList) -> None:
    if status.product_id != product.id:
        raise Invalid("This status belongs to another product.", field="status")
    if backlog_list.product_id != product.id:
        raise Invalid("This list belongs to another product.", field="list")


def _refuse_circle(items: Iterable[Item], values: dict[str, Any]) -> None:
    parent: Item | None = values.get("parent")
    for item in items if parent else ():
        refuse_circle_of_parents(Item, item.id, parent.id if parent else None)
