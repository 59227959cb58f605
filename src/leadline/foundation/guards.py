"""Rules that the database itself holds: triggers, the same on SQLite and PostgreSQL.

A model asks for them by attributes that its base class sets:
`guard_scope` (the column that names the owner of the row) and `guard_append_only`, with
`guard_let_go` (a condition in SQL under which its rows may be deleted after all).
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "leadline_guard_"


@dataclass(frozen=True)
class Guard:
    """One trigger: before `event` on `table`, refuse with `message` when `condition` holds."""

    name: str
    table: str
    event: str
    condition: str
    message: str

    def sql(self, vendor: str) -> list[str]:
        return self._postgresql() if vendor == "postgresql" else self._sqlite()

    def _sqlite(self) -> list[str]:
        return [
            f'DROP TRIGGER IF EXISTS "{self.name}"',
            (
                f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" FOR EACH ROW '
                f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ),
        ]

    def _postgresql(self) -> list[str]:
        answer = "OLD" if self.event == "DELETE" else "NEW"
        return [
            (
                f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
                f"BEGIN IF {self.condition} THEN RAISE EXCEPTION '{self.message}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {answer}; END $$"
            ),
            (
                f'CREATE OR REPLACE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" '
                f'FOR EACH ROW EXECUTE FUNCTION "{self.name}"()'
            ),
        ]


def wanted_guards() -> list[Guard]:
    """Every guard that the models ask for."""
    models_ = [model for model in apps.get_models() if model._meta.managed]
    return [guard for model in models_ for guard in _guards_of(model)]


def install_guards(connection: BaseDatabaseWrapper) -> None:
    """Make the database hold exactly the wanted guards; runs after every migration."""
    tables = set(connection.introspection.table_names())
    with _all_at_once(connection), connection.cursor() as cursor:
        for guard in wanted_guards():
            if guard.table in tables:
                for statement in guard.sql(connection.vendor):
                    cursor.execute(statement)


def _all_at_once(connection: BaseDatabaseWrapper) -> AbstractContextManager[object]:
    # SQLite drops a trigger before it makes it anew: a start that is cut short must leave no gap.
    # PostgreSQL replaces each, and one transaction over all tables could lock out running servers.
    is_sqlite = connection.vendor == "sqlite"
    return transaction.atomic(using=connection.alias) if is_sqlite else nullcontext()


def drop_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the guards off, for a restore or a migration that puts them back at its end."""
    with connection.cursor() as cursor:
        for guard in wanted_guards():
            on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"{on}')


def missing_guards(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of wanted guards that the database lacks."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        found = {name for (name,) in cursor.fetchall()}
    return {guard.name for guard in wanted_guards()} - found


def _guards_of(model: type[models.Model]) -> Iterator[Guard]:
    owner: str | None = getattr(model, "guard_scope", None)
    if owner:
        yield from _scope_guards(model, owner)
    if getattr(model, "guard_append_only", False):
        yield from _append_only_guards(model)


def _scope_guards(model: type[models.Model], owner: str) -> Iterator[Guard]:
    table = model._meta.db_table
    yield Guard(
        _name(table, "stays"), table, f'UPDATE OF "{owner}"',
        f'NEW."{owner}" <> OLD."{owner}"', "a row cannot move to another workspace",
    )  # fmt: skip
    for field in _links(model, owner):
        other = field.related_model._meta
        crossing = (
            f'NEW."{field.column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{other.db_table}" '  # noqa: S608  names of our own tables
            f'WHERE "{other.pk.column}" = NEW."{field.column}" AND "{owner}" = NEW."{owner}")'
        )
        message = f"{table}.{field.column} points into another workspace"
        yield Guard(_name(table, field.column, "i"), table, "INSERT", crossing, message)
        event = f'UPDATE OF "{field.column}"'
        yield Guard(_name(table, field.column, "u"), table, event, crossing, message)


def _links(model: type[models.Model], owner: str) -> Iterator[Any]:
    for field in model._meta.local_concrete_fields:
        held = isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", False)
        if held and getattr(field.related_model, "guard_scope", None) == owner:
            yield field


def _append_only_guards(model: type[models.Model]) -> Iterator[Guard]:
    table = model._meta.db_table
    for event in ("UPDATE", "DELETE"):
        always = f'OLD."{model._meta.pk.column}" IS NOT NULL'
        let_go = getattr(model, "guard_let_go", "") if event == "DELETE" else ""
        always += f" AND NOT ({let_go})" if let_go else ""
        yield Guard(_name(table, event.lower()), table, event, always, f"{table} is append-only")


def _name(*parts: str) -> str:
    return (PREFIX + "_".join(parts))[:63]
