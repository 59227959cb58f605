"""Work that follows when something was heard.

What it calls is imported as it runs: the science starts slowly, and every command of the house
reads this file.
"""

from datetime import datetime
from typing import Any

from leadline.evidence.models import Feedback
from leadline.foundation.jobs import handles, renew, report
from leadline.foundation.models import Job
from leadline.workspaces.models import Event
from leadline.workspaces.scope import scope

COMPARE = "evidence.compare"
BATCH = 200


@handles(COMPARE, in_one=False)
def compare(job: Job, now: datetime) -> dict[str, Any]:
    """Find what the feedback of an event may be the same as."""
    from leadline.evidence.operations.comparing import compare_feedback

    assert job.workspace_id is not None
    with scope(job.workspace_id):
        event: Event = Event.objects.get(pk=job.arguments["event"])
        ids = sorted({change["id"] for change in event.changes if _has_new_text(change)})
        found = 0
        for start in range(0, len(ids), BATCH):
            report(job, "", start, len(ids))
            renew(job, now)
            found += compare_feedback(job.workspace_id, now, ids[start : start + BATCH])
    return {"compared": len(ids), "found": found}


def _has_new_text(change: dict[str, Any]) -> bool:
    return change["kind"] == Feedback.kind() and "text" in (change["after"] or {})
