"""Tables as streams of JSON rows, the same from either database and into either."""

import base64
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from leadline.foundation.dependence import parents_first

CHUNK = 500
MADE_BY_MIGRATIONS = {"contenttypes.contenttype", "auth.permission"}


def tables() -> list[type[models.Model]]:
    """Every table of the server, those that others point to first; derived ones are left out."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not getattr(model, "is_derived", False)
    ]
    return parents_first([model for model in found if model._meta.label_lower not in MADE_BY_MIGRATIONS])  # fmt: skip


def columns(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def standing() -> dict[type[models.Model], list[Any]]:
    """Tables and columns as the database has them: before an upgrade it lacks those to come."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        found = [model for model in tables() if model._meta.db_table in there]
        return {model: _standing(model, cursor) for model in found}


def _standing(model: type[models.Model], cursor: Any) -> list[Any]:
    described = connection.introspection.get_table_description(cursor, model._meta.db_table)
    there = {each.name for each in described}
    return [field for field in columns(model) if field.column in there]


def read(
    model: type[models.Model], order: str = "pk", fields: list[Any] | None = None, **which: Any
) -> Iterator[dict[str, Any]]:
    """The rows of a table as JSON values by column, in the order of their keys or of `order`."""
    fields = columns(model) if fields is None else fields
    names = [field.attname for field in fields]
    rows = model._base_manager.filter(**which).order_by(order).values_list(*names)
    for row in rows.iterator(chunk_size=CHUNK):
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}


def write(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows as they are, past all defaults; returns how many."""
    fields = columns(model)
    count = 0
    with connection.cursor() as cursor:
        for chunk in chunks(rows, CHUNK):
            cursor.executemany(_insertion(model, fields), [_values(fields, row) for row in chunk])
            count += len(chunk)
    return count


def _insertion(model: type[models.Model], fields: list[Any]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join("%s" for _ in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608


def _values(fields: list[Any], row: dict[str, Any]) -> list[Any]:
    return [_stored(field, row[field.attname]) for field in fields]


def tie(model: type[models.Model], field: Any, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Set a column of rows that are there: pairs of their key and the value, both as in JSON."""
    quote, pk = connection.ops.quote_name, columns(model)[0]
    statement = f"UPDATE {quote(model._meta.db_table)} SET {quote(field.column)} = %s WHERE {quote(pk.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        for chunk in chunks(pairs, CHUNK):
            cursor.executemany(statement, [(_stored(field, value), _stored(pk, key)) for key, value in chunk])  # fmt: skip


def _stored(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value_of(field, value), connection)


def refuse_unfit(field: Any, value: Any) -> None:
    """Raise `ValueError` for a JSON value that the application itself would never have written."""
    if value is None:
        if not field.null:
            raise ValueError(f"{field.attname} is empty")
        return
    if isinstance(field, models.CharField | models.TextField) and not isinstance(value, str):
        raise ValueError(f"{field.attname} is no text")
    if field.choices and value != "" and value not in dict(field.flatchoices):
        raise ValueError(f"{field.attname} is {str(value)[:40]!r}")
    if not field.remote_field:
        field.run_validators(value_of(field, value))


def value_of(field: Any, value: Any) -> Any:
    """A JSON value as the field holds it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.target_field.to_python(value) if field.remote_field else field.to_python(value)


def plain(value: Any) -> Any:
    """A database value as JSON holds it."""
    match value:
        case UUID() | Decimal():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def reset_sequences() -> None:
    """After rows came in with their numbers, let new ones start behind them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
