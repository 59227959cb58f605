"""Acceptance criteria of an item."""

from datetime import datetime
from typing import Any

from leadline.backlog.models import Criterion, Item
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST = 100


@operation(needs=Right.CONTRIBUTE)
def add_criterion(
    *, by: Member, now: datetime, item: Item, then: str, given: str = "", when: str = ""
) -> Criterion:
    """Add a criterion behind those there are; an item has 100 at most."""
    there = list(Criterion.objects.filter(item=item).order_by("rank", "id"))
    if len(there) >= MOST:
        raise Invalid(f"An item has {MOST} criteria at most.", remedy="Split the item.")
    (rank,) = ranks_between(there[-1].rank if there else None, None)
    criterion, change = Criterion.create(
        by=by, now=now, item=item, given=given, when=when, then=then, rank=rank
    )
    record(by, now, "criterion.added", subject=item, changes=[change])
    return criterion


@operation(needs=Right.CONTRIBUTE)
def change_criterion(
    *, by: Member, now: datetime, criterion: Criterion, version: int | None = None,
    met: bool | None = None, **values: str,
) -> Event | None:  # fmt: skip
    """Rewrite what is given, when it happens or what then holds; say whether it is met."""
    if met is not None and met != (criterion.met_at is not None):
        values |= _meeting(by, now, met)
    change = criterion.change(by=by, now=now, version=version, **values)
    return record(by, now, "criterion.changed", subject=criterion.item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def rank_criterion(
    *, by: Member, now: datetime, criterion: Criterion, before: Criterion | None
) -> Event | None:
    """Put a criterion right before another one of its item; None for the end."""
    if before and (before.item_id != criterion.item_id or before.pk == criterion.pk):
        raise Invalid(
            "A criterion stands beside another one of its own item.",
            field="before",
            remedy="Name a criterion of the same item, or none for the end.",
        )
    others = Criterion.objects.filter(item=criterion.item_id).exclude(pk=criterion.pk)
    ahead = others.filter(rank__lt=before.rank) if before else others
    edge = ahead.order_by("-rank").first()
    (rank,) = ranks_between(edge.rank if edge else None, before.rank if before else None)
    change = criterion.change(by=by, now=now, rank=rank)
    return record(by, now, "criterion.ranked", subject=criterion.item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def mark_criterion(*, by: Member, now: datetime, criterion: Criterion, met: bool) -> Event | None:
    """Say that a criterion is met, or that it is not after all."""
    if met == (criterion.met_at is not None):
        return None
    change = criterion.change(by=by, now=now, **_meeting(by, now, met))
    action = "criterion.met" if met else "criterion.reopened"
    return record(by, now, action, subject=criterion.item, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_criterion(
    *, by: Member, now: datetime, criterion: Criterion, version: int | None = None
) -> Event | None:
    """Put a criterion into the trash."""
    change = criterion.trash(by=by, now=now, version=version)
    return record(by, now, "criterion.removed", subject=criterion.item, changes=[change])


def _meeting(by: Member, now: datetime, met: bool) -> dict[str, Any]:
    return {"met_at": now, "met_by": by} if met else {"met_at": None, "met_by": None}
