"""A paper as PDF, set by Typst: tagged, with contents, and with links back to the records.

The same paper and the same moment give the same bytes. The words go to `paper.typ` as JSON and are
never read as Typst. Letters that neither bundled font has come from the fonts of the machine.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leadline.backlog.papers.blocks import Paper
from leadline.backlog.papers.flat import Flat
from leadline.backlog.papers.prose import Node, printable
from leadline.foundation.refusals import Refusal

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(__file__).parents[2] / "design/static/leadline/fonts"
MOST_LETTERS = 1_500_000
LONG_CONTENTS, FOOT = 60, 90


class TooLong(Refusal):
    """A document that nobody would read on paper."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@dataclass(frozen=True)
class Imprint:
    """Whose paper it is, where its records stand (without a slash at the end), and when it was made."""

    author: str
    address: str
    now: datetime


def as_pdf(paper: Paper, imprint: Imprint, standard: Any = None) -> bytes:
    """The whole paper. Takes some 20 ms a page, so it is done while the reader waits."""
    import typst

    told = json.dumps(_told(paper, imprint), ensure_ascii=False)
    if len(told) > MOST_LETTERS:
        raise TooLong(_("This document is too long for a PDF."), remedy=_("Download it as Markdown."))  # fmt: skip
    compiler = typst.Compiler(font_paths=_fonts(), root=str(TEMPLATE.parent))
    made = compiler.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs={"paper": told}, timestamp=imprint.now.replace(microsecond=0), pdf_standards=standard)  # fmt: skip
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(font_paths=[FONTS])


def _told(paper: Paper, imprint: Imprint) -> Node:
    flat = Flat(imprint.address)
    blocks = [node for section in paper.sections for node in flat.section(section)]
    subheadings = sum(node["t"] == "heading" and node["level"] == 2 for node in blocks)
    return {
        "title": printable(paper.title),
        "about": printable(paper.about),
        "author": printable(imprint.author),
        "lang": (get_language() or "en")[:2],
        "facts": [[printable(label), printable(value)] for label, value in paper.facts],
        "foot": printable(paper.title if len(paper.title) <= FOOT else f"{paper.title[:FOOT]}…"),
        "words": {"contents": _("Contents")},
        "contents": 1 if subheadings > LONG_CONTENTS else 2,
        "blocks": blocks,
    }
