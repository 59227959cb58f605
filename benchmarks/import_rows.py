"""How long an import of many rows takes, stage by stage, and how much memory at most.

    python -m benchmarks.import_rows [--rows 100000]

Runs in a data folder of its own, which it removes, or in the empty database that
LEADLINE_DATABASE_URL names. The peak is of the process that imports
(`ru_maxrss`) and of the limited one that reads. The stage “Importing” is the transaction, which
holds the workspace. Also says how long taking the import back takes.
"""

import argparse
import csv
import os
import random
import resource
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="leadline-benchmark-"))
os.environ |= {"LEADLINE_DATA": str(FOLDER), "DJANGO_SETTINGS_MODULE": "leadline.wiring.settings"}
HEADER = (
    "Issue key", "Summary", "Issue Type", "Status", "Priority", "Assignee", "Created", "Resolved",
    "Custom field (Story Points)", "Original Estimate", "Labels", "Labels", "Sprint", "Description",
)  # fmt: skip


def main(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    path = FOLDER / "jira.csv"
    write_export(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 2**20:.0f} MB; at rest {peak():.0f} MB")
    run(path)


def run(path: Path) -> None:
    from leadline.integrations.commands import ImportOptions, import_files, undo
    from tests.world import make_world

    world = make_world()
    stages = Stages()
    answer = import_files(member=world.edda, now=world.now, paths=[path], options=ImportOptions("Large"), progress=stages)  # fmt: skip
    stages("", 0, None)
    print(f"{answer.counts['new']:,} items, {answer.counts['problems']} problems")
    print(f"peak {peak():.0f} MB; of the reading process {peak(resource.RUSAGE_CHILDREN):.0f} MB")
    stages("Taking back", 0, None)
    undo(member=world.edda, now=world.now + timedelta(hours=1), import_id=answer.import_id)
    stages("", 0, None)
    print(f"peak {peak():.0f} MB")


class Stages:
    """Prints how long each stage took when the next one begins."""

    def __init__(self) -> None:
        self.stage, self.since, self.used = "", time.monotonic(), time.process_time()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage != self.stage:
            now, used = time.monotonic(), time.process_time()
            if self.stage:
                print(
                    f"{self.stage:<28}{now - self.since:8.1f} s, of them {used - self.used:.1f} s of this processor",
                    flush=True,
                )
            self.stage, self.since, self.used = stage, now, used


def write_export(path: Path, rows: int) -> None:
    random.seed(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            writer.writerow(row(number))


def row(number: int) -> list[object]:
    done, day = random.random() < 0.8, random.randrange(1, 29)
    return [
        f"BIG-{number}", f"Show the reading of sensor {number}", random.choice(["Story", "Bug", "Task"]),
        "Done" if done else random.choice(["To Do", "In Progress"]), random.choice(["High", "Medium", "Low"]), "Otto",
        f"{day:02}/{random.choice(['Jan', 'Feb', 'Mar'])}/25 9:{number % 60:02} AM",
        f"{day:02}/{random.choice(['Apr', 'May', 'Jun'])}/25 4:{number % 60:02} PM" if done else "",
        random.choice(["", "1", "2", "3", "5.5"]), random.choice(["", "3600", "28800"]),
        random.choice(["", "field", "web"]), random.choice(["", "beta"]), f"Sprint {number // 500}",
        "The reading is shown in the unit that the reader chose. " * random.randrange(1, 6),
    ]  # fmt: skip


def peak(who: int = resource.RUSAGE_SELF) -> float:
    """Megabytes of resident memory at most, so far."""
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_rows")
    parser.add_argument("--rows", type=int, default=100_000)
    try:
        main(parser.parse_args().rows)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
