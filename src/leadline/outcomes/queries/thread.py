"""The lines of the thread that this room keeps."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext_lazy as _n

from leadline.evidence.models import Claim
from leadline.foundation.threads import Line, Tie
from leadline.outcomes.models import OutcomeReview
from leadline.planning.models import Bet


def _of_bets() -> "QuerySet[Any]":
    rows: QuerySet[Any] = OutcomeReview.objects.filter(bet__trashed_at=None)
    return rows


def _learned() -> "QuerySet[Any]":
    """Claims of closed reviews; a review that is closed is never in the trash."""
    rows: QuerySet[Any] = Claim.objects.filter(source_kind=OutcomeReview.kind(), source_id__isnull=False)  # fmt: skip
    return rows


LINES = (
    Line(Bet.kind(), OutcomeReview.kind(), _of_bets, "bet_id", "id", hangs=Tie(_n("%d review looks back on it", "%d reviews look back on it"), _n("%d review looks back on them", "%d reviews look back on them"))),
    Line(OutcomeReview.kind(), Claim.kind(), _learned, "source_id", "id", hangs=Tie(_n("%d claim was learned from it", "%d claims were learned from it"), _n("%d claim was learned from them", "%d claims were learned from them"))),
)  # fmt: skip
