"""Carrying over what changed in the source since the last import, and keeping what was before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import FieldValue, Item, ItemLabel, StatusChange
from leadline.backlog.operations.bulk import (
    change_items,
    replace_labels,
    replace_passages,
    set_values,
)
from leadline.integrations.models import ImportedItem
from leadline.integrations.operations import bodies
from leadline.integrations.operations.deciding import COLUMNS, Decision
from leadline.integrations.operations.framing import Frame
from leadline.workspaces.models import Member


def change_all_parts(
    decisions: Sequence[Decision], frame: Frame, by: Member, now: datetime
) -> None:
    """Write the parts that changed in the source; each draft keeps what stood there before."""
    items = [each.item for each in decisions if each.item]
    _keep_before(decisions, items)
    parents = _parents(decisions, frame)
    values = [_columns(each, frame, parents, now) for each in decisions]
    change_items(by, now, items, values)
    flowing = [each for each in decisions if "flow" in each.parts]
    replace_passages(
        by,
        now,
        {each.draft.item_id: _passages(each, frame, now) for each in flowing if each.draft.item_id},
    )
    labelled = [each for each in decisions if "labels" in each.parts]
    replace_labels(by, now, {each.item.id: [label.id for label in frame.labels_of(each.draft.body.get("labels", ()))] for each in labelled if each.item})  # fmt: skip
    fielded = [each for each in decisions if "fields" in each.parts]
    set_values(by, now, {each.item.id: _fields(each, frame) for each in fielded if each.item})


def _keep_before(decisions: Sequence[Decision], items: Sequence[Item]) -> None:
    labels: dict[UUID, list[str]] = {}
    for item_id, label_id in ItemLabel.objects.filter(item__in=items).values_list(
        "item_id", "label_id"
    ):
        labels.setdefault(item_id, []).append(str(label_id))
    values: dict[UUID, list[dict[str, Any]]] = {}
    for row in FieldValue.objects.filter(item__in=items):
        values.setdefault(row.item_id, []).append(row.as_json())
    passages: dict[UUID, list[dict[str, Any]]] = {}
    for trace in StatusChange.objects.filter(item__in=items).order_by("at", "id"):
        passages.setdefault(trace.item_id, []).append(trace.as_json())
    columns = {name for names in COLUMNS.values() for name in names}
    for each in decisions:
        if each.item and each.known:
            key = each.item.id
            each.draft.item_id = key
            each.draft.before = {
                "columns": each.item.as_json(columns), "labels": labels.get(key, []), "values": values.get(key, []),
                "passages": passages.get(key, []), "draft": str(each.known.draft_id), "version": each.item.version,
            }  # fmt: skip


def _parents(decisions: Sequence[Decision], frame: Frame) -> dict[str, UUID]:
    wanted = {each.draft.body.get("parent") for each in decisions} - {None}
    batch = frame.plan.batch
    known = ImportedItem.objects.filter(
        product=batch.product, connection=batch.connection, key__in=wanted
    )
    return dict(known.values_list("key", "item_id"))


def _columns(
    decision: Decision, frame: Frame, parents: dict[str, UUID], now: datetime
) -> dict[str, Any]:
    body, parts = decision.draft.body, decision.parts
    plain = bodies.plain_values(body)
    told: dict[str, dict[str, Any]] = {
        "title": {"title": bodies.title_of(decision.draft)},
        "type": {"item_kind": body.get("type", Item.Kind.STORY)},
        "description": {"description": body.get("description", "")},
        "points": {"points": plain["points"]},
        "estimate": {"estimate_seconds": plain["estimate_seconds"]},
        "due": {"due_on": plain["due_on"]},
        "assignee": {"assignee_id": UUID(body["assignee"]) if body.get("assignee") else None},
        "parent": {"parent_id": _parent(decision, parents)},
    }
    values = {name: value for part in parts for name, value in told.get(part, {}).items()}
    if "flow" in parts:
        flow = bodies.flow_values(body, frame, now)
        opened = (
            flow["opened_at"]
            if body.get("opened") or not decision.item
            else decision.item.opened_at
        )
        values |= {"status_id": flow["status"].id, "opened_at": opened, "started_at": flow["started_at"], "finished_at": flow["finished_at"]}  # fmt: skip
    return values


def _parent(decision: Decision, parents: dict[str, UUID]) -> UUID | None:
    parent = parents.get(decision.draft.body.get("parent", ""))
    item = decision.item
    return parent if parent and item and not bodies.circles(item.id, parent) else None


def _passages(decision: Decision, frame: Frame, now: datetime) -> list[dict[str, Any]]:
    flow = bodies.flow_values(decision.draft.body, frame, now)
    return [
        {"at": each.at, "to_status_id": each.to_status.id, "from_status_id": each.from_status.id if each.from_status else None}
        for each in flow["passages"]
    ]  # fmt: skip


def _fields(decision: Decision, frame: Frame) -> dict[Any, Any]:
    """The values told now, and None for those that the source told before and tells no more."""
    told = frame.values_of(decision.draft.body.get("fields", {}))
    before = decision.known.draft.body.get("fields", {}) if decision.known else {}
    gone = [
        frame.field(name) for name in before if name not in decision.draft.body.get("fields", {})
    ]
    return {**dict.fromkeys(gone), **told}
