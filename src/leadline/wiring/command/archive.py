"""backup, restore, export: everything out, and in again."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings

from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.wiring.command.common import (
    acting_member,
    acting_options,
    console,
    print_json,
    progress,
)


def add(verbs: Any) -> None:
    backup = verbs.add_parser("backup", help="write everything on this server to one file, while it runs")  # fmt: skip
    backup.add_argument("file", nargs="?", type=Path, help="default: a dated file in the data folder")  # fmt: skip
    backup.add_argument("--json", action="store_true")
    backup.set_defaults(run=run_backup)
    restore = verbs.add_parser("restore", help="fill an empty server from a backup, or a new workspace from an export")  # fmt: skip
    restore.add_argument("file", type=Path)
    restore.add_argument("--name", help="name of the workspace, when the file is an export")
    restore.add_argument("--as", dest="person", metavar="EMAIL", help="who owns the restored workspace")  # fmt: skip
    restore.add_argument("--json", action="store_true")
    restore.set_defaults(run=run_restore)
    export = verbs.add_parser("export", help="write one workspace to a file of JSON Lines and CSV")
    export.add_argument("file", type=Path)
    export.add_argument("--json", action="store_true")
    acting_options(export)
    export.set_defaults(run=run_export)


def run_backup(asked: argparse.Namespace) -> int:
    from leadline.archive.backups import back_up

    now = clock.now()
    path = asked.file or settings.DATA / "backups" / f"leadline-{now:%Y%m%d-%H%M%S}.zip"
    _make_room(path)
    with progress("Backing up") as step:
        counts = back_up(path, now=now, step=step)
    return _told(asked, path, counts)


def run_restore(asked: argparse.Namespace) -> int:
    from leadline.archive.backups import restore
    from leadline.archive.packages import kind_of
    from leadline.home.jobs import ask_to_reindex_all

    if kind_of(asked.file) == "export":
        return _restore_export(asked)
    from leadline.wiring.command.server import run_migrate

    run_migrate(argparse.Namespace())
    with progress("Restoring") as step:
        counts = restore(asked.file, now=clock.now(), step=step)
    ask_to_reindex_all(clock.now())
    return _told(asked, asked.file, counts)


def _restore_export(asked: argparse.Namespace) -> int:
    from leadline.archive.arrivals import restore_workspace
    from leadline.workspaces.models import User

    owner = User.objects.filter(email__iexact=asked.person or "").first()
    if owner is None:
        raise Invalid("Say who will own the workspace.", field="--as", remedy="For example --as ann@example.org.")  # fmt: skip
    with progress("Restoring") as step:
        member, counts = restore_workspace(
            asked.file, owner=owner, now=clock.now(), name=asked.name, recognises=True, step=step
        )
    console.print(f"Restored as {member.workspace.slug}.")
    return _told(asked, asked.file, counts)


def run_export(asked: argparse.Namespace) -> int:
    from leadline.archive.exports import export_workspace

    _make_room(asked.file)
    with progress("Exporting") as step:
        counts = export_workspace(asked.file, by=acting_member(asked), now=clock.now(), step=step)
    return _told(asked, asked.file, counts)


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"{path.parent} cannot be written.", remedy=f"{error.strerror}.") from error


def _told(asked: argparse.Namespace, path: Path, counts: dict[str, int]) -> int:
    if asked.json:
        print_json({"file": str(path), "rows": counts})
    else:
        console.print(f"{path}: {sum(counts.values())} rows in {len(counts)} tables.")
    return 0
