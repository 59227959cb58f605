"""What was heard and waits, and what is held to be true and has faded."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.evidence.models import Claim, Feedback
from leadline.evidence.models.feedback import WAITING
from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet, BetAssumption
from leadline.workspaces.models import Member

MOST = 4
COUNTED = 100
PATIENCE_DAYS = 7
UNDER_WAY = (Bet.State.READY, Bet.State.COMMITTED)


def unheard(member: Member, now: datetime) -> list[Need]:
    """Feedback that has waited in the inbox for more than a week, as one need."""
    waiting = Feedback.objects.filter(WAITING, waits_since__lte=now).order_by("waits_since", "id")
    since = list(waiting.values_list("waits_since", flat=True)[: COUNTED + 1])
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


def faded(member: Member, now: datetime) -> list[Need]:
    """Claims that have faded to half while bets rest on them, the one that most rests on first."""
    today = member.workspace.today(now)
    resting = BetAssumption.objects.filter(
        bet__state__in=UNDER_WAY, bet__trashed_at=None, claim__trashed_at=None, claim__due_on__lte=today
    ).select_related("claim__workspace", "bet")  # fmt: skip
    found: dict[object, Need] = {}
    for row in resting.order_by("-importance", "claim__due_on", "id")[: 5 * MOST]:
        found.setdefault(row.claim_id, _rests_on_old(row, (today - row.claim.due_on).days))
    return [*found.values()][:MOST] or _others_due(member, now)


def _rests_on_old(row: BetAssumption, days: int) -> Need:
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


def _others_due(member: Member, now: datetime) -> list[Need]:
    """Claims that nothing rests on yet, as one need of little cost."""
    due = Q(due_on__lte=member.workspace.today(now))
    count = len(Claim.objects.filter(due).order_by("due_on", "id").values_list("pk")[: COUNTED + 1])
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
