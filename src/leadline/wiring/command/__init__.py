"""The `leadline` command: one parser, a module for each group of verbs."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from leadline.foundation.configuration import Misconfigured
from leadline.foundation.refusals import Refusal


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one verb; a refusal is one line on standard error and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")
    try:
        _set_up_django()
        asked = parser().parse_args(arguments)
        with _readiness_told():
            sys.exit(asked.run(asked) or 0)
    except (Refusal, Misconfigured) as refusal:
        sys.exit(f"leadline: {refusal}")
    except KeyboardInterrupt:
        sys.exit(130)


def parser() -> argparse.ArgumentParser:
    """The whole command line, as documented by its own help."""
    from leadline.wiring.command import archive, delivery, imports, people, server, workspaces

    whole = argparse.ArgumentParser(prog="leadline", description="Strategic product management.")
    verbs = whole.add_subparsers(required=True, metavar="VERB")
    for module in (server, imports, delivery, archive, people, workspaces):
        module.add(verbs)
    return whole


@contextmanager
def _readiness_told() -> Iterator[None]:
    """Say what a database lacks that does not answer, or that this version has not set up."""
    from django.db.utils import DatabaseError

    try:
        yield
    except DatabaseError as error:
        lack = _lack()
        if not lack:
            raise
        raise Misconfigured(lack) from error


def _lack() -> str:
    from django.conf import settings
    from django.db import connection
    from django.db.utils import DatabaseError

    from leadline.wiring.health import missing_migrations

    where = f"in {settings.DATA}" if connection.vendor == "sqlite" else "named by LEADLINE_DATABASE_URL"  # fmt: skip
    try:
        missing = missing_migrations()
    except DatabaseError as error:
        said = str(error).strip().partition("\n")[0]
        return f"The database {where} does not answer: {said}"
    if not missing:
        return ""
    return (
        f"The database {where} is not set up for this version. Start the server once, or run "
        "`leadline migrate`; if your data lie elsewhere, name the folder in LEADLINE_DATA."
    )


def _set_up_django() -> None:
    import django
    from django.db.utils import DatabaseError

    try:
        django.setup()
    except (PermissionError, DatabaseError) as error:
        raise Misconfigured(f"{error}. Check LEADLINE_DATA and LEADLINE_DATABASE_URL.") from error
