"""Texts of cells as kinds, labels and sprints."""

import re

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding.words import TYPES

SPLIT = re.compile(r"[,;|\n]")
SPRINT_DUMP = re.compile(r"[\[,]name=([^,\]]+)")
STATUS_WORDS = {"status", "state", "zustand", "statut", "etat", "estado", "column", "list"}


def kind_of(text: str) -> str:
    """The kind of item that a word of the source stands for; a story where it is unknown."""
    name = plain(text)
    return next((kind for kind, words in TYPES.items() if name in words), "story")


def split(text: str) -> list[str]:
    """The words of a list in one cell: `a, b`, `['a', 'b']`."""
    parts = (part.strip(" '\"[]{}") for part in SPLIT.split(text))
    return [part for part in parts if part]


def sprint_names(text: str) -> list[str]:
    """The sprints a cell names; also as old Jira dumps them (`…[id=1,name=Sprint 1,…]`)."""
    if dumped := SPRINT_DUMP.findall(text):
        return [name.strip()[:120] for name in dumped]
    return [part.strip()[:120] for part in re.split(r"[;|]", text) if part.strip(" []")]
