"""SQLite as Leadline needs it: a current library, durable, with foreign keys held."""

import sys
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

OLDEST = (3, 51, 3)
PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON"}
EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ";".join(f"PRAGMA {name}={value}" for name, value in PRAGMAS.items())
    + ";PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY",
}


def use_current_sqlite() -> None:
    """Let `import sqlite3` mean pysqlite3: libraries up to 3.51.2 can corrupt a WAL.

    Must run before anything imports sqlite3.
    """
    try:
        import pysqlite3
        from pysqlite3 import dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


def failings(connection: BaseDatabaseWrapper) -> list[str]:
    """What of this connection would endanger data, in sentences; empty when all is well."""
    import sqlite3

    found = []
    if sqlite3.sqlite_version_info < OLDEST:
        found.append(f"SQLite {sqlite3.sqlite_version} can corrupt its log; use 3.51.3 or later.")
    with connection.cursor() as cursor:
        for name, expected in EXPECTED.items():
            cursor.execute(f"PRAGMA {name}")
            (value,) = cursor.fetchone()
            if value != expected and not connection.is_in_memory_db():  # type: ignore[attr-defined]
                found.append(f"SQLite runs with {name}={value}; it must be {expected}.")
    return found
