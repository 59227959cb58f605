"""Inserting many rows of a table without making an object of each: for writes that hold a lock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models

BATCH = 2_000
Row = Sequence[Any]
Write = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """Rows as the database takes them, made before the lock is taken."""

    statement: str
    rows: Sequence[Row]


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row], into: str = ""
) -> None:
    """Insert tuples of Python values, in the order of `columns` (attribute names of fields).

    They go into the table of the model, or into another one that is like it: `into`, quoted.

    Every column of the table must be named: defaults of the model do not apply. The database's
    own constraints and triggers do; signals and `save` do not.
    """
    statement, writers = _shape(model, columns, into)
    _insert(statement, (_ready(row, writers) for row in rows))


def prepared(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> Prepared:
    """The same rows made ready, for `insert_prepared` to write; asks no database."""
    statement, writers = _shape(model, columns, "")
    return Prepared(statement, [_ready(row, writers) for row in rows])


def insert_prepared(ready: Prepared) -> None:
    _insert(ready.statement, iter(ready.rows))


def _shape(model: type[models.Model], columns: Sequence[str], into: str) -> tuple[str, list[tuple[int, Write]]]:  # fmt: skip
    """The statement that inserts a row, and how the values of some columns are written, by place."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    writers = [(at, write) for at, name in enumerate(columns) if (write := _writer(fields[name]))]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {into or quote(model._meta.db_table)} ({names}) VALUES ({places})", writers  # noqa: S608 - names of our own tables


def _insert(statement: str, rows: Iterator[Row]) -> None:
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)


def _ready(row: Row, writers: Sequence[tuple[int, Write]]) -> list[Any]:
    values = list(row)
    for at, write in writers:
        if values[at] is not None:
            values[at] = write(values[at])
    return values


def _writer(field: "models.Field[Any, Any]") -> Write | None:
    """How values of a field go into the database; None where they go as they are."""
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.UUIDField):
        # Many rows point at the same few.
        hexed = lru_cache(BATCH)(_hex) if kind is not field else _hex
        return None if connection.features.has_native_uuid_field else hexed
    if isinstance(kind, models.CharField | models.TextField | models.IntegerField):
        return None
    if isinstance(kind, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    # What repeats, as the instant of the import itself does, is converted once.
    return lru_cache(BATCH)(lambda value: field.get_db_prep_save(value, connection))


def _hex(value: UUID) -> str:
    return f"{value.int:032x}"
