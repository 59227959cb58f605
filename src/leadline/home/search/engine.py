"""Which engine finds texts by their words: each database has its own, behind one interface."""

from functools import cache

from django.db import connection

from leadline.home.search.asked import Engine
from leadline.home.search.postgresql import PostgresEngine
from leadline.home.search.sqlite import SqliteEngine


@cache
def _engines() -> dict[str, Engine]:
    return {"sqlite": SqliteEngine(), "postgresql": PostgresEngine()}


def engine_of(vendor: str) -> Engine:
    return _engines()[vendor]


def engine() -> Engine:
    """The engine of the database in use."""
    return engine_of(connection.vendor)
