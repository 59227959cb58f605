"""What grows by itself and nobody looks at again is taken away."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from leadline.foundation import jobs
from leadline.foundation.models import Job

KEEP_JOBS = timedelta(days=14)
AT_ONCE = 5_000


@jobs.handles("foundation.tidy")
def tidy(job: Job, now: datetime) -> dict[str, int]:
    """Delete jobs that were finished two weeks ago, and sessions that ran out.

    Jobs with a key stay as long as somebody might ask for them again; jobs that were given up stay
    until a person has looked at them.
    """
    old = Job.objects.filter(finished_at__lt=now - KEEP_JOBS).order_by("finished_at")
    gone, _ = Job.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_ONCE])).delete()
    SessionStore.clear_expired()
    _let_sqlite_learn()
    return {"jobs": gone}


def _let_sqlite_learn() -> None:
    """Without figures on its tables SQLite picks the wrong index; PostgreSQL gathers its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")
