"""What follows each event: traces, watchers, notifications."""

from datetime import datetime
from uuid import UUID

from leadline.conversation.operations import follow_event
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.workspaces.models import Event
from leadline.workspaces.scope import scope

FOLLOW = "conversation.follow"


@handles(FOLLOW)
def follow(job: Job, now: datetime) -> None:
    """Tell whom an event concerns, once each and never its doer."""
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        follow_event(Event.objects.get(pk=UUID(job.arguments["event"])))
