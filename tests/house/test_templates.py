"""A template draws on its own room and on the design, as the rooms' code does."""

import re
from pathlib import Path

from tests.house import tree

DRAWS_ON = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


def strangers(own: str, template: str) -> list[str]:
    return [
        name for name in DRAWS_ON.findall(template) if name.partition("/")[0] not in {own, "design"}
    ]


def room_of(path: Path) -> str:
    return path.relative_to(tree.HOUSE).parts[0]


def test_templates_draw_on_their_own_room_and_the_design() -> None:
    found = {
        tree.name(path): drawn
        for path in tree.files("src/leadline/**/templates/**")
        if (drawn := strangers(room_of(path), tree.text(path) or ""))
    }
    assert found == {}


def test_a_template_lies_in_a_folder_named_after_its_room() -> None:
    astray = [
        tree.name(path)
        for path in tree.files("src/leadline/**/templates/**")
        if path.relative_to(tree.HOUSE).parts[1:3] != ("templates", room_of(path))
    ]
    assert not astray


def test_the_rule_of_templates_sees_a_stranger() -> None:
    assert strangers("backlog", '{% from "design/table.html" import table %}') == []
    assert strangers("backlog", "{%- include 'delivery/sprint.html' %}") == ["delivery/sprint.html"]


def test_every_kept_draft_says_whose_it_is() -> None:
    drafts = [
        (tree.name(path), tag)
        for path in tree.files("src/leadline/**/templates/**")
        for tag in re.findall(r"<ll-draft[^>]*>", tree.text(path) or "")
    ]

    assert drafts
    assert [draft for draft in drafts if "data-draft=" not in draft[1]] == []
