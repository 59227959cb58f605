"""The list of tables that were brought, and bringing another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.integrations import queries
from leadline.integrations.forms import TableUploadForm
from leadline.integrations.operations import Upload, start_table
from leadline.integrations.tables.kinds import KINDS, kind_called
from leadline.integrations.tables.shape import TableKind
from leadline.integrations.views.base import ImportsPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.rights import Right


class Tables(ImportsPage):
    """Every table that was brought in, newest first."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest) -> Answer:
        page = queries.tables(self.acting, request.GET.get("after", ""))
        context = {"page": page, "columns": list_columns(), "slug": self.acting.workspace.slug, "tabs": self.tabs("tables")}  # fmt: skip
        return self.draw("integrations/tables.html", context)


def list_columns() -> tuple[Column, ...]:
    return (
        Column("file", _("File"), hideable=False),
        Column("state", _("State")),
        Column("rows", _("Rows"), number=True, narrow=False),
        Column("new", _("New"), number=True),
        Column("changed", _("Changed"), number=True, narrow=False),
        Column("by", _("Brought by"), narrow=False),
        Column("at", _("When"), narrow=False),
    )


class NewTable(ImportsPage):
    """Choose a file; it is read in the background."""

    needs = {"get": Right.IMPORT, "post": Right.IMPORT}
    forms = {"post": TableUploadForm}

    def get(self, request: HttpRequest) -> Answer:
        kind = kind_called(request.GET.get("of", "customers"))
        return self.page(TableUploadForm(initial={"of": kind.name}), kind=kind)

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(TableUploadForm)
        file = Upload(fields["file"].name or "", fields["file"].chunks())
        batch = start_table(by=self.acting, now=self.now, of=fields["of"], file=file)
        return self.done(_("The file is being read."), self.url("table", import_id=batch.id))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Any, status: int = 200, kind: TableKind | None = None) -> HttpResponse:
        kind = kind or KINDS.get(str(form.data.get("of", ""))) or kind_called("customers")
        self.stand_by(kind)
        context = {"form": form, "slug": self.acting.workspace.slug, "home": url_in(self.acting, kind.home), "kind": kind}  # fmt: skip
        return self.draw("integrations/new_table.html", context, status)
