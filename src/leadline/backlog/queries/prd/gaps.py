"""What the records leave open."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.models import Item
from leadline.backlog.papers import Line
from leadline.backlog.queries.prd.requirements import Needed
from leadline.backlog.queries.prd.why import Heard
from leadline.backlog.queries.work import Work
from leadline.planning.models import KillCriterion
from leadline.planning.queries import Doubt

NAMED = 12
NEED_CRITERIA = (Item.Kind.STORY, Item.Kind.QUALITY)


@dataclass(frozen=True)
class Gap:
    """Something missing, in words, and where it is missing."""

    words: str
    where: Sequence[str] = ()

    def line(self) -> Line:
        more = len(self.where) - NAMED
        named = ", ".join([*self.where[:NAMED], *([_("%(n)s more") % {"n": more}] if more > 0 else [])])  # fmt: skip
        return Line(self.words, named, is_gap=True)


def of_bet(
    work: Work, heard: Sequence[Heard], doubts: Sequence[Doubt], criteria: Sequence[KillCriterion]
) -> list[Gap]:
    """What a bet does not say yet."""
    bet, promised = work.bet, work.promised
    said = (
        (bool(heard), _("Which need does it answer? No opportunity is linked.")),
        (bool(bet.audience.strip() or bet.segment_id or bet.persona_id), _("Whom does it serve?")),
        (bool(promised.effects), _("Which metric does it move, how far, and by when?")),
        (bool(promised.goals), no_goal().words),
        (bool(doubts), _("What must be true for it to work?")),
        (bool(criteria), _("What would end it?")),
        (bool(work.scenarios), _("What does somebody do once it is there? No scenario is written.")),
        (bool(work.pieces), _("What is to be built? Nothing is broken down into work.")),
    )  # fmt: skip
    silent = [each.opportunity.name for each in heard if not each.rows]
    due = [doubt.claim.statement for doubt in doubts if doubt.is_due]
    return [
        *(Gap(words) for there, words in said if not there),
        *_where(silent, _("Nothing was heard about a need that it answers.")),
        *_where(due, _("What it rests on has gone stale.")),
    ]


def of_requirements(needed: Sequence[Needed]) -> list[Gap]:
    """Stories without criteria, and epics with nothing below them."""
    bare = [each.item.key for each in needed if each.item.item_kind in NEED_CRITERIA and not each.criteria]  # fmt: skip
    hollow = [each.item.key for each in needed if each.item.item_kind == Item.Kind.EPIC and not each.piece.below]  # fmt: skip
    words = ngettext("%(n)s requirement has no acceptance criteria.", "%(n)s requirements have no acceptance criteria.", len(bare)) % {"n": len(bare)}  # fmt: skip
    return [*_where(bare, words), *_where(hollow, _("No stories stand below an epic."))]


def no_goal() -> Gap:
    return Gap(_("Which key result does it serve?"))


def _where(names: Sequence[str], words: str) -> list[Gap]:
    return [Gap(words, names)] if names else []
