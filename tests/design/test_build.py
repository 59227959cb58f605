"""The front end stays small and is built only when something changed."""

import gzip
import json
from pathlib import Path

import pytest

import hatch_build

BUILT = hatch_build.BUILT
ORDINARY = 60_000


def test_the_lock_names_no_address() -> None:
    lock = json.loads((hatch_build.SOURCES / "package-lock.json").read_text())
    entries = [entry for name, entry in lock["packages"].items() if name]
    assert entries
    assert all("resolved" not in entry and entry.get("integrity") for entry in entries)


def test_ordinary_pages_load_little() -> None:
    if not (BUILT / "app.js").exists():
        pytest.skip("the front end is not built")
    assert len(gzip.compress((BUILT / "app.js").read_bytes())) < ORDINARY


def test_unchanged_sources_are_not_built_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "inputs.txt"
    stamp.write_text(hatch_build.inputs_hash())
    monkeypatch.setattr(hatch_build, "STAMP", stamp)
    monkeypatch.setattr(hatch_build, "_run", lambda command: pytest.fail("it was built"))
    assert hatch_build.build_front_end() is False


def test_a_changed_source_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commands: list[str] = []
    monkeypatch.setattr(hatch_build, "STAMP", tmp_path / "inputs.txt")
    monkeypatch.setattr(hatch_build, "_npm", lambda: "npm")
    monkeypatch.setattr(hatch_build, "_run", lambda command: commands.append(command[0]))
    assert hatch_build.build_front_end() is True
    assert commands == ["npm", "build.mjs"]
