"""The worker: does jobs until told to stop, and asks for the periodic ones in time."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections, connection, transaction

from leadline.foundation import clock, jobs
from leadline.foundation.models import LEASE, Job
from leadline.foundation.patience import was_locked

PAUSE = 0.5


@dataclass(frozen=True)
class Periodic:
    """A job that is asked for once in every slot of `every`."""

    name: str
    every: timedelta

    def ask(self, now: datetime) -> None:
        slot = int(now.timestamp() // self.every.total_seconds())
        jobs.ask(self.name, {}, now=now, key=f"{self.name}@{slot}")


class Worker:
    """One loop over the jobs; several may run at once on one database."""

    def __init__(self, periodic: tuple[Periodic, ...] = (), name: str = "") -> None:
        self.periodic = periodic
        self.name = name or f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self._slots: dict[str, int] = {}

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped; a job under way is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping.is_set():
            close_old_connections()
            if not self.turn(clock.now()):
                self.stopping.wait(PAUSE)

    def turn(self, now: datetime) -> Job | None:
        """A step, or none while another writer holds the database: jobs are still there later."""
        try:
            return self.step(now)
        except OperationalError as error:
            if not was_locked(error):
                raise
            return None

    def step(self, now: datetime) -> Job | None:
        """Ask for what is periodic, then do one job."""
        self._ask_periodic(now)
        job = jobs.claim(now, self.name)
        if job:
            with _Heartbeat(job):
                jobs.do(job, now)
        return job

    def _ask_periodic(self, now: datetime) -> None:
        for each in self.periodic:
            slot = int(now.timestamp() // each.every.total_seconds())
            if self._slots.get(each.name) != slot:
                with transaction.atomic():
                    each.ask(now)
                self._slots[each.name] = slot


class _Heartbeat:
    """Renews the lease from a thread of its own while a job runs."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *error: object) -> None:
        self.done.set()
        self.thread.join()

    def _beat(self) -> None:
        while not self.done.wait(LEASE.total_seconds() / 3):
            _quietly(lambda: jobs.renew(self.job, clock.now()))
        connection.close()


def _quietly(work: Callable[[], None]) -> None:
    # A missed beat is no harm: the lease holds for two more, and a lost one only repeats work.
    try:
        work()
    except Exception:  # noqa: BLE001
        connection.close()
