"""Asking for jobs, and doing them: leases, retries with backoff, no effect twice.

A handler runs in the transaction that marks its job as done, so that its rows and the mark
stand or fall together. A handler declared with `in_one=False` takes long or reaches
outside; it keeps its own transactions and must come to the same end when run again.
"""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from leadline.foundation.models import LEASE, MAX_ATTEMPTS, Job

TURN = int.from_bytes(b"jobsturn")
Work = Callable[[Job, datetime], dict[str, Any] | None]


@dataclass(frozen=True)
class Handler:
    """What is run for jobs of a name."""

    work: Work
    in_one: bool


HANDLERS: dict[str, Handler] = {}


def handles(name: str, *, in_one: bool = True) -> Callable[[Work], Work]:
    """Declare the function that does jobs called `name`."""

    def declare(work: Work) -> Work:
        if name in HANDLERS and HANDLERS[name].work is not work:
            raise ValueError(f"Two handlers are called {name}.")
        HANDLERS[name] = Handler(work, in_one)
        return work

    return declare


def ask(
    name: str,
    arguments: dict[str, Any],
    *,
    now: datetime,
    workspace_id: UUID | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
) -> Job:
    """Write a job beside its cause; with a `key` already known, the job that has it."""
    assert connection.in_atomic_block, "a job is asked for in the transaction of its cause"
    values: dict[str, Any] = {"name": name, "arguments": arguments, "workspace_id": workspace_id}
    values |= {"asked_at": now, "due_at": due_at or now}
    if key is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(key=key, defaults=values)[0]


def ask_each(
    keys: Mapping[str, str], arguments: dict[str, Any], *, now: datetime, workspace_id: UUID | None
) -> None:
    """Write jobs of several names beside their one cause, in one statement; no key is known yet."""
    assert connection.in_atomic_block, "a job is asked for in the transaction of its cause"
    shared = {"arguments": arguments, "workspace_id": workspace_id, "asked_at": now, "due_at": now}
    Job.objects.bulk_create([Job(name=name, key=key, **shared) for name, key in keys.items()])


def do_next(now: datetime, worker: str) -> Job | None:
    """Claim and do one job that is due; None when there is none."""
    job = claim(now, worker)
    if job:
        do(job, now)
    return job


def claim(now: datetime, worker: str) -> Job | None:
    """Lease the job that has been due longest.

    Jobs of one name and workspace are done one after the other, so that the second finds what the
    first has written, also when the first is still leased to a worker that died.
    """
    with transaction.atomic():
        _wait_for_turn()
        skip = connection.features.has_select_for_update_skip_locked
        due = Job.objects.ready(now).in_turn(now).order_by("due_at", "id")
        job = (due.select_for_update(skip_locked=True) if skip else due).first()
        if job is None:
            return None
        job.attempts += 1
        job.leased_by, job.leased_until = worker, now + LEASE
        job.save(update_fields=["attempts", "leased_by", "leased_until"])
        return job


def _wait_for_turn() -> None:
    # Two workers that choose at once would not see what the other takes. SQLite has one writer anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def renew(job: Job, now: datetime) -> None:
    """Hold the lease for longer; called while a long job runs."""
    Job.objects.filter(pk=job.pk, leased_by=job.leased_by).waiting().update(
        leased_until=now + LEASE
    )


def report(job: Job, stage: str, done: int, total: int | None) -> None:
    """Show how far a long job is. Call it outside the job's own transactions."""
    job.stage, job.done, job.total = stage, done, total
    job.save(update_fields=["stage", "done", "total"])


def finish(
    job: Job, now: datetime, answer: dict[str, Any] | None = None, *, forget: bool = False
) -> None:
    """Mark as done; a long job calls it inside the transaction of its last effect.

    `forget` empties the arguments as well, where they held something secret.
    """
    job.finished_at, job.answer, job.trouble = now, answer or {}, ""
    job.arguments = {} if forget else job.arguments
    job.save(update_fields=["finished_at", "answer", "trouble", "arguments"])


def do(job: Job, now: datetime) -> None:
    try:
        handler = HANDLERS[job.name]
        if handler.in_one:
            _do_in_one(handler, job, now)
        elif (answer := handler.work(job, now)) is not None or not job.finished_at:
            finish(job, now, answer)
    except Exception:  # noqa: BLE001  whatever a handler raises is kept with its job
        _retry_later(job, now, traceback.format_exc(limit=-6))


def _do_in_one(handler: Handler, job: Job, now: datetime) -> None:
    with transaction.atomic():
        held = Job.objects.select_for_update().waiting().filter(pk=job.pk, leased_by=job.leased_by)
        if held.exists():
            finish(job, now, handler.work(job, now))


def _retry_later(job: Job, now: datetime, trouble: str) -> None:
    values: dict[str, Any] = {"trouble": trouble, "leased_by": "", "leased_until": None}
    if job.attempts >= MAX_ATTEMPTS:
        values["gave_up_at"] = now
    else:
        values["due_at"] = now + backoff(job.attempts)
    Job.objects.filter(pk=job.pk, leased_by=job.leased_by).waiting().update(**values)


def backoff(attempts: int) -> timedelta:
    """2 s after the first failure, doubled each time, six hours at most."""
    return min(timedelta(seconds=2**attempts), timedelta(hours=6))
