"""Reviews: beginning one, writing it, throwing an open one away."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from leadline.foundation.refusals import Invalid, Refusal
from leadline.outcomes.models import OutcomeReview
from leadline.outcomes.queries.promised import last_day
from leadline.planning.models import Bet, BetVersion
from leadline.planning.operations.checks import MOST_COST, MOST_WEEKS
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class NeverPromised(Refusal):
    """A draft has promised nothing that could be looked at."""


class ReviewThere(Refusal):
    """This promise has a review already."""


@operation(needs=Right.CONTRIBUTE)
def open_review(
    *, by: Member, now: datetime, bet: Bet, reviewer: Member | None = None
) -> OutcomeReview:
    """Begin to look at what a bet's newest frozen promise came to; the reviewer is `by` unless named.

    Raises `NeverPromised` for a bet that was never committed, `ReviewThere` for a second review.
    """
    promised = BetVersion.objects.filter(bet=bet).order_by("-number").first()
    if promised is None:
        raise NeverPromised(f"“{bet.name}” was never committed, so it promised nothing.", field="bet", remedy="Commit it first; its promise is kept then.")  # fmt: skip
    if OutcomeReview.objects.filter(promised=promised).exists():
        raise ReviewThere(f"The promise of “{bet.name}” has a review.", field="bet", remedy="Open that one.")  # fmt: skip
    due_on = last_day(promised.promise) or by.workspace.today(now)
    review, change = OutcomeReview.create(by=by, now=now, bet=bet, promised=promised, due_on=due_on, reviewer=reviewer or by)  # fmt: skip
    record(by, now, "outcomereview.opened", subject=review, changes=[change])
    return review


@operation(needs=Right.CONTRIBUTE)
def change_review(
    *, by: Member, now: datetime, review: OutcomeReview, version: int | None = None, **values: Any
) -> Event | None:
    """Write what happened, what was spent, what was learned, what is decided; an open review only."""
    review.refuse_closed()
    refuse_odd_spending(values)
    change = review.change(by=by, now=now, version=version, **values)
    return record(by, now, "outcomereview.changed", subject=review, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_review(
    *, by: Member, now: datetime, review: OutcomeReview, version: int | None = None
) -> Event | None:
    """Put an open review into the trash; a closed one stays."""
    review.refuse_closed()
    change = review.trash(by=by, now=now, version=version)
    return record(by, now, "outcomereview.trashed", subject=review, changes=[change])


def refuse_odd_spending(values: dict[str, Any]) -> None:
    """Raise `Invalid` for person-weeks or money below nothing, or beyond measure."""
    weeks, cost = values.get("weeks_spent"), values.get("cost_spent")
    if weeks is not None:
        if not (weeks.is_finite() and 0 <= weeks <= MOST_WEEKS):
            raise Invalid("Person-weeks are neither below zero nor beyond all measure.", field="weeks_spent", remedy=f"Write a number from 0 to {MOST_WEEKS:,}.")  # fmt: skip
        if weeks != round(weeks, 2):
            raise Invalid("Person-weeks have two decimals at most.", field="weeks_spent", remedy="Round it.")  # fmt: skip
    if cost is not None and not 0 <= cost <= Decimal(MOST_COST):
        raise Invalid("A cost is neither below zero nor beyond all measure.", field="cost_spent", remedy="Correct it.")  # fmt: skip
