"""The ranked lists of a product."""

from datetime import datetime

from leadline.backlog.models import BacklogList, Item
from leadline.backlog.operations import frame
from leadline.backlog.operations.order import BOTTOM
from leadline.backlog.operations.places import put
from leadline.foundation.ranks import ranks_between
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def add_list(*, by: Member, now: datetime, product: Product, name: str) -> BacklogList:
    """Add a list behind those there are."""
    frame.refuse_taken(BacklogList, product, name)
    last = BacklogList.objects.filter(product=product).order_by("-rank").first()
    (rank,) = ranks_between(last.rank if last else None, None)
    found, change = BacklogList.create(by=by, now=now, product=product, name=name, rank=rank)
    record(by, now, "list.added", subject=found, changes=[change])
    return found


@operation(needs=Right.PLAN)
def rename_list(
    *, by: Member, now: datetime, backlog_list: BacklogList, name: str, version: int | None = None
) -> Event | None:
    """Call a list something else."""
    frame.refuse_taken(BacklogList, backlog_list.product, name, backlog_list)
    change = backlog_list.change(by=by, now=now, version=version, name=name)
    return record(by, now, "list.renamed", subject=backlog_list, changes=[change])


@operation(needs=Right.PLAN)
def rank_list(
    *, by: Member, now: datetime, backlog_list: BacklogList, before: BacklogList | None
) -> Event | None:
    """Put a list right before another one of its product; None for the end."""
    rank = frame.rank_before(backlog_list, before)
    change = backlog_list.change(by=by, now=now, rank=rank)
    return record(by, now, "list.ranked", subject=backlog_list, changes=[change])


@operation(needs=Right.PLAN)
def remove_list(
    *, by: Member, now: datetime, backlog_list: BacklogList, instead: BacklogList | None = None
) -> Event | None:
    """Remove a list; the items in it go to the end of `instead`.

    Raises `StillNeeded` for the last list of a product, or with items and nothing instead.
    """
    if not BacklogList.objects.filter(product=backlog_list.product).exclude(pk=backlog_list.pk).exists():  # fmt: skip
        raise frame.StillNeeded(
            "A product keeps one list at least.", remedy="Add another one first."
        )
    there = Item.with_trash.filter(backlog_list=backlog_list).order_by("rank", "id")
    rows = frame.rows_to_move(there, backlog_list, instead)
    changes = put(by, now, rows, instead, BOTTOM) if instead else []
    changes.append(backlog_list.trash(by=by, now=now))
    return record(by, now, "list.removed", subject=backlog_list, changes=changes)
