"""Jobs of this room: reading, checking, writing imports and taking them back while people do something else."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation import jobs
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.foundation.refusals import Refusal
from leadline.integrations.models import Course, Import, TableImport
from leadline.integrations.operations import (
    apply_import,
    apply_table,
    check_import,
    check_table,
    read_import,
    read_table,
    undo_import,
    undo_table,
)
from leadline.integrations.operations.course import (
    APPLY,
    APPLY_TABLE,
    CHECK,
    CHECK_TABLE,
    READ,
    READ_TABLE,
    STATES,
    UNDO,
    UNDO_TABLE,
    Progress,
    Stopped,
)
from leadline.integrations.operations.failing import fail
from leadline.integrations.operations.letting_go import let_go, let_table_go, stop_half_done
from leadline.workspaces.models import Event, Member
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope


@handles(READ, in_one=False)
def read(job: Job, now: datetime) -> dict[str, Any]:
    """Read the files of an import into staging rows."""
    return _run(
        job, now, lambda by, batch: read_import(by=by, now=now, batch=batch, progress=_telling(job))
    )


@handles(CHECK, in_one=False)
def check(job: Job, now: datetime) -> dict[str, Any]:
    """The dry run of an import."""
    return _run(
        job,
        now,
        lambda by, batch: check_import(by=by, now=now, batch=batch, progress=_telling(job)),
    )


@handles(APPLY, in_one=False)
def apply(job: Job, now: datetime) -> dict[str, Any]:
    """Write an import in one transaction, which also marks this job as done."""
    return _run(
        job,
        now,
        lambda by, batch: apply_import(
            by=by, now=now, batch=batch, job=job, progress=_telling(job)
        ),
    )


@handles(UNDO, in_one=False)
def take_back(job: Job, now: datetime) -> dict[str, Any]:
    """Take an import back in one transaction, which also marks this job as done."""
    return _run(
        job,
        now,
        lambda by, batch: undo_import(by=by, now=now, batch=batch, job=job, progress=_telling(job)),
    )


@handles(READ_TABLE, in_one=False)
def read_columns(job: Job, now: datetime) -> dict[str, Any]:
    """Read a table for its columns."""
    return _run(job, now, lambda by, batch: read_table(by=by, now=now, batch=batch, progress=_telling(job)), TableImport)  # fmt: skip


@handles(CHECK_TABLE, in_one=False)
def check_rows(job: Job, now: datetime) -> dict[str, Any]:
    """The dry run of a table."""
    return _run(job, now, lambda by, batch: check_table(by=by, now=now, batch=batch, progress=_telling(job)), TableImport)  # fmt: skip


@handles(APPLY_TABLE, in_one=False)
def apply_rows(job: Job, now: datetime) -> dict[str, Any]:
    """Write a table in one transaction, which also marks this job as done."""
    return _run(job, now, lambda by, batch: apply_table(by=by, now=now, batch=batch, job=job, progress=_telling(job)), TableImport)  # fmt: skip


@handles(UNDO_TABLE, in_one=False)
def take_table_back(job: Job, now: datetime) -> dict[str, Any]:
    """Take a table back in one transaction, which also marks this job as done."""
    return _run(job, now, lambda by, batch: undo_table(by=by, now=now, batch=batch, job=job, progress=_telling(job)), TableImport)  # fmt: skip


@handles("integrations.let_go", in_one=False)
def let_staging_go(job: Job, now: datetime) -> dict[str, Any]:
    """Delete what an import that is written no longer needs."""
    return _let_go(job, let_go)


@handles("integrations.let_table_go", in_one=False)
def let_pieces_go(job: Job, now: datetime) -> dict[str, Any]:
    """The same of a table."""
    return _let_go(job, let_table_go)


def _let_go(job: Job, delete: Callable[[UUID], int]) -> dict[str, Any]:
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        batch_id = Event.objects.get(pk=job.arguments["event"]).subject_id
        return {"rows": delete(batch_id) if batch_id else 0}


@handles("integrations.stop_half_done")
def stop_restored(job: Job, now: datetime) -> dict[str, Any]:
    """Stop the imports that came into a restored workspace without their files."""
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        return {"imports": stop_half_done(now)}


def _run(job: Job, now: datetime, work: Any, model: type[Course] = Import) -> dict[str, Any]:
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        by = Member.objects.select_related("workspace", "role", "user").get(
            pk=UUID(job.arguments["member"])
        )
        batch = (
            model.objects.select_related(*model.around).filter(pk=job.arguments["import"]).first()
        )
        if batch is None or batch.job_id != job.id or batch.state != STATES[job.name]:
            return {"answer": "nothing to do"}
        try:
            by.must(Right.IMPORT)
            work(by, batch)
        except Stopped:
            return {"answer": "stopped"}
        except Refusal as refusal:
            fail(by=by, now=now, batch=batch, refusal=refusal)
            return {"answer": str(refusal)[:500]}
    return {"import": str(batch.id)}


def _telling(job: Job) -> Progress:
    def tell(stage: str, done: int, total: int | None) -> None:
        jobs.report(job, stage[:100], done, total)

    return tell
