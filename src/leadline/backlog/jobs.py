"""Jobs of this room."""

from datetime import datetime
from typing import Any

from leadline.backlog.models import BacklogList
from leadline.backlog.operations.order import REBALANCE
from leadline.backlog.operations.places import rebalance
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.workspaces.operations.base import lock
from leadline.workspaces.scope import scope


@handles(REBALANCE)
def shorten_ranks(job: Job, now: datetime) -> dict[str, Any]:
    """Shorten the ranks of a list in which one has grown long."""
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        lock(job.workspace_id)
        found: BacklogList | None = BacklogList.objects.filter(pk=job.arguments["list"]).first()
        return {"rows": rebalance(found) if found else 0}
