"""An effect against what the past of its metric foretold: gathered as rows, computed from them alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import Invalid, Refusal
from leadline.metrics.models import Metric, Reading
from leadline.outcomes.models import EffectEstimate
from leadline.outcomes.queries.series import Periods, Readings, filled, periods_of
from leadline_science.impact import Control, History, StructuralEffect, structural_effect
from leadline_science.refusals import Refused

METHOD = "impact.structural"
MOST_CONTROLS, MOST_READINGS = 4, 5_000
Row = Mapping[str, Any]


class CannotEstimate(Refusal):
    """The readings tell no past to hold the effect against."""


def gathered(metric: Metric, span: tuple[date, date | None], began_with: str, controls: Sequence[Metric]) -> dict[str, Any]:  # fmt: skip
    """Everything an estimate rests on, as JSON; `span`: the day of the beginning, and the last day that counts.

    Raises `CannotEstimate` for series that are too short, too flat or too full of gaps; `Invalid` for too
    many comparisons.
    """
    if len(controls) > MOST_CONTROLS:
        raise Invalid(f"{MOST_CONTROLS} metrics are compared with at most.", field="controls", remedy="Take those that move with it by themselves.")  # fmt: skip
    begins_on, until = span
    readings = _readings(metric, until)
    series = _periods(metric, readings)
    inputs = {
        "name": metric.name, "unit": metric.unit, "kind": metric.metric_kind, "decimals": metric.decimals, "step": series.step,
        "days": [str(day) for day in series.days], "values": list(series.values), "filled": series.filled,
        "begins": series.place(begins_on), "until": str(readings[-1][0]), "began_with": began_with, "controls": [_control(each, series) for each in controls],
    }  # fmt: skip
    _refuse_odd(inputs)
    return inputs


def _periods(metric: Metric, readings: Readings) -> Periods:
    found = periods_of(readings, metric.cadence)
    if found is None:
        raise CannotEstimate(f"“{metric.name}” has no reading in more than one of ten periods, even by quarter.", field="metric", remedy="Add the readings that are missing, or type the result.")  # fmt: skip
    return found


def _control(metric: Metric, series: Periods) -> dict[str, Any]:
    found = filled(_readings(metric), series.step, series.days)
    if found is None:
        raise CannotEstimate(f"“{metric.name}” lacks readings in more than one of ten of the same periods.", field="controls", remedy="Compare with another metric.")  # fmt: skip
    return {"id": str(metric.pk), "name": metric.name, "values": list(found.values)}


def _readings(metric: Metric, until: date | None = None) -> list[tuple[date, float]]:
    rows = Reading.objects.filter(metric=metric).order_by("-on").values_list("on", "value")
    rows = rows if until is None else rows.filter(on__lte=until)
    return [(on, float(value)) for on, value in reversed(rows[:MOST_READINGS])]


def _refuse_odd(inputs: Row) -> None:
    """Raise `CannotEstimate` where the science would refuse, in its words."""
    try:
        history_of(inputs)
    except Refused as refused:
        raise CannotEstimate(f"{refused.what} A period is {_period(inputs['step'])} here.", field="begins_on", remedy=f"{refused.remedy} Or keep to the plain comparison of before and after.") from refused  # fmt: skip


def _period(step: str) -> str:
    return {"daily": "a day", "weekly": "a week", "monthly": "a month", "quarterly": "a quarter"}[step]  # fmt: skip


def history_of(inputs: Row) -> History:
    """The series as the science takes it; raises `Refused`."""
    controls = tuple(Control(each["name"], tuple(each["values"])) for each in inputs["controls"])
    return History(tuple(inputs["values"]), max(inputs["begins"], 0), controls)


def estimated(inputs: Row, seed: int) -> dict[str, Any]:
    """The answer as JSON, from the inputs and the seed alone; half a second for a hundred periods."""
    return structural_effect(history_of(inputs), seed=seed).to_dict()


def answer_of(kept: EffectEstimate) -> StructuralEffect:
    """A kept answer as the science gave it."""
    return StructuralEffect.from_dict(kept.answer)


def among(offered: Iterable[Metric], keys: Iterable[UUID]) -> list[Metric]:
    """The chosen ones of those that are offered; raises `Invalid` for others."""
    known = {each.pk: each for each in offered}
    wanted = list(dict.fromkeys(keys))
    if any(key not in known for key in wanted):
        raise Invalid("This metric cannot be compared with.", field="controls", remedy="Take one that the bet does not promise and that has 17 readings or more.")  # fmt: skip
    return [known[key] for key in wanted]
