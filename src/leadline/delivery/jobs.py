"""Work that follows an event or the clock.

What it calls is imported as it runs: the science starts slowly, and every command of the house
reads this file.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from leadline.foundation.jobs import handles, report
from leadline.foundation.models import Job
from leadline.workspaces.models import Workspace

COUNT, SCORE, FORECAST = "delivery.count_flow", "delivery.score", "delivery.forecast"


@handles(COUNT, in_one=False)
def count(job: Job, now: datetime) -> dict[str, Any]:
    """Count the flow of large products again; of one workspace after an event, else of all."""
    from leadline.delivery.operations.flow import count_flow

    return {"products": _each(job, now, count_flow)}


@handles(SCORE, in_one=False)
def score(job: Job, now: datetime) -> dict[str, Any]:
    """Score the statements of forecasts whose day is over."""
    from leadline.delivery.operations.scoring import score_due

    return {"statements": _each(job, now, score_due)}


@handles(FORECAST, in_one=False)
def forecast(job: Job, now: datetime) -> dict[str, Any]:
    """Keep the forecasts of the day."""
    from leadline.delivery.operations.scoring import forecast_daily

    return {"forecasts": _each(job, now, forecast_daily)}


def _each(job: Job, now: datetime, work: Callable[[Workspace, datetime], int]) -> int:
    """Each workspace in transactions of its own: a run that is cut short goes on where it was."""
    rows = Workspace.objects.filter(removed_at=None).order_by("id")
    workspaces = list(rows.filter(pk=job.workspace_id) if job.workspace_id else rows)
    done = 0
    for at, each in enumerate(workspaces):
        report(job, str(each), at, len(workspaces))
        done += work(each, now)
    return done
