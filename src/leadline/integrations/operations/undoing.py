"""Taking an import back whole, unless people built on it since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import CustomField, FieldValue, Item, StatusChange
from leadline.backlog.operations.bulk import (
    change_items,
    erase_frame,
    erase_items,
    replace_labels,
    replace_passages,
    set_values,
)
from leadline.delivery.operations.taken_back import forget_items, forget_sprint
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome, State
from leadline.integrations.operations.course import NotReady, Progress, locked, silent
from leadline.integrations.operations.since import last_event, nothing_since, refuse_changed
from leadline.products.models import Team
from leadline.workspaces.models import Member, Row
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

CHUNK = 500
WRITTEN = (State.DONE, State.UNDOING)


def undo_import(
    *, by: Member, now: datetime, batch: Import, job: Job | None = None, progress: Progress = silent
) -> Import:
    """Take an import back: what it made goes, what it changed is set back, and history tells of both.

    Raises `ChangedSince` with the list when people, or a later import, built on it. That is looked
    for first while others go on writing, and again under the lock if anybody did write.
    """
    by.must(Right.IMPORT)
    with scope(by.workspace_id):
        seen = last_event()
        if locked(batch).state in WRITTEN:
            progress("Looking for later changes", 0, None)
            refuse_changed(batch)
        progress("Taking back", 0, None)
        return write_undo(by=by, now=now, batch=batch, seen=seen, job=job)


@operation(needs=Right.IMPORT)
def write_undo(*, by: Member, now: datetime, batch: Import, seen: int, job: Job | None = None) -> Import:  # fmt: skip
    """The part of `undo_import` that holds the workspace; `seen` is the last event before it was looked at."""
    batch = locked(batch)
    if batch.state not in WRITTEN:
        raise NotReady("This import has not been applied, or was taken back.")
    by.must(Right.PLAN)
    if not nothing_since(seen):
        refuse_changed(batch)
    kept = _take_back(batch, by, now)
    report = batch.report | {"kept": kept}
    batch.change(by=by, now=now, state=State.UNDONE, undone_at=now, made=[], refusal={}, report=report)  # fmt: skip
    record(by, now, "items.import_undone", subject=batch, facts={"final": True, "product": str(batch.product_id), "kept": kept})  # fmt: skip
    if job is not None:
        jobs.finish(job, now, {"import": str(batch.id)})
    return batch


def _take_back(batch: Import, by: Member, now: datetime) -> list[str]:
    """Set back and erase; gives the keys of what came along and stays, being in use."""
    _set_back(batch, by, now)
    made = ImportDraft.objects.filter(batch=batch, outcome=Outcome.NEW).values("item_id")
    ImportedItem.objects.filter(item__in=made).delete()
    forget_items(made)
    kept = _forget_sprints(batch)
    erase_items(by, now, batch.product, made)
    kept += _forget_frame(batch, by, now)
    ImportDraft.objects.filter(batch=batch).update(version=None)
    return kept


def _set_back(batch: Import, by: Member, now: datetime) -> None:
    last = -1
    rows = ImportDraft.objects.filter(batch=batch, outcome=Outcome.CHANGED)
    while drafts := list(rows.filter(position__gt=last).order_by("position")[:CHUNK]):
        items = Item.with_trash.in_bulk([draft.item_id for draft in drafts])
        before = {items[draft.item_id]: draft.before for draft in drafts if draft.item_id}
        values = [Item.column_values(told["columns"]) for told in before.values()]
        change_items(by, now, list(before), values)
        replace_labels(
            by, now, {item.id: map(UUID, told["labels"]) for item, told in before.items()}
        )
        replace_passages(by, now, {item.id: [_without_item(StatusChange, each) for each in told["passages"]] for item, told in before.items()})  # fmt: skip
        _set_fields_back(before, by, now)
        _point_back(batch, drafts, items)
        last = drafts[-1].position


def _point_back(batch: Import, drafts: Sequence[ImportDraft], items: dict[UUID, Item]) -> None:
    """Let items stand for what the earlier import said; one that was as that left it is so again."""
    before = {draft.item_id: draft.before for draft in drafts}
    known = list(ImportedItem.objects.filter(item__in=items, product=batch.product, connection=batch.connection))  # fmt: skip
    for row in known:
        row.draft_id = UUID(before[row.item_id]["draft"])
    ImportedItem.objects.bulk_update(known, ["draft"])
    earlier = ImportDraft.objects.in_bulk([row.draft_id for row in known])
    versions = {UUID(told["draft"]): (told["version"], items[key].version) for key, told in before.items() if key in items}  # fmt: skip
    again = [row for key, row in earlier.items() if row.version == versions[key][0]]
    for row in again:
        row.version = versions[row.id][1]
    ImportDraft.objects.bulk_update(again, ["version"])


def _without_item(model: type[Row], told: dict[str, Any]) -> dict[str, Any]:
    values = model.column_values(told)
    return {name: value for name, value in values.items() if name not in ("item_id", "member_id")}


def _set_fields_back(before: dict[Item, dict[str, Any]], by: Member, now: datetime) -> None:
    fields = {field.id: field for field in CustomField.with_trash.all()}
    values: dict[UUID, dict[CustomField, Any]] = {}
    for row in FieldValue.objects.filter(item__in=list(before)):
        values.setdefault(row.item_id, {})[fields[row.field_id]] = None
    for item, told in before.items():
        for each in told["values"]:
            own = FieldValue.column_values(each)
            values.setdefault(item.id, {})[fields[own["field_id"]]] = {name: own[name] for name in ("text", "number", "date")}  # fmt: skip
    set_values(by, now, values)


def _forget_sprints(batch: Import) -> list[str]:
    return [key for kind, key in batch.made if kind == "sprint" and not forget_sprint(key)]


def _forget_frame(batch: Import, by: Member, now: datetime) -> list[str]:
    """What the import made beside items goes too, unless it is in use; the keys of what stays."""
    framed = ("status", "label", "customfield")
    kept = [
        key for kind, key in batch.made if kind in framed and not erase_frame(by, now, kind, key)
    ]
    for kind, key in batch.made:
        team = Team.objects.filter(pk=key).first() if kind == "team" else None
        if team and batch.team_id != team.id and not Item.with_trash.filter(team=team).exists():
            kept += _trash(team, by, now)
    return kept


def _trash(team: Team, by: Member, now: datetime) -> list[str]:
    from leadline.products.operations import change_team

    change_team(by=by, now=now, team=team, trashed_at=now)
    return []
