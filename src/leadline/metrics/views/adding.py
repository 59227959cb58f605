"""Many readings at once: pasted or from a file, looked at first, then written whole or not at all."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.numbers import number
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular.whole import read_text
from leadline.metrics.forms import PasteForm
from leadline.metrics.operations import add_readings
from leadline.metrics.pasted import Pasted, RowProblem, read_pasted
from leadline.metrics.queries import Plan, plan_of
from leadline.metrics.views.base import RecordPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

SHOWN = 50
"""How many rows of each kind the dry run draws; it counts them all."""


@dataclass(frozen=True)
class DryRun:
    """What was read and what writing it would do; `plan` is None while something must be asked."""

    pasted: Pasted
    plan: Plan | None

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        return self.pasted.problems or (self.plan.problems if self.plan else ())

    @property
    def is_ready(self) -> bool:
        return self.plan is not None and not self.problems and not self.plan.is_empty

    @property
    def decimals(self) -> int:
        """The most decimals that a value to be written has."""
        places = [-int(each.value.normalize().as_tuple().exponent) for each in self.pasted.drafts]
        return max([0, *places])

    @property
    def would_write(self) -> int:
        return len(self.plan.added) + len(self.plan.changed) if self.plan else 0


class AddingPage(RecordPage):
    """The page with the rows and what they would do."""

    def sent(self) -> dict[str, Any]:
        """The fields, with the text of a file in the place of the pasted rows."""
        fields = self.taken(PasteForm)
        assert self.form is not None
        if fields["file"]:
            fields["text"] = read_text(fields["file"].read())
            self.form.data = {**fields, "file": None}
        return fields

    def dry_run(self, fields: dict[str, Any]) -> DryRun:
        pasted = read_pasted(fields["text"], fields["order"], fields["mark"])
        if pasted.asks or pasted.problems:
            return DryRun(pasted, None)
        return DryRun(pasted, plan_of(self.acting, self.metric, pasted.drafts, self.today))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, status=refusal.status)

    def page(self, form: Form, run: DryRun | None = None, status: int = 200) -> HttpResponse:
        named = {"form": form, "metric": self.metric, "run": run, "shown": SHOWN}
        return self.draw("metrics/adding.html", named, status)


class Checking(AddingPage):
    """What the rows would do, without doing it."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PasteForm}

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        self.enter_metric(metric)
        run = self.dry_run(self.sent())
        assert self.form is not None
        return self.page(self.form, run)


class Adding(AddingPage):
    """The rows, written whole or not at all."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": PasteForm}

    def get(self, request: HttpRequest, metric: UUID) -> Answer:
        self.enter_metric(metric)
        return self.page(PasteForm())

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        found = self.enter_metric(metric)
        run = self.dry_run(self.sent())
        assert self.form is not None
        if run.problems or run.pasted.asks:
            return self.page(self.form, run, 400)
        plan, event = add_readings(by=self.acting, now=self.now, metric=found, drafts=run.pasted.drafts)  # fmt: skip
        return self.record(said_of(plan), event)


def said_of(plan: Plan) -> str:
    """What was written, in words."""
    added, changed = len(plan.added), len(plan.changed)
    if plan.is_empty:
        return _("Nothing is new: every row stood there already.")
    said = []
    if added:
        said.append(ngettext("Added %(n)s reading", "Added %(n)s readings", added) % {"n": number(added)})  # fmt: skip
    if changed:
        said.append(ngettext("corrected %(n)s", "corrected %(n)s", changed) % {"n": number(changed)})  # fmt: skip
    text = ", ".join(said)
    return f"{text[:1].upper()}{text[1:]}."
