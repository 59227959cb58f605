"""Kill a server under write load again and again, and look at what it kept.

    python -m tests.faults.kills [--kills 200] [--seed 1]                      on SQLite
    python -m tests.databases run python -m tests.faults.kills [--kills 200]   on PostgreSQL

Web, worker and their parent die at once, by `kill -9`, at random points of their work and of their
start. Four clients write through the API meanwhile and note what was acknowledged. What was in doubt is
sent again under the same idempotency key or version.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.examining import Examiner
    from tests.faults.servers import Running, Stable
    from tests.faults.writers import Frame, Writer
    from tests.workspaces.smtp import Mailbox
    from tests.world import World

MOST_WRITES = 40
LONGEST_RUN_SECONDS = 4.0
LONGEST_START_SECONDS = 2.0
SETTLING_SECONDS = 300


@dataclass
class Run:
    """What a run of kills did and found."""

    kills: int = 0
    killed_in_start: int = 0
    acknowledged: int = 0
    in_doubt: int = 0
    jobs: int = 0
    letters: int = 0
    letters_sent_twice: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        return (
            f"{self.kills} kills ({self.killed_in_start} during a start), {self.acknowledged} acknowledged writes, "
            f"{self.in_doubt} in doubt, {self.jobs} jobs, {self.letters} letters ({self.letters_sent_twice} sent twice), "
            f"{self.seconds:.0f} s: {len(self.faults)} faults"
        )


@dataclass
class Killing:
    """A server, its writers and the one who looks, for as many kills as wanted."""

    stable: "Stable"
    writers: "list[Writer]"
    examiner: "Examiner"
    box: "Mailbox"
    world: "World"
    chance: random.Random
    run: Run = field(default_factory=Run)

    def go(self, kills: int, as_people_do: int) -> Run:
        """Kill so often; every `as_people_do`-th server is started by the command itself.

        An interrupt ends it early, and the whole is looked at nevertheless.
        """
        began = time.monotonic()
        with suppress(KeyboardInterrupt):
            for number in range(1, kills + 1):
                self.kill_one(number % as_people_do == 0)
                self.look()
                tell(number, self.run)
                if self.chance.random() < 0.5:
                    let_a_minute_pass()
        self.settle()
        self.run.seconds = time.monotonic() - began
        return self.run

    def kill_one(self, as_people_do: bool) -> None:
        server = self.stable.start_as_people_do() if as_people_do else self.stable.start()
        try:
            if not as_people_do and self.chance.random() < 0.15:
                self.run.killed_in_start += 1
                time.sleep(self.chance.uniform(0, LONGEST_START_SECONDS))
            else:
                server.await_ready()
                self.load(server)
        finally:
            server.kill()
        self.run.kills += 1
        self.run.in_doubt += sum(writer.pending is not None for writer in self.writers)

    def load(self, server: "Running") -> None:
        """Let the writers write for a while, and kill in the midst of it."""
        from tests.faults.writers import at_work

        enough, deadline = self.chance.randint(0, MOST_WRITES), time.monotonic() + LONGEST_RUN_SECONDS  # fmt: skip
        with at_work(self.writers, server.port):
            try:
                while self.written() < enough and time.monotonic() < deadline:
                    time.sleep(0.01)
                time.sleep(self.chance.uniform(0, 0.1))
            finally:
                server.kill()

    def written(self) -> int:
        return sum(len(writer.acknowledged) for writer in self.writers)

    def look(self) -> None:
        from django.db import connection

        notes = [note for writer in self.writers for note in writer.take_notes()]
        self.run.acknowledged += len(notes)
        self.run.faults += self.examiner.look(notes)
        connection.close()

    def settle(self) -> None:
        """Start once more, send again what is in doubt, let all jobs be done, and look at the whole."""
        let_a_minute_pass()
        server = self.stable.start()
        server.await_ready()
        for writer in self.writers:
            writer.finish(server.port)
        await_jobs()
        server.stop()
        self.look()
        self.run.faults += self.examiner.look_at_all(self.world.edda, self.box.letters)
        self.run.faults += [fault for writer in self.writers for fault in writer.faults]
        self.run.faults += self.stable.complaints()
        self.count()

    def count(self) -> None:
        from leadline.foundation.models import Job

        self.run.jobs = Job.objects.count()
        self.run.letters = len(set(self.box.letters))
        self.run.letters_sent_twice = len(self.box.letters) - self.run.letters


def tell(number: int, run: Run) -> None:
    if number % 10 == 0:
        print(run.told(), file=sys.stderr, flush=True)


def let_a_minute_pass() -> None:
    """What dead workers held is free, and what failed may be tried again, as after their lease."""
    from django.db import connection

    from leadline.foundation import clock
    from leadline.foundation.models import Job

    Job.objects.waiting().update(leased_by="", leased_until=None, due_at=clock.now())
    connection.close()


def await_jobs() -> None:
    from django.db import connection

    from leadline.foundation.models import Job

    deadline = time.monotonic() + SETTLING_SECONDS
    while Job.objects.waiting().exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    connection.close()


@contextmanager
def killing(folder: Path, seed: int = 1, breakage: str = "") -> Iterator[Killing]:
    """The cast, four writers and a warm process on the database of this process."""
    from django.db import connection

    from tests.faults.examining import Examiner
    from tests.faults.servers import stable
    from tests.faults.writers import Writer
    from tests.workspaces.smtp import mail_server
    from tests.world import make_world

    world = make_world()
    frame = frame_of(world)
    examiner = Examiner(world.workspace)
    examiner.look([])
    connection.close()
    with mail_server() as box, stable(folder, breakage, LEADLINE_EMAIL_URL=box.url) as servers:
        writers = [Writer(name, frame) for name in ("Signe", "Per", "Liv", "Odd")]
        yield Killing(servers, writers, examiner, box, world, random.Random(seed))


def frame_of(world: "World") -> "Frame":
    from leadline.foundation import clock
    from leadline.workspaces.models import Role
    from leadline.workspaces.operations import issue_token
    from leadline.workspaces.rights import Right
    from leadline.workspaces.scope import scope
    from tests.faults.writers import Frame

    _, secret = issue_token(by=world.ann, now=clock.now(), name="Writers", rights=[Right.CONTRIBUTE, Right.COMMENT, Right.PEOPLE])  # fmt: skip
    statuses = [str(world.status(name).id) for name in ("To do", "Doing")]
    with scope(world.workspace):
        role = Role.objects.get(name="Viewer")
    return Frame(world.workspace.slug, secret, str(world.edda.id), str(role.id), tuple(statuses))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--breakage", default="", help="a control, which must be found: see tests/faults/breakages.py")  # fmt: skip
    parser.add_argument("--as-people-do", type=int, default=10, metavar="N", help="start each N-th server by its command")  # fmt: skip
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadline-kills-") as folder:
        set_up(Path(folder))
        with killing(Path(folder), asked.seed, asked.breakage) as it:
            run = it.go(asked.kills, asked.as_people_do)
    print(run.told(), *run.faults[:20], sep="\n")
    return int(bool(run.faults) != bool(asked.breakage))


def set_up(folder: Path) -> None:
    """An own data folder, and an empty database with its tables."""
    os.environ |= {"LEADLINE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "leadline.wiring.settings"}  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.path.insert(0, "src")
    sys.exit(main())
