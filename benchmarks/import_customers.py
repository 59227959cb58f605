"""How long an import of many customers takes, stage by stage, and how much memory at most.

    python -m benchmarks.import_customers [--rows 100000]

Each third name stands in two rows or more. First with ids, then the same file again, then taken
back, then without ids. Runs in a data folder of its own, or in the empty database that
LEADLINE_DATABASE_URL names. “Importing” and “Taking back” hold the workspace.
"""

import argparse
import csv
import random
import shutil
from datetime import timedelta
from pathlib import Path

from benchmarks.import_rows import FOLDER, Stages, peak

HEADER = ("Account ID", "Account Name", "Website", "Industry", "Tier", "ARR", "Customer Since", "First Name", "Last Name", "Email")  # fmt: skip
SEGMENTS = ["Ports", "Ferries", "Airports", "Farms", "Wind parks", "Towns"]


def main(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    path = FOLDER / "accounts.csv"
    write_export(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 2**20:.0f} MB; at rest {peak():.0f} MB")
    run(path)


def run(path: Path) -> None:
    from leadline.integrations.table_commands import TableOptions, import_table, undo
    from tests.world import make_world

    world = make_world()
    now = world.now

    def bring(words: str, **columns: str) -> str:
        nonlocal now
        now += timedelta(minutes=5)
        print(f"\n{words}", flush=True)
        stages = Stages()
        answer = import_table(member=world.edda, now=now, of="customers", path=path, given=TableOptions(columns=columns), progress=stages)  # fmt: skip
        stages("", 0, None)
        print(f"{answer.counts}, {answer.problem_count} problems; peak {peak():.0f} MB")
        return answer.import_id

    first = bring("With ids")
    bring("The same again")
    print("\nTaking back", flush=True)
    stages = Stages()
    undo(member=world.edda, now=now + timedelta(hours=1), import_id=first, progress=stages)
    stages("", 0, None)
    print(f"peak {peak():.0f} MB")
    now += timedelta(hours=2)
    bring("Without ids", **{"Account ID": "none"})


def write_export(path: Path, rows: int) -> None:
    random.seed(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            writer.writerow(row(number))


def row(number: int) -> list[object]:
    repeats = number % 3 == 0
    name = f"Harbour office {number % 5000}" if repeats else f"Harbour office of bay {number}"
    return [
        f"001{number:09}", name, f"bay{number}.example" if number % 2 else "", random.choice(SEGMENTS),
        random.choice(["Gold", "Silver", ""]), f"{random.randrange(1, 90_000)}.{number % 100:02}", f"20{number % 25:02}-03-{number % 28 + 1:02}",
        *(("Ada", f"Nes {number}", f"ada{number}@bay.example") if number % 4 == 0 else ("", "", "")),
    ]  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_customers")
    parser.add_argument("--rows", type=int, default=100_000)
    try:
        main(parser.parse_args().rows)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
