"""Writing many rows of one noun in a few statements, with versions, history and changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from leadline.foundation.keys import new_key
from leadline.workspaces.models.base import Change, Record, Row, Versioned
from leadline.workspaces.models.people import Member

R = TypeVar("R", bound=Row)
BATCH = 500


def create_all(
    model: type[R], values: Sequence[Mapping[str, Any]], *, by: Member, now: datetime
) -> tuple[list[R], list[Change]]:
    """Write a row for each mapping of values, in the workspace of `by` and in the order given."""
    rows = [model(workspace_id=by.workspace_id, **({"id": new_key(now)} | dict(each))) for each in values]  # fmt: skip
    for row in rows:
        row.stamp(by, now)
    if issubclass(model, Record):
        bulk_create_with_history(rows, model, batch_size=BATCH, default_user=by, default_date=now)
    else:
        model.objects.bulk_create(rows, batch_size=BATCH)
    return rows, [Change(model.kind(), row.id, None, row.as_json()) for row in rows]


def change_all(
    rows: Sequence[Versioned], values: Sequence[Mapping[str, Any]], *, by: Member, now: datetime
) -> list[Change]:
    """Set the values of each row, as many mappings as rows; rows that stay as they are cost nothing.

    The rows must have been read under the workspace's lock: nobody else writes until it ends.
    """
    changes = [_set(row, dict(each)) for row, each in zip(rows, values, strict=True)]
    changed = [(row, change) for row, change in zip(rows, changes, strict=True) if not change.is_empty]  # fmt: skip
    for row, _ in changed:
        row.version += 1
        row.stamp(by, now)
    names = {name for _, change in changed for name in change.after or {}}
    if changed:
        _update([row for row, _ in changed], sorted({*names, "version", "updated_at"}), by, now)
    return changes


def remove_all(rows: Sequence[Row]) -> list[Change]:
    """Delete links and parts for good, in one statement."""
    changes = [Change(row.kind(), row.id, row.as_json(), None) for row in rows]
    if rows:
        type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()
    return changes


def _set(row: Versioned, values: dict[str, Any]) -> Change:
    before = row.as_json()
    names = row._set(values)
    return Change(row.kind(), row.id, {name: before[name] for name in names}, row.as_json(names))


def _update(rows: Sequence[Versioned], columns: Sequence[str], by: Member, now: datetime) -> None:
    model: Any = type(rows[0])
    fields = [model._meta.get_field(_name_of(model, column)).name for column in columns]
    if not issubclass(model, Record):
        model.objects.bulk_update(rows, fields, batch_size=BATCH)
        return
    bulk_update_with_history(
        rows, model, fields, batch_size=BATCH, default_user=by, default_date=now,
        manager=model.with_trash,
    )  # fmt: skip


def _name_of(model: Any, column: str) -> str:
    return next(str(f.name) for f in model._meta.concrete_fields if f.attname == column)
