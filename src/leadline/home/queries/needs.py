"""What a need is: one sentence that asks for somebody's hand, with the way to its mending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from leadline.workspaces.models import Member

Tone = Literal["bad", "warn", "info"]


class Part(NamedTuple):
    """One reason for which leaving a need costs: so many working days, about, for each day that it is left."""

    days: float
    words: str


@dataclass(frozen=True)
class Need:
    """Something that gets dearer the longer it is left.

    `parts` are what its cost is made of, a rule of thumb that is the same in every workspace.
    `state` changes when the need gets worse, so that a dismissal no longer holds.
    """

    kind: str
    subject_id: UUID
    sentence: str
    verb: str
    url: str
    parts: tuple[Part, ...]
    state: str = ""
    tone: Tone = "warn"

    @property
    def cost(self) -> float:
        """What orders needs: working days that are lost, about, for each day that it is left."""
        return sum(part.days for part in self.parts)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject_id}"


Source = Callable[[Member, datetime], list[Need]]
"""Reads the needs of one sort, the dearest first and no more than a handful."""
