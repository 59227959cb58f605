"""An effect against what would have come anyway: gathered as rows, computed from them alone."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from leadline.design import dates
from leadline.foundation.refusals import Refusal
from leadline.metrics.models import Metric, Reading
from leadline.outcomes.models import EffectEstimate
from leadline.outcomes.queries.comparing import Method, way_of
from leadline.outcomes.queries.series import Periods, Readings, filled, first_day, periods_of
from leadline_science.impact import (
    Control,
    History,
    Panel,
    PanelEffect,
    Period,
    StructuralEffect,
    differences,
    structural_effect,
    synthetic_did,
)
from leadline_science.impact.panels.placebos import EARLIEST
from leadline_science.refusals import AllEqual, Refused, TooFew

MOST_READINGS = 5_000
Row = Mapping[str, Any]
Told = StructuralEffect | PanelEffect
PANELS: Mapping[str, Callable[..., PanelEffect]] = {Method.DIFFERENCES: differences, Method.SYNTHETIC: synthetic_did}  # fmt: skip


class CannotEstimate(Refusal):
    """The readings tell nothing to hold the effect against."""


def gathered(metric: Metric, span: tuple[date, date | None], began_with: str, controls: Sequence[Metric]) -> dict[str, Any]:  # fmt: skip
    """Everything an estimate rests on, as JSON; `span`: the day of the beginning, and the last day that counts.

    Raises `CannotEstimate` for series that are too short, too flat or too full of gaps; `Invalid` for too
    many comparisons.
    """
    way = way_of(metric, controls)
    begins_on, until = span
    readings = _readings(metric, until)
    series = _periods(metric, readings)
    inputs = {
        "method": way.method.value, "reason": way.reason.value, "name": metric.name, "unit": metric.unit, "kind": metric.metric_kind, "decimals": metric.decimals,
        "step": series.step, "days": [str(day) for day in series.days], "values": list(series.values), "filled": series.filled,
        "begins": series.place(begins_on), "until": str(readings[-1][0]), "began_with": began_with, "controls": _controls(controls, series),
    }  # fmt: skip
    _refuse_odd(inputs)
    return inputs


def _periods(metric: Metric, readings: Readings) -> Periods:
    found = periods_of(readings, metric.cadence)
    if found is None:
        raise CannotEstimate(f"“{metric.name}” has no reading in more than one of ten periods, even by quarter.", field="metric", remedy="Add the readings that are missing, or type the result.")  # fmt: skip
    return found


def _controls(metrics: Sequence[Metric], series: Periods) -> list[dict[str, Any]]:
    """What is compared with, in the periods of the metric itself; one statement for all of them."""
    given: dict[UUID, list[tuple[date, float]]] = defaultdict(list)
    rows = Reading.objects.filter(metric__in=metrics, on__gte=series.days[0]).order_by("on") if metrics else ()  # fmt: skip
    for row in rows:
        given[row.metric_id].append((row.on, float(row.value)))
    return [_control(each, given[each.pk], series) for each in metrics]


def _control(metric: Metric, readings: Readings, series: Periods) -> dict[str, Any]:
    found = filled(readings, series.step, series.days)
    if found is None:
        raise CannotEstimate(f"“{metric.name}” lacks readings in more than one of ten of the same periods.", field="controls", remedy="Compare with another metric.")  # fmt: skip
    # A gap at the end is filled with the last value, which would pass for a comparison that stood still.
    last_on = readings[-1][0]
    if first_day(last_on, series.step) < series.days[-2:][0]:
        raise CannotEstimate(f"“{metric.name}” was last read on {dates.day(last_on)}, and the estimate goes on from there.", field="controls", remedy="Add its readings, or compare with another metric.")  # fmt: skip
    return {"id": str(metric.pk), "name": metric.name, "unit": metric.unit, "values": list(found.values), "filled": found.filled}  # fmt: skip


def _readings(metric: Metric, until: date | None = None) -> list[tuple[date, float]]:
    rows = Reading.objects.filter(metric=metric).order_by("-on").values_list("on", "value")
    rows = rows if until is None else rows.filter(on__lte=until)
    return [(on, float(value)) for on, value in reversed(rows[:MOST_READINGS])]


def _refuse_odd(inputs: Row) -> None:
    """Raise `CannotEstimate` where the science would refuse, in its words."""
    try:
        if inputs["method"] == Method.STRUCTURAL:
            history_of(inputs)
        else:
            _refuse_untried(inputs)
            # Takes milliseconds, and refuses comparisons that all changed alike before anybody waits.
            differences(panel_of(inputs))
    except Refused as refused:
        raise _in_words(refused, inputs) from refused


def _refuse_untried(inputs: Row) -> None:
    """A past that is too short to be tried first would let any effect through."""
    if inputs["begins"] < EARLIEST:
        raise TooFew(f"There are {max(inputs['begins'], 0)} shared periods before.", f"Give at least {EARLIEST}, so that the same can be asked of a time in which nothing began.")  # fmt: skip


def _in_words(refused: Refused, inputs: Row) -> CannotEstimate:
    field = "controls" if method_of(inputs) in PANELS and isinstance(refused, AllEqual) else "begins_on"  # fmt: skip
    return CannotEstimate(f"{refused.what} A period is {_period(inputs['step'])} here.", field=field, remedy=f"{refused.remedy} Or keep to the plain comparison of before and after.")  # fmt: skip


def _period(step: str) -> str:
    return {"daily": "a day", "weekly": "a week", "monthly": "a month", "quarterly": "a quarter"}[step]  # fmt: skip


def history_of(inputs: Row) -> History:
    """The series as the science takes it where there is no table of like ones; raises `Refused`."""
    controls = tuple(Control(each["name"], tuple(each["values"])) for each in inputs["controls"])
    return History(tuple(inputs["values"]), max(inputs["begins"], 0), controls)


def panel_of(inputs: Row) -> Panel:
    """The metric among those that the bet did not touch; raises `Refused`."""
    units = {each["name"]: each["values"] for each in inputs["controls"]}
    return Panel.of({inputs["name"]: inputs["values"]} | units, [inputs["name"]], max(inputs["begins"], 0))  # fmt: skip


def estimated(inputs: Row, seed: int) -> dict[str, Any]:
    """The answer as JSON, from the inputs and the seed alone; half a second for a hundred periods.

    Raises `CannotEstimate` where only the whole computation shows that there is nothing to tell.
    """
    try:
        way = PANELS.get(method_of(inputs))
        found: Told = way(panel_of(inputs), seed=seed) if way else structural_effect(history_of(inputs), seed=seed)  # fmt: skip
    except Refused as refused:
        raise _in_words(refused, inputs) from refused
    return found.to_dict()


def method_of(inputs: Row) -> str:
    """The method that was taken; what was kept before there was a choice has none written down."""
    method: str = inputs.get("method", Method.STRUCTURAL.value)
    return method


def answer_of(kept: EffectEstimate) -> Told:
    """A kept answer as the science gave it."""
    kind: type[Told] = PanelEffect if kept.method in PANELS else StructuralEffect
    return kind.from_dict(kept.answer)


def path_of(found: Told) -> Sequence[Period]:
    """What was, and what would have been, in each period from the beginning on."""
    return found.path if isinstance(found, PanelEffect) else found.periods
