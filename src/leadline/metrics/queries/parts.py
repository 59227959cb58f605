"""What hangs on a metric, by page and by key."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.metrics.models import Annotation, Metric, Reading, Target
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 200


def readings_of(member: Member, metric: Metric, after: str = "", limit: int = PAGE) -> "Slice[Reading]":  # fmt: skip
    """A page of a metric's values, newest first."""
    return page_of(_readings(metric), ["-on", "id"], after, limit)


def reading_by_id(member: Member, metric: Metric, reading_id: UUID) -> Reading:
    found: Reading = one(_readings(metric), pk=reading_id)
    found.metric = metric
    return found


def _readings(metric: Metric) -> "QuerySet[Reading]":
    return Reading.objects.filter(metric=metric)


def targets_of(member: Member, metric: Metric) -> Sequence[Target]:
    """The targets of a metric, the one that counts first; 200 at most."""
    return list(Target.objects.filter(metric=metric).order_by("-set_on", "-id")[:MOST])


def target_by_id(member: Member, metric: Metric, target_id: UUID) -> Target:
    found: Target = one(Target.objects.filter(metric=metric), pk=target_id)
    found.metric = metric
    return found


def annotations_of(
    member: Member, metric: Metric, since: date | None = None
) -> Sequence[Annotation]:
    """What was noted for a metric and for its product, newest first; 200 at most."""
    rows = _annotations(metric)
    return list((rows.filter(on__gte=since) if since else rows).order_by("-on", "-id")[:MOST])


def annotation_by_id(member: Member, metric: Metric, annotation_id: UUID) -> Annotation:
    found: Annotation = one(_annotations(metric), pk=annotation_id)
    return found


def _annotations(metric: Metric) -> "QuerySet[Annotation]":
    whose = Q(metric=metric) | Q(product=metric.product_id) if metric.product_id else Q(metric=metric)  # fmt: skip
    return Annotation.objects.select_related("metric", "product").filter(whose)
