"""Leadline as people run it, serving the database that the tests write to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PATIENCE_SECONDS = 90


@dataclass
class Server:
    """A running Leadline: where it answers, and what it writes to its log."""

    url: str
    log: Path
    read: int = field(default=0)

    def complaints(self) -> str:
        """What went into the log since the last question, if there is a trace in it."""
        told = self.log.read_text(errors="replace")
        new, self.read = told[self.read :], len(told)
        return new if "Traceback" in new else ""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server in its own process, on a free port, for as long as the block lasts."""
    port, log = free_port(), folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "leadline", "serve"],
            env=environment(port),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            await_answer(f"http://127.0.0.1:{port}/readyz", process, log)
            yield Server(f"http://127.0.0.1:{port}", log)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE_SECONDS)


def environment(port: int) -> dict[str, str]:
    own = {
        "LEADLINE_PORT": str(port),
        "LEADLINE_SAMPLE": "0",
        "LEADLINE_DATABASE_URL": database_url(),
    }
    return {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | own


def database_url() -> str:
    """The tests' own database: SQLite's lies in the data folder, where the server looks anyway."""
    if connection.vendor == "sqlite":
        assert connection.settings_dict["NAME"] == settings.DATA / "leadline.sqlite3"
        return ""
    it = connection.settings_dict
    return (
        f"postgresql://{it['USER']}:{quote(it['PASSWORD'])}@{it['HOST']}:{it['PORT']}/{it['NAME']}"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server did not start:\n{log.read_text()}")
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
