"""Promise and result side by side, effect by effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, OuterRef, Subquery, Value, When

from leadline.metrics.models import Metric, Reading
from leadline.outcomes.models import EffectEstimate, EffectResult, OutcomeReview, PromiseScore
from leadline.outcomes.queries.promised import Part, PromisedRange, effects_of
from leadline.outcomes.queries.scoring import Scored, scored, toward_of, verdict_of
from leadline.workspaces.models import Member

NEVER = date.max
EXACT = Decimal("0.000001")


@dataclass(frozen=True)
class At:
    """A value of a metric on a day; `is_typed` where somebody wrote it for the review."""

    value: Decimal
    on: date
    is_typed: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"value": f"{self.value.normalize():f}", "on": str(self.on), "is_typed": self.is_typed}  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "At | None":
        return cls(Decimal(kept["value"]), date.fromisoformat(kept["on"]), kept["is_typed"]) if kept else None  # fmt: skip


@dataclass(frozen=True)
class Estimated:
    """What the metric did beyond what would have come anyway, on average from the beginning on; 95 % limits."""

    run: str
    average: Decimal
    low: Decimal
    high: Decimal
    begins_on: date
    until: date
    method: str

    def as_json(self) -> dict[str, Any]:
        return {name: str(value) for name, value in vars(self).items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, str] | None) -> "Estimated | None":
        if not kept:
            return None
        average, low, high = (Decimal(kept[name]) for name in ("average", "low", "high"))
        begins_on, until = (date.fromisoformat(kept[name]) for name in ("begins_on", "until"))
        return cls(
            kept["run"],
            average,
            low,
            high,
            begins_on,
            until,
            kept.get("method", EffectEstimate.Method.STRUCTURAL),
        )

    @classmethod
    def of(cls, row: EffectEstimate | None) -> "Estimated | None":
        if row is None:
            return None
        average, low, high = (Decimal(str(each)).quantize(EXACT) for each in (row.average, row.answer["low"], row.answer["high"]))  # fmt: skip
        return cls(str(row.pk), average, low, high, row.begins_on, row.until, row.method)


@dataclass(frozen=True)
class Side:
    """A promised effect, where its metric stood when it was committed, and where it stands since."""

    promised: PromisedRange
    metric: Metric | None
    typed: EffectResult | None
    baseline: At | None
    result: At | None
    toward: int
    estimated: Estimated | None = None

    @property
    def actual(self) -> Decimal | None:
        """How far the metric moved: by the estimate where one counts, else after less before, which is no cause."""
        if self.estimated is not None:
            return self.estimated.average
        if self.baseline is None or self.result is None:
            return None
        return self.result.value - self.baseline.value

    @property
    def is_unknown(self) -> bool:
        """Whether somebody said that nobody knows."""
        return self.typed is not None and self.typed.is_unknown

    @cached_property
    def scored(self) -> Scored | None:
        return None if self.actual is None else scored(self.promised, self.actual)

    @property
    def verdict(self) -> str:
        """Held, better, short, beside, or unmeasured."""
        if self.actual is None:
            return "unmeasured"
        return verdict_of(self.promised, self.actual, self.toward)

    def lack(self, today: date) -> str:
        """What stands in the way of a score: gone, trashed, early, baseline or result; empty where nothing does."""
        if self.actual is not None or self.is_unknown:
            return ""
        if self.metric is None:
            return "gone"
        if self.metric.trashed_at:
            return "trashed"
        if self.promised.by_on and today < self.promised.by_on:
            return "early"
        return "baseline" if self.baseline is None else "result"


def sides_of(member: Member, review: OutcomeReview) -> list[Side]:
    """The effects that a review looks at: as they were scored once it is closed, else as they read now."""
    promised = effects_of(review.promised.promise)
    typed = {row.subject: row for row in EffectResult.objects.filter(review=review).select_related("estimate")}  # fmt: skip
    metrics = _metrics(review, promised)
    if review.is_closed:
        kept = {row.subject: row for row in PromiseScore.objects.filter(review=review, part=Part.EFFECT)}  # fmt: skip
        return [_kept(each, metrics.get(each.subject), typed.get(each.subject), kept.get(each.subject)) for each in promised]  # fmt: skip
    return [_live(each, metrics.get(each.subject), typed.get(each.subject)) for each in promised]


def _kept(promised: PromisedRange, metric: Any, typed: Any, score: PromiseScore | None) -> Side:
    inputs: Mapping[str, Any] = score.inputs if score else {}
    baseline, result = (At.from_json(inputs.get(name)) for name in ("baseline", "result"))
    return Side(promised, metric, typed, baseline, result, score.toward if score else 1, Estimated.from_json(inputs.get("estimated")))  # fmt: skip


def _live(promised: PromisedRange, metric: Any, typed: EffectResult | None) -> Side:
    read = metric if metric and not metric.trashed_at else None
    baseline, result = _read(read, "base"), None if typed and typed.is_unknown else _read(read, "came")  # fmt: skip
    if typed and typed.baseline is not None and typed.baseline_on:
        baseline = At(typed.baseline, typed.baseline_on, is_typed=True)
    if typed and typed.value is not None and typed.on:
        result = At(typed.value, typed.on, is_typed=True)
    toward = toward_of(metric) if metric else 1 if promised.likely >= 0 else -1
    return Side(promised, metric, typed, baseline, result, toward, Estimated.of(typed.estimate if typed else None))  # fmt: skip


def _read(metric: Any, name: str) -> At | None:
    value: Decimal | None = getattr(metric, f"{name}_value", None)
    return None if value is None else At(value, getattr(metric, f"{name}_on"))


def _metrics(review: OutcomeReview, promised: Sequence[PromisedRange]) -> Mapping[UUID | None, Any]:
    """The metrics with the last reading before the commitment and the first one from the promised day on."""
    days = [When(pk=each.subject, then=Value(each.by_on, DateField())) for each in promised]
    if not days:
        return {}
    readings = Reading.objects.filter(metric=OuterRef("pk"))
    committed = review.workspace.today(review.promised.at)
    base = readings.filter(on__lte=committed).order_by("-on")
    came = readings.filter(on__gte=OuterRef("due")).order_by("on")
    rows = Metric.with_trash.filter(pk__in=[each.subject for each in promised]).select_related("workspace")  # fmt: skip
    rows = rows.annotate(due=Case(*days, default=Value(NEVER), output_field=DateField()))
    found = rows.annotate(
        base_value=Subquery(base.values("value")[:1]), base_on=Subquery(base.values("on")[:1]),
        came_value=Subquery(came.values("value")[:1]), came_on=Subquery(came.values("on")[:1]),
    )  # fmt: skip
    return {row.pk: row for row in found}
