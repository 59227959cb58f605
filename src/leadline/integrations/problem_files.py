"""The problems of a table as a file for a spreadsheet: what is wrong, and the row as it was brought.

Once a table is written its file is let go, and only the problems remain.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from leadline.integrations.models import Severity, TableImport
from leadline.integrations.operations.bringing_tables import faults_of
from leadline.integrations.operations.tables import cells_of
from leadline.integrations.queries import csv_line
from leadline.integrations.tables.plans import TablePlan, field_called
from leadline.workspaces.models import Member

MORE = {"money": "Revenue with us", "job_title": "Contact: title", "email": "Contact: e-mail", "contacts": "Contacts", "source_key": "Id in the source"}  # fmt: skip
"""What reports call things that are no field of a column."""


def label_of(plan: TablePlan, name: str) -> Any:
    """What people call a field."""
    found = field_called(plan, name)
    return found.label if found else MORE.get(name, name)


def problems_file(by: Member, now: datetime, batch: TableImport) -> HttpResponse:
    lines = "".join(_lines(by, now, batch))
    answer = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
    return answer


def _lines(by: Member, now: datetime, batch: TableImport) -> Iterator[str]:
    """A line for each problem, the cells of its row behind it; the last says what is not listed."""
    plan, faults = TablePlan(batch), faults_of(by=by, now=now, batch=batch)
    cells = cells_of(batch, {each.number for each in faults}) if faults and batch.is_open else {}
    yield csv_line(["Row", "Kind", "Field", "Value", "Problem", "Remedy", *(each["name"] for each in batch.columns)])  # fmt: skip
    for each in faults:
        told = (Severity(each.severity).label, label_of(plan, each.field) if each.field else "", each.value, each.reason, each.remedy)  # fmt: skip
        yield csv_line([str(each.number), *map(str, told), *cells.get(each.number, ())])
    more = sum(batch.report.get("problems", {}).values()) - len(faults)
    if more > 0:
        yield csv_line(["", "", "", "", _("%(n)s more were found, and are not kept.") % {"n": more}])  # fmt: skip
