"""Take backups while people write and jobs are done, and restore them into both databases.

    python -m tests.faults.backups [--backups 100]                                      of SQLite
    python -m tests.databases run python -m tests.faults.backups [--backups 100]        of PostgreSQL

What is restored must equal, row by row, what a second reading of the same snapshot saw; it must hold
all that was acknowledged before, and no write by halves; and nothing of it may be sent again.
"""

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.utils import IntegrityError

if TYPE_CHECKING:
    from tests.faults.writers import Written
    from tests.workspaces.smtp import Mailbox
    from tests.world import World

Rows = dict[str, list[dict[str, Any]]]
Place = Callable[[], AbstractContextManager[None]]
WRITERS = 3
MOST_JOBS = 20


@dataclass
class Load:
    """People who write through operations, and a worker, each in a thread with its own connection."""

    world: "World"
    acknowledged: "list[Written]" = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        deeds = [*(partial(self.write, number) for number in range(WRITERS)), self.do_a_job]
        self.stopping.clear()
        threads = [threading.Thread(target=self.repeat, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join()

    def repeat(self, deed: Callable[[], object]) -> None:
        from django.db import connection

        try:
            while not self.stopping.is_set():
                deed()
        except Exception as error:  # noqa: BLE001
            self.faults.append(repr(error))
        finally:
            connection.close()

    def write(self, number: int) -> None:
        """An item, a change of it, a move, and a letter to somebody."""
        from leadline.backlog.operations import change_item, create_item, move_items

        at: Any = {"by": self.world.edda, "now": self.world.now}
        item = create_item(**at, product=self.world.station, title=f"By {number}", assignee=self.world.otto)  # fmt: skip
        self.note(item)
        change_item(**at, item=item, title=f"By {number} and changed")
        self.note(item)
        move_items(**at, items=[item], to=self.world.status("Doing"), version=item.version)
        self.note(item)
        self.invite(f"{item.number % 300}@elsewhere.example")

    def invite(self, email: str) -> None:
        from leadline.workspaces.letters import send_invitation
        from leadline.workspaces.operations import invite

        invite(by=self.world.ann, now=self.world.now, email=email, role=self.world.vera.role, tell=send_invitation)  # fmt: skip

    def do_a_job(self) -> None:
        from leadline.foundation import jobs

        if jobs.do_next(self.world.now, "worker") is None:
            time.sleep(0.02)

    def note(self, item: Any) -> None:
        from tests.faults.writers import Written

        self.acknowledged.append(Written(item.id, item.version, item.title, item.status_id))


@dataclass
class Run:
    """What a run of backups found."""

    backups: int = 0
    restores: int = 0
    rows: int = 0
    acknowledged: int = 0
    unsent: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        return (
            f"{self.backups} backups, {self.restores} restores, {self.rows} rows in the largest, "
            f"{self.acknowledged} acknowledged writes, {self.unsent} letters that waited in a backup, "
            f"{self.seconds:.0f} s: {len(self.faults)} faults"
        )


@dataclass
class BackingUp:
    """A server under load, where its backups are restored to, and who gets its mail."""

    load: Load
    folder: Path
    places: dict[str, Place]
    box: "Mailbox"
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    run: Run = field(default_factory=Run)

    def go(self, backups: int) -> Run:
        began = time.monotonic()
        for _ in range(backups):
            self.restore_everywhere(*self.take_one())
        self.run.seconds = time.monotonic() - began
        self.run.acknowledged = len(self.load.acknowledged)
        self.run.faults += self.load.faults
        return self.run

    def take_one(self) -> "tuple[list[Written], Rows]":
        """Back up under load; what was acknowledged before, and what the snapshot showed."""
        from leadline.archive.backups import back_up

        seen = Rows()

        def look_twice(what: str, number: int, total: int | None) -> None:
            if number == 0:
                seen.update(everything())

        with self.load.at_work():
            time.sleep(self.chance.uniform(0.05, 0.5))
            before = list(self.load.acknowledged)
            back_up(self.path, now=self.load.world.now, step=look_twice)
        self.run.backups += 1
        self.run.rows = max(self.run.rows, sum(map(len, seen.values())))
        return before, seen

    @property
    def path(self) -> Path:
        return self.folder / "all.zip"

    def restore_everywhere(self, before: "list[Written]", seen: Rows) -> None:
        for name, place in self.places.items():
            with place():
                self.run.faults += [f"{name}: {fault}" for fault in self.restored(before, seen)]  # fmt: skip
            self.run.restores += 1

    def restored(self, before: "list[Written]", seen: Rows) -> list[str]:
        from leadline.archive.backups import restore

        try:
            restore(self.path, now=self.load.world.now)
        except IntegrityError as error:
            return [f"A restore is refused by the database: {error}"]
        return [
            *differences(seen, everything()),
            *whole(self.load.world, before),
            *self.sent_again(),
        ]

    def sent_again(self) -> Iterator[str]:
        """Do jobs that came with the backup; none of them may reach outside."""
        from leadline.foundation import jobs
        from leadline.foundation.models import LEASE, Job

        waited = Job.objects.filter(name="mail.send", finished_at=None)
        self.run.unsent += waited.count()
        frozen = set(waited.values_list("id", flat=True))
        for _ in range(MOST_JOBS):
            job = jobs.do_next(self.load.world.now + LEASE, "restored")
            if job and job.name == "mail.send":
                yield f"{job} was done again."
        if set(Job.objects.filter(name="mail.send", finished_at=None).values_list("id", flat=True)) != frozen:  # fmt: skip
            yield "Letters were written again."


def everything() -> Rows:
    """All rows of all tables; letters that waited are told apart from those given up by nothing."""
    from leadline.archive import tables
    from leadline.workspaces.scope import every_workspace

    with every_workspace("the test"):
        return {model._meta.label: [_told(row) for row in tables.read(model)] for model in tables.tables()}  # fmt: skip


def _told(row: dict[str, Any]) -> dict[str, Any]:
    # The one difference that a restore makes: mail that waited is marked as given up.
    is_mail = row.get("name") == "mail.send" and row["finished_at"] is None
    return row | {"gave_up_at": None, "trouble": ""} if is_mail else row


def differences(seen: Rows, there: Rows) -> Iterator[str]:
    for name, rows in seen.items():
        wrong = sum(one != other for one, other in zip(rows, there[name], strict=False))
        if len(rows) != len(there[name]) or wrong:
            yield f"{name} had {len(rows)} rows and has {len(there[name])}, {wrong} of them different."  # fmt: skip


def whole(world: "World", before: "list[Written]") -> Iterator[str]:
    """No write by halves, and all that was acknowledged before the backup began."""
    from leadline.workspaces.models.events import broken_links
    from leadline.workspaces.scope import scope
    from tests.faults import examining

    with scope(world.workspace):
        yield from examining.lost(before)
        yield from examining.half_written({each.id for each in before})
        yield from examining.counts_of_items_that_differ()
        yield from (f"The chain breaks at event {seq}." for seq in broken_links(world.workspace.id))


@contextmanager
def backing_up(folder: Path, postgresql: str) -> Iterator[BackingUp]:
    """The cast under load; backups go into an SQLite file and onto the server of `postgresql`."""
    from django.test import override_settings

    from tests.faults.elsewhere import new_postgresql, new_sqlite
    from tests.workspaces.smtp import mail_server
    from tests.world import make_world

    world = make_world()
    places: dict[str, Place] = {"SQLite": partial(new_sqlite, folder), "PostgreSQL": partial(new_postgresql, postgresql)}  # fmt: skip
    with mail_server() as box, override_settings(EMAIL_URL=box.url, EMAIL_BACKEND="leadline.wiring.mail.JobBackend"):  # fmt: skip
        yield BackingUp(Load(world), folder, places, box)


@contextmanager
def a_postgresql() -> Iterator[str]:
    """The server that the tests run on, or else one of our own."""
    from django.db import connection

    from tests.databases import postgres
    from tests.journeys.server import database_url

    with ExitStack() as stack:
        yield database_url() if connection.vendor == "postgresql" else stack.enter_context(postgres())  # fmt: skip


def main() -> int:
    from tests.faults.kills import set_up

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--backups", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadline-backups-") as folder:
        set_up(Path(folder))
        with a_postgresql() as url, backing_up(Path(folder), url) as it:
            run = it.go(asked.backups)
    print(run.told(), *run.faults[:20], sep="\n")
    return int(bool(run.faults))


if __name__ == "__main__":
    sys.path.insert(0, "src")
    os.environ.pop("LEADLINE_DATA", None)
    sys.exit(main())
