"""The order of work: places within a list, and from one list to another."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from leadline.backlog.models import BacklogList, Item, RankGiven
from leadline.backlog.operations.order import BOTTOM, LONGEST, Place, ranks_at
from leadline.backlog.operations.rows import fresh, only
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import BATCH, change_all, delete_raw
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

TOO_LONG = f".{{{LONGEST + 1}}}"


@operation(needs=Right.PLAN)
def rank_items(*, by: Member, now: datetime, items: Sequence[Item], place: Place) -> Event | None:
    """Put items at a place of the list they are in, one behind the other as given.

    Writes no row but theirs. Raises `Invalid` when they, or the place, are in several lists.
    """
    rows = fresh(items)
    if len({row.backlog_list_id for row in rows}) > 1:
        raise Invalid("These items are in several lists.", remedy="Send them to one list first.")
    changes = put(by, now, rows, rows[0].backlog_list, place) if rows else []
    return record(by, now, "items.ranked", subject=only(rows), changes=changes)


@operation(needs=Right.PLAN)
def send_items(
    *, by: Member, now: datetime, items: Sequence[Item], to: BacklogList, place: Place = BOTTOM
) -> Event | None:
    """Send items to another list of their product, by default to its end."""
    rows = fresh(items)
    if any(row.product_id != to.product_id for row in rows):
        raise Invalid(
            "This list belongs to another product.",
            field="list",
            remedy="Take a list of the items' own product.",
        )
    changes = put(by, now, rows, to, place)
    return record(by, now, "items.sent", subject=only(rows), changes=changes)


def put(
    by: Member, now: datetime, rows: Sequence[Item], to: BacklogList, place: Place
) -> list[Change]:
    """Put rows that were read under the lock at a place, and write no other."""
    if any(row in (place.before, place.after) for row in rows):
        raise Invalid(
            "An item cannot stand beside itself.", remedy="Name another item to stand beside."
        )
    ranks = ranks_at(by, now, to, place, len(rows))
    values = [{"backlog_list": to, "rank": rank} for rank in ranks]
    return change_all(rows, values, by=by, now=now)


def rebalance(backlog_list: BacklogList) -> int:
    """Give the places of a list short ranks again; the order stays, so it is no edit of an item.

    Returns how many rows it wrote: none where every rank is short. All new ranks lie behind all
    that the list ever had, so none collide on the way, and undo can tell them from old ones.
    """
    if not Item.with_trash.filter(backlog_list=backlog_list, rank__regex=TOO_LONG).exists():
        return 0
    rows = list(Item.with_trash.filter(backlog_list=backlog_list).order_by("rank", "id").only("id", "rank", "workspace_id"))  # fmt: skip
    used = Item.history.filter(backlog_list_id=backlog_list.pk).aggregate(last=Max("rank"))["last"]
    fresh_ranks = ranks_between(max(used or "", rows[-1].rank), None, len(rows))
    _note(backlog_list, rows, fresh_ranks)
    for row, rank in zip(rows, fresh_ranks, strict=True):
        row.rank = rank
    Item.with_trash.bulk_update(rows, ["rank"], batch_size=BATCH)
    return len(rows)


def _note(backlog_list: BacklogList, rows: Sequence[Item], ranks: Sequence[str]) -> None:
    """Keep what each rank became, for undo; what was noted last time is forgotten."""
    delete_raw(RankGiven.objects.filter(list_key=backlog_list.id))
    given = [
        RankGiven(workspace_id=row.workspace_id, item_key=row.id, list_key=backlog_list.id, before=row.rank, after=rank)
        for row, rank in zip(rows, ranks, strict=True)
    ]  # fmt: skip
    RankGiven.objects.bulk_create(given, batch_size=BATCH)
