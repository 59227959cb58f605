"""Having a workspace written to a file, or opened from one; and what becomes of the files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from leadline.archive.models import Package, Piece
from leadline.foundation import jobs
from leadline.foundation.keys import new_key
from leadline.foundation.models import Job
from leadline.foundation.pieces import MEGABYTE, megabytes
from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

WRITE, RESTORE = "archive.write", "archive.restore"
KEPT = timedelta(days=7)
GAVE_UP = {"reason": "It stopped again and again.", "remedy": "Whoever runs Leadline finds the reason in the server’s log."}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file as it comes: its name, for people only, and its bytes in pieces."""

    name: str
    pieces: Iterable[bytes]


class UnderWay(Refusal):
    """It is being worked on."""


@operation(needs=Right.EXPORT)
def ask_for_export(*, by: Member, now: datetime) -> Package:
    """Have the whole workspace written to a file; one that is being written is the answer."""
    for running in Package.objects.filter(way=Package.Way.OUT, state=Package.State.WORKING):
        if Job.objects.waiting().filter(pk=running.job_id).exists():
            return running  # type: ignore[no-any-return]
        running.change(by=by, now=now, state=Package.State.FAILED, refusal=GAVE_UP)
    day = by.workspace.today(now)
    name = f"{by.workspace.slug}-{day:%Y-%m-%d}.zip"
    package = _begin(by, now, Package.Way.OUT, name)
    record(by, now, "workspace.exported", facts={"final": True, "file": name})
    return package


@operation(needs=Right.WORKSPACE)
def ask_for_restore(*, by: Member, now: datetime, upload: Upload, name: str = "") -> Package:
    """Have a new workspace opened from an export, owned by `by`, under `name` if there is one.

    Raises `Invalid` for a file that is empty or too large; what is in it, the job looks at.
    """
    package = _begin(by, now, Package.Way.IN, _shown(upload.name), wished_name=name)
    package.change(by=by, now=now, size=keep(package, upload.pieces, settings.UPLOAD_LIMIT))
    record(by, now, "workspace.restore_asked", facts={"final": True, "file": package.name})
    return package


def _begin(by: Member, now: datetime, way: Package.Way, name: str, **values: str) -> Package:
    package, _ = Package.create(by=by, now=now, way=way, member=by, name=name, goes_at=now + KEPT, **values)  # fmt: skip
    verb = WRITE if way == Package.Way.OUT else RESTORE
    arguments = {"package": str(package.id), "member": str(by.id)}
    job = jobs.ask(verb, arguments, now=now, workspace_id=by.workspace_id)
    package.change(by=by, now=now, job_id=job.id)
    return package


def _shown(name: str) -> str:
    """A file's name for people: it never names anything on a disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:200].strip() or "file"


def keep(package: Package, pieces: Iterable[bytes], most: int | None = None) -> int:
    """Write the bytes of a package beside it; gives their number."""
    size = 0
    for number, data in enumerate(megabytes(pieces)):
        size += len(data)
        if most is not None and size > most:
            raise Invalid(f"The file is larger than {most // MEGABYTE} MB.", field="file", remedy="Restore it with `leadline restore` on the server.")  # fmt: skip
        Piece(id=new_key(package.updated_at), workspace_id=package.workspace_id, package=package, number=number, data=data).save(force_insert=True)  # fmt: skip
    if not size:
        raise Invalid("The file is empty.", field="file", remedy="Export the workspace again.")
    return size


@operation(needs=Right.EXPORT)
def fetch_export(*, by: Member, now: datetime, package: Package) -> list[int]:
    """Note that an export is taken; gives the numbers of its pieces. Raises `NotFound` for one that is gone."""
    if not package.is_ready:
        raise NotFound("This export is not there any more.", remedy="Make another one.")
    record(by, now, "workspace.export_taken", facts={"final": True, "file": package.name})
    return package.numbers()


@operation(needs=Right.EXPORT)
def forget_export(*, by: Member, now: datetime, package: Package) -> None:
    """Delete an export before its time."""
    if package.is_working:
        raise UnderWay(remedy="Wait until it is written.")
    package.remove()
    record(by, now, "workspace.export_deleted", facts={"final": True, "file": package.name})


def tidy(now: datetime) -> int:
    """Delete the packages whose time has run out; run for all workspaces at once."""
    old = Package.objects.filter(goes_at__lte=now)
    for package in old:
        package.delete()
    return len(old)
