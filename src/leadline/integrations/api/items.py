"""Imports of work: upload, map, dry run, report, import, undo. Long work is done by the worker."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from leadline.foundation import clock
from leadline.foundation.refusals import Invalid, NotFound
from leadline.integrations import queries
from leadline.integrations.called import kind_called, role_called
from leadline.integrations.models import Import, ImportFile
from leadline.integrations.operations import (
    Upload,
    ask_for,
    discard,
    map_columns,
    map_statuses,
    product_for,
    set_roles,
    start_import,
)
from leadline.integrations.operations.course import APPLY, CHECK, UNDO
from leadline.integrations.plans import Plan
from leadline.integrations.schemas import (
    ImportFullOut,
    ImportOut,
    ImportsOut,
    MappingIn,
    ProblemsOut,
    import_full_out,
    import_out,
    problem_out,
)
from leadline.integrations.understanding.columns import Meaning
from leadline.workspaces.doors import endpoint
from leadline.workspaces.rights import Right

router = Router(tags=["imports"])


@endpoint(router, "GET", "/imports", needs=Right.IMPORT, response=ImportsOut)
def list_imports(request: HttpRequest, after: str = "") -> Any:
    """All imports, newest first."""
    page = queries.imports(member(request), after)
    return ImportsOut(rows=[import_out(row) for row in page.rows], after=page.after)


@endpoint(router, "POST", "/imports", needs=Right.IMPORT, response={201: ImportOut})
def upload_files(request: HttpRequest, product: Form[str], files: File[list[UploadedFile]], create: Form[bool] = False) -> Any:  # fmt: skip
    """Bring files of one export; they are read in the background, then wait for the dry run."""
    by, now = member(request), clock.now()
    found, _made = product_for(by=by, now=now, name=product, create=create)
    uploads = [Upload(each.name or "", each.chunks()) for each in files]
    return 201, import_out(start_import(by=by, now=now, product=found, files=uploads))


@endpoint(router, "GET", "/imports/{import_id}", needs=Right.IMPORT, response=ImportFullOut)
def read_one_import(request: HttpRequest, import_id: UUID) -> Any:
    """One import with its mapping, its open questions and its report."""
    return import_full_out(queries.import_of(member(request), import_id))


@endpoint(
    router, "POST", "/imports/{import_id}/mapping", needs=Right.IMPORT, response=ImportFullOut
)
def map_import(request: HttpRequest, import_id: UUID, body: MappingIn) -> Any:
    """Say what files, columns and statuses mean, and answer open questions."""
    by, now = member(request), clock.now()
    batch = queries.import_of(by, import_id)
    if body.roles:
        set_roles(
            by=by,
            now=now,
            batch=batch,
            roles={_place(place): role_called(role, "roles") for place, role in body.roles.items()},
        )
    for place, chosen in body.columns.items():
        meanings = {
            name: Meaning(kind_called(kind, "columns"), name[:80]) for name, kind in chosen.items()
        }
        map_columns(
            by=by, now=now, batch=batch, file=_file(batch, _place(place)), meanings=meanings
        )
    if body.statuses or body.answers or body.team_name:
        statuses = {text: f"new:{category}" for text, category in body.statuses.items()}
        map_statuses(
            by=by,
            now=now,
            batch=batch,
            statuses=statuses,
            answers=body.answers,
            team_name=body.team_name,
        )
    return import_full_out(queries.import_of(by, import_id))


@endpoint(
    router, "POST", "/imports/{import_id}/check", needs=Right.IMPORT, response={202: ImportOut}
)
def check_one_import(request: HttpRequest, import_id: UUID) -> Any:
    """The dry run, in the background; its counts come in `report`, its problems under `problems`."""
    return 202, _asked(request, import_id, CHECK)


@endpoint(router, "GET", "/imports/{import_id}/problems", needs=Right.IMPORT, response=ProblemsOut)
def list_problems(
    request: HttpRequest, import_id: UUID, severity: str = "", after: str = ""
) -> Any:
    """Every problem by row, in the order of the files."""
    by = member(request)
    page = queries.problems(by, queries.import_of(by, import_id), severity, after)
    return ProblemsOut(rows=[problem_out(row) for row in page.rows], after=page.after)


@endpoint(
    router, "POST", "/imports/{import_id}/apply", needs=Right.IMPORT, response={202: ImportOut}
)
def apply_one_import(request: HttpRequest, import_id: UUID) -> Any:
    """Write what was checked, in the background: everything or nothing."""
    return 202, _asked(request, import_id, APPLY)


@endpoint(
    router, "POST", "/imports/{import_id}/undo", needs=Right.IMPORT, response={202: ImportOut}
)
def undo_one_import(request: HttpRequest, import_id: UUID) -> Any:
    """Take an import back whole, in the background; `refusal` lists items that were changed since, if any were."""
    return 202, _asked(request, import_id, UNDO)


@endpoint(router, "POST", "/imports/{import_id}/discard", needs=Right.IMPORT, response={204: None})
def discard_one_import(request: HttpRequest, import_id: UUID) -> Any:
    """Put an import that was not written into the trash."""
    by = member(request)
    discard(by=by, now=clock.now(), batch=queries.import_of(by, import_id))
    return 204, None


def member(request: HttpRequest) -> Any:
    return request.member  # type: ignore[attr-defined]


def _asked(request: HttpRequest, import_id: UUID, job: str) -> ImportOut:
    by = member(request)
    ask_for(by=by, now=clock.now(), batch=queries.import_of(by, import_id), job=job)
    return import_out(queries.import_of(by, import_id))


def _file(batch: Import, position: int) -> ImportFile:
    found = next((file for file in Plan(batch).files if file.position == position), None)
    if found is None:
        raise NotFound(f"The import has no file {position}.", field="columns")
    return found


def _place(text: str) -> int:
    if not text.isdecimal() or len(text) > 3:
        raise Invalid(
            f"“{text[:20]}” is no place of a file.", field="columns", remedy="Count files from 0."
        )
    return int(text)
