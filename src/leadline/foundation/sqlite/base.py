"""Django's engine for SQLite, quicker at reading keys and instants, which nearly every row has several of."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3.base import DatabaseWrapper as Wrapper
from django.db.backends.sqlite3.operations import DatabaseOperations as Operations

# Rows of a page share their workspace, status and list, and the next page has the same ones again.
_key = lru_cache(maxsize=16_384)(UUID)


class DatabaseOperations(Operations):
    """Reads what Leadline writes: keys as 32 digits, instants in UTC without an offset."""

    def convert_uuidfield_value(self, value: str | None, *_: Any) -> UUID | None:
        return None if value is None else _key(value)

    def convert_datetimefield_value(self, value: str | datetime | None, *_: Any) -> datetime | None:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


class DatabaseWrapper(Wrapper):
    ops_class = DatabaseOperations
