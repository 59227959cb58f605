"""Work in the background: forecasting a whole roadmap."""

from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation.jobs import handles, report
from leadline.foundation.models import Job
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.scope import scope

FORETELL, DAILY = "roadmap.foretell", "roadmap.forecast"


@handles(FORETELL, in_one=False)
def foretell(job: Job, now: datetime) -> dict[str, Any]:
    """Forecast every bar of a roadmap, and keep the run."""
    # The science starts slowly, and every command of the house reads this file.
    from leadline.roadmap.models import Roadmap
    from leadline.roadmap.operations.foretelling import answer, keep_forecast

    assert job.workspace_id is not None
    with scope(job.workspace_id):
        roadmap = Roadmap.objects.filter(pk=job.arguments["roadmap"]).first()
        people = Member.objects.select_related("workspace", "role", "user")
        by = people.filter(pk=UUID(job.arguments["member"])).first()
        if roadmap is None or by is None:
            return {"answer": "nothing to do"}
        run = keep_forecast(by=by, now=now, roadmap=roadmap, answered=answer(by, roadmap, now))
    return {"run": str(run.pk)}


@handles(DAILY, in_one=False)
def foretell_daily(job: Job, now: datetime) -> dict[str, Any]:
    """Forecast the roadmaps whose answer may have changed; each in a transaction of its own."""
    from leadline.roadmap.operations import daily

    rows = Workspace.objects.filter(removed_at=None).order_by("id")
    workspaces, done = list(rows), 0
    for at, each in enumerate(workspaces):
        report(job, str(each), at, len(workspaces))
        done += daily.foretell_daily(each, now)
    return {"forecasts": done}
