"""Jobs of this room: writing exports and restoring them while people do something else."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, connections, transaction

from leadline.archive.arrivals import restore_workspace
from leadline.archive.backups import Step
from leadline.archive.exports import export_workspace
from leadline.archive.models import Package, Piece
from leadline.archive.operations import KEPT, RESTORE, WRITE, keep, tidy
from leadline.archive.purging import purge_removed
from leadline.foundation import jobs
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.foundation.pieces import MEGABYTE
from leadline.foundation.refusals import Refusal
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace, scope

BESIDE = "progress"


@handles(WRITE, in_one=False)
def write(job: Job, now: datetime) -> dict[str, Any]:
    """Write an export and keep its bytes; begun anew when it was killed on the way."""
    with _package_of(job) as (package, by, path):
        if package is None:
            return {"answer": "nothing to do"}
        try:
            with _telling(job) as tell:
                counts = export_workspace(path, by=by, now=now, step=tell)
        except Refusal as refusal:
            return _failed(job, package, now, refusal)
        with transaction.atomic(), path.open("rb") as file:
            Piece.objects.filter(package=package).delete()
            size = keep(package, iter(lambda: file.read(MEGABYTE), b""))
            package.change(by=by, now=now, state=Package.State.DONE, size=size, counts=counts, goes_at=now + KEPT)  # fmt: skip
            jobs.finish(job, now, {"rows": package.rows})
    return {"rows": package.rows}


@handles(RESTORE, in_one=False)
def restore(job: Job, now: datetime) -> dict[str, Any]:
    """Open a workspace from an uploaded export, in one transaction that also ends this job."""
    with _package_of(job) as (package, by, path):
        if package is None:
            return {"answer": "nothing to do"}
        with path.open("wb") as file:
            file.writelines(package.pieces())
        jobs.report(job, "Restoring", 0, None)
        try:
            with transaction.atomic():
                by.must(Right.WORKSPACE)
                _open(package, by, path, now)
                jobs.finish(job, now, {"workspace": package.restored_to})
        except Refusal as refusal:
            return _failed(job, package, now, refusal)
    return {"workspace": package.restored_to}


def _open(package: Package, by: Member, path: Path, now: datetime) -> None:
    name = package.wished_name or None
    member, counts = restore_workspace(path, owner=by.user, now=now, name=name)
    Piece.objects.filter(package=package).delete()
    slug = member.workspace.slug
    package.change(by=by, now=now, state=Package.State.DONE, counts=counts, restored_to=slug)


@handles("archive.tidy", in_one=False)
def tidy_all(job: Job, now: datetime) -> dict[str, Any]:
    """Delete exports that were kept long enough, and what is left of restores."""
    with every_workspace("packages of all workspaces run out"):
        return {"packages": tidy(now)}


@handles("archive.purge", in_one=False)
def purge(job: Job, now: datetime) -> dict[str, Any]:
    """Delete for good the workspaces that were removed thirty days ago."""
    return {"workspaces": purge_removed(now)}


@contextmanager
def _package_of(job: Job) -> Iterator[tuple[Any, Any, Path]]:
    """The package that a job works on, for whom, and a path for its bytes; None when it is gone."""
    assert job.workspace_id is not None
    with scope(job.workspace_id), tempfile.TemporaryDirectory(prefix="leadline-package-") as folder:
        working = Package.objects.filter(pk=job.arguments["package"], state=Package.State.WORKING)
        people = Member.objects.select_related("workspace", "role", "user")
        package = working.filter(job_id=job.id).first()
        by = people.filter(pk=UUID(job.arguments["member"])).first()
        yield package if by else None, by, Path(folder) / "package.zip"


def _failed(job: Job, package: Package, now: datetime, refusal: Refusal) -> dict[str, Any]:
    first = refusal.problems[0]
    told = {"reason": first.reason, "remedy": first.remedy}
    with transaction.atomic():
        Piece.objects.filter(package=package).delete()
        package.refresh_from_db()
        package.change(by=None, now=now, state=Package.State.FAILED, refusal=told)
        jobs.finish(job, now, {"answer": first.reason})
    return {"answer": first.reason}


@contextmanager
def _telling(job: Job) -> Iterator[Step]:
    """Progress, told over a second connection: the first reads one instant and must not write."""
    connections[BESIDE] = connection.copy(BESIDE)
    try:
        yield lambda stage, done, total: _tell(job, stage, done, total)
    finally:
        connections[BESIDE].close()
        del connections[BESIDE]


def _tell(job: Job, stage: str, done: int, total: int | None) -> None:
    Job.objects.using(BESIDE).filter(pk=job.pk).update(stage=stage[:100], done=done, total=total)
