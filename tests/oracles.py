"""The oracles: libraries to compare with, each in an environment of its own, for some cannot live beside ours.

python -m tests.oracles        make what is missing, print where it is

An environment is made once for each state of its lock, inside ours; whoever comes second waits.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / "requirements" / "oracles"
SCRIPTS = ROOT / "tests" / "science" / "oracles"
HOME = Path(sys.prefix) / "oracles"
UV = Path(sys.prefix) / "uv" / "bin" / "uv"
NAMES = tuple(sorted(lock.stem for lock in LOCKS.glob("*.lock")))


class NoOracle(Exception):
    """An oracle cannot be asked; the message says why."""


def ask(name: str, question: object) -> Any:
    """What tests/science/oracles/asked_<name>.py answers in the oracle's own Python, numbers for numbers."""
    script = SCRIPTS / f"asked_{name}.py"
    done = subprocess.run(
        [make(name), "-I", script], input=json.dumps(question), capture_output=True, text=True
    )
    if done.returncode:
        raise NoOracle(f"{name} could not answer: {done.stderr.strip()}")
    return json.loads(done.stdout)


def make(name: str) -> Path:
    """The Python of an oracle's environment, which is made if it is not there as its lock says."""
    lock = LOCKS / f"{name}.lock"
    place = HOME / f"{name}-{_state(lock)}"
    with _alone(name):
        if not (place / "made").exists():
            _clear(name)
            _fill(place, lock)
            (place / "made").touch()
    return place / "bin" / "python"


def _state(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:16]


@contextmanager
def _alone(name: str) -> Iterator[None]:
    HOME.mkdir(exist_ok=True)
    with (HOME / f"{name}.busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        yield


def _clear(name: str) -> None:
    for old in HOME.glob(f"{name}-*"):
        shutil.rmtree(old)


def _fill(place: Path, lock: Path) -> None:
    if not UV.exists():
        raise NoOracle(f"{UV} is missing: run ./leadline test.")
    venv.create(place, symlinks=True)
    done = subprocess.run(
        [
            *(UV, "pip", "sync", lock, "--quiet", "--require-hashes"),
            *("--build-constraints", lock, "--python", place / "bin" / "python"),
        ],
        cwd=ROOT,
        env=os.environ | {"UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoOracle(f"The environment of {lock.stem} could not be made: {done.stderr.strip()}")


def main() -> int:
    try:
        for name in NAMES:
            print(make(name))
    except NoOracle as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
