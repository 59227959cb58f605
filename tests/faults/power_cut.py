"""Cut the power at thousands of places of a recorded run, and look at what is left.

    python -m tests.faults.power_cut [--cuts 5000] [--items 150]

A writer runs under `strace`, which records every write and sync of the database's files. At each cut point
a disk is made anew that holds all that was synced, and of the rest only what chance, sector by sector, let
through. On it the database must open whole, and hold every item that was acknowledged before the cut.

The same with `synchronous=NORMAL` is the control: it must lose something, or the test proves nothing.
"""

import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import track

SECTOR = 512
NAMES = ("leadline.sqlite3", "leadline.sqlite3-wal")
CALL = re.compile(
    r"^(?:\d+ +)?(pwrite64|write|fsync|fdatasync|ftruncate)\(\d+<([^>]*)>(?:, (.*))?\) += (-?\d+)"
)
TRACED = "trace=pwrite64,write,fsync,fdatasync,ftruncate"


@dataclass(frozen=True)
class Step:
    """One call of the writer: a write at an offset, a truncation, a sync, or an acknowledgement."""

    what: str
    file: str
    offset: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """A file's synced bytes, and the steps that no sync has followed yet."""

    synced: bytearray = field(default_factory=bytearray)
    loose: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.loose:
            apply(self.synced, step)
        self.loose = []

    def after_cut(self, chance: random.Random) -> bytearray:
        """What the platter holds: each loose sector arrived, or did not."""
        left = bytearray(self.synced)
        for step in self.loose:
            for part in sectors(step):
                if chance.random() < 0.5:
                    apply(left, part)
        return left


def apply(content: bytearray, step: Step) -> None:
    if step.what == "ftruncate":
        del content[step.offset :]
        content.extend(bytes(max(step.offset - len(content), 0)))
        return
    content.extend(bytes(max(step.offset - len(content), 0)))
    content[step.offset : step.offset + len(step.data)] = step.data


def sectors(step: Step) -> Iterator[Step]:
    if step.what == "ftruncate":
        yield step
    for start in range(0, len(step.data), SECTOR):
        yield Step("write", step.file, step.offset + start, step.data[start : start + SECTOR])


def record(folder: Path, items: int, synchronous: str) -> tuple[dict[str, bytes], list[Step]]:
    """The files as they were before the run, and every step of it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("LEADLINE_")}
    env |= {"LEADLINE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "leadline.wiring.settings"}
    writer = [sys.executable, "-m", "tests.faults.writer"]
    subprocess.run([*writer, "prepare"], env=env, check=True)
    before = {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}
    trace = folder / "trace"
    strace = ["strace", "-f", "-y", "-xx", "-s", "9999999", "-e", TRACED, "-o", str(trace)]
    subprocess.run([*strace, *writer, "write", str(items), synchronous], env=env, check=True)
    return before, list(parse(trace))


def parse(trace: Path) -> Iterator[Step]:
    with trace.open() as lines:
        for line in lines:
            found = CALL.match(line)
            if found and int(found[4]) >= 0:
                step = understood(
                    found[1], bytes.fromhex(found[2].replace("\\x", "")).decode(), found[3] or ""
                )
                if step:
                    yield step


def understood(call: str, path: str, rest: str) -> Step | None:
    name = Path(path).name
    if name == "acks":
        return Step("ack", name, data=text(rest))
    if name not in NAMES:
        return None
    if call in ("fsync", "fdatasync"):
        return Step("sync", name)
    if call == "ftruncate":
        return Step("ftruncate", name, int(rest))
    return Step("write", name, int(rest.rpartition(", ")[2]), text(rest))


def text(rest: str) -> bytes:
    return bytes.fromhex(re.findall(r'"((?:\\x[0-9a-f]{2})*)"', rest)[0].replace("\\x", ""))


def replay(before: dict[str, bytes], steps: list[Step], cuts: int, seed: int) -> list[str]:
    """What was found wrong at `cuts` places, in sentences."""
    chance = random.Random(seed)
    places = sorted(chance.choices(range(1, len(steps) + 1), k=cuts))
    disks = {name: Disk(bytearray(before.get(name, b""))) for name in NAMES}
    acknowledged: list[str] = []
    wrong, done = [], 0
    with tempfile.TemporaryDirectory() as room:
        for place in track(places, description="Cutting the power"):
            for step in steps[done:place]:
                take(step, disks, acknowledged)
            done = place
            wrong += [
                f"cut {place}: {each}" for each in examine(Path(room), disks, acknowledged, chance)
            ]
    return wrong


def take(step: Step, disks: dict[str, Disk], acknowledged: list[str]) -> None:
    if step.what == "ack":
        acknowledged.append(step.data.decode().strip())
    elif step.what == "sync":
        disks[step.file].sync()
    else:
        disks[step.file].loose.append(step)


def examine(
    room: Path, disks: dict[str, Disk], acknowledged: list[str], chance: random.Random
) -> list[str]:
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    for name, disk in disks.items():
        (room / name).write_bytes(disk.after_cut(chance))
    try:
        with sqlite3.connect(room / NAMES[0]) as database:
            return list(faults(database, acknowledged))
    except sqlite3.DatabaseError as error:
        return [f"the database does not open: {error}"]


def faults(database: sqlite3.Connection, acknowledged: list[str]) -> Iterator[str]:
    (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield verdict
    kept = {key for (key,) in database.execute("SELECT id FROM backlog_item")}
    if lost := [key for key in acknowledged if key not in kept]:
        yield f"{len(lost)} acknowledged items are lost"
    for part, column in (
        ("backlog_statuschange", "item_id"),
        ("backlog_historicalitem", "id"),
        ("workspaces_event", "subject_id"),
    ):
        whole = {key for (key,) in database.execute(f"SELECT {column} FROM {part}")}
        if half := kept - whole:
            yield f"{len(half)} items have no row in {part}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cuts", type=int, default=5_000)
    parser.add_argument("--items", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = {}
    for synchronous in ("FULL", "NORMAL"):
        with tempfile.TemporaryDirectory() as folder:
            before, steps = record(Path(folder), asked.items, synchronous)
        found[synchronous] = replay(before, steps, asked.cuts, asked.seed)
        print(
            f"synchronous={synchronous}: {len(steps)} steps, {asked.cuts} cuts, {len(found[synchronous])} faults"
        )
        print("\n".join(found[synchronous][:5]))
    return int(bool(found["FULL"]) or not found["NORMAL"])


if __name__ == "__main__":
    sys.path.insert(0, "src")
    sys.exit(main())
