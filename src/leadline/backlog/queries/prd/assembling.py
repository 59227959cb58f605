"""A document from its parts."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from leadline.backlog.models import Item
from leadline.backlog.papers import Lines, Paper, Section
from leadline.backlog.queries.milestones import milestones_asking
from leadline.backlog.queries.prd import gaps, requirements, why
from leadline.backlog.queries.serving import goals_of
from leadline.backlog.queries.work import MOST, Work, pieces_of, work_of_bet
from leadline.design.dates import day
from leadline.planning.models import Bet
from leadline.planning.queries import criteria_of, doubts_of_bet
from leadline.workspaces.models import Member


def prd_of_bet(member: Member, bet: Bet, today: date) -> Paper:
    """All that the records say of a bet, in a constant number of statements."""
    work = work_of_bet(member, bet)
    heard = why.heard_about(work.promised)
    doubts, criteria = doubts_of_bet(member, bet, today), criteria_of(member, bet)
    milestones = milestones_asking(member, today, work.items, bet)
    needed = requirements.read(work.pieces)
    missing = gaps.of_bet(work, heard, doubts, criteria) + gaps.of_requirements(needed)
    sections = [
        why.problem(heard),
        why.audience(bet),
        why.hypothesis(bet),
        why.effects(work.promised.effects),
        why.goals((row.key_result, row.share) for row in work.promised.goals),
        requirements.scenarios(work.scenarios),
        *requirements.sections(needed, work.is_cut),
        why.assumptions(doubts),
        why.kill_criteria(criteria),
        requirements.milestones(milestones),
        questions(missing),
    ]
    return Paper(bet.name, _("Product requirements, as the records say them."), bet_facts(work, today), sections)  # fmt: skip


def prd_of_item(member: Member, item: Item, today: date) -> Paper:
    """The same of an epic, or of any item and what lies below it."""
    below = Item.objects.filter(Q(parent=item) | Q(parent__parent=item))
    joined = below.select_related("workspace", "product", "status").order_by("rank", "id")[:MOST]
    items = [item, *joined]
    needed = requirements.read(pieces_of(items))
    goals = goals_of(member, item)
    missing = ([] if goals else [gaps.no_goal()]) + gaps.of_requirements(needed)
    sections = [
        why.written(item.description),
        why.goals((row.key_result, row.share) for row in goals),
        *requirements.sections(needed, is_cut=len(items) > MOST),
        requirements.milestones(milestones_asking(member, today, items)),
        questions(missing),
    ]
    facts = [(_("Product"), str(item.product)), (_("State"), str(item.status)), (_("As of"), day(today))]  # fmt: skip
    return Paper(item.title_text, _("Product requirements, as the records say them."), facts, sections)  # fmt: skip


def bet_facts(work: Work, today: date) -> list[tuple[str, str]]:
    bet = work.bet
    told = (
        (_("Product"), str(bet.product or "")),
        (_("State"), bet.get_state_display()),
        (_("Owner"), bet.owner.name if bet.owner else ""),
        (_("Work done"), _("%(done)s of %(all)s") % {"done": work.progress.done, "all": work.progress.all} if work.progress.all else ""),
        (_("As of"), day(today)),
    )  # fmt: skip
    return [(label, text) for label, text in told if text]


def questions(missing: Sequence[gaps.Gap]) -> Section:
    blocks = [Lines([each.line() for each in missing])] if missing else []
    return Section(_("Open questions"), blocks, _("None that the records show."))
