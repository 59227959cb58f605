"""What was heard and waits, and what is held to be true and has faded."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.evidence.models import Claim, Feedback
from leadline.evidence.models.feedback import WAITING
from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet, BetAssumption
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 4
COUNTED = 100
PATIENCE_DAYS = 7
UNDER_WAY = (Bet.State.READY, Bet.State.COMMITTED)


def unheard(member: Member, now: datetime) -> list[Need]:
    """Feedback that has waited in the inbox for more than a week, as one need."""
    since = _waiting(now=now)
    days = (now - since[0]).days if since else 0
    if days <= PATIENCE_DAYS:
        return []
    count = f"{COUNTED}+" if len(since) > COUNTED else str(len(since))
    sentence = ngettext(
        "%(n)s piece of feedback waits in the inbox, for %(days)d days.",
        "%(n)s pieces of feedback wait in the inbox, the oldest for %(days)d days.", len(since),
    ) % {"n": count, "days": days}  # fmt: skip
    return [
        Need(
            kind="unheard", subject_id=member.workspace_id, sentence=sentence, verb=_("Open inbox"),
            url=reverse("evidence:inbox", kwargs={"slug": member.workspace.slug}),
            parts=(
                Part(0.8, _("feedback that nobody has looked at")),
                Part(min(days, 60) / 30, _("one for each 30 days that the oldest has waited, two at most")),
            ),
            state=f"×{days // 30}", tone="info",
        )
    ]  # fmt: skip


@prepared
def _waiting(now: datetime) -> "QuerySet[Feedback, datetime]":
    rows = Feedback.objects.filter(WAITING, waits_since__lte=now).order_by("waits_since", "id")
    return rows.values_list("waits_since", flat=True)[: COUNTED + 1]


def faded(member: Member, now: datetime) -> list[Need]:
    """Claims that have faded to half while bets rest on them, the one that most rests on first."""
    today = member.workspace.today(now)
    found: dict[object, Need] = {}
    for row in _resting_on_old(today=today):
        found.setdefault(row.claim_id, _rests_on_old(row, today))
    return [*found.values()][:MOST] or _others_due(member, today)


@prepared
def _resting_on_old(today: date) -> "QuerySet[BetAssumption]":
    rows: QuerySet[BetAssumption] = BetAssumption.objects.filter(
        bet__state__in=UNDER_WAY, bet__trashed_at=None, claim__trashed_at=None, claim__due_on__lte=today
    ).select_related("claim__workspace", "bet")  # fmt: skip
    return rows.order_by("-importance", "claim__due_on", "id")[: 5 * MOST]


def _rests_on_old(row: BetAssumption, today: date) -> Need:
    days = (today - (row.claim.due_on or today)).days
    names = {"bet": row.bet.name, "claim": row.claim.statement}
    return Need(
        kind="faded", subject_id=row.claim_id,
        sentence=_("“%(bet)s” rests on “%(claim)s”, which is due for a fresh look.") % names,
        verb=_("Look again"), url=row.claim.page_url(),
        parts=(
            Part(0.5, _("a bet under way that rests on what is due")),
            Part(row.importance / 2, _("half of its importance for the bet, %(n)s of 5") % {"n": row.importance}),
            Part(min(days, 90) / 90, _("one for 90 days since it was due, and no more")),
        ),
        state=f"×{days // 90}",
    )  # fmt: skip


def _others_due(member: Member, today: date) -> list[Need]:
    """Claims that nothing rests on yet, as one need of little cost."""
    count = len(_due(today=today))
    if not count:
        return []
    shown = f"{COUNTED}+" if count > COUNTED else str(count)
    sentence = ngettext("%(n)s claim is due for a fresh look.", "%(n)s claims are due for a fresh look.", count) % {"n": shown}  # fmt: skip
    return [
        Need(
            kind="claims-due", subject_id=member.workspace_id, sentence=sentence, verb=_("Open claims"),
            url=reverse("evidence:claims", kwargs={"slug": member.workspace.slug}) + "?state=due",
            parts=(Part(0.6, _("claims that are due, with no bet on them")),), state=f"×{count // 10}", tone="info",
        )
    ]  # fmt: skip


@prepared
def _due(today: date) -> "QuerySet[Claim, UUID]":
    rows = Claim.objects.filter(due_on__lte=today).order_by("due_on", "id")
    return rows.values_list("pk", flat=True)[: COUNTED + 1]
