"""Readings of many metrics from one table: looked at first, then written whole or not at all."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.numbers import number
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular.whole import read_text
from leadline.metrics.forms import SeriesForm
from leadline.metrics.operations import import_readings
from leadline.metrics.pasted import RowProblem, Tabled, read_series
from leadline.metrics.queries import Planned, plan_of_series
from leadline.metrics.views.base import MetricsPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

SHOWN = 50
"""How many rows of each kind the dry run draws; it counts them all."""


@dataclass(frozen=True)
class SeriesRun:
    """What was read and what writing it would do; `plan` is None while something must be asked."""

    tabled: Tabled
    plan: Planned | None

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        return self.tabled.problems or (self.plan.problems if self.plan else ())

    @property
    def is_ready(self) -> bool:
        return self.plan is not None and not self.problems and not self.plan.is_empty


class ImportingPage(MetricsPage):
    """The page with the table and what it would do."""

    def sent(self) -> SeriesRun:
        """What was sent, with a file in the place of the pasted rows."""
        fields = self.taken(SeriesForm)
        assert isinstance(self.form, SeriesForm)
        if fields["file"]:
            fields["text"] = read_text(fields["file"].read())
            self.form.data = {**fields, "file": None}
        tabled = read_series(fields["text"], fields["order"], fields["mark"])
        if tabled.asks or tabled.problems:
            return SeriesRun(tabled, None)
        return SeriesRun(tabled, plan_of_series(self.acting, tabled.series, self.form.made, self.today))  # fmt: skip

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, status=refusal.status)

    def page(self, form: Form, run: SeriesRun | None = None, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "run": run, "shown": SHOWN}
        return self.draw("metrics/importing.html", context, status)


class ImportChecking(ImportingPage):
    """What the table would do, without doing it."""

    needs = {"post": Right.PLAN}
    forms = {"post": SeriesForm}

    def post(self, request: HttpRequest) -> Answer:
        run = self.sent()
        assert self.form is not None
        return self.page(self.form, run)


class Importing(ImportingPage):
    """The readings, written whole or not at all."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": SeriesForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(SeriesForm())

    def post(self, request: HttpRequest) -> Answer:
        run = self.sent()
        assert isinstance(self.form, SeriesForm)
        if run.problems or run.tabled.asks:
            return self.page(self.form, run, 400)
        plan, event = import_readings(by=self.acting, now=self.now, series=run.tabled.series, made=self.form.made)  # fmt: skip
        return self.done(said_of(plan), self.url("metrics"), event)


def said_of(plan: Planned) -> str:
    """What was written, in words."""
    if plan.is_empty:
        return _("Nothing is new: every row stood there already.")
    readings = ngettext("%(n)s reading", "%(n)s readings", plan.added + plan.changed) % {"n": number(plan.added + plan.changed)}  # fmt: skip
    metrics = ngettext("%(n)s metric", "%(n)s metrics", len(plan.parts)) % {"n": number(len(plan.parts))}  # fmt: skip
    return _("Imported %(readings)s of %(metrics)s.") % {"readings": readings, "metrics": metrics}
