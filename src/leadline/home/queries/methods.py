"""The pages about methods, as they are written for whoever reads the code, and shipped with it."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leadline.foundation.refusals import NotFound

SHIPPED = Path(__file__).parents[1] / "methods"
WRITTEN = Path(__file__).parents[4] / "docs" / "methods"
ELSEWHERE = re.compile(r"\[([^\]]+)\]\((?!https?://|[a-z0-9_.]+\.md\))[^)]*\)")


class MethodPage(NamedTuple):
    title: str
    body: str


@cache
def method_page(name: str) -> MethodPage:
    """The page of a method, or with `README` the list of all; raises `NotFound`.

    A link that leads out of these pages is given as its words.
    """
    path = _pages().get(name)
    if path is None:
        raise NotFound("There is no such method.", field="method")
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    return MethodPage(head.lstrip("# "), ELSEWHERE.sub(r"\1", body))


@cache
def _pages() -> dict[str, Path]:
    """By name, never by a path that somebody asked for."""
    folder = SHIPPED if SHIPPED.is_dir() else WRITTEN
    return {path.stem: path for path in folder.glob("*.md")}
