"""Writing many rows of one noun in a few statements, with versions, history and changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import CharField, DateTimeField, QuerySet, UUIDField, Value
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from leadline.foundation.keys import FreshKey, new_key
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


def erase_all(rows: "QuerySet[Any]", *, by: Member, now: datetime) -> None:
    """Delete records for good, in one statement; their history stays and tells of the end.

    Whatever hangs on them must be gone: nothing is looked for row by row.
    """
    tell_end(rows, by=by, now=now)
    delete_raw(rows)


def tell_end(rows: "QuerySet[Any]", *, by: Member, now: datetime) -> None:
    """Write into the history of records that they end."""
    past: Any = rows.model.history.model
    told = {
        "history_id": FreshKey(now),
        "history_date": Value(now, output_field=DateTimeField()),
        "history_type": Value("-", output_field=CharField()),
        "history_user_id": Value(by.id, output_field=UUIDField()),
    }
    own = [field.attname for field in past.tracked_fields]
    chosen, values = rows.order_by().values_list(*own, *told.values()).query.sql_with_params()  # fmt: skip
    columns = {field.attname: field.column for field in past._meta.concrete_fields}
    quote = connection.ops.quote_name
    names = ", ".join(quote(columns[name]) for name in (*own, *told))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(past._meta.db_table)} ({names}) {chosen}", values)


def delete_raw(rows: "QuerySet[Any]") -> None:
    """Delete rows on which nothing hangs, in one statement."""
    rows.order_by()._raw_delete(connection.alias)


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
