"""Write the locks anew from pyproject.toml: `.venv/bin/python requirements/lock.py [--upgrade]`.

Hashes and no addresses; for every platform and every Python from 3.11 on. The application's lock is a
part of the tests' lock, so that what is tested is what is served. Each oracle has a lock of its own: some
cannot live beside our packages, nor beside each other.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = ROOT / ".venv" / "uv" / "bin" / "uv"


def lock(name: str, *options: str) -> None:
    print(f"requirements/{name}.lock")
    subprocess.run(
        [
            *(UV, "pip", "compile", *options, "--quiet"),
            *("--universal", "--python-version=3.11", "--generate-hashes"),
            *("--no-header", "--no-annotate", f"--output-file=requirements/{name}.lock"),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    upgrade = sys.argv[1:]
    lock("test", "pyproject.toml", "--group=test", "--extra=text", *upgrade)
    lock("app", "pyproject.toml", "--constraints=requirements/test.lock")
    lock("build", "--group=build", "--constraints=requirements/test.lock")
    lock("installer", "--group=installer", *upgrade)
    override = "--override=requirements/oracles/gbstats.override"
    lock("oracles/gbstats", "requirements/oracles/gbstats.in", override, *upgrade)
    for name in ("lifelines", "statsmodels", "synthdid"):
        lock(f"oracles/{name}", f"requirements/oracles/{name}.in", *upgrade)
