"""What the files mean: roles, how they are read, columns, statuses, open questions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.backlog.models import Status
from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound, Refusal
from leadline.integrations.forms import NEW, ColumnsForm, ReadingForm, RolesForm, StatusesForm
from leadline.integrations.models import ImportFile
from leadline.integrations.operations import (
    ask_for,
    map_columns,
    map_statuses,
    read_again,
    set_roles,
)
from leadline.integrations.operations.course import CHECK
from leadline.integrations.queries import preview
from leadline.integrations.understanding.kinds import Kind, Role
from leadline.integrations.views.base import OneImport
from leadline.products.models import Team
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

SHOWN_COLUMNS = 60
MOST_TEAMS = 200


class MappingPage(OneImport):
    def file_at(self, position: int) -> ImportFile:
        found = next((file for file in self.plan.files if file.position == position), None)
        if found is None:
            raise NotFound
        return found


class Files(MappingPage):
    """The first rows of each file as they were read, and what each file is."""

    needs = {"get": Right.IMPORT}
    step = "files"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        if not self.find(import_id).is_open:
            return self.onward()
        files = [
            {"file": file, "rows": preview(file), "reading": ReadingForm(file=file, auto_id=f"id_{file.position}_%s"), "names": [each["name"] for each in file.columns][:SHOWN_COLUMNS]}
            for file in self.plan.files
        ]  # fmt: skip
        context = {
            "files": files,
            "form": RolesForm(files=self.plan.files),
            "shown": SHOWN_COLUMNS,
            "faults": self.plan.faults(),
        }
        return self.draw_step("files.html", context)


class Roles(MappingPage):
    """Say what each file is, and go on to the columns."""

    needs = {"post": Right.IMPORT}
    forms = {"post": RolesForm}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        self.find(import_id)
        self.taken(RolesForm, files=self.plan.files)
        assert isinstance(self.form, RolesForm)
        set_roles(by=self.acting, now=self.now, batch=self.batch, roles=self.form.roles())
        return HttpResponseRedirect(self.own("columns", position=0))


class Reading(MappingPage):
    """Have a file read again, in another encoding, or another sheet."""

    needs = {"post": Right.IMPORT}
    forms = {"post": ReadingForm}

    def post(self, request: HttpRequest, import_id: UUID, position: int) -> Answer:
        self.find(import_id)
        fields = self.taken(ReadingForm, file=self.file_at(position))
        read_again(by=self.acting, now=self.now, batch=self.batch, position=position, **fields)
        return HttpResponseRedirect(self.own("import"))


class Columns(MappingPage):
    """What each column of a file means, with samples of what stands in it."""

    needs = {"get": Right.IMPORT, "post": Right.IMPORT}
    forms = {"post": ColumnsForm}
    step = "columns"

    def get(self, request: HttpRequest, import_id: UUID, position: int) -> Answer:
        if not self.find(import_id).is_open:
            return self.onward()
        file = self.file_at(position)
        return self.page(file, ColumnsForm(role=file.meant_as, mapped=self.plan.mapped(file)))

    def post(self, request: HttpRequest, import_id: UUID, position: int) -> Answer:
        self.find(import_id)
        self.file = self.file_at(position)
        self.taken(ColumnsForm, role=self.file.meant_as, mapped=self.plan.mapped(self.file))
        assert isinstance(self.form, ColumnsForm)
        map_columns(by=self.acting, now=self.now, batch=self.batch, file=self.file, meanings=self.form.meanings(), version=self.version())  # fmt: skip
        return HttpResponseRedirect(self.after(position))

    def after(self, position: int) -> str:
        """The columns of the next file that has any to map, else the statuses."""
        later = [
            file
            for file in self.plan.files
            if file.position > position and file.meant_as is not Role.IGNORED
        ]
        return self.own("columns", position=later[0].position) if later else self.own("statuses")

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(self.file, form, refusal.status, refusal)

    def page(
        self, file: ImportFile, form: Any, status: int = 200, refusal: Refusal | None = None
    ) -> HttpResponse:
        mapped = self.plan.mapped(file)
        lines = [
            (group, meaning, form[f"column-{at}"]) for at, (group, meaning) in enumerate(mapped)
        ]
        sections = (
            (_("Taken over"), [line for line in lines if line[1].kind is not Kind.NONE]),
            (_("Left out"), [line for line in lines if line[1].kind is Kind.NONE and line[0].profile.filled]),
            (_("Empty"), [line for line in lines if line[1].kind is Kind.NONE and not line[0].profile.filled]),
        )  # fmt: skip
        files = [each for each in self.plan.files if each.meant_as is not Role.IGNORED]
        context = {
            "file": file,
            "form": form,
            "sections": sections,
            "files": files,
            "refusal": refusal,
        }
        return self.draw_step("columns.html", context, status)


class Statuses(MappingPage):
    """What statuses count as, what the files leave open, and whose work it is; then the check."""

    needs = {"get": Right.IMPORT, "post": Right.IMPORT}
    forms = {"post": StatusesForm}
    step = "statuses"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        if not self.find(import_id).is_open:
            return self.onward()
        return self.page(StatusesForm(**self.wanted()))

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        self.find(import_id)
        fields = self.taken(StatusesForm, **self.wanted())
        assert isinstance(self.form, StatusesForm)
        chosen = fields["team"]
        team = Team.objects.filter(pk=chosen).first() if chosen not in ("", NEW) else None
        map_statuses(
            by=self.acting, now=self.now, batch=self.batch, statuses=self.form.statuses(), answers=self.form.answers(),
            team=team, team_name=fields["team_name"] if chosen == NEW else "", version=self.version(),
        )  # fmt: skip
        ask_for(by=self.acting, now=self.now, batch=self.batch, job=CHECK)
        return HttpResponseRedirect(self.own("import"))

    def wanted(self) -> dict[str, Any]:
        own = Status.objects.filter(product=self.batch.product).order_by("rank")
        return {
            "plan": self.plan,
            "teams": list(Team.objects.order_by("name", "id")[:MOST_TEAMS]),
            "own": own,
        }

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Any, status: int = 200) -> HttpResponse:
        lines = [(each, form[f"status-{at}"]) for at, each in enumerate(self.plan.statuses)]
        asked = [(each, form[f"answer-{each.name}"]) for each in self.plan.questions]
        context = {
            "form": form,
            "lines": lines,
            "asked": asked,
            "wants_team": self.plan.wants_team,
            "faults": self.plan.faults(),
        }
        return self.draw_step("statuses.html", context, status)
