"""`migrate` as Django has it, quicker on an empty database; then the cache's table, and the database's own guards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import override_settings

from leadline.foundation.guards import drop_guards, install_guards

LOCK = int.from_bytes(b"leadline")


class Command(Migrate):
    def handle(self, *arguments: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with _alone(connection):
            self._bring_up(connection, *arguments, **options)

    def _bring_up(self, connection: BaseDatabaseWrapper, *arguments: Any, **options: Any) -> None:
        if not options["app_label"] and not connection.introspection.table_names():
            self._begin(connection, *arguments, **options)
        if connection.vendor == "sqlite" and (options["app_label"] or _is_behind(connection)):
            # SQLite alters a table by making it anew, while its guards would look for the old one.
            drop_guards(connection)
        super().handle(*arguments, **options)
        # Attempts to sign in are counted in it, for all web processes together.
        call_command("createcachetable", database=connection.alias, verbosity=0)
        install_guards(connection)

    def _begin(self, connection: BaseDatabaseWrapper, *arguments: Any, **options: Any) -> None:
        """Make the tables of an empty database from the models, all of them or none.

        The steps of the migrations would lead to the same tables in many times the time; a test
        holds that they are the same.
        """
        no_steps = {app.label: None for app in apps.get_app_configs()}
        alias = connection.alias
        # SQLite lets its foreign keys rest only when that is said before the transaction.
        with connection.constraint_checks_disabled(), transaction.atomic(using=alias):
            with override_settings(MIGRATION_MODULES=no_steps):
                super().handle(*arguments, **options | {"run_syncdb": True})
            _record_all_as_done(connection)


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let servers that start together on one PostgreSQL migrate one after the other.

    The session of a server that was killed counts as well, for as long as its last statement runs.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _is_behind(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _record_all_as_done(connection: BaseDatabaseWrapper) -> None:
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in MigrationLoader(connection).disk_migrations:
        recorder.record_applied(app, name)
