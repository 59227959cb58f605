"""A paper as Markdown."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.backlog.papers.blocks import (
    Block,
    Lines,
    Paper,
    Prose,
    Quote,
    Requirement,
    Section,
    Table,
)

SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
LINE_START = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)")
HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)


def as_markdown(paper: Paper) -> str:
    """The whole paper; links are left out, for it is read where they lead nowhere."""
    parts = [f"# {plain(paper.title)}", plain(paper.about)]
    parts += ["  \n".join(f"**{plain(label)}:** {plain(value)}" for label, value in paper.facts)]
    parts += [text for section in paper.sections for text in _section(section, 2)]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """Words in one line that mean nothing to Markdown."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return LINE_START.sub(r"\1\\\2", line)


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {plain(section.title)}"
    if section.is_empty and section.missing:
        yield f"*{plain(section.missing)}*"
    for block in section.blocks:
        yield _block(block, level)
    for each in section.under:
        yield from _section(each, level + 1)


def _block(block: Block, level: int) -> str:
    match block:
        case Prose():
            return _prose(block.text, level)
        case Quote():
            said = f"> {plain(block.text)}"
            return f"{said}\n>\n> — {plain(block.voice)}" if block.voice else said
        case Lines():
            return "\n".join(_line(each.text, each.note) for each in block.lines)
        case Table():
            return _table(block)
        case Requirement():
            return _requirement(block, level)


def _prose(text: str, level: int) -> str:
    """What somebody wrote, its headings beneath that under which it stands."""
    return HEADING.sub(lambda found: "#" * min(6, len(found[1]) + level), text.strip())


def _line(text: str, note: str) -> str:
    return f"- {plain(text)} ({plain(note)})" if note else f"- {plain(text)}"


def _table(block: Table) -> str:
    rows = [block.head, ["---"] * len(block.head), *block.rows]
    return "\n".join(f"| {' | '.join(cell if cell == '---' else plain(cell) for cell in row)} |" for row in rows)  # fmt: skip


def _requirement(block: Requirement, level: int) -> str:
    heading = "#" * min(6, level + 1 + block.depth)
    parts = [f"{heading} {block.key} {plain(block.title)}", f"*{plain(block.what)} · {plain(block.status)}*"]  # fmt: skip
    parts += [_prose(block.text, level + 1 + block.depth)] if block.text.strip() else []
    if block.criteria:
        parts.append("\n".join(f"{at}. {_criterion(*each)}" for at, each in enumerate(block.criteria, 1)))  # fmt: skip
    return "\n\n".join(parts)


def _criterion(given: str, when: str, then: str) -> str:
    said = ((_("Given"), given), (_("when"), when), (_("then"), then))
    return " ".join(f"**{word}** {plain(text)}" for word, text in said if text.strip())
