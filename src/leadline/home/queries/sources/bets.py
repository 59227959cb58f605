"""Bets that serve nothing, stand on nothing, or should have been ended by what was said beforehand."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet, BetAssumption, BetGoal, BetOpportunity, KillCriterion
from leadline.planning.models import OpportunityEvidence as Evidence
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 4


def without_evidence(member: Member, now: datetime) -> list[Need]:
    """Committed bets under which nothing lies that anybody heard or claimed."""
    return [_groundless(each) for each in _within(member, _without_evidence())]


@prepared
def _without_evidence() -> "QuerySet[Bet]":
    heard = Evidence.objects.filter(opportunity=OuterRef("opportunity"))
    answered = BetOpportunity.objects.filter(Exists(heard), bet=OuterRef("pk"))
    claimed = BetAssumption.objects.filter(bet=OuterRef("pk"))
    return _committed(~Exists(claimed), ~Exists(answered))


def _committed(*lacking: Combinable) -> "QuerySet[Bet]":
    """The bets that have waited longest; joined with anything, databases would sort all of them."""
    rows: QuerySet[Bet] = Bet.objects.filter(*lacking, state=Bet.State.COMMITTED)
    return rows.order_by("updated_at", "id")[:MOST]


def _within(member: Member, bets: Iterable[Bet]) -> Iterable[Bet]:
    for each in bets:
        each.workspace = member.workspace
    return bets


def _groundless(bet: Bet) -> Need:
    return Need(
        kind="bet-groundless", subject_id=bet.pk,
        sentence=_("“%(bet)s” is committed, and nothing that anybody heard or saw lies beneath it.") % {"bet": bet.name},
        verb=_("Open bet"), url=bet.page_url(), parts=(Part(2.8, _("a committed bet that stands on nothing")),), tone="bad",
    )  # fmt: skip


def without_goal(member: Member, now: datetime) -> list[Need]:
    """Committed bets that serve no key result."""
    return [_aimless(each) for each in _within(member, _without_goal())]


@prepared
def _without_goal() -> "QuerySet[Bet]":
    return _committed(~Exists(BetGoal.objects.filter(bet=OuterRef("pk"))))


def _aimless(bet: Bet) -> Need:
    return Need(
        kind="bet-aimless", subject_id=bet.pk,
        sentence=_("“%(bet)s” is committed and serves no key result.") % {"bet": bet.name},
        verb=_("Open bet"), url=bet.page_url(), parts=(Part(2.4, _("a committed bet that serves no key result")),),
    )  # fmt: skip


def to_be_judged(member: Member, now: datetime) -> list[Need]:
    """Kill criteria of committed bets whose day has come, or that are met and not decided on."""
    return [_undecided(each) for each in _open_or_met(today=member.workspace.today(now))]


@prepared
def _open_or_met(today: date) -> "QuerySet[KillCriterion]":
    rows = KillCriterion.objects.filter(bet__state=Bet.State.COMMITTED, bet__trashed_at=None)
    due = rows.filter(state=KillCriterion.State.OPEN, due_on__lte=today)
    met: QuerySet[KillCriterion] = rows.filter(state=KillCriterion.State.MET)
    return (met | due).select_related("bet__workspace").order_by("due_on", "id")[:MOST]


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
