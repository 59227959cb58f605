"""Which metrics an effect may be compared with, and which method so many of them ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Value, When

from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric, Reading
from leadline.outcomes.models import EffectEstimate, OutcomeReview
from leadline.outcomes.queries.promised import PromisedRange, effects_of
from leadline.planning.models import BetVersion
from leadline.workspaces.models import Member

Method = EffectEstimate.Method
MOST_OFFERED, MOST_CONTROLS, MOST_UNITS = 30, 4, 20
LEAST_READINGS = 7
"""What the least demanding method asks of a series: six periods before, and one after."""
FEW, MANY = 3, 6
"""Placebos of two tell nothing, and from six on weights leave less doubt where few move quite alike; docs/methods/impact.synthetic_did.md."""
ANOTHER = "Take the same number of a region or a product that the bet did not touch."


class Reason(StrEnum):
    """Why a method was taken."""

    ALONE = "alone"
    PAIR = "pair"
    UNIT = "unit"
    FEW = "few"
    MANY = "many"


@dataclass(frozen=True)
class Way:
    """The method that fits what is compared with, and why."""

    method: Method
    reason: Reason


def way_of(metric: Metric, controls: Sequence[Metric]) -> Way:
    """The method for these comparisons; raises `Invalid` for more than it takes.

    Changes are held against each other in one unit only; with another unit, or with one or two
    metrics, each comparison enters by a slope that is fitted to the past.
    """
    odd = [each for each in controls if not _is_alike(metric, each)]
    if odd or len(controls) < FEW:
        _refuse_many(controls, odd)
        return Way(Method.STRUCTURAL, Reason.UNIT if odd else Reason.PAIR if controls else Reason.ALONE)  # fmt: skip
    if len(controls) > MOST_UNITS:
        raise Invalid(f"{MOST_UNITS} metrics are compared with at most.", field="controls", remedy="Take those that moved most like it.")  # fmt: skip
    if len(controls) < MANY:
        return Way(Method.DIFFERENCES, Reason.FEW)
    return Way(Method.SYNTHETIC, Reason.MANY)


def _is_alike(one: Metric, other: Metric) -> bool:
    if one.metric_kind != other.metric_kind:
        return False
    return one.metric_kind == Metric.Kind.SHARE or one.unit.casefold() == other.unit.casefold()


def _refuse_many(controls: Sequence[Metric], odd: Sequence[Metric]) -> None:
    if len(controls) > MOST_CONTROLS:
        raise Invalid(f"“{odd[0].name}” counts in another unit; with such a one {MOST_CONTROLS} metrics are compared with at most.", field="controls", remedy="Leave it out, or take fewer.")  # fmt: skip


def comparisons(member: Member, review: OutcomeReview, effect: PromisedRange) -> Sequence[Metric]:
    """Metrics that may be compared with, those in the same unit first, then by name; 30 at most."""
    often = Reading.objects.order_by().values("metric").annotate(n=Count("id")).filter(n__gte=LEAST_READINGS)  # fmt: skip
    rows = Metric.objects.filter(pk__in=often.values("metric")).exclude(pk__in=touched_by(review))
    alike = Q(metric_kind=effect.kind) if effect.kind == Metric.Kind.SHARE else Q(metric_kind=effect.kind, unit__iexact=effect.unit)  # fmt: skip
    place = Case(When(alike, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.annotate(place=place).order_by("place", "name", "id")[:MOST_OFFERED])


def touched_by(review: OutcomeReview) -> set[UUID]:
    """The metrics that the bet promises to move, in this promise or in another version of it."""
    versions = BetVersion.objects.filter(bet=review.bet_id).values_list("promise", flat=True)
    return {each.subject for promise in versions for each in effects_of(promise) if each.subject}


def chosen(review: OutcomeReview, subject: UUID, keys: Iterable[UUID]) -> list[Metric]:
    """The metrics to be compared with, in the order given; raises `Invalid` for one that cannot be."""
    wanted = list(dict.fromkeys(keys))
    known = {each.pk: each for each in Metric.objects.filter(pk__in=wanted)}
    touched = touched_by(review) if wanted else set()
    for key in wanted:
        if key == subject:
            raise Invalid("A metric cannot be compared with itself.", field="controls", remedy=ANOTHER)  # fmt: skip
        if key not in known:
            raise Invalid("This metric cannot be compared with: it lies in the trash, or was deleted.", field="controls", remedy="Bring it back, or take another.")  # fmt: skip
        if key in touched:
            raise Invalid(f"“{known[key].name}” cannot be compared with: this bet promises to move it too.", field="controls", remedy=ANOTHER)  # fmt: skip
    return [known[key] for key in wanted]
