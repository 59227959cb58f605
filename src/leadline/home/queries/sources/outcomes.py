"""Bets that are over, or whose promised day has come, and at whose outcome nobody has looked."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from leadline.design.dates import age
from leadline.home.queries.needs import Need, Part
from leadline.outcomes.queries import LedgerLine, reviews_owed
from leadline.workspaces.models import Member

MOST = 4


def unreviewed(member: Member, now: datetime) -> list[Need]:
    """Reviews that are owed, the longest owed first."""
    today = member.workspace.today(now)
    return [_need(line, today) for line in reviews_owed(member, today, limit=MOST)]


def _need(line: LedgerLine, today: date) -> Need:
    return Need(
        kind="unreviewed", subject_id=line.bet.pk, sentence=_sentence(line, today), verb=_("Review"),
        url=line.review.page_url() if line.review else line.bet.page_url(),
        parts=(
            Part(1.8, _("an outcome at which nobody has looked")),
            Part(min(line.overdue, 90) / 60, _("one for each 60 days since it was due, one and a half at most")),
        ), state=f"×{line.overdue // 60}",
    )  # fmt: skip


def _sentence(line: LedgerLine, today: date) -> str:
    named = {"bet": line.bet.name, "age": age(line.due_on or today, today)}
    if not line.effects:
        return _("“%(bet)s” was over %(age)s ago and never said what it should move.") % named  # fmt: skip
    return _("What “%(bet)s” promised was due %(age)s ago, and nobody has looked what came of it.") % named  # fmt: skip
