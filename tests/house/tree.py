"""The repository as the house tests see it: its files, its rooms, its Python."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
HOUSE = SOURCE / "leadline"


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The files that are, or could be, committed; `patterns` as in `git ls-files`."""
    listed = subprocess.run(
        [
            *("git", "-c", "safe.directory=*", "ls-files", "-z"),
            *("--cached", "--others", "--exclude-standard", "--", *patterns),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str | None:
    """What a file says, or None for a picture or another binary."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def python(*folders: str) -> list[Path]:
    """Our Python files under the folders, migrations left out."""
    found = files(*(f"{folder}/**/*.py" for folder in folders), *(f"{f}/*.py" for f in folders))
    return [path for path in found if "migrations" not in path.parts]


def module(path: Path) -> str:
    """The dotted name of a file under src."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module_name: str) -> str:
    """The room that a module of the house lies in; empty for what is no room."""
    parts = [*module_name.split("."), ""]
    known = {peer for floor in floors() for peer in floor}
    return parts[1] if parts[0] == "leadline" and parts[1] in known else ""


def rooms() -> list[str]:
    """The rooms that stand: packages of the house with something in them."""
    return sorted(
        {
            path.relative_to(HOUSE).parts[0]
            for path in python("src/leadline")
            if path.parent != HOUSE
        }
    )


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def floors() -> list[list[str]]:
    """The floors that import-linter holds, top first; rooms of one floor together."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "floors")
    return [[peer.strip(" ()") for peer in layer.split("|")] for layer in layers]


def floor_of(room_name: str) -> int:
    """How high a room lies; the ground floor is 0."""
    return next(height for height, peers in enumerate(reversed(floors())) if room_name in peers)


def calls(node: ast.AST, *names: str) -> list[ast.Call]:
    """The calls of functions or methods with one of these names."""
    return [
        each
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and _called(each.func) in names
    ]


def _called(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")
