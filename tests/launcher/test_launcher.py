"""The launcher makes each part once, mends what is half-made, and says what is in the way."""

import ast
import os
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

LAUNCHER = Path(__file__).parents[2] / "leadline"


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The launcher as a module, with an environment of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("launcher", str(LAUNCHER))
    module: Any = module_from_spec(spec_from_loader("launcher", loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    module.VENV = tmp_path / ".venv"
    module.UNFINISHED = module.VENV / "unfinished"
    module.VENV.mkdir()
    return module


def up(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, LAUNCHER, "up"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=20,
    )


def test_it_can_be_read_by_a_python_that_is_too_old_to_run_it() -> None:
    ast.parse(LAUNCHER.read_text(encoding="utf-8"), feature_version=(3, 6))
    with pytest.raises(SyntaxError):
        ast.parse("if (found := 1): pass", feature_version=(3, 6))


def test_an_old_python_is_told_in_one_line() -> None:
    told = LAUNCHER.read_text(encoding="utf-8").partition("import argparse")[0]
    old = "import sys; sys.version_info = (3, 8)\n"
    answer = subprocess.run([sys.executable, "-c", old + told], capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer and this is 3.8" in answer.stderr


def test_a_busy_port_is_told_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        answer = up(LEADLINE_PORT=str(port))
    assert answer.returncode == 1
    assert answer.stderr == (
        f"leadline: Port {port} is taken or not allowed. Choose another: ./leadline up --port 8080\n"
    )


def test_a_data_folder_that_cannot_be_written_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = up(LEADLINE_DATA=str(tmp_path / "file" / "data"), LEADLINE_PORT="0")
    assert answer.returncode == 1
    assert "cannot be written (Not a directory)" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_any_other_command_is_handed_on_from_where_one_stands(
    launcher: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(launcher, "prepare", lambda tests: None)
    monkeypatch.setattr(launcher.os, "execv", lambda program, words: handed.append([*words[1:]]))
    monkeypatch.setattr(sys, "argv", ["leadline", "import", "jira", "export.csv"])
    monkeypatch.setenv("LEADLINE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    launcher.main()
    assert handed == [["-m", "leadline", "import", "jira", "export.csv"]]
    assert Path.cwd() == tmp_path


def test_a_part_is_made_once(launcher: Any, capsys: pytest.CaptureFixture[str]) -> None:
    made: list[str] = []
    for mark in ("a", "a", "b"):
        launcher.once("Packages", mark, lambda: made.append("again"))
    assert made == ["again", "again"]
    assert capsys.readouterr().out.count("Packages") == 2


def test_an_interrupted_part_leaves_a_mark(launcher: Any) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        launcher.once("Packages", "a", interrupted)
    assert launcher.UNFINISHED.exists()
    assert launcher.stamp("Packages") == ""


@pytest.mark.parametrize(
    ("told", "remedy"),
    [
        ("error: No space left on device (os error 28)", "disk is full"),
        ("ERROR: Could not find a version\nERROR: No matching distribution found", "index answers"),
        ("npm error code EAI_AGAIN", "index answers"),
        ("Hash mismatch for `hatchling==1.28.0`", "not the one that the lock names"),
        ("thing.ts:3: connectedCallback() is not defined", ""),
    ],
)
def test_what_a_tool_says_becomes_a_remedy(launcher: Any, told: str, remedy: str) -> None:
    assert remedy in launcher.remedy(told)
    assert bool(remedy) == bool(launcher.remedy(told))
