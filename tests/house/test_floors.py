"""Who may use whom, beyond what import-linter sees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

DOORS = {"models", "queries", "operations"}
MORE_DOORS = {"workspaces": {"doors", "prepared", "records", "rights", "scope"}}
OPEN_ROOMS = {"design", "foundation"}


def trespasses(importer: str, imported: str) -> bool:
    """Whether a module reaches up, or past the doors of another room; for types' sake too."""
    own, other = tree.room(importer), tree.room(imported)
    if other in {"", *OPEN_ROOMS} or own in {"", other, "wiring"}:
        return False
    if tree.floor_of(own) <= tree.floor_of(other):
        return True
    door = [*imported.split("."), "", ""][2]
    return door not in DOORS | MORE_DOORS.get(other, set())


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_room_is_entered_by_its_doors_only() -> None:
    found = [
        f"{tree.name(path)} imports {imported}"
        for path in tree.python("src/leadline")
        for imported in imports(path)
        if imported.startswith("leadline.") and trespasses(tree.module(path), imported)
    ]
    assert not found


@pytest.mark.parametrize(
    ("importer", "imported", "forbidden"),
    [
        ("leadline.delivery.views", "leadline.backlog.forms.StoryForm", True),
        ("leadline.delivery.views", "leadline.backlog.models.Item", False),
        ("leadline.delivery.views", "leadline.workspaces.doors.Page", False),
        ("leadline.delivery.views", "leadline.backlog.doors.Page", True),
        ("leadline.delivery.views", "leadline.design.charts", False),
        ("leadline.delivery.views", "leadline.delivery.forms", False),
        ("leadline.backlog.models", "leadline.delivery.models.Sprint", True),
        ("leadline.home.views", "leadline.integrations.models.Import", True),
        ("leadline.wiring.urls", "leadline.backlog.urls", False),
    ],
)
def test_the_rule_of_doors_tells_right_from_wrong(
    importer: str, imported: str, forbidden: bool
) -> None:
    assert trespasses(importer, imported) is forbidden


def test_every_room_stands_on_a_floor() -> None:
    known = {room for floor in tree.floors() for room in floor}
    assert set(tree.rooms()) <= known


def test_the_page_on_the_house_tells_the_floors_in_their_order() -> None:
    page = (tree.ROOT / "docs/house.md").read_text(encoding="utf-8")
    drawn = page.split("```")[1].splitlines()
    told = [line.split("  ")[0].split(" | ") for line in drawn if line.strip()]
    assert [[peer.strip() for peer in line] for line in told if line != ["text"]] == tree.floors()


def test_every_room_says_what_it_is_for() -> None:
    silent = [room for room in tree.rooms() if not (tree.HOUSE / room / "README.md").exists()]
    assert not silent
