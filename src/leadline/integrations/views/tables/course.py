"""The course of a table: progress, the report of the check, writing, the result, taking it back."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.money import Money
from leadline.foundation.progress import progress_of
from leadline.integrations.forms import ReadingForm
from leadline.integrations.models import Severity, State
from leadline.integrations.operations import ask_for, discard, stop
from leadline.integrations.operations.course import APPLY_TABLE, CHECK_TABLE, UNDO_TABLE
from leadline.integrations.problem_files import problems_file
from leadline.integrations.views.tables.base import OneTable, onward_step
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

FIRST_FAULTS = 5
MOST_NAMES = 12
WORK: dict[str, str] = {
    State.READING: "file",
    State.CHECKING: "report",
    State.WRITING: "import",
    State.UNDOING: "import",
}


class TablePage(OneTable):
    """Where a table stands: its progress, why it was refused, or what it brought."""

    needs = {"get": Right.IMPORT}
    step = "import"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if batch.is_open:
            return self.onward()
        if batch.is_busy:
            self.step = WORK[batch.state]
            return self.draw_step("running.html", {"progress": progress_of(batch.job_id, self.now)})
        if batch.state in (State.UNREADABLE, State.STOPPED):
            files = [(batch, ReadingForm(file=batch), self.own("reading"))]
            return self.draw_step("unreadable.html", {"files": files})
        return self.draw_step("table_result.html", {"first": batch.report.get("faults", [])[:FIRST_FAULTS]})  # fmt: skip


class TableProgress(OneTable):
    """The bar alone, asked for again every second; leads on when the work is done."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if not batch.is_busy:
            return HttpResponse(headers={"HX-Redirect": self.own(onward_step(batch))})
        progress = progress_of(batch.job_id, self.now)
        return self.draw("integrations/_progress.html", {"batch": batch, "progress": progress, "own": self.own})  # fmt: skip


class TableReport(OneTable):
    """What the import would do, the first rows of the result, and the problems by row."""

    needs = {"get": Right.IMPORT}
    step = "report"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if "faults" not in batch.report:
            return self.onward()
        severity = request.GET.get("severity", "")
        counts = batch.report["problems"]
        rows = [each for each in batch.report["faults"] if severity in ("", each["severity"])]
        choices = [(each.value, f"{each.label} ({counts[each.value]})") for each in Severity if counts.get(each.value)]  # fmt: skip
        total = counts.get(severity, 0) if severity else sum(counts.values())
        context = {"rows": rows, "total": total, "severity": severity, "choices": [("", _("any")), *choices], "columns": fault_columns(), "labels": dict(Severity.choices), "money_of": Money, "shown": shown_fields(batch.report["sample"]), "along": along_facts(batch.report["along"])}  # fmt: skip
        return self.draw_step("table_report.html", context)


class TableProblems(OneTable):
    """All problems as a file for a spreadsheet, each with its row as it was brought."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        return problems_file(self.acting, self.now, self.find(import_id))


def shown_fields(sample: list[dict[str, Any]]) -> list[str]:
    """The fields of the first rows that any of them has."""
    names = (name for each in sample for name in each if name not in ("row", "outcome", "currency"))
    return list(dict.fromkeys(names))


def along_facts(along: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What would be made beside the customers."""
    titles = {"segment": _("New segments"), "tier": _("New tiers")}
    return [(titles[kind], _names(names)) for kind, names in along.items()]


def _names(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (_(" and %(count)d more") % {"count": more} if more > 0 else "")  # fmt: skip


def fault_columns() -> tuple[Column, ...]:
    return (
        Column("row", _("Row"), number=True, hideable=False),
        Column("kind", _("What it means")),
        Column("problem", _("Problem"), hideable=False),
        Column("value", _("Value"), narrow=False),
    )


class TableAsking(OneTable):
    """Ask for a job of the import, then go where it is seen."""

    job: ClassVar[str]

    def ask(self, import_id: UUID) -> Answer:
        ask_for(by=self.acting, now=self.now, batch=self.find(import_id), job=self.job)
        return HttpResponseRedirect(self.own("import"))


class TableCheck(TableAsking):
    """Ask for the dry run."""

    needs = {"post": Right.IMPORT}
    job = CHECK_TABLE

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        return self.ask(import_id)


class TableWriting(TableAsking):
    """Import for good."""

    needs = {"post": Right.IMPORT}
    job = APPLY_TABLE

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        return self.ask(import_id)


class TableUndoing(TableAsking):
    """Take the import back whole."""

    needs = {"post": Right.IMPORT}
    job = UNDO_TABLE

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        return self.ask(import_id)


class TableStopping(OneTable):
    """Stop what a job does, before it writes."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        said = _("Nothing was taken back.") if batch.state == State.UNDOING else _("Nothing was imported.")  # fmt: skip
        stop(by=self.acting, now=self.now, batch=batch)
        return self.done(_("Stopped. %(what)s") % {"what": said}, self.own("import"))


class TableDiscarding(OneTable):
    """Put an import that was not written into the trash."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        event = discard(by=self.acting, now=self.now, batch=self.find(import_id))
        return self.done(_("The import was discarded."), self.url("tables"), event)
