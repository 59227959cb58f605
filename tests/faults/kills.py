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
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.examining import Examiner
    from tests.faults.servers import Running, Stable
    from tests.faults.writers import Frame, Writer
    from tests.workspaces.smtp import Mailbox
    from tests.world import World

MOST_WRITES = 40
LONGEST_RUN_SECONDS = 5.0
LONGEST_START_SECONDS = 2.0
PATIENCE_SECONDS = 10.0
SETTLING_SECONDS, AT_A_TIME = 300.0, 500


@dataclass
class Run:
    """What a run of kills did and found."""

    kills: int = 0
    killed_in_start: int = 0
    killed_at_jobs: int = 0
    acknowledged: int = 0
    in_doubt: int = 0
    jobs: int = 0
    letters: int = 0
    letters_sent_twice: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        return (
            f"{self.kills} kills ({self.killed_in_start} in a start, {self.killed_at_jobs} at jobs), {self.acknowledged} acknowledged writes, "
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
                self.kill_somehow(number % as_people_do == 0)
                self.look()
                tell(number, self.run)
                if self.chance.random() < 0.5:
                    let_a_minute_pass()
        self.settle()
        self.run.seconds = time.monotonic() - began
        return self.run

    def kill_somehow(self, as_people_do: bool) -> None:
        how, writes = self.chance.random(), self.chance.randint(0, MOST_WRITES)
        if as_people_do:
            self.kill_at_work(self.stable.ready_as_people_do(), writes)
        elif how < 0.15:
            self.kill_in_start(self.stable.start())
        elif how < 0.3:
            self.kill_at_jobs(self.stable.ready())
        else:
            self.kill_at_work(self.stable.ready(), writes)

    def kill_in_start(self, server: "Running") -> None:
        time.sleep(self.chance.uniform(0, LONGEST_START_SECONDS))
        server.kill()
        self.run.kills += 1
        self.run.killed_in_start += 1

    def kill_at_jobs(self, server: "Running") -> None:
        """Kill while the worker does what the writes before have left to do."""
        await_jobs_begun()
        time.sleep(self.chance.uniform(0, 0.2))
        server.kill()
        self.run.kills += 1
        self.run.killed_at_jobs += 1

    def kill_at_work(self, server: "Running", writes: int) -> None:
        """Let the writers write so often, or for a while, and kill in the midst of it."""
        from tests.faults.writers import at_work

        try:
            with at_work(self.writers, server.port):
                _wait(LONGEST_RUN_SECONDS, 0.01, lambda: self.written() >= writes)
                time.sleep(self.chance.uniform(0, 0.1))
                server.kill()
        finally:
            server.kill()
        self.run.kills += 1
        self.run.in_doubt += sum(writer.pending is not None for writer in self.writers)

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
        server = self.stable.ready()
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
    """Until all jobs are done, or for a while none was: a busy machine may take long over thousands."""
    from leadline.foundation.models import Job

    while left := Job.objects.waiting().count():
        _wait(SETTLING_SECONDS, 0.2, partial(_at_most_wait, max(left - AT_A_TIME, 0)))
        if Job.objects.waiting().count() == left:
            return


def _at_most_wait(most: int) -> bool:
    from leadline.foundation.models import Job

    return Job.objects.waiting().count() <= most


def await_jobs_begun() -> None:
    """Until a worker has taken a job, if there is one to take."""
    from leadline.foundation.models import Job

    free = Job.objects.waiting().filter(leased_until=None)
    left = free.count()
    _wait(PATIENCE_SECONDS, 0.02, lambda: free.count() < left or not left)


def _wait(seconds: float, pause: float, enough: Callable[[], bool]) -> None:
    """Ask the database again and again; its connection is closed, lest it keep a log alive."""
    from django.db import connection

    deadline = time.monotonic() + seconds
    while not enough() and time.monotonic() < deadline:
        time.sleep(pause)
    connection.close()


@contextmanager
def killing(folder: Path, seed: int = 1, breakage: str = "") -> Iterator[Killing]:
    """The cast, four writers and a warm process on the database of this process."""
    from django.db import connection

    from tests.after import done
    from tests.faults.examining import Examiner
    from tests.faults.servers import stable
    from tests.faults.writers import Writer
    from tests.workspaces.smtp import mail_server
    from tests.world import make_world

    world = make_world()
    frame = frame_of(world)
    done(world)
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
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
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
