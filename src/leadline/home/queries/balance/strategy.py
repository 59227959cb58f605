"""What knowing what is worth doing asks for: looks, check-ins, reviews, grounds."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from leadline.evidence.models import Claim, Look
from leadline.home.queries.balance.owed import YEAR, Owed
from leadline.planning.models import BetVersion
from leadline.strategy.models import CheckIn, Decision, DecisionReview, KeyResult
from leadline_science.calibration import Half

MOST = 500
MONTH = timedelta(days=28)
STRATEGY = Half.STRATEGY.value


def looks(today: date) -> list[Owed]:
    """Claims that were looked at again, and those that are due and were not."""
    since = today - timedelta(days=YEAR)
    done = Look.objects.filter(looked_on__gt=since, claim__trashed_at=None).select_related("claim__workspace")  # fmt: skip
    due = Claim.objects.filter(due_on__gt=since, due_on__lte=today).select_related("workspace")
    kept = [_look(look.claim, look.looked_on, True) for look in done.order_by("-looked_on", "-id")[:MOST]]  # fmt: skip
    return kept + [_look(claim, claim.due_on or today, False) for claim in due.order_by("-due_on", "id")[:MOST]]  # fmt: skip


def _look(claim: Claim, on: date, kept: bool) -> Owed:
    return Owed(STRATEGY, "looks", claim.statement, claim.page_url(), on, kept)


def check_ins(today: date) -> list[Owed]:
    """A word about each key result for every four weeks of its cycle."""
    since = today - timedelta(days=YEAR)
    rows = KeyResult.objects.filter(metric=None, objective__cycle__ends_on__gt=since, objective__cycle__starts_on__lt=today)  # fmt: skip
    results = list(rows.select_related("objective__cycle", "workspace").order_by("-id")[:MOST])
    said: dict[UUID, list[date]] = defaultdict(list)
    for key, on in CheckIn.objects.filter(key_result__in=results).values_list("key_result_id", "on"):  # fmt: skip
        said[key].append(on)
    return [owed for result in results for owed in _months(result, said[result.pk], since, today)]


def _months(result: KeyResult, said: list[date], since: date, today: date) -> list[Owed]:
    cycle = result.objective.cycle
    start, end = cycle.starts_on, min(cycle.ends_on, today)
    ends = [start + MONTH * number for number in range(1, (end - start) // MONTH + 1)]
    return [
        Owed(STRATEGY, "check-ins", result.name, result.page_url(), last, any(last - MONTH < on <= last for on in said))
        for last in ends
        if last > since
    ]  # fmt: skip


def reviews(today: date) -> list[Owed]:
    """Decisions that were looked at again, and those whose day has come and that were not."""
    since = today - timedelta(days=YEAR)
    done = DecisionReview.objects.filter(on__gt=since, decision__trashed_at=None).select_related("decision__workspace")  # fmt: skip
    due = Decision.objects.filter(Decision.due(today), review_on__gt=since).select_related("workspace")  # fmt: skip
    kept = [_review(row.decision, row.on, True) for row in done.order_by("-on", "-id")[:MOST]]
    return kept + [_review(row, row.review_on or today, False) for row in due.order_by("-review_on", "id")[:MOST]]  # fmt: skip


def _review(decision: Decision, on: date, kept: bool) -> Owed:
    return Owed(STRATEGY, "decisions", decision.question, decision.page_url(), on, kept)


def grounds(today: date) -> list[Owed]:
    """Bets that were committed, and whether they stood on something and served something then."""
    since = today - timedelta(days=YEAR)
    rows = BetVersion.objects.filter(number=1, bet__trashed_at=None).select_related("bet__workspace")  # fmt: skip
    found = [(row, row.bet.workspace.today(row.at)) for row in rows.order_by("-at", "-id")[:MOST]]
    return [Owed(STRATEGY, "grounds", row.bet.name, row.bet.page_url(), on, not row.lacking) for row, on in found if on > since]  # fmt: skip
