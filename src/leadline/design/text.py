"""Text that people wrote, made safe to show."""

import re
from collections.abc import Sequence
from functools import cache

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from leadline.design.numbers import number

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "hr", "input", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "input": {"checked", "disabled", "aria-label"},
    "ol": {"start"},
}
TASK = re.compile(r"<li>(<p>)?\[([ xX])\] ")


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "typographer": False}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def markdown(source: str | None, names: Sequence[str] = ()) -> Markup:
    """Render Markdown: HTML is shown as text, pictures and scripts never come out.

    The `names`, such as "@Ada Byron", are set in strong type outside code.
    """
    tokens = _parser().parse(source or "")
    if names:
        _set_strong(tokens, names)
    html = _with_task_boxes(_parser().renderer.render(tokens, _parser().options, {}))
    # nh3's output is the one place where text of a person becomes markup.
    return Markup(_clean(html))  # noqa: S704


def syntax(source: str | None) -> SyntaxTreeNode:
    """Read Markdown into its tree, for those who draw it otherwise than as HTML."""
    return SyntaxTreeNode(_parser().parse(source or ""))


def plain(source: str | None, length: int = 160) -> str:
    """Give the first words of a Markdown text, for lists and titles of pages."""
    words = " ".join(nh3.clean(_parser().render(source or ""), tags=set()).split())
    text = Markup(words).unescape()  # noqa: S704
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def plural(count: int, one: str, many: str = "") -> str:
    """Write "1 item" or "3 items"; say `many` where an s does not do."""
    return f"{number(count)}\u00a0{ngettext(one, many or one + 's', count)}"


def initials(name: str) -> str:
    """Give one or two letters for a person: the first of the first and of the last word."""
    words = [word for word in re.split(r"[\s._-]+", name) if word and word[0].isalnum()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"


def tone(name: str) -> int:
    """Pick one of five steady tints for a name."""
    return sum(map(ord, name)) % 5 + 1


def slug(text: str) -> str:
    """Make an id out of any text."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _set_strong(tokens: Sequence[Token], names: Sequence[str]) -> None:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"((?:{longest_first})(?!\w))", re.IGNORECASE)
    for token in tokens:
        token.children = [part for child in token.children or () for part in _parts(child, pattern)]


def _parts(child: Token, pattern: re.Pattern[str]) -> list[Token]:
    if child.type != "text":
        return [child]
    found: list[Token] = []
    for place, text in enumerate(pattern.split(child.content)):
        word = Token("text", "", 0, content=text)
        found += (
            [Token("strong_open", "strong", 1), word, Token("strong_close", "strong", -1)]
            if place % 2
            else [word]
        )
    return found


def _with_task_boxes(html: str) -> str:
    return TASK.sub(_task_box, html)


def _task_box(found: re.Match[str]) -> str:
    done = found[2] != " "
    name = escape(_("done") if done else _("to do"))
    return f'<li>{found[1] or ""}<input type="checkbox" disabled{" checked" if done else ""} aria-label="{name}"> '


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        tag_attribute_values={"input": {"type": {"checkbox"}}},
    )
