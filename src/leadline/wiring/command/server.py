"""serve, worker, migrate, check: the server and its state."""

import argparse
import socket
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rich.markup import escape
from rich.table import Table

from leadline.foundation import clock
from leadline.foundation.configuration import SETTINGS
from leadline.foundation.refusals import Refusal
from leadline.wiring.command import first_start, processes
from leadline.wiring.command.common import console, print_json, stage


def add(verbs: Any) -> None:
    serve = verbs.add_parser("serve", help="migrate, then serve pages and do jobs")
    serve.add_argument("--port", type=int, help="instead of LEADLINE_PORT")
    serve.add_argument("--reload", action="store_true", help="restart when a source file changes")
    serve.add_argument("--no-worker", action="store_true", help="jobs are done by `leadline worker` elsewhere")  # fmt: skip
    serve.set_defaults(run=run_serve)
    worker = verbs.add_parser("worker", help="do jobs only")
    worker.set_defaults(run=run_worker)
    migrate = verbs.add_parser("migrate", help="bring the database up to this version, after a backup")  # fmt: skip
    migrate.set_defaults(run=run_migrate)
    check = verbs.add_parser("check", help="list the settings and what is wrong with the server")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)


def run_serve(asked: argparse.Namespace) -> int:
    """Serve until stopped; the first start also makes the owner and the sample."""
    port = asked.port or settings.CONFIGURATION["LEADLINE_PORT"]
    host = settings.CONFIGURATION["LEADLINE_HOST"]
    _refuse_busy(host, port)
    with stage("Database"):
        run_migrate(asked)
        _refuse_unsound()
    owner = first_start.owner(clock.now())
    first_start.print_link(owner, host, port)
    return processes.run(_web(host, port, asked.reload), [] if asked.no_worker else ["leadline", "worker"])  # fmt: skip


def _refuse_unsound() -> None:
    """Do not start with an undeclared route, or a database that may forget what it promised."""
    from django.core import checks

    found = checks.run_checks(databases=["default"])
    wrong = [str(each) for each in found if each.level >= checks.ERROR]
    if wrong:
        raise Refusal("\n".join(wrong))


def _web(host: str, port: int, reload: bool) -> list[str]:
    words = ["granian", "--interface", "asginl", "--host", host, "--port", str(port), "--no-ws"]
    words += ["--workers", str(settings.CONFIGURATION["LEADLINE_WORKERS"])]
    # One that is told to stop while it still starts would otherwise be waited for without end.
    words += ["--workers-kill-timeout", str(processes.GRACE_SECONDS // 2)]
    words += ["--reload", "--reload-paths", "src"] if reload else []
    return [*words, "leadline.wiring.asgi:application"]


def _refuse_busy(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(f"Port {port} cannot be used: {error.strerror}.", remedy="Choose another with --port.") from error  # fmt: skip


def run_worker(asked: argparse.Namespace) -> int:
    from leadline.foundation.worker import Worker
    from leadline.wiring.subscriptions import PERIODIC

    Worker(PERIODIC).run()
    return 0


def run_migrate(asked: argparse.Namespace) -> int:
    """Apply what is missing; a database that holds data is backed up first."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing and executor.loader.applied_migrations:
        _back_up_before_upgrade()
    call_command("migrate", verbosity=0, interactive=False)
    return 0


def _back_up_before_upgrade() -> None:
    from leadline.archive.backups import back_up

    now = clock.now()
    where = settings.DATA / "backups" / f"before-upgrade-{now:%Y%m%d-%H%M%S}.zip"
    where.parent.mkdir(parents=True, exist_ok=True)
    back_up(where, now=now)
    console.print(f"Backed up to {where} before the upgrade.")


def run_check(asked: argparse.Namespace) -> int:
    """Settings, then every check; exit code 1 when something is wrong."""
    from django.core import checks

    found = checks.run_checks(databases=["default"])
    wrong = [str(each) for each in found if each.level >= checks.ERROR]
    values = {each.name: _shown(each.name, each.secret) for each in SETTINGS}
    if asked.json:
        print_json({"settings": values, "wrong": wrong})
        return bool(wrong)
    console.print(_settings_table(values))
    console.print("\n".join(wrong) or "\nEverything is in order.")
    return bool(wrong)


def _settings_table(values: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Setting", "Value", "Meaning"):
        table.add_column(heading, no_wrap=heading == "Setting", overflow="fold")
    for each in SETTINGS:
        table.add_row(each.name, escape(values[each.name]), f"[dim]{escape(each.meaning)}[/]")
    return table


def _shown(name: str, secret: bool) -> str:
    value = settings.CONFIGURATION[name]
    if secret:
        return "set" if value else "not set"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
