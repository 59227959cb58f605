"""Imports of tables of records: upload, map, dry run, import, undo."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.integrations import queries
from leadline.integrations.operations import Upload, ask_for, discard, map_table, start_table
from leadline.integrations.operations.course import APPLY_TABLE, CHECK_TABLE, UNDO_TABLE
from leadline.integrations.problem_files import problems_file
from leadline.integrations.schemas import (
    TableFullOut,
    TableMappingIn,
    TableOut,
    TablesOut,
    table_full_out,
    table_out,
)
from leadline.integrations.tables.plans import TablePlan, mapping_of
from leadline.workspaces.doors import endpoint
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right

router = Router(tags=["imports"])
ONE = "/table-imports/{import_id}"


@endpoint(router, "GET", "/table-imports", needs=Right.IMPORT, response=TablesOut)
def list_tables(request: HttpRequest, after: str = "") -> Any:
    """All imports of tables, newest first."""
    page = queries.tables(member(request), after)
    return TablesOut(rows=[table_out(row) for row in page.rows], after=page.after)


@endpoint(router, "POST", "/table-imports", needs=Right.IMPORT, response={201: TableOut})
def upload_table(request: HttpRequest, of: Form[str], file: File[UploadedFile]) -> Any:
    """Bring a file of records of one kind (`of`: customers); it is read in the background."""
    upload = Upload(file.name or "", file.chunks())
    batch = start_table(by=member(request), now=clock.now(), of=of, file=upload)
    return 201, table_out(batch)


@endpoint(router, "GET", ONE, needs=Right.IMPORT, response=TableFullOut)
def read_one_table(request: HttpRequest, import_id: UUID) -> Any:
    """One import with what its columns mean, its options and its report."""
    return table_full_out(queries.table_of(member(request), import_id))


@endpoint(router, "POST", f"{ONE}/mapping", needs=Right.IMPORT, response=TableFullOut)
def map_one_table(request: HttpRequest, import_id: UUID, body: TableMappingIn) -> Any:
    """Say what columns mean and how texts are read; without columns they stay as proposed."""
    by = member(request)
    batch = queries.table_of(by, import_id)
    plan = TablePlan(batch)
    _refuse_unknown(plan, set(body.columns))
    mapping = mapping_of(plan, body.columns) if body.columns else plan.mapping
    map_table(by=by, now=clock.now(), batch=batch, mapping=mapping, options=body.options())
    return table_full_out(queries.table_of(by, import_id))


@endpoint(router, "POST", f"{ONE}/check", needs=Right.IMPORT, response={202: TableOut})
def check_one_table(request: HttpRequest, import_id: UUID) -> Any:
    """The dry run, in the background; counts and problems come in `report`."""
    return 202, _asked(request, import_id, CHECK_TABLE)


@endpoint(router, "GET", f"{ONE}/problems.csv", needs=Right.IMPORT)
def read_table_problems(request: HttpRequest, import_id: UUID) -> Any:
    """Every problem with its row as it was brought, as text/csv; once written, the first of each sort."""
    by = member(request)
    return problems_file(by, clock.now(), queries.table_of(by, import_id))


@endpoint(router, "POST", f"{ONE}/apply", needs=Right.IMPORT, response={202: TableOut})
def apply_one_table(request: HttpRequest, import_id: UUID) -> Any:
    """Write what was checked, in the background: everything or nothing."""
    return 202, _asked(request, import_id, APPLY_TABLE)


@endpoint(router, "POST", f"{ONE}/undo", needs=Right.IMPORT, response={202: TableOut})
def undo_one_table(request: HttpRequest, import_id: UUID) -> Any:
    """Take an import back whole, in the background; `refusal` lists records that were changed since, if any were."""
    return 202, _asked(request, import_id, UNDO_TABLE)


@endpoint(router, "POST", f"{ONE}/discard", needs=Right.IMPORT, response={204: None})
def discard_one_table(request: HttpRequest, import_id: UUID) -> Any:
    """Put an import that was not written into the trash."""
    by = member(request)
    discard(by=by, now=clock.now(), batch=queries.table_of(by, import_id))
    return 204, None


def member(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


def _asked(request: HttpRequest, import_id: UUID, job: str) -> TableOut:
    by = member(request)
    ask_for(by=by, now=clock.now(), batch=queries.table_of(by, import_id), job=job)
    return table_out(queries.table_of(by, import_id))


def _refuse_unknown(plan: TablePlan, headers: set[str]) -> None:
    if unknown := sorted(headers - set(plan.names)):
        raise Invalid(f"The file has no column “{unknown[0][:40]}”.", field="columns", remedy="Write the header as it stands.")  # fmt: skip
