"""An oracle's environment is made once for each state of its lock, and nothing passes without it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import oracles


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where the oracle `small`, which needs nothing, is not made yet; its script doubles numbers."""
    for name in ("LOCKS", "SCRIPTS", "HOME"):
        monkeypatch.setattr(oracles, name, tmp_path)
    (tmp_path / "small.lock").write_text("# nothing\n")
    (tmp_path / "asked_small.py").write_text(
        "import json, sys\nprint(json.dumps([2 * each for each in json.load(sys.stdin)]))\n"
    )
    return tmp_path


def test_numbers_go_in_and_numbers_come_out(room: Path) -> None:
    assert oracles.ask("small", [1, 2.5]) == [2, 5.0]


def test_whoever_comes_second_waits_and_finds_it_made(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[Path] = []
    fill = oracles._fill

    def counted(place: Path, lock: Path) -> None:
        filled.append(place)
        fill(place, lock)

    monkeypatch.setattr(oracles, "_fill", counted)
    with ThreadPoolExecutor(2) as both:
        one, other = both.map(oracles.make, ["small", "small"])

    assert one == other
    assert filled == [one.parents[1]]


def test_another_lock_makes_another_environment_and_takes_the_old_one_away(room: Path) -> None:
    old = oracles.make("small")
    (room / "small.lock").write_text("# still nothing\n")

    assert oracles.make("small") != old
    assert not old.exists()


def test_an_environment_that_was_left_half_made_is_made_anew(room: Path) -> None:
    python = oracles.make("small")
    (python.parents[1] / "made").unlink()
    python.unlink()

    assert oracles.make("small").exists()


def test_what_is_not_locked_by_hash_is_refused(room: Path) -> None:
    (room / "small.lock").write_text("packaging==26.3\n")
    with pytest.raises(oracles.NoOracle, match=r"(?s)small could not be made.*hash"):
        oracles.make("small")


def test_an_oracle_that_fails_is_told_with_what_it_said(room: Path) -> None:
    with pytest.raises(oracles.NoOracle, match=r"(?s)small could not answer.*TypeError"):
        oracles.ask("small", 3)


@pytest.mark.parametrize("name", oracles.NAMES)
def test_an_oracle_knows_nothing_of_ours(name: str) -> None:
    assert "leadline" not in (oracles.SCRIPTS / f"asked_{name}.py").read_text()
