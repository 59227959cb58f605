"""The statuses that a product's items go through."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from leadline.backlog.models import Item, Status, StatusChange
from leadline.backlog.models.items import dates_after
from leadline.backlog.operations import frame
from leadline.backlog.operations.items import move_all
from leadline.foundation.keys import new_key
from leadline.foundation.ranks import ranks_between
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import change_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

NEEDED = (Status.Category.TO_DO, Status.Category.DONE)


@operation(needs=Right.PLAN)
def add_status(
    *, by: Member, now: datetime, product: Product, name: str, category: str,
    wip_limit: int | None = None, key: UUID | None = None,
) -> Status:  # fmt: skip
    """Add a status behind those of its category; `key` where it was chosen ahead."""
    frame.refuse_taken(Status, product, name)
    rank = _rank_in_category(product, category)
    status, change = Status.create(
        by=by, now=now, product=product, name=name, category=category, rank=rank,
        wip_limit=wip_limit, id=key or new_key(now),
    )  # fmt: skip
    record(by, now, "status.added", subject=status, changes=[change])
    return status


@operation(needs=Right.PLAN)
def change_status(
    *, by: Member, now: datetime, status: Status, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a status, limit the work in it, or count it to another category.

    With the category, start and finish of the items in it change as if it had always been so.
    """
    if "name" in values:
        frame.refuse_taken(Status, status.product, values["name"], status)
    recounted = values.get("category", status.category) != status.category
    if recounted:
        _refuse_last_of_category(status)
    changes = [status.change(by=by, now=now, version=version, **values)]
    if recounted:
        changes += _redate(by, now, status)
    return record(by, now, "status.changed", subject=status, changes=changes)


def _redate(by: Member, now: datetime, status: Status) -> list[Change]:
    entries = StatusChange.objects.filter(to_status=status).values("item_id")
    entered = {row["item_id"]: row["at"] for row in entries.annotate(at=Max("at"))}
    rows = list(Item.with_trash.filter(status=status))
    values = [dates_after(row, status.category, entered.get(row.id, now)) for row in rows]
    return change_all(rows, values, by=by, now=now)


@operation(needs=Right.PLAN)
def rank_status(
    *, by: Member, now: datetime, status: Status, before: Status | None
) -> Event | None:
    """Put a status right before another one of its product; None for the end."""
    change = status.change(by=by, now=now, rank=frame.rank_before(status, before))
    return record(by, now, "status.ranked", subject=status, changes=[change])


@operation(needs=Right.PLAN)
def remove_status(
    *, by: Member, now: datetime, status: Status, instead: Status | None = None
) -> Event | None:
    """Remove a status; the items in it go to `instead`.

    Raises `StillNeeded` for the last one of to do or done, or with items and nothing instead.
    """
    _refuse_last_of_category(status)
    there = Item.with_trash.filter(status=status)
    rows = frame.rows_to_move(there, status, instead)
    changes = move_all(by, now, rows, instead) if instead else []
    changes.append(status.trash(by=by, now=now))
    return record(by, now, "status.removed", subject=status, changes=changes)


def _rank_in_category(product: Product, category: str) -> str:
    """Behind the last status of the same or an earlier category."""
    order = list(Status.Category)
    up_to = order[: order.index(Status.Category(category)) + 1]
    rows = list(Status.objects.filter(product=product).order_by("rank"))
    place = max((at for at, row in enumerate(rows, 1) if row.category in up_to), default=0)
    edges = [None, *(row.rank for row in rows), None]
    return ranks_between(edges[place], edges[place + 1])[0]


def _refuse_last_of_category(status: Status) -> None:
    others = Status.objects.filter(product=status.product, category=status.category)
    if status.category in NEEDED and not others.exclude(pk=status.pk).exists():
        label = Status.Category(status.category).label.lower()
        raise frame.StillNeeded(f"A product keeps one status for “{label}” at least.", remedy="Add another one first.")  # fmt: skip
