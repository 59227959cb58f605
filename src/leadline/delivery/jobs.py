"""Work that follows an event or the clock."""

from datetime import datetime
from typing import Any

from leadline.delivery.operations.flow import count_flow
from leadline.delivery.operations.scoring import forecast_daily, score_due
from leadline.foundation.jobs import handles, report
from leadline.foundation.models import Job
from leadline.workspaces.models import Workspace

COUNT, SCORE, FORECAST = "delivery.count_flow", "delivery.score", "delivery.forecast"


@handles(COUNT, in_one=False)
def count(job: Job, now: datetime) -> dict[str, Any]:
    """Count the flow of large products again; of one workspace after an event, else of all."""
    return {"products": sum(count_flow(each, now) for each in _workspaces(job))}


@handles(SCORE, in_one=False)
def score(job: Job, now: datetime) -> dict[str, Any]:
    """Score the statements of forecasts whose day is over."""
    return {"statements": _all(job, lambda each: score_due(each, now))}


@handles(FORECAST, in_one=False)
def forecast(job: Job, now: datetime) -> dict[str, Any]:
    """Keep the forecasts of the day."""
    return {"forecasts": _all(job, lambda each: forecast_daily(each, now))}


def _all(job: Job, work: Any) -> int:
    """Each workspace in a transaction of its own: a run that is cut short goes on where it was."""
    workspaces, done = _workspaces(job), 0
    for at, each in enumerate(workspaces):
        report(job, str(each), at, len(workspaces))
        done += work(each)
    return done


def _workspaces(job: Job) -> list[Workspace]:
    rows = Workspace.objects.filter(removed_at=None).order_by("id")
    return list(rows.filter(pk=job.workspace_id) if job.workspace_id else rows)
