"""Bets that serve nothing, stand on nothing, or should have been ended by what was said beforehand."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet, BetAssumption, BetGoal, BetOpportunity, KillCriterion
from leadline.planning.models import OpportunityEvidence as Evidence
from leadline.workspaces.models import Member

MOST = 4


def without_evidence(member: Member, now: datetime) -> list[Need]:
    """Committed bets under which nothing lies that anybody heard or claimed."""
    heard = Evidence.objects.filter(opportunity=OuterRef("opportunity"))
    answered = BetOpportunity.objects.filter(Exists(heard), bet=OuterRef("pk"))
    claimed = BetAssumption.objects.filter(bet=OuterRef("pk"))
    return [_groundless(each) for each in _committed(member, ~Exists(claimed), ~Exists(answered))]


def _committed(member: Member, *lacking: Combinable | Q) -> "list[Bet]":
    """The bets that have waited longest; joined with anything, databases would sort all of them."""
    rows = Bet.objects.filter(*lacking, state=Bet.State.COMMITTED).order_by("updated_at", "id")
    found = list(rows[:MOST])
    for each in found:
        each.workspace = member.workspace
    return found


def _groundless(bet: Bet) -> Need:
    return Need(
        kind="bet-groundless", subject_id=bet.pk,
        sentence=_("“%(bet)s” is committed, and nothing that anybody heard or saw lies beneath it.") % {"bet": bet.name},
        verb=_("Open bet"), url=bet.page_url(), parts=(Part(2.8, _("a committed bet that stands on nothing")),), tone="bad",
    )  # fmt: skip


def without_goal(member: Member, now: datetime) -> list[Need]:
    """Committed bets that serve no key result."""
    serves = BetGoal.objects.filter(bet=OuterRef("pk"))
    return [_aimless(each) for each in _committed(member, ~Exists(serves))]


def _aimless(bet: Bet) -> Need:
    return Need(
        kind="bet-aimless", subject_id=bet.pk,
        sentence=_("“%(bet)s” is committed and serves no key result.") % {"bet": bet.name},
        verb=_("Open bet"), url=bet.page_url(), parts=(Part(2.4, _("a committed bet that serves no key result")),),
    )  # fmt: skip


def to_be_judged(member: Member, now: datetime) -> list[Need]:
    """Kill criteria of committed bets whose day has come, or that are met and not decided on."""
    today = member.workspace.today(now)
    rows = KillCriterion.objects.filter(bet__state=Bet.State.COMMITTED, bet__trashed_at=None)
    due = rows.filter(state=KillCriterion.State.OPEN, due_on__lte=today)
    met = rows.filter(state=KillCriterion.State.MET)
    found = (met | due).select_related("bet__workspace").order_by("due_on", "id")
    return [_undecided(each) for each in found[:MOST]]


def _undecided(row: KillCriterion) -> Need:
    is_met = row.state == KillCriterion.State.MET
    words = (
        _("“%(bet)s” has met what was to end it: %(what)s.") if is_met
        else _("It is time to judge “%(bet)s”: %(what)s.")
    )  # fmt: skip
    return Need(
        kind="bet-to-judge", subject_id=row.pk, sentence=words % {"bet": row.bet.name, "what": row.what},
        verb=_("Decide") if is_met else _("Judge"), url=row.bet.page_url(),
        parts=(Part(4.0, _("what was to end it has come about")) if is_met else Part(3.0, _("the day to judge it has come")),),
        state=row.state, tone="bad",
    )  # fmt: skip
