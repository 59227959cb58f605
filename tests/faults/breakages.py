"""Ways to be wrong, for the controls: a test that does not notice them proves nothing."""

import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from datetime import datetime
from queue import SimpleQueue
from typing import Any

DELAY_SECONDS = 0.2
GAP_SECONDS = 0.6
"""Longer than a killer waits once a job has begun."""


def answer_before_commit() -> None:
    """Let the API answer a POST while its transaction is still open."""
    from django.db import connection, transaction

    from leadline.workspaces.doors import api

    real = api._once

    def early(*arguments: Any) -> Any:
        told: SimpleQueue[Any] = SimpleQueue()

        def work() -> None:
            with transaction.atomic():
                told.put(real(*arguments))
                time.sleep(DELAY_SECONDS)
            connection.close()

        context = copy_context()
        threading.Thread(target=lambda: context.run(work)).start()
        return told.get(timeout=30)

    api._once = early  # type: ignore[assignment]


def finish_before_working() -> None:
    """Mark a job as done in one transaction, and do it in the next."""
    from django.db import transaction

    from leadline.foundation import jobs

    def apart(handler: jobs.Handler, job: Any, now: datetime) -> None:
        jobs.finish(job, now)
        time.sleep(GAP_SECONDS)
        with transaction.atomic():
            handler.work(job, now)

    jobs._do_in_one = apart


def let_the_last_writer_win() -> None:
    """Save over whatever version stands there."""
    from leadline.workspaces.models import base

    def unconditional(row: Any, rows: Any, *arguments: Any) -> Any:
        return super(base.Versioned, row)._do_update(rows, *arguments)

    base.Versioned._do_update = unconditional  # type: ignore[method-assign,assignment]


BREAKAGES: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (answer_before_commit, finish_before_working, let_the_last_writer_win)
}
