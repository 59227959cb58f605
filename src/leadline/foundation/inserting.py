"""Inserting many rows of a table without making an object of each: for writes that hold a lock."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

BATCH = 2_000
Row = Sequence[Any]


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert tuples of Python values, in the order of `columns` (attribute names of fields).

    Every column of the table must be named: defaults of the model do not apply. The database's
    own constraints and triggers do; signals and `save` do not.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    writers = [_writer(fields[name]) for name in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
    ready = (tuple(write(value) for write, value in zip(writers, row, strict=True)) for row in rows)
    with connection.cursor() as cursor:
        while batch := list(islice(ready, BATCH)):
            cursor.executemany(statement, batch)


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How values of a field go into the database; what repeats is converted once."""
    known: dict[Any, Any] = {}

    def write(value: Any) -> Any:
        if value is None or type(value) is int:
            return value
        if type(value) is str and not isinstance(field, models.UUIDField):
            return value
        if isinstance(value, dict | list):
            return field.get_db_prep_save(value, connection)
        found = known.get(value)
        if found is None:
            if len(known) > BATCH:
                known.clear()
            found = known[value] = field.get_db_prep_save(value, connection)
        return found

    return write
