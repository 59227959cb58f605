"""Rows change in a room's own models and operations, and nowhere else."""

import ast
from pathlib import Path

from tests.house import tree

PLACES = {"models", "operations", "management"}
# What operations themselves stand on, and what writes whole histories (decisions 6 and 10).
MACHINERY = (
    "leadline.foundation",
    "leadline.workspaces.records",
    "leadline.workspaces.doors",
    "leadline.archive",
    "leadline.sample",
)

SURE = ("bulk_create", "bulk_update", "get_or_create", "update_or_create", "save")
ON_ROWS = ("create", "update", "delete", "acreate", "aupdate", "adelete")


def may_write(module: str) -> bool:
    parts = module.split(".")
    return (parts[2:3] != [] and parts[2] in PLACES) or module.startswith(MACHINERY)


def writes(syntax: ast.AST) -> list[ast.Call]:
    """Calls that change rows: by their name alone, or because they end a chain from a manager."""
    on_managers = [call for call in tree.calls(syntax, *ON_ROWS) if ".objects" in ast.unparse(call)]
    return [*tree.calls(syntax, *SURE), *on_managers]


def test_only_models_and_operations_write() -> None:
    found = [
        f"{tree.name(path)}:{call.lineno} {ast.unparse(call)[:60]}"
        for path in tree.python("src/leadline")
        if not may_write(tree.module(path))
        for call in writes(tree.syntax(path))
    ]
    assert not found


def test_a_room_writes_its_own_rows_only() -> None:
    found = [
        f"{tree.name(path)}:{call.lineno} {ast.unparse(call)[:60]}"
        for path in tree.python("src/leadline")
        if not tree.module(path).startswith(MACHINERY)
        for call in writes_abroad(path)
    ]
    assert not found


def writes_abroad(path: Path) -> list[ast.Call]:
    abroad = classes_of_other_rooms(tree.syntax(path), tree.room(tree.module(path)))
    made = [
        call
        for call in tree.calls(tree.syntax(path), "create", *SURE)
        if isinstance(call.func, ast.Name) and call.args and ast.unparse(call.args[0]) in abroad
    ]
    changed = [
        call
        for call in writes(tree.syntax(path))
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func).partition(".objects")[0] in abroad
    ]
    return made + changed


def classes_of_other_rooms(syntax: ast.AST, own: str) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(syntax)
        if isinstance(node, ast.ImportFrom) and node.module and ".models" in node.module
        for alias in node.names
        if tree.room(node.module) not in {own, ""}
    }


def test_the_rule_of_writing_sees_a_write() -> None:
    guilty = ast.parse("Item.objects.filter(rank=1).update(rank=2); item.save(); seen.update(a)")
    assert [call.func.attr for call in writes(guilty) if isinstance(call.func, ast.Attribute)] == [
        "save",
        "update",
    ]
    assert may_write("leadline.backlog.operations.items")
    assert not may_write("leadline.backlog.views")
