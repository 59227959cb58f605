"""What hangs on records: all that would lose them, were they thrown away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid
from leadline.foundation.threads import Tie
from leadline.home.queries.thread.lines import LINES
from leadline.home.queries.thread.nouns import Noun, noun_of, nouns_of
from leadline.home.queries.thread.telling import Around, Knot, Thread, around
from leadline.workspaces.models import Member

NEAR = 2
"""Steps to the records that stand on one: what is marked in feedback lies between it and a claim."""
NAMED = 3
MOST_ASKED = 500
"""Records that are asked about at once."""


@dataclass(frozen=True)
class Hanging:
    """The records of a kind that hang on one or on several, and in words how. `side`: below or above.

    `first` says what to do beforehand where they keep it out of the trash.
    """

    noun: Noun
    side: str
    knots: Sequence[Knot]
    says: str
    first: str = ""

    @property
    def names(self) -> list[str]:
        """Of the weightiest few, each once; cycle by cycle, key results may be called the same."""
        return list(dict.fromkeys(knot.title for knot in self.knots))[:NAMED]


def hanging_on(member: Member, kind: str, ids: Collection[UUID], today: date) -> list[Hanging]:
    """What hangs on some records of a kind and is not among them, in the order of the loop.

    Nothing hangs on a kind that no thread runs through. As many statements for many records with
    hundreds of ties as for one without. Raises `NotFound` where one of them is not there or lies in
    the trash, and `Invalid` beyond 500.
    """
    if len({*ids}) > MOST_ASKED:
        raise Invalid(_("At most %(most)d records are looked at at once.") % {"most": MOST_ASKED}, field="id", remedy=_("Select fewer."))  # fmt: skip
    if noun_of(kind) is None or not ids:
        return []
    return _hanging(around(member, kind, ids, today, steps=NEAR))


def hanging(thread: Thread) -> list[Hanging]:
    """The same of a thread that was walked."""
    return _hanging(Around([thread.me], thread.knots, thread.strands, thread.cut))


def _hanging(found: Around) -> list[Hanging]:
    near_by = {side: _next_to(found, side) for side in ("below", "above")}
    told: list[Hanging] = []
    for side, keys in near_by.items():
        near = [knot for knot in found.knots if knot.key in keys]
        for noun in nouns_of({knot.noun.kind for knot in near}):
            if tie := _ties().get((found.mine[0].noun.kind, side, noun.kind)):
                knots = [knot for knot in near if knot.noun == noun]
                told.append(Hanging(noun, side, knots, _says(tie, found, knots), str(tie.first)))
    return told


def _says(tie: Tie, found: Around, knots: Sequence[Knot]) -> str:
    says = tie.says(len(knots), len(found.mine))
    return _("%(what)s, and more") % {"what": says} if knots[0].noun.kind in found.cut else says


def _next_to(found: Around, side: str) -> set[tuple[str, UUID]]:
    mine = {knot.key for knot in found.mine}
    if side == "above":
        return {each.above for each in found.strands if each.below in mine}
    return {each.below for each in found.strands if each.above in mine}


@cache
def _ties() -> dict[tuple[str, str, str], Tie]:
    """By kind of the record, side and kind of what hangs on it."""
    above = {(line.below, "above", line.above): line.hangs for line in LINES if line.hangs}
    return above | {(line.above, "below", line.below): line.holds for line in LINES if line.holds}
