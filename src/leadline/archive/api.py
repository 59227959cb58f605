"""The API of this room: exports and restores. The worker does the work; ask again until it is done."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from leadline.archive.models import Package
from leadline.archive.operations import (
    Upload,
    ask_for_export,
    ask_for_restore,
    fetch_export,
    forget_export,
)
from leadline.archive.queries import package_of, packages
from leadline.archive.schemas import PackageOut, PackagesOut
from leadline.archive.streams import download
from leadline.foundation import clock
from leadline.foundation.refusals import Stale
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting, text_up_to
from leadline.workspaces.rights import Right

router = Router(tags=["Export and restore"])
OUT, IN = Package.Way.OUT, Package.Way.IN


@endpoint(router, "GET", "/exports", needs=Right.EXPORT, response=PackagesOut)
def list_exports(request: HttpRequest, after: str = "") -> Any:
    """Exports that are kept, newest first."""
    return _page(request, OUT, after)


@endpoint(router, "POST", "/exports", needs=Right.EXPORT, response={202: PackageOut})
def create_export(request: HttpRequest) -> Any:
    """Have the whole workspace written to a file; one that is being written is the answer."""
    return 202, PackageOut.of(ask_for_export(by=acting(request), now=clock.now()))


@endpoint(router, "GET", "/exports/{key}", needs=Right.EXPORT, response=PackageOut)
def read_export(request: HttpRequest, key: UUID) -> Any:
    """How far an export is."""
    return PackageOut.of(package_of(acting(request), OUT, key))


@endpoint(router, "GET", "/exports/{key}/file", needs=Right.EXPORT)
def read_export_file(request: HttpRequest, key: UUID) -> Any:
    """The file, as application/zip."""
    by = acting(request)
    package = package_of(by, OUT, key)
    return download(request, package, fetch_export(by=by, now=clock.now(), package=package))


@endpoint(router, "DELETE", "/exports/{key}", needs=Right.EXPORT, response={204: None})
def delete_export(request: HttpRequest, key: UUID) -> Any:
    """Delete an export before its time."""
    package = package_of(acting(request), OUT, key)
    if expected_version(request) != package.version:
        raise Stale
    forget_export(by=acting(request), now=clock.now(), package=package)
    return 204, None


@endpoint(router, "GET", "/restores", needs=Right.WORKSPACE, response=PackagesOut)
def list_restores(request: HttpRequest, after: str = "") -> Any:
    """Restores that were asked for here, newest first."""
    return _page(request, IN, after)


@endpoint(router, "POST", "/restores", needs=Right.WORKSPACE, response={202: PackageOut})
def create_restore(request: HttpRequest, file: File[UploadedFile], name: Form[Annotated[str, text_up_to(120)]] = "") -> Any:  # fmt: skip
    """Have a new workspace opened from an export; you will own it."""
    upload = Upload(file.name or "", file.chunks())
    return 202, PackageOut.of(ask_for_restore(by=acting(request), now=clock.now(), upload=upload, name=name.strip()))  # fmt: skip


@endpoint(router, "GET", "/restores/{key}", needs=Right.WORKSPACE, response=PackageOut)
def read_restore(request: HttpRequest, key: UUID) -> Any:
    """How far a restore is; `workspace` names what was opened."""
    return PackageOut.of(package_of(acting(request), IN, key))


def _page(request: HttpRequest, way: Package.Way, after: str) -> PackagesOut:
    page = packages(acting(request), way, after).of(PackageOut.of)
    return PackagesOut(rows=list(page.rows), after=page.after)
