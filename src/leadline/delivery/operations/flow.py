"""Leaving items out of flow figures, and counting large products ahead of their readers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from leadline.backlog.models import Item, ItemNumber
from leadline.delivery.models import FlowCount, FlowDay, FlowExclusion
from leadline.delivery.queries.flow.days import LIVE, MOMENTS, by_day
from leadline.delivery.queries.flow.scope import IMPOSSIBLE, counting, zone_of_workspace
from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product
from leadline.workspaces.models import ChainHead, Event, Member, Workspace
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope as in_scope_of


class AlreadyLeftOut(Refusal):
    """The item is left out already."""


@operation(needs=Right.PLAN)
def leave_out(*, by: Member, now: datetime, items: Sequence[Item], reason: str) -> Event | None:
    """Keep items out of all flow figures and of later forecasts, for a reason that is shown."""
    if not reason.strip():
        raise Invalid(
            "Say why the item is left out.",
            field="reason",
            remedy="Write a few words; they stand beside the figures.",
        )
    known = set(FlowExclusion.objects.filter(item__in=items).values_list("item_id", flat=True))
    if known and len(known) == len(items):
        raise AlreadyLeftOut
    said = {"reason": reason.strip(), "at": now}
    fresh = [{"item_id": item.id, **said} for item in items if item.id not in known]
    _, changes = create_all(FlowExclusion, fresh, by=by, now=now)
    subject = items[0] if len(items) == 1 else None
    return record(by, now, "flow.left_out", subject=subject, changes=changes)


@operation(needs=Right.PLAN)
def count_again(*, by: Member, now: datetime, exclusion: FlowExclusion) -> Event | None:
    """Let an item that was left out count again."""
    item = exclusion.item
    return record(by, now, "flow.counted_again", subject=item, changes=[exclusion.remove()])


def count_flow(workspace: Workspace, now: datetime) -> int:
    """Count the large products of a workspace that changed since; the number of those counted."""
    with in_scope_of(workspace):
        head = ChainHead.objects.get(workspace=workspace)
        large = ItemNumber.objects.filter(last__gt=LIVE).select_related("product")
        known = dict(FlowCount.objects.values_list("product_id", "seq"))
        due = [row.product for row in large if known.get(row.product_id, -1) < head.seq]
        for product in due:
            _count(workspace, product, head.seq, now)
        return len(due)


def _count(workspace: Workspace, product: Product, seq: int, now: datetime) -> None:
    found: dict[tuple[date, UUID | None, str], dict[str, Any]] = defaultdict(dict)
    zone = zone_of_workspace(workspace)
    items = counting(Item.objects.filter(product=product))
    for moment in MOMENTS:
        for row in by_day(items, moment, zone, "team_id", "item_kind"):
            key = row["day"], row["team_id"], row["item_kind"]
            found[key] |= {moment: row["items"], f"{moment}_points": row["points"] or Decimal(0)}
    for row in by_day(Item.objects.filter(IMPOSSIBLE, product=product), "opened", zone, "team_id", "item_kind"):  # fmt: skip
        counts = found[row["day"], row["team_id"], row["item_kind"]]
        counts["impossible"] = row["items"]
    rows = [_row(workspace, product, now, key, values) for key, values in found.items()]
    with transaction.atomic():
        FlowDay.objects.filter(product=product).delete()
        FlowDay.objects.bulk_create(rows, batch_size=500)
        FlowCount.objects.update_or_create(product=product, defaults={"workspace": workspace, "seq": seq, "counted_at": now})  # fmt: skip


def _row(workspace: Workspace, product: Product, now: datetime, key: Any, values: Any) -> FlowDay:
    day, team_id, kind = key
    return FlowDay(
        id=new_key(now), workspace=workspace, product=product, team_id=team_id, item_kind=kind,
        day=day, **values,
    )  # fmt: skip
