"""The frame of a product's work: its statuses and lists."""

from datetime import datetime

from leadline.backlog.models import BacklogList, ItemNumber, Status
from leadline.foundation.ranks import ranks_between
from leadline.products.models import Product
from leadline.workspaces.models import Change, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

STATUSES = (
    ("To do", Status.Category.TO_DO),
    ("Doing", Status.Category.DOING),
    ("Done", Status.Category.DONE),
)
LISTS = ("Backlog", "Later")


@operation(needs=Right.PLAN)
def set_up_backlog(
    *, by: Member, now: datetime, product: Product,
    statuses: tuple[tuple[str, str], ...] = STATUSES, lists: tuple[str, ...] = LISTS,
) -> None:  # fmt: skip
    """Give a product its first statuses (name, category) and lists, in the order given."""
    changes: list[Change] = [ItemNumber.create(by=by, now=now, product=product)[1]]
    for (name, category), rank in zip(statuses, ranks_between(None, None, len(statuses)), strict=True):  # fmt: skip
        changes.append(Status.create(by=by, now=now, product=product, name=name, category=category, rank=rank)[1])  # fmt: skip
    for name, rank in zip(lists, ranks_between(None, None, len(lists)), strict=True):
        changes.append(BacklogList.create(by=by, now=now, product=product, name=name, rank=rank)[1])
    record(by, now, "backlog.set_up", subject=product, changes=changes)
