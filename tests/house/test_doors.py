"""Whatever can be done can be done by a program."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from leadline.workspaces.operations import OPERATIONS
from tests.house import tree

WITHOUT_ENDPOINT = {
    "backlog.create_items": "many items come as a file, through /imports",
    "backlog.label_named": "/items/labels makes a label where there is none",
    "backlog.mark_criterion": "PATCH /criteria/{id} takes `met`",
    "backlog.set_up_backlog": "a product gets its first frame when it is made",
    "delivery.record_open_sprint": "imports write by it",
    "delivery.record_past_sprint": "imports write by it",
    "evidence.record_observation": "follows from closing a review",
    "integrations.fail": "says that the reading process stopped",
    "integrations.read_again": "a file that was read wrongly is sent again, with its encoding",
    "integrations.read_table_again": "a file that was read wrongly is sent again, with its encoding",
    "integrations.stop": "an import that is not applied changes nothing",
    "integrations.write_import": "the part of applying that holds the workspace",
    "integrations.write_table": "the part of applying that holds the workspace",
    "integrations.write_table_undo": "the part of undoing that holds the workspace",
    "integrations.write_undo": "the part of undoing that holds the workspace",
    "metrics.add_reading": "POST …/readings takes one or many",
    "outcomes.keep_estimate": "the job writes it that /estimates asks for",
    "planning.keep_ranking": "the job writes it that /rankings asks for",
    "planning.rank_bets": "/rankings asks for it, at once or in the background",
    "products.restore": "/records/{kind}/{id}/restoring brings every record back",
    "roadmap.add_bars": "POST …/bars takes them one by one",
    "roadmap.keep_forecast": "the job writes it that /forecast asks for",
    "workspaces.ask_for_chain_check": "the page of the trail asks for it and waits",
    "workspaces.remove_workspace": "a person does it, with the name typed",
}
"""Operations that no program calls by itself, and why."""


def test_every_operation_has_an_endpoint_or_a_reason() -> None:
    reached = {id(value) for path in _api() for value in named_in(path)}
    lacking = {name for name, each in OPERATIONS.items() if id(each.run) not in reached}
    assert {_short(name) for name in lacking} == set(WITHOUT_ENDPOINT)


def named_in(path: Path) -> Iterator[Any]:
    """What the names in a module stand for: its own, and `module.name`."""
    names = vars(importlib.import_module(tree.module(path)))
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.Name):
            yield names.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield getattr(names.get(node.value.id), node.attr, None)


@cache
def _api() -> tuple[Path, ...]:
    found = tree.python("src/leadline")
    return tuple(path for path in found if path.stem == "api" or path.parent.name == "api")


def _short(name: str) -> str:
    """`leadline.delivery.operations.flow.leave_out` as `delivery.leave_out`."""
    parts = name.split(".")
    return f"{parts[1]}.{parts[-1]}"
