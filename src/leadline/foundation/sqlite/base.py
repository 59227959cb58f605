"""Django's engine for SQLite, quicker where each page pays: at statements, keys and instants."""

from datetime import UTC, datetime
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3.base import DatabaseWrapper as Wrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.backends.sqlite3.features import DatabaseFeatures as Features
from django.db.backends.sqlite3.operations import DatabaseOperations as Operations
from django.db.models.expressions import Col

# Rows of a page share their workspace, status and list, and the next page has the same ones again.
_key = lru_cache(maxsize=16_384)(UUID)
# SQLite keeps decimals as floating numbers, of which 15 digits are true.
_TRUE = Context(prec=15)


@lru_cache(maxsize=4_096)
def _rounded(value: float | None, places: int, digits: int) -> Decimal | None:
    if value is None:
        return None
    exact = _TRUE.create_decimal_from_float(value)
    return exact.quantize(Decimal(1).scaleb(-places), context=Context(prec=digits))


class DatabaseOperations(Operations):
    """Reads what Leadline writes: keys as 32 digits, instants in UTC without an offset."""

    def convert_uuidfield_value(self, value: str | None, *_: Any) -> UUID | None:
        return None if value is None else _key(value)

    def convert_datetimefield_value(self, value: str | datetime | None, *_: Any) -> datetime | None:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment

    def get_decimalfield_converter(self, expression: Any) -> Any:
        if not isinstance(expression, Col):
            return super().get_decimalfield_converter(expression)
        field: Any = expression.output_field
        places, digits = field.decimal_places, field.max_digits
        return lambda value, *_: _rounded(value, places, digits)


class DatabaseFeatures(Features):
    """What SQLite can do, without trying: Django's own trial wants the lock that whoever writes is holding."""

    supports_json_field = True


class Cursor(SQLiteCursorWrapper):
    """Turns the placeholders of a statement into SQLite's own once, not each time that it is run."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is not None or len(query) > LONGEST_KEPT:
            return str(super().convert_query(query, param_names=param_names))
        return _converted(query)


LONGEST_KEPT = 20_000


@lru_cache(maxsize=512)
def _converted(query: str) -> str:
    return str(SQLiteCursorWrapper.convert_query(None, query))  # type: ignore[arg-type]


class DatabaseWrapper(Wrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
