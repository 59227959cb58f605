"""Another database in the place of the default one, for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import ConnectionHandler

from leadline.foundation import sqlite
from leadline.wiring.settings import _database
from tests.journeys.server import database_url


@contextmanager
def new_sqlite(folder: Path) -> Iterator[None]:
    """An empty SQLite database with its tables."""
    name = folder / f"{uuid4()}.sqlite3"
    made = {"ENGINE": "leadline.foundation.sqlite", "NAME": name, "OPTIONS": sqlite.OPTIONS}
    with _default(made):
        yield
    for file in folder.glob(f"{name.name}*"):
        file.unlink()


@contextmanager
def new_postgresql(url: str) -> Iterator[None]:
    """An empty database with its tables on the PostgreSQL server of `url`."""
    name = f"restored_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        with _default(_database(urlunsplit(urlsplit(url)._replace(path=f"/{name}")))):
            yield
        server.execute(f'DROP DATABASE "{name}"')


@contextmanager
def new_of_same_kind(folder: Path) -> Iterator[None]:
    with new_sqlite(folder) if connection.vendor == "sqlite" else new_postgresql(database_url()):
        yield


@contextmanager
def _default(made: dict[str, object]) -> Iterator[None]:
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = ConnectionHandler({DEFAULT_DB_ALIAS: made}).create_connection(DEFAULT_DB_ALIAS)  # fmt: skip
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connections[DEFAULT_DB_ALIAS] = usual
