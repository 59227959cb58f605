"""Asking whether the record of what was done still holds."""

from datetime import datetime

from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.workspaces.models import Member
from leadline.workspaces.operations.base import operation
from leadline.workspaces.rights import Right
from leadline.workspaces.trail import CHECK


@operation(needs=Right.PEOPLE)
def ask_for_chain_check(*, by: Member, now: datetime) -> Job:
    """Have the chain read in the background; one that is under way is the answer."""
    mine = Job.objects.filter(workspace_id=by.workspace_id, name=CHECK).waiting()
    return mine.first() or jobs.ask(CHECK, {}, now=now, workspace_id=by.workspace_id)
