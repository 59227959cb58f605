"""An empty database is made at once, and comes out as the steps of the migrations would make it."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command as StepByStep
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from leadline.foundation.management.commands import migrate

# Django's steps give the key of a third party's link table our default type, its models the party's.
WIDER_IN_STEPS = {"auth_group_permissions", "leadline_cache"}

Empty = AbstractContextManager[BaseDatabaseWrapper]


@pytest.fixture
def empty(django_db_blocker: Any, tmp_path: Path) -> Iterator[Callable[[], Empty]]:
    """Make a database of the kind under test with nothing in it, as often as asked."""
    with django_db_blocker.unblock():
        yield lambda: _empty(tmp_path / secrets.token_hex(4))


@contextmanager
def _empty(place: Path) -> Iterator[BaseDatabaseWrapper]:
    own = connections["default"]
    name = place if own.vendor == "sqlite" else f"empty_{place.name}"
    if own.vendor == "postgresql":
        with own._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    connections.databases["empty"] = own.settings_dict | {"NAME": name}
    try:
        yield connections["empty"]
    finally:
        connections["empty"].close()
        del connections["empty"], connections.databases["empty"]
        if own.vendor == "postgresql":
            with own._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")


def tables(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """Every table with its columns, indexes and constraints, whatever their order."""
    look = connection.introspection
    with connection.cursor() as cursor:
        return {
            table: (
                sorted(tuple(column) for column in look.get_table_description(cursor, table)),
                sorted(_shape(each) for each in look.get_constraints(cursor, table).values()),
            )
            for table in look.table_names(cursor)
            if table not in WIDER_IN_STEPS
        }


def _shape(constraint: Mapping[str, Any]) -> str:
    return str(sorted((key, value) for key, value in constraint.items() if key != "name"))


def test_both_ways_lead_to_the_same_tables(empty: Callable[[], Empty]) -> None:
    with empty() as at_once:
        call_command("migrate", database="empty", verbosity=0)
        made = tables(at_once)
    with empty() as in_steps:
        call_command(StepByStep(), database="empty", verbosity=0)
        assert tables(in_steps) == made
    assert "workspaces_event" in made


def test_a_beginning_that_breaks_leaves_nothing(
    empty: Callable[[], Empty], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(connection: BaseDatabaseWrapper) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "_record_all_as_done", break_off)
    with empty() as broken:
        with pytest.raises(KeyboardInterrupt):
            call_command("migrate", database="empty", verbosity=0)
        assert broken.introspection.table_names() == []
