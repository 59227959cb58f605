"""The `leadline` command: one parser, a module for each group of verbs."""

import argparse
import os
import sys
from typing import NoReturn

from leadline.foundation.configuration import Misconfigured
from leadline.foundation.refusals import Refusal


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one verb; a refusal is one line on standard error and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")
    try:
        _set_up_django()
        asked = parser().parse_args(arguments)
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


def _set_up_django() -> None:
    import django
    from django.db.utils import DatabaseError

    try:
        django.setup()
    except (PermissionError, DatabaseError) as error:
        raise Misconfigured(f"{error}. Check LEADLINE_DATA and LEADLINE_DATABASE_URL.") from error
