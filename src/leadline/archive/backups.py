"""Backups of the whole server: taken while it runs, restored into an empty one.

A backup holds every table as it stood at one instant. It does not name the database it came
from: what was taken from SQLite may be restored into PostgreSQL, and the other way round.
"""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from leadline import __version__
from leadline.archive import tables
from leadline.archive.packages import Reader, Writer, whole
from leadline.foundation.guards import drop_guards, install_guards
from leadline.foundation.models import Job
from leadline.foundation.refusals import Refusal
from leadline.workspaces.models import User
from leadline.workspaces.scope import every_workspace

WHAT = "backup"
OUTWARD = ("mail.send",)
"""Jobs that reach outside: a restored server does not do them again."""

Step = Callable[[str, int, int | None], None]


class NotEmpty(Refusal):
    """This server already holds data."""


def back_up(path: Path, *, now: datetime, step: Step = lambda *_: None) -> dict[str, int]:
    """Write a backup of the running server to `path`; returns the rows of each table.

    The file appears under its name only when it is whole.
    """
    counts = {}
    with every_workspace("a backup holds all"), snapshot(), whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:  # fmt: skip
        writer = Writer(package)
        there = tables.standing()
        for number, (model, fields) in enumerate(there.items()):
            step(model._meta.label, number, len(there))
            counts[model._meta.label] = writer.lines(_member(model), tables.read(model, fields=fields))  # fmt: skip
        writer.close({"what": WHAT, "version": __version__, "taken_at": now.isoformat(), "migrations": _migrations()})  # fmt: skip
    return counts


def restore(path: Path, *, now: datetime, step: Step = lambda *_: None) -> dict[str, int]:
    """Fill this empty server from a backup, in one transaction.

    Raises `NotEmpty` where somebody works already, `Unreadable` for a damaged file, and
    `Refusal` for a backup of another version.
    """
    reader = Reader.open(path, WHAT)
    if User.objects.exists():
        raise NotEmpty(remedy="Restore into a new LEADLINE_DATA folder or database.")
    if reader.manifest["migrations"] != _migrations():
        raise Refusal(f"This backup was taken by version {reader.manifest['version']} with another form of the tables.", remedy="Restore it with that version, then upgrade.")  # fmt: skip
    with every_workspace("a restored server is whole"), transaction.atomic():
        drop_guards(connection)
        counts = _fill(reader, step)
        Job.objects.waiting().filter(name__in=OUTWARD).update(gave_up_at=now, trouble="restored from a backup: not sent again")  # fmt: skip
        install_guards(connection)
        tables.reset_sequences()
    return counts


def _fill(reader: Reader, step: Step) -> dict[str, int]:
    counts = {}
    models_ = tables.tables()
    for number, model in enumerate(models_):
        step(model._meta.label, number, len(models_))
        model._base_manager.all()._raw_delete(connection.alias)
        counts[model._meta.label] = tables.write(model, reader.lines(_member(model)))
    return counts


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, all reads see one instant, while others go on writing."""
    with transaction.atomic() if connection.vendor == "postgresql" else _reading():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _reading() -> Iterator[None]:
    # Django's atomic() begins IMMEDIATE here, which would hold writers off; a backup must not.
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _member(model: type[models.Model]) -> str:
    return f"tables/{model._meta.db_table}.jsonl"


def _migrations() -> list[str]:
    applied: Any = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
