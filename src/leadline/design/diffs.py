"""Two texts side by side: which words went, which came, with a little of what stayed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Sort = Literal["same", "gone", "new"]
Piece = tuple[Sort, str]

AROUND = 60
"""Characters of unchanged text kept on either side of a change."""
MOST_COMPARED = 4_000_000
"""Comparisons at most; longer texts are compared line by line."""


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of a text that stayed, went and came, in reading order.

    >>> word_diff("Show the wind", "Show the storm")
    [('same', 'Show the '), ('gone', 'wind'), ('new', 'storm')]
    """
    old, new = _tokens(before), _tokens(after)
    if len(old) * len(new) > MOST_COMPARED:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [*_shortened(_pieces(old, new))]


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[a:b])
            continue
        if a < b:
            yield "gone", "".join(old[a:b])
        if c < d:
            yield "new", "".join(new[c:d])


def _shortened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    listed = list(pieces)
    for place, (sort, text) in enumerate(listed):
        if sort != "same":
            yield sort, text
        else:
            yield sort, _middle_out(text, place == 0, place == len(listed) - 1)


def _middle_out(text: str, is_first: bool, is_last: bool) -> str:
    head = "" if is_first else text[:AROUND]
    tail = "" if is_last else text[-AROUND:]
    return (
        text
        if len(text) <= 2 * AROUND
        else f"{head} … {tail}".strip(" " if is_first or is_last else "")
    )
