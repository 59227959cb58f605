"""What an engine of search takes in, is asked, and must do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

WINDOW = 150
"""How many of the newest matches are ranked; what bounds the cost of a very common word."""


@dataclass(frozen=True)
class Indexed:
    """A text as an engine takes it in: its number (the newest is the highest) and its words."""

    number: int
    workspace_id: UUID
    words: str


@dataclass(frozen=True)
class Asked:
    """What is looked for: one group of alternatives for each word asked, all of which must match.

    `kind` narrows to one kind of record.
    """

    workspace_id: UUID
    groups: tuple[tuple[str, ...], ...]
    kind: str = ""

    @property
    def all_groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups, with the kind as a word of its own."""
        return (*self.groups, (kind_word(self.kind),)) if self.kind else self.groups


class Engine(Protocol):
    """Finds the numbers of texts. Costs grow with the window, not with how common a word is."""

    keeps_words: bool
    """Whether the words must stay beside the text, in its row."""

    def create(self) -> str:
        """The statement that makes the index; run by the migration."""

    def drop(self) -> str:
        """The statement that removes it."""

    def add(self, texts: Sequence[Indexed]) -> None:
        """Take texts in, in the transaction that writes their rows."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Leave texts out from now on."""

    def newest(self, asked: Asked, limit: int = WINDOW) -> list[int]:
        """Numbers of the newest texts that hold all that is asked, newest first."""


def kind_word(kind: str) -> str:
    """The word that marks a kind of record; no text can hold it, since ~ is in no word."""
    return f"~k{kind}"
