"""What is installed is what was locked: by hash, from wherever the user's mirror is."""

import json
import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import oracles
from tests.house import tree

LOCKS = sorted((tree.ROOT / "requirements").rglob("*.lock"))
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links| @ ")


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((tree.ROOT / f"requirements/{name}.lock").read_text()))


def unhashed(lock: str) -> list[str]:
    """The requirements of a lock that any file of that name would satisfy."""
    entries = re.split(r"(?m)^(?=[a-z0-9])", lock)
    return [
        entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.name))
def test_a_lock_holds_hashes_and_no_address(lock: object) -> None:
    told = lock.read_text()  # type: ignore[attr-defined]
    assert unhashed(told) == []
    assert not ADDRESS.search(told)


def test_the_rule_of_locks_sees_a_requirement_without_a_hash() -> None:
    hashed = "a==1 \\\n    --hash=sha256:00\n"
    assert unhashed(f"{hashed}b==2\n{hashed}") == ["b==2"]


def test_what_is_tested_is_what_is_served() -> None:
    assert pins("app")
    assert pins("app") <= pins("test")


def test_the_build_is_locked_as_it_is_declared() -> None:
    declared = tree.project()["build-system"]["requires"]
    assert {tuple(each.split("==")) for each in declared} <= pins("build")


def outdated(wanted: list[str], lock: str) -> list[str]:
    """The declared requirements that a lock does not meet."""
    locked = dict(pins(lock))
    return [each for each in wanted if not met(Requirement(each), locked)]


def met(need: Requirement, locked: dict[str, str]) -> bool:
    version = locked.get(canonicalize_name(need.name))
    return version is not None and need.specifier.contains(version)


def test_the_locks_hold_all_that_is_declared() -> None:
    declared = tree.project()
    assert not outdated(declared["project"]["dependencies"], "app")
    assert not outdated(declared["dependency-groups"]["test"], "test")
    for extra in declared["project"]["optional-dependencies"].values():
        assert not outdated(extra, "test")
    assert outdated(["django>=99", "unheard-of", "jinja2"], "app") == ["django>=99", "unheard-of"]


@pytest.mark.parametrize("name", oracles.NAMES)
def test_an_oracle_is_locked_as_it_is_asked_for(name: str) -> None:
    told = (oracles.LOCKS / f"{name}.in").read_text()
    asked = [line for line in told.splitlines() if not line.startswith("#")]
    assert asked
    assert not outdated(asked, f"oracles/{name}")


def test_the_front_ends_lock_holds_hashes_and_no_address() -> None:
    lock = json.loads((tree.ROOT / "frontend/package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if "integrity" not in entry]
