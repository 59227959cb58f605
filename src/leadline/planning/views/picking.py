"""Choices found by typing: what a form of this room may be tied to, twenty at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.evidence.models import Claim
from leadline.foundation.refusals import NotFound
from leadline.foundation.wording import says
from leadline.metrics.models import Metric
from leadline.planning.models import Bet, Opportunity
from leadline.planning.views.base import PlanningPage
from leadline.strategy.models import KeyResult, Objective
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

MOST = 20
Found = Sequence[tuple[Any, str, str]]


def _named(model: Any, column: str, under: Callable[[Any], str], *joins: str) -> Callable[[str], Found]:  # fmt: skip
    def find(text: str) -> Found:
        rows = model.objects.select_related(*joins) if joins else model.objects.all()
        narrowed = rows.filter(says(column, text)) if text.strip() else rows
        return [(row.pk, getattr(row, column), under(row)) for row in narrowed.order_by(column, "id")[:MOST]]  # fmt: skip

    return find


CHOICES: dict[str, Callable[[str], Found]] = {
    "bet": _named(Bet, "name", lambda row: row.get_state_display().lower()),
    "metric": _named(Metric, "name", lambda row: row.unit),
    "key_result": _named(KeyResult, "name", lambda row: row.objective.name, "objective"),
    "objective": _named(Objective, "name", lambda row: row.cycle.name, "cycle"),
    "opportunity": _named(Opportunity, "name", lambda row: ""),
    "parent": _named(Opportunity, "name", lambda row: ""),
    "claim": _named(Claim, "statement", lambda row: _(row.get_nature_display())),
}


class Picking(PlanningPage):
    """Rows to choose from, as radio buttons of a form on the page that asks."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, kind: str) -> Answer:
        if kind not in CHOICES:
            raise NotFound
        found = CHOICES[kind](request.GET.get("q", "")[:200])
        return self.draw("planning/_picking.html", {"name": kind, "found": found, "most": MOST})
