"""The lines of the thread that this room keeps: who said it, what was marked in it, what stands on it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

from leadline.evidence.models import Feedback, Passage
from leadline.evidence.queries.claims import supports
from leadline.foundation.threads import Line, Tie


def _said_by(column: str) -> "QuerySet[Any]":
    return Feedback.objects.filter(**{f"{column}__isnull": False, f"{column}__trashed_at": None})


def _standing_on(column: str) -> "QuerySet[Any]":
    return supports().filter(**{f"{column}__isnull": False})


GATHERED = Tie(
    _n("%d piece of feedback is merged into it", "%d pieces of feedback are merged into it"), _n("%d piece of feedback is merged into them", "%d pieces of feedback are merged into them"),
    first=_("Take out what is merged there first."),
)  # fmt: skip
LINES: tuple[Line, ...] = (
    Line("customer", "feedback", lambda: _said_by("customer"), "customer_id", "id", hangs=Tie(_n("%d piece of feedback is their voice", "%d pieces of feedback are their voice"))),
    Line("contact", "feedback", lambda: _said_by("contact"), "contact_id", "id", hangs=Tie(_n("%d piece of feedback is their voice", "%d pieces of feedback are their voice"))),
    Line("feedback", "feedback", lambda: _said_by("merged_into"), "id", "merged_into_id", hangs=Tie(_n("%d piece of feedback has taken it in", "%d pieces of feedback have taken it in"), _n("%d piece of feedback has taken them in", "%d pieces of feedback have taken them in")), holds=GATHERED),
    Line("feedback", "passage", Passage.objects.all, "feedback_id", "id"),
    Line("passage", "claim", lambda: _standing_on("passage"), "passage_id", "claim_id", "strength"),
    Line("feedback", "claim", lambda: _standing_on("feedback"), "feedback_id", "claim_id", "strength", hangs=Tie(_n("%d claim rests on it", "%d claims rest on it"), _n("%d claim rests on them", "%d claims rest on them"))),
    Line("claim", "claim", lambda: _standing_on("other"), "other_id", "claim_id", "strength", hangs=Tie(_n("%d claim rests on it", "%d claims rest on it"), _n("%d claim rests on them", "%d claims rest on them"))),
)  # fmt: skip
