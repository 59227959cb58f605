"""What the columns of a table mean, and how its file is read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular.parent import Wish
from leadline.integrations import queries
from leadline.integrations.forms import ReadingForm, TableColumnsForm
from leadline.integrations.operations import ask_for, map_table, read_table_again
from leadline.integrations.operations.course import CHECK_TABLE
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.views.tables.base import OneTable
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class TableReading(OneTable):
    """Have the file read again, in another encoding, or another sheet."""

    needs = {"post": Right.IMPORT}
    forms = {"post": ReadingForm}

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        wish = Wish(**self.taken(ReadingForm, file=self.find(import_id)))
        read_table_again(by=self.acting, now=self.now, batch=self.batch, wish=wish)
        return HttpResponseRedirect(self.own("import"))


class TableColumns(OneTable):
    """What each column means, with samples of what stands in it, and how its texts are read."""

    needs = {"get": Right.IMPORT, "post": Right.IMPORT}
    forms = {"post": TableColumnsForm}
    step = "columns"

    def get(self, request: HttpRequest, import_id: UUID) -> Answer:
        if not self.find(import_id).is_open:
            return self.onward()
        return self.page(TableColumnsForm(plan=self.plan))

    def post(self, request: HttpRequest, import_id: UUID) -> Answer:
        self.find(import_id)
        self.taken(TableColumnsForm, plan=self.plan)
        assert isinstance(self.form, TableColumnsForm)
        form = self.form
        who: dict[str, Any] = {"by": self.acting, "now": self.now, "batch": self.batch}
        map_table(**who, mapping=form.mapping(), options=form.options(), version=self.version())
        if self.still_asks():
            return HttpResponseRedirect(self.own("columns"))
        ask_for(**who, job=CHECK_TABLE)
        return HttpResponseRedirect(self.own("import"))

    def still_asks(self) -> bool:
        """Whether what was chosen now leaves a question open that was not asked before."""
        before = self.plan
        after = TablePlan(queries.table_of(self.acting, self.batch.id))
        return (after.asks_order and not before.asks_order) or (after.asks_decimal and not before.asks_decimal)  # fmt: skip

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status, refusal)

    def page(self, form: Any, status: int = 200, refusal: Refusal | None = None) -> HttpResponse:
        lines = [(name, profile, form[f"column-{at}"], meaning) for at, ((name, profile), meaning) in enumerate(zip(self.batch.profiles, self.plan.meanings, strict=True))]  # fmt: skip
        sections = (
            (_("Taken over"), [line for line in lines if line[3]]),
            (_("Left out"), [line for line in lines if not line[3] and line[1].filled]),
            (_("Empty"), [line for line in lines if not line[3] and not line[1].filled]),
        )
        context = {"form": form, "sections": sections, "plan": self.plan, "refusal": refusal, "reading": ReadingForm(file=self.batch, auto_id="id_reading_%s")}  # fmt: skip
        return self.draw_step("table_columns.html", context, status)
