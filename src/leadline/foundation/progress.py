"""How far a job is, for the page that waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from leadline.foundation.models import Job

LONG = timedelta(seconds=20)


@dataclass(frozen=True)
class Progress:
    """How far a job is; `waits` while no worker has taken it up."""

    stage: str = ""
    done: int = 0
    total: int | None = None
    waits: bool = False
    gave_up: bool = False


def progress_of(job_id: UUID | None, now: datetime) -> Progress:
    """How far the job is; nothing at all for one that is not there."""
    job = Job.objects.filter(pk=job_id).first() if job_id else None
    if job is None:
        return Progress()
    waits = job.attempts == 0 and now - job.asked_at > LONG
    return Progress(job.stage, job.done, job.total or None, waits, job.gave_up_at is not None)
