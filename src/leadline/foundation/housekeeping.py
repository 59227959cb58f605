"""What grows by itself and nobody looks at again is taken away."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from leadline.foundation import jobs
from leadline.foundation.models import Job

KEEP_JOBS = timedelta(days=14)
AT_ONCE = 5_000
LEARN = "foundation.learn"
GROWN = """
SELECT quote_ident(relname) FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
AND pg_relation_size(oid) > greatest(relpages * 1.2, 64) * current_setting('block_size')::integer
"""
"""Tables that are a fifth larger than when PostgreSQL looked last, and half a megabyte at least."""


@jobs.handles("foundation.tidy")
def tidy(job: Job, now: datetime) -> dict[str, int]:
    """Delete jobs that were finished two weeks ago, and sessions that ran out.

    Jobs with a key stay as long as somebody might ask for them again; jobs that were given up stay
    until a person has looked at them.
    """
    old = Job.objects.filter(finished_at__lt=now - KEEP_JOBS).order_by("finished_at")
    gone, _ = Job.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_ONCE])).delete()
    SessionStore.clear_expired()
    learn_sizes()
    return {"jobs": gone}


@jobs.handles(LEARN)
def learn(job: Job, now: datetime) -> None:
    """What follows whatever writes many rows at once."""
    learn_sizes()


def learn_sizes() -> None:
    """Let the database look at the tables that have grown, or it plans as if they were small.

    SQLite never looks by itself, PostgreSQL only once a minute.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA optimize=0x10002")
            return
        cursor.execute(GROWN)
        grown = ", ".join(name for (name,) in cursor.fetchall())
        if grown:
            cursor.execute(f"ANALYZE {grown}")
