"""The first frame of a product's work."""

from collections.abc import Sequence
from datetime import datetime

from leadline.backlog.models import BacklogList, ItemNumber, Status
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Refusal
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import create_all
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
    statuses: Sequence[tuple[str, str]] = STATUSES, lists: Sequence[str] = LISTS,
) -> None:  # fmt: skip
    """Give a product its first statuses (name, category) and lists, in the order given."""
    if Status.objects.filter(product=product).exists():
        raise Refusal(f"The backlog of {product} is set up already.")
    ranks = ranks_between(None, None, max(len(statuses), len(lists)))
    columns = [
        {"product": product, "name": name, "category": category, "rank": rank}
        for (name, category), rank in zip(statuses, ranks, strict=False)
    ]
    named = [{"product": product, "name": name, "rank": rank} for name, rank in zip(lists, ranks, strict=False)]  # fmt: skip
    changes = [
        ItemNumber.create(by=by, now=now, product=product)[1],
        *create_all(Status, columns, by=by, now=now)[1],
        *create_all(BacklogList, named, by=by, now=now)[1],
    ]
    record(by, now, "backlog.set_up", subject=product, changes=changes)


def set_up_new_product(event: Event, now: datetime) -> None:
    """Give the product that an event tells of its first frame, in the transaction that made it."""
    product = Product.objects.filter(pk=event.subject_id).first()
    if product and event.member and not Status.objects.filter(product=product).exists():
        set_up_backlog(by=event.member, now=now, product=product)
