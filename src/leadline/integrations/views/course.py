"""The course of an import: progress, the report of the check, writing, the result, taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.progress import progress_of
from leadline.integrations import queries
from leadline.integrations.forms import ReadingForm
from leadline.integrations.models import Severity, State
from leadline.integrations.operations import ask_for, discard, stop
from leadline.integrations.operations.course import APPLY, CHECK, UNDO
from leadline.integrations.views.base import OneImport
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.rights import Right

FIRST_PROBLEMS = 5
STEPS_OF_WORK: dict[str, str] = {
    State.READING: "files",
    State.CHECKING: "report",
    State.WRITING: "import",
    State.UNDOING: "import",
}


class ImportPage(OneImport):
    """Where an import stands: its progress, why it was refused, or what it brought."""

    needs = {"get": Right.IMPORT}
    step = "import"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if batch.is_open:
            return self.onward()
        if batch.is_busy:
            self.step = STEPS_OF_WORK[batch.state]
            return self.draw_step("running.html", self.running())
        if batch.state in (State.UNREADABLE, State.STOPPED):
            files = [
                (file, ReadingForm(file=file), self.own("reading", position=file.position))
                for file in self.plan.files
                if file.name == batch.refusal.get("file")
            ]
            return self.draw_step("unreadable.html", {"files": files, "again_url": self.url("new")})
        return self.draw_step("result.html", self.result())

    def running(self) -> dict[str, Any]:
        return {
            "progress": progress_of(self.batch.job_id, self.now),
            "into": self.batch.product.name,
        }

    def result(self) -> dict[str, Any]:
        first = queries.first_problems(self.batch, FIRST_PROBLEMS)
        return {"links": self.links(), "kept": len(self.batch.report.get("kept") or []), "first": first}  # fmt: skip

    def links(self) -> list[tuple[str, str, str]]:
        """Where the work can be seen now; rooms that are not there are left out."""
        wanted = (
            (_("Open the backlog"), "backlog:backlog", "list-todo"),
            (_("See how it flows"), "delivery:flow", "chart-line"),
            (_("Ask when it will be done"), "delivery:forecasts", "telescope"),
        )
        found = ((name, url_in(self.acting, route), icon) for name, route, icon in wanted)
        return [
            (name, f"{url}?product={self.batch.product.key}", icon)
            for name, url, icon in found
            if url
        ]


class ProgressPart(OneImport):
    """The bar alone, asked for again every second; leads on when the work is done."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if not batch.is_busy:
            return HttpResponse(headers={"HX-Redirect": self.own(queries.step_of(batch))})
        progress = progress_of(batch.job_id, self.now)
        return self.draw("integrations/_progress.html", {"batch": batch, "progress": progress, "own": self.own})  # fmt: skip


class Check(OneImport):
    """Ask for the dry run."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        ask_for(by=self.acting, now=self.now, batch=self.find(import_id), job=CHECK)
        return HttpResponseRedirect(self.own("import"))


class Report(OneImport):
    """What the import would do, with every problem by row."""

    needs = {"get": Right.IMPORT}
    step = "report"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        if not batch.report.get("items") and batch.state != State.CHECKED:
            return self.onward()
        severity = request.GET.get("severity", "")
        page = queries.problems(self.acting, batch, severity, request.GET.get("after", ""))
        total = sum(batch.report["problems"].values())
        counts = batch.report["problems"]
        choices = [
            (each.value, f"{each.label} ({counts[each.value]})")
            for each in Severity
            if counts[each.value]
        ]
        context = {
            "page": page,
            "severity": severity,
            "choices": [("", _("any")), *choices],
            "total": total,
            "columns": problem_columns(),
        }
        return self.draw_step("report.html", context)


def problem_columns() -> tuple[Column, ...]:
    return (
        Column("row", _("Row"), number=True, hideable=False),
        Column("kind", _("What it means")),
        Column("problem", _("Problem"), hideable=False),
        Column("value", _("Value"), narrow=False),
        Column("file", _("File"), narrow=False),
    )


class ProblemsFile(OneImport):
    """All problems as a file for a spreadsheet."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        lines = list(queries.problems_as_csv(self.acting, batch, request.GET.get("severity", "")))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
        return answer


class Writing(OneImport):
    """Import for good."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        ask_for(by=self.acting, now=self.now, batch=self.find(import_id), job=APPLY)
        return HttpResponseRedirect(self.own("import"))


class Stopping(OneImport):
    """Stop what a job does, before it writes."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        batch = self.find(import_id)
        said = _("Nothing was taken back.") if batch.state == State.UNDOING else _("Nothing was imported.")  # fmt: skip
        stop(by=self.acting, now=self.now, batch=batch)
        return self.done(_("Stopped. %(what)s") % {"what": said}, self.own("import"))


class Undoing(OneImport):
    """Take the import back whole."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        ask_for(by=self.acting, now=self.now, batch=self.find(import_id), job=UNDO)
        return HttpResponseRedirect(self.own("import"))


class Discarding(OneImport):
    """Put an import that was not written into the trash."""

    needs = {"post": Right.IMPORT}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        event = discard(by=self.acting, now=self.now, batch=self.find(import_id))
        return self.done(_("The import was discarded."), self.url("imports"), event)
