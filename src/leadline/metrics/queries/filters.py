"""Narrowing the metrics of a workspace."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.metrics.models import Metric, Reading, State, Target
from leadline.metrics.models.metrics import FRESH_DAYS

STALE = "stale"
STATES = (*State, STALE)


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold; an empty one asks for nothing."""

    text: str = ""
    product: UUID | None = None
    owner: UUID | None = None
    state: str = ""

    def narrow(self, rows: "QuerySet[Metric]", today: date) -> "QuerySet[Metric]":
        """The metrics that fit; raises `Invalid` for a state that there is not."""
        if self.product:
            rows = rows.filter(product=self.product)
        if self.owner:
            rows = rows.filter(owner=self.owner)
        if self.text.strip():
            rows = rows.filter(says("name", self.text))
        return rows.filter(_in_state(self.state, today)) if self.state else rows


def alive() -> "QuerySet[Metric]":
    """Metrics whose product is not in the trash, with what lists draw and filter by."""
    rows: QuerySet[Metric] = Metric.objects.select_related("workspace", "product", "owner__user")
    return _with_standing(rows.filter(Q(product=None) | Q(product__trashed_at=None)))


def _with_standing(rows: "QuerySet[Metric]") -> "QuerySet[Metric]":
    last = Reading.objects.filter(metric=OuterRef("pk")).order_by("-on")
    aim = Target.objects.filter(metric=OuterRef("pk")).order_by("-set_on", "-id")
    return rows.annotate(
        last_on=Subquery(last.values("on")[:1]),
        last_value=Subquery(last.values("value")[:1]),
        aim_value=Subquery(aim.values("value")[:1]),
        aim_upper=Subquery(aim.values("upper")[:1]),
        aim_due_on=Subquery(aim.values("due_on")[:1]),
    )


def _in_state(state: str, today: date) -> Q:
    if state not in STATES:
        raise Invalid(f"“{state[:40]}” is no state.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
    if state == STALE:
        return _stale(today)
    if state == State.EMPTY:
        return Q(last_on=None)
    if state == State.FREE:
        return Q(last_on__isnull=False, aim_due_on=None)
    aimed = Q(last_on__isnull=False, aim_due_on__isnull=False)
    if state == State.MET:
        return aimed & _met()
    due = {"aim_due_on__lt": today} if state == State.MISSED else {"aim_due_on__gte": today}
    return aimed & ~_met() & Q(**due)


def _met() -> Q:
    ways = Metric.Direction
    return (
        Q(direction=ways.MORE, last_value__gte=F("aim_value"))
        | Q(direction=ways.LESS, last_value__lte=F("aim_value"))
        | Q(direction=ways.WITHIN, last_value__gte=F("aim_value"), last_value__lte=Coalesce(F("aim_upper"), F("aim_value")))
    )  # fmt: skip


def _stale(today: date) -> Q:
    found = Q(pk__in=[])
    for cadence, days in FRESH_DAYS.items():
        found |= Q(cadence=cadence, last_on__lt=today - timedelta(days=days))
    return found
