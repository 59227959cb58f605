"""What a need is: one sentence that asks for somebody's hand, with the way to its mending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from leadline.workspaces.models import Member

Tone = Literal["bad", "warn", "info"]


@dataclass(frozen=True)
class Need:
    """Something that gets dearer the longer it is left.

    `cost` orders needs: working days that are lost, about, for each day that it is left.
    `state` changes when the need gets worse, so that a dismissal no longer holds.
    """

    kind: str
    subject_id: UUID
    sentence: str
    verb: str
    url: str
    cost: float
    state: str = ""
    tone: Tone = "warn"

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject_id}"


Source = Callable[[Member, datetime], list[Need]]
"""Reads the needs of one sort, the dearest first and no more than a handful."""
