"""Notes drafted from finished work: only from lines that were written to be read outside."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from leadline.backlog.models import Item

KINDS = Item.Kind
GROUPS = (
    (gettext_lazy("New"), (KINDS.EPIC, KINDS.STORY)),
    (gettext_lazy("Better"), (KINDS.QUALITY, KINDS.TASK)),
    (gettext_lazy("Mended"), (KINDS.BUG,)),
)


@dataclass(frozen=True)
class Told:
    """What is told of an item outside. `together` keeps what serves the same bet beside each other; it is never written."""

    kind: str
    line: str
    together: str = ""


def drafted(told: Iterable[Told]) -> str:
    """The notes as Markdown, new things first.

    >>> drafted([Told("bug", "Tides no longer drift."), Told("story", "Tides without a connection.")])
    '## New\\n\\n- Tides without a connection.\\n\\n## Mended\\n\\n- Tides no longer drift.\\n'
    """
    rows = sorted(told, key=lambda each: each.together)
    parts = (_part(heading, [each.line for each in rows if each.kind in kinds]) for heading, kinds in GROUPS)  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n" if rows else ""


def _part(heading: str | Promise, lines: list[str]) -> str:
    listed = "\n".join(f"- {line}" for line in lines)
    return f"## {heading}\n\n{listed}" if lines else ""
