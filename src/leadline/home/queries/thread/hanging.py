"""What hangs on a record: all that would lose it, were it thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from leadline.home.queries.thread.lines import LINES
from leadline.home.queries.thread.nouns import Noun, noun_of
from leadline.home.queries.thread.telling import Knot, Thread, thread_of
from leadline.workspaces.models import Member

NEAR = 2
"""Steps to the records that stand on one: what is marked in feedback lies between it and a claim."""
NAMED = 3


@dataclass(frozen=True)
class Hanging:
    """The records of a kind that hang on one, and in words how. `side`: below or above."""

    noun: Noun
    side: str
    knots: Sequence[Knot]
    says: str

    @property
    def names(self) -> list[str]:
        """Of the weightiest few, each once; cycle by cycle, key results may be called the same."""
        return list(dict.fromkeys(knot.title for knot in self.knots))[:NAMED]


def hanging_on(member: Member, kind: str, record_id: UUID, today: date) -> list[Hanging]:
    """What hangs on a record, in the order of the loop; nothing on a kind that no thread runs through.

    As many statements for a record with hundreds of ties as for one without. Raises `NotFound` for
    a record that is not there or lies in the trash.
    """
    if noun_of(kind) is None:
        return []
    return hanging(thread_of(member, kind, record_id, today, steps=NEAR))


def hanging(thread: Thread) -> list[Hanging]:
    """The same of a thread that was walked."""
    near_by = {side: _next_to(thread, side) for side in ("below", "above")}
    return [
        Hanging(noun, side, near, str(words % len(near)))
        for side in ("below", "above")
        for noun, knots in thread.of_side(side).items()
        if (words := _words().get((thread.me.noun.kind, side, noun.kind)))
        if (near := [knot for knot in knots if knot.key in near_by[side]])
    ]


def _next_to(thread: Thread, side: str) -> set[tuple[str, UUID]]:
    if side == "above":
        return {each.above for each in thread.strands if each.below == thread.me.key}
    return {each.below for each in thread.strands if each.above == thread.me.key}


@cache
def _words() -> dict[tuple[str, str, str], Any]:
    """By kind of the record, side and kind of what hangs on it."""
    above = {(line.below, "above", line.above): line.hangs for line in LINES if line.hangs}
    return above | {(line.above, "below", line.below): line.holds for line in LINES if line.holds}
