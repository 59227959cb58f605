"""Every method has a page, every page a method, and the examples are true."""

import doctest
from pathlib import Path

import pytest

from leadline_science.answers import Method
from leadline_science.catalogue import METHODS

PAGES = Path(__file__).parents[2] / "docs" / "methods"
PARTS = (
    "**Question.**",
    "## Formula",
    "## Source",
    "## Assumptions",
    "## When not to believe it",
    "## Worked example",
)


def test_methods_and_pages_are_the_same() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}

    assert pages == {method.id for method in METHODS}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_a_page_has_all_its_parts_and_its_example_is_true(method: Method) -> None:
    page = PAGES / f"{method.id}.md"
    text = page.read_text(encoding="utf-8")

    assert [part for part in PARTS if part not in text] == []
    found = doctest.testfile(str(page), module_relative=False, optionflags=doctest.FAIL_FAST)
    assert found.attempted > 0
    assert found.failed == 0


def test_the_index_lists_every_method() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")

    assert [
        method.id for method in METHODS if f"[{method.question}]({method.id}.md)" not in index
    ] == []
