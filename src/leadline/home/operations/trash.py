"""The trash of the workspace: bringing records back, and letting them go after thirty days."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from leadline.conversation.operations import forget_records
from leadline.foundation.refusals import Refusal
from leadline.home.operations.ending import end_work_of
from leadline.home.queries.trash import kinds_in_trash
from leadline.products.operations import products_to_purge
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member, Record, Workspace
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

KEPT = timedelta(days=30)
AT_ONCE = 1_000


class PlaceTaken(Refusal):
    """Something else has its name or its place by now."""


@operation(needs=Right.CONTRIBUTE)
def restore_record(*, by: Member, now: datetime, row: Record) -> Event | None:
    """Bring a record back from the trash; one that somebody else put there takes the right to plan."""
    if not _was_trashed_by(row, by):
        by.must(Right.PLAN)
    try:
        with transaction.atomic():
            change = row.untrash(by=by, now=now)
    except IntegrityError as error:
        raise PlaceTaken(remedy="Rename what is there, then restore this.") from error
    return record(by, now, f"{row.kind()}.restored", subject=row, changes=[change])


def _was_trashed_by(row: Any, by: Member) -> bool:
    last = row.history.filter(id=row.id).order_by("-version").first()
    return last is not None and last.history_user_id == by.id


def purge(workspace: Workspace, now: datetime) -> dict[str, int]:
    """Let go for good what has lain in the trash for thirty days, a thousand of each kind at most.

    History and comments go with a record; events stay. A product goes with all that hangs on
    it; what something else still stands on waits. Returns how many records of each kind went.
    """
    gone = _end_products(workspace, now)
    gone.update({kind: _purge_kind(kind, now) for kind in kinds_in_trash()})
    told = {kind: count for kind, count in gone.items() if count}
    if told:
        facts = {"final": True, "gone": told}
        with transaction.atomic():
            record(None, now, "trash.emptied", facts=facts, workspace_id=workspace.id)
    return told


def _end_products(workspace: Workspace, now: datetime) -> Counter[str]:
    gone: Counter[str] = Counter()
    for product in products_to_purge(now - KEPT, now):
        gone += end_work_of(product, workspace, now)
    return gone


def _purge_kind(kind: str, now: datetime) -> int:
    model = records.model_of(kind)
    old = model.with_trash.filter(trashed_at__lte=now - KEPT).order_by("trashed_at")
    return sum(_purge_row(row) for row in old[:AT_ONCE])


def _purge_row(row: Record) -> bool:
    try:
        with transaction.atomic():
            parts = _going_with(row)
            type(row).with_trash.filter(pk=row.pk).delete()
            for model, keys in parts.items():
                model.history.filter(id__in=keys).delete()
            forget_records([row.id])
    except (ProtectedError, RestrictedError):
        return False
    return True


def _going_with(row: Record) -> dict[type[Record], list[UUID]]:
    """The record and its parts that keep a history, by model."""
    collector = Collector(using="default")
    collector.collect([row])
    found: dict[type[Record], list[UUID]] = {}
    for model, rows in collector.data.items():
        if issubclass(model, Record):
            found[model] = [each.pk for each in rows]
    return found
