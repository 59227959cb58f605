"""Work of this room that goes on in the background."""

from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.workspaces.models import ChainHead
from leadline.workspaces.models.events import chain_links
from leadline.workspaces.scope import every_workspace
from leadline.workspaces.trail import CHECK

STEP = 2_000
MOST_TOLD = 100


@jobs.handles(CHECK, in_one=False)
def check_chain(job: Job, now: datetime) -> dict[str, Any]:
    """Read the whole record of a workspace and say where its chain does not hold."""
    workspace_id, broken, count = UUID(str(job.workspace_id)), [], 0
    with every_workspace("the chain is checked in the background"):
        total = ChainHead.objects.get(workspace_id=workspace_id).seq
        for number, holds in chain_links(workspace_id):
            count += 1
            if not holds:
                broken.append(number)
            if count % STEP == 0:
                jobs.report(job, "Reading the record", count, total)
    return {"events": count, "broken": broken[:MOST_TOLD], "is_short": count < total}
