"""Servers that are killed with everything they have begotten."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.server import answers, environment

PATIENCE_SECONDS = 300


@dataclass
class Running:
    """A server: web, worker and their parent, in a process group of their own."""

    pid: int
    port: int

    def answers_soon(self) -> bool:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(f"http://127.0.0.1:{self.port}/healthz"):
            if not self.is_there() or time.monotonic() > deadline:
                return False
            time.sleep(0.03)
        return True

    def kill(self) -> None:
        """End it by `kill -9`, all processes at once, and see them gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, how)
        deadline = time.monotonic() + 10
        while self.is_there() and time.monotonic() < deadline:
            time.sleep(0.01)

    def is_there(self) -> bool:
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


@dataclass
class Stable:
    """Where servers come from; `log` is what they all wrote."""

    warm: "subprocess.Popen[str]"
    log: Path
    env: dict[str, str]

    def start(self) -> Running:
        """A server forked from the warm process; it may not answer yet."""
        assert self.warm.stdin
        assert self.warm.stdout
        port = quiet_port()
        self.warm.stdin.write(f"{port}\n")
        self.warm.stdin.flush()
        return Running(int(self.warm.stdout.readline()), port)

    def ready(self) -> Running:
        """A server that answers."""
        return self._answering(self.start())

    def ready_as_people_do(self) -> Running:
        """A server started by the command itself; it must answer."""
        port = quiet_port()
        command = [sys.executable, "-m", "leadline", "serve", "--port", str(port)]
        with self.log.open("a") as log:
            process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, process_group=0)  # fmt: skip
        # A dead child that nobody waits for would look alive.
        threading.Thread(target=process.wait, daemon=True).start()
        return self._answering(Running(process.pid, port))

    def _answering(self, server: Running) -> Running:
        if server.answers_soon():
            return server
        server.kill()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-3000:]}")

    def complaints(self) -> list[str]:
        """The traces in the log, one at most."""
        told = self.log.read_text(errors="replace")
        at = told.find("Traceback")
        return [told[max(at - 300, 0) : at + 3000]] if at >= 0 else []


def quiet_port() -> int:
    """A free port from below those that outgoing connections are given: writers open many."""
    while True:
        port = random.randint(12_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def stable(folder: Path, breakage: str = "", **settings: str) -> Iterator[Stable]:
    """A warm process on the tests' database for as long as the block lasts."""
    env, log = environment(quiet_port()) | settings, folder / "servers.log"
    command = [sys.executable, "-m", "tests.faults.warm", *breakage.split()]
    with log.open("a") as told:
        warm = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told, text=True, process_group=0)  # fmt: skip
    with warm:
        assert warm.stdin
        assert warm.stdout
        if warm.stdout.readline() != "warm\n":
            raise RuntimeError(f"The warm process did not start:\n{log.read_text()}")
        yield Stable(warm, log, env)
        warm.stdin.close()
