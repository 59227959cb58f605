"""What somebody wrote in Markdown, as plain nodes that a writer of pages can draw.

A node is a dict with its kind as `t`; its parts are below `of`, `items` or `rows`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from leadline.design.text import syntax

Node = dict[str, Any]
SCHEME = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
LONG_WORD = re.compile(r"\S{45,}")
DEEPEST, LONGEST_LINK, WIDEST = 6, 2_000, 44


def nodes(source: str) -> list[Node]:
    """The blocks of a text."""
    return _blocks(syntax(source).children, 0)


def printable(text: str) -> str:
    """Words that fit on paper: no control letters, and very long words may break."""
    return LONG_WORD.sub(_breakable, UNPRINTABLE.sub(" ", text))


def widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column is to be, in parts of the whole."""
    return [5 + max(min(len(cell), WIDEST) for cell in column) for column in zip(*rows, strict=False)]  # fmt: skip


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return "\u200b".join(word[at : at + 15] for at in range(0, len(word), 15))


def _blocks(children: Iterable[SyntaxTreeNode], depth: int) -> list[Node]:
    return [_block(each, depth) for each in children]


def _block(node: SyntaxTreeNode, depth: int) -> Node:
    if depth >= DEEPEST:
        return {"t": "p", "of": [_text(_words(node))]}
    return BLOCKS.get(node.type, _paragraph)(node, depth)


def _paragraph(node: SyntaxTreeNode, depth: int) -> Node:
    return {"t": "p", "of": _inside(node)}


def _heading(node: SyntaxTreeNode, depth: int) -> Node:
    return {"t": "head", "of": _inside(node)}


def _list(node: SyntaxTreeNode, depth: int) -> Node:
    items = [_blocks(item.children, depth + 1) for item in node.children]
    start = min(int(node.attrs.get("start", 1)), 999_999)
    return {"t": "ol" if node.type == "ordered_list" else "ul", "items": items, "start": start}


def _quote(node: SyntaxTreeNode, depth: int) -> Node:
    return {"t": "quote", "of": _blocks(node.children, depth + 1)}


def _code(node: SyntaxTreeNode, depth: int) -> Node:
    return {"t": "code", "text": printable(node.content.rstrip("\n"))}


def _rule(node: SyntaxTreeNode, depth: int) -> Node:
    return {"t": "hr"}


def _table(node: SyntaxTreeNode, depth: int) -> Node:
    rows = [row.children for part in node.children for row in part.children]
    cells = [[_inside(cell) for cell in row] for row in rows]
    shape = widths([[_words(cell) for cell in row] for row in rows])
    return {"t": "grid", "head": cells[0], "rows": cells[1:], "widths": shape}


BLOCKS: dict[str, Callable[[SyntaxTreeNode, int], Node]] = {
    "heading": _heading, "bullet_list": _list, "ordered_list": _list, "blockquote": _quote,
    "fence": _code, "code_block": _code, "hr": _rule, "table": _table,
}  # fmt: skip


def _inside(node: SyntaxTreeNode) -> list[Node]:
    return [part for inline in node.children for part in _inlines(inline.children, 0)]


def _inlines(children: Iterable[SyntaxTreeNode], depth: int) -> list[Node]:
    return [_inline(each, depth) for each in children]


def _inline(node: SyntaxTreeNode, depth: int) -> Node:
    if node.type in {"strong", "em", "s"} and depth < DEEPEST:
        return {"t": node.type, "of": _inlines(node.children, depth + 1)}
    if node.type == "link" and depth < DEEPEST:
        return _link(node, depth)
    if node.type == "code_inline":
        return {"t": "code", "text": printable(node.content)}
    return {"t": "br"} if node.type == "hardbreak" else _text(_words(node))


def _link(node: SyntaxTreeNode, depth: int) -> Node:
    href = str(node.attrs.get("href", ""))
    is_safe = SCHEME.match(href) and len(href) <= LONGEST_LINK
    return {"t": "link", "href": href if is_safe else "", "of": _inlines(node.children, depth + 1)}


def _text(words: str) -> Node:
    return {"t": "text", "text": printable(words)}


def _words(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(map(_words, node.children)) if node.children else node.content
