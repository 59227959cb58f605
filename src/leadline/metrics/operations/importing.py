"""Readings of many metrics from a table, written whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric, Reading
from leadline.metrics.operations.metrics import fitting
from leadline.metrics.pasted import Series
from leadline.metrics.queries.importing import Planned, SeriesPlan, plan_of_series
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import change_all, create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MADE = ("name", "metric_kind", "unit", "decimals", "cadence")


@operation(needs=Right.PLAN)
def import_readings(
    *, by: Member, now: datetime, series: Sequence[Series], made: Mapping[str, Any]
) -> tuple[Planned, Event | None]:
    """Write all series or none; a metric that is not there by name is made with the values of `made`.

    Raises `Invalid` with a problem for each row that cannot be.
    """
    plan = plan_of_series(by, series, fitting(made), by.workspace.today(now))
    if plan.problems:
        raise Invalid.of([each.as_problem() for each in plan.problems])
    fresh = [part.metric for part in plan.parts if part.is_new]
    rows, made_changes = create_all(Metric, [{name: getattr(each, name) for name in MADE} for each in fresh], by=by, now=now)  # fmt: skip
    ids = {row.name: row.pk for row in rows}
    values = [value for part in plan.parts for value in _values(part, ids.get(part.metric.name, part.metric.pk))]  # fmt: skip
    _rows, added = create_all(Reading, values, by=by, now=now)
    pairs = [pair for part in plan.parts for pair in part.plan.changed]
    changed = change_all([row for row, _draft in pairs], [{"value": draft.value} | ({"note": draft.note} if draft.note else {}) for _row, draft in pairs], by=by, now=now)  # fmt: skip
    return plan, record(by, now, "readings.imported", changes=[*made_changes, *added, *changed])


def _values(part: SeriesPlan, metric: Any) -> list[dict[str, Any]]:
    return [{"metric_id": metric, "on": each.on, "value": each.value, "note": each.note} for each in part.plan.added]  # fmt: skip
