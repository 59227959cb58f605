"""What is missing in a thread: what a record of its kind should stand on, or lead to, and does not."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.workspaces.records import row_models


@dataclass(frozen=True)
class Gap:
    """Nothing of these kinds lies on this side of the record; drawn hollow in a stage.

    It is no gap yet while the record is in one of the states `before`.
    """

    side: str
    stage: str
    kinds: tuple[str, ...]
    words: Promise | str
    before: frozenset[str] = frozenset()


_NO_EVIDENCE = Gap("below", "heard", ("feedback", "claim"), _("nothing heard"))
_NO_GOAL = Gap("below", "goals", ("goal", "objective", "keyresult"), _("serves no goal"))
_OPEN = frozenset({"draft", "ready", "planned"})
_NO_WORK = Gap("above", "work", ("item",), _("no work yet"))
_NO_BET = Gap("above", "bets", ("bet",), _("no bet on it"))
_NO_REVIEW = Gap("above", "outcomes", ("outcomereview",), _("not yet reviewed"), _OPEN)
_NOT_USED = Gap("above", "opportunities", ("claim", "opportunity", "bet"), _("no opportunity takes it up"))  # fmt: skip

_EXPECTED: dict[str, tuple[Gap, ...]] = {
    "customer": (Gap("above", "heard", ("feedback",), _("nothing heard from them")),),
    "feedback": (Gap("below", "market", ("customer",), _("nobody’s voice")), _NOT_USED),
    "claim": (_NOT_USED,),
    "goal": (Gap("above", "goals", ("objective",), _("no objective works for it")),),
    "objective": (Gap("above", "goals", ("keyresult",), _("no key result")), _NO_BET),
    "keyresult": (_NO_BET,),
    "opportunity": (_NO_EVIDENCE, _NO_GOAL, _NO_BET),
    "bet": (_NO_EVIDENCE, _NO_GOAL, _NO_WORK, _NO_REVIEW),
    "item": (_NO_GOAL,),
    "release": (Gap("below", "work", ("item",), _("holds no work")),),
    "outcomereview": (_NO_EVIDENCE,),
}


def gaps_of(kind: str, state: str, below: Collection[str], above: Collection[str]) -> list[Gap]:
    """What is missing for a record with kinds of records beneath and above it; only of rooms that are there."""
    sides = {"below": set(below), "above": set(above)}
    return [
        gap
        for gap in _EXPECTED.get(kind, ())
        if state not in gap.before
        and not sides[gap.side] & set(gap.kinds)
        and any(each in row_models() for each in gap.kinds)
    ]
