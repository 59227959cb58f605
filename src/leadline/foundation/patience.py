"""What a writer is told who waited for another one as long as the database lets it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from leadline.foundation.refusals import Busy

LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's state for a lock that was not given within `lock_timeout`."""


@contextmanager
def patience() -> Iterator[None]:
    """Inside, a lock that did not come in time is a refusal, `Busy`, and not a fault of ours."""
    try:
        yield
    except OperationalError as error:
        if was_locked(error):
            raise busy() from error
        raise


def busy() -> Busy:
    return Busy(remedy=f"Try again in {Busy.retry_after} seconds.")


def was_locked(error: BaseException | None) -> bool:
    """Whether the database gave up waiting for another writer."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state == LOCK_NOT_AVAILABLE or "database is locked" in str(error)
