"""Docs that fail when false."""

import re
import shlex
from pathlib import Path

import pytest

import leadline
from leadline.foundation.configuration import SETTINGS
from tests.house import tree

DOCS = tree.ROOT / "docs"
PAGES = [path for path in tree.files("*.md") if "src" not in path.parts]
SENTENCE = re.compile(r"^# [A-Z0-9][^\n]*( [^\n]+){3,}\.$")


def test_the_settings_are_documented_as_they_are() -> None:
    page = (DOCS / "guide/configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(LEADLINE_\w+)` \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    told = {name: (default.strip("`"), meaning) for name, default, meaning in rows}
    assert told == {each.name: (each.default, each.meaning) for each in SETTINGS}


def test_no_page_names_a_setting_that_is_not_there() -> None:
    known = {each.name for each in SETTINGS}
    named = {
        (tree.name(page), name)
        for page in PAGES
        for name in re.findall(r"\bLEADLINE_[A-Z_]*[A-Z]\b", page.read_text(encoding="utf-8"))
    }
    assert {(page, name) for page, name in named if name not in known} == set()


def test_the_change_log_speaks_of_this_version() -> None:
    version = tree.project()["project"]["version"]
    assert version == leadline.__version__
    assert f"\n## {version}" in (tree.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_read_me_and_continuous_integration_use_the_same_command() -> None:
    assert (tree.ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "./leadline test"
    assert "\n./leadline test" in (tree.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "decision", sorted(DOCS.glob("decisions/*.md")), ids=lambda path: str(path.stem)
)
def test_a_decision_is_headed_by_a_sentence(decision: Path) -> None:
    assert SENTENCE.match(decision.read_text(encoding="utf-8").splitlines()[0])


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{tree.name(page)}: {target}"
        for page in tree.files("*.md")
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name.partition("-")[0] for path in DOCS.glob("decisions/*.md")]
    assert len(numbers) == len(set(numbers))


def commands(page: str) -> list[list[str]]:
    """The `leadline` commands that a page shows in its blocks, word by word."""
    shown = re.findall(
        r"^(?:\$ |[A-Z_]+=\S+ )*(?:\S*/)?leadline (.+)$",
        "\n".join(re.findall(r"^```(?:sh|console)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)),
        re.MULTILINE,
    )
    return [shlex.split(line, comments=True) for line in shown]


def verbs() -> set[str]:
    from leadline.wiring.command import parser

    whole = parser()
    return set(whole._subparsers._group_actions[0].choices)  # type: ignore[union-attr, arg-type]


def test_every_command_on_a_page_is_there() -> None:
    known = verbs() | {"up", "test", "dev"}
    shown = {
        (tree.name(page), command[0])
        for page in PAGES
        for command in commands(page.read_text(encoding="utf-8"))
    }
    assert shown
    assert {(page, verb) for page, verb in shown if verb not in known} == set()


def test_the_rule_of_commands_reads_a_block() -> None:
    block = "```sh\n./leadline up --port 9000   # here\nA=b bin/leadline fly\npython x\n```\n"
    assert commands(block) == [["up", "--port", "9000"], ["fly"]]
