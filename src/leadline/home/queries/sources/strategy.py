"""Aims that nothing works for, numbers nobody looked at, decisions to be looked at again."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet, BetGoal, Opportunity
from leadline.strategy.models import CheckIn, Decision, Goal, KeyResult, Objective
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 4
SILENT = timedelta(days=28)
OPEN = (Bet.State.DRAFT, Bet.State.READY, Bet.State.COMMITTED)


def without_work(member: Member, now: datetime) -> list[Need]:
    """Objectives of the running cycle that no bet serves, nor an opportunity leads to."""
    today = member.workspace.today(now)
    return [_idle(each, today) for each in _without_work(today=today)]


@prepared
def _without_work(today: date) -> "QuerySet[Objective]":
    served = BetGoal.objects.filter(key_result__objective=OuterRef("pk"), bet__state__in=[*OPEN, Bet.State.DONE], bet__trashed_at=None)  # fmt: skip
    answered = Opportunity.objects.filter(objective=OuterRef("pk"))
    deeper = Objective.objects.filter(parent=OuterRef("pk"))
    rows: QuerySet[Objective] = Objective.objects.filter(
        ~Exists(served), ~Exists(answered), ~Exists(deeper),
        cycle__starts_on__lte=today, cycle__ends_on__gte=today,
    ).select_related("cycle", "workspace")  # fmt: skip
    return rows.order_by("-weight", "id")[:MOST]


def _idle(objective: Objective, today: date) -> Need:
    names = {"objective": objective.name, "cycle": objective.cycle.name}
    gone = objective.cycle.elapsed(today)
    return Need(
        kind="objective-idle", subject_id=objective.pk,
        sentence=_("Nothing works for “%(objective)s” of %(cycle)s: no bet serves it.") % names,
        verb=_("Open objective"), url=objective.page_url(),
        parts=(
            Part(1.5, _("an objective that nothing works for")),
            Part(2 * gone, _("twice the share of the cycle that is over")),
        ),
        state="late" if gone > 0.5 else "early", tone="bad" if gone > 0.5 else "warn",
    )  # fmt: skip


def goals_without_work(member: Member, now: datetime) -> list[Need]:
    """Company goals still to be reached for which no objective of this cycle or a later one works."""
    return [_unserved(each) for each in _goals_without_work(today=member.workspace.today(now))]


@prepared
def _goals_without_work(today: date) -> "QuerySet[Goal]":
    works = Objective.objects.filter(goal=OuterRef("pk"), cycle__ends_on__gte=today)
    rows: QuerySet[Goal] = Goal.objects.filter(Q(due_on=None) | Q(due_on__gte=today), ~Exists(works))  # fmt: skip
    return rows.select_related("workspace").order_by("due_on", "id")[:MOST]


def _unserved(goal: Goal) -> Need:
    return Need(
        kind="goal-idle", subject_id=goal.pk,
        sentence=_("No objective of this cycle or a later one works for the goal “%(goal)s”.") % {"goal": goal.name},
        verb=_("Open goal"), url=goal.page_url(),
        parts=(Part(2.0, _("a goal that nothing works for")),),
    )  # fmt: skip


def silent(member: Member, now: datetime) -> list[Need]:
    """Key results of the running cycle that nobody has said a word about for four weeks."""
    today = member.workspace.today(now)
    quiet = _silent(today=today, silent_on=today - SILENT, silent_at=now - SILENT)
    return [_unsaid(each) for each in quiet]


@prepared
def _silent(today: date, silent_on: date, silent_at: datetime) -> "QuerySet[KeyResult]":
    last = CheckIn.objects.filter(key_result=OuterRef("pk")).order_by().values("key_result")
    rows: Any = KeyResult.objects.filter(
        metric=None, created_at__lte=silent_at, objective__cycle__starts_on__lte=silent_on, objective__cycle__ends_on__gte=today
    ).annotate(said_on=last.annotate(at=Max("on")).values("at")[:1])  # fmt: skip
    quiet = rows.filter(Q(said_on=None) | Q(said_on__lt=silent_on))
    found: QuerySet[KeyResult] = quiet.order_by("said_on", "id")
    return found.select_related("workspace")[:MOST]


def _unsaid(result: KeyResult) -> Need:
    return Need(
        kind="result-silent", subject_id=result.pk,
        sentence=_("Nobody has said for four weeks where “%(result)s” stands.") % {"result": result.name},
        verb=_("Check in"), url=result.page_url(),
        parts=(Part(1.1, _("a key result that nobody speaks of")),), tone="info",
    )  # fmt: skip


def to_review(member: Member, now: datetime) -> list[Need]:
    """Decisions whose day to be looked at again has come."""
    return [_old(each) for each in _to_review(today=member.workspace.today(now))]


@prepared
def _to_review(today: date) -> "QuerySet[Decision]":
    rows: QuerySet[Decision] = Decision.objects.filter(Decision.due(today))
    return rows.select_related("workspace").order_by("review_on", "id")[:MOST]


def _old(decision: Decision) -> Need:
    return Need(
        kind="decision-due", subject_id=decision.pk,
        sentence=_("The decision on “%(question)s” is to be looked at again.") % {"question": decision.question},
        verb=_("Open decision"), url=decision.page_url(),
        parts=(Part(1.0, _("a decision whose day has come")),), state=str(decision.review_on), tone="info",
    )  # fmt: skip
