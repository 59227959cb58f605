"""Reading imports: the list, one with how far it is, its problems, and what it brought."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.integrations.models import (
    Import,
    ImportedItem,
    ImportProblem,
    Severity,
    State,
    TableImport,
)
from leadline.integrations.plans import preview
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

__all__ = [
    "csv_line",
    "first_problems",
    "import_of",
    "imports",
    "preview",
    "problems",
    "problems_as_csv",
    "table_of",
    "tables",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def imports(member: Member, after: str = "") -> "Slice[Import]":
    """All imports of the workspace, newest first."""
    member.must(Right.IMPORT)
    rows = Import.objects.select_related("product", "bringer__user", "workspace")
    return page_of(rows, ["-created_at", "id"], after)


def tables(member: Member, after: str = "") -> "Slice[TableImport]":
    """All imports of tables, newest first."""
    member.must(Right.IMPORT)
    rows = TableImport.objects.select_related("bringer__user", "workspace")
    return page_of(rows, ["-created_at", "id"], after)


def table_of(member: Member, import_id: UUID) -> TableImport:
    """One import of a table; raises `NotFound`."""
    member.must(Right.IMPORT)
    found: TableImport = one(TableImport.objects.select_related("bringer__user", "workspace"), pk=import_id)  # fmt: skip
    return found


def import_of(member: Member, import_id: UUID) -> Import:
    """One import; raises `NotFound`."""
    member.must(Right.IMPORT)
    rows = Import.objects.select_related("product", "team", "bringer__user", "workspace")
    found: Import = one(rows, pk=import_id)
    return found


def problems(
    member: Member, batch: Import, severity: str = "", after: str = ""
) -> "Slice[ImportProblem]":
    """The problems of an import in the order of the rows, all or of one severity."""
    return page_of(_problems(batch, severity), ["file_name", "number", "seq"], after)


def _problems(batch: Import, severity: str) -> "QuerySet[ImportProblem]":
    if severity and severity not in Severity:
        raise Invalid(
            "There is no such kind of problem.",
            field="severity",
            remedy=f"Ask for one of: {', '.join(Severity.values)}.",
        )
    rows = ImportProblem.objects.filter(batch=batch)
    return rows.filter(severity=severity) if severity else rows


def first_problems(batch: Import, most: int) -> "Sequence[ImportProblem]":
    """The gravest problems of an import, each kind in the order of the rows."""
    weights = [When(severity=each, then=Value(at)) for at, each in enumerate(Severity)]
    rows = ImportProblem.objects.filter(batch=batch).annotate(weight=Case(*weights))
    return list(rows.order_by("weight", "file_name", "number", "seq")[:most])


def problems_as_csv(member: Member, batch: Import, severity: str = "") -> Iterator[str]:
    """All problems as CSV, line by line."""
    yield csv_line(["File", "Row", "Kind", "Column", "Value", "Problem", "Remedy"])
    rows = _problems(batch, severity).order_by("file_name", "number", "seq")
    for row in rows.iterator(chunk_size=500):
        kind = Severity(row.severity).label
        yield csv_line(
            [
                row.file_name,
                str(row.number),
                str(kind),
                row.column,
                row.value,
                row.reason,
                row.remedy,
            ]
        )


def csv_line(cells: Iterable[str]) -> str:
    """A line of CSV; what a spreadsheet would run is marked with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()


def items_of_import(member: Member, batch: Import) -> "QuerySet[ImportedItem]":
    """Which items rows of an import became; empty before it is written and after it is taken back."""
    return ImportedItem.objects.filter(draft__batch=batch).select_related("item__product")


def step_of(batch: Import) -> str:
    """The page on which the import goes on."""
    return {State.MAPPING: "files", State.CHECKED: "report"}.get(State(batch.state), "import")
