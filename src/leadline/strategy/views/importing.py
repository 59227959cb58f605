"""Objectives pasted or from a file: looked at first, then written whole or not at all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.numbers import number
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular.whole import read_text
from leadline.strategy.forms import ImportForm
from leadline.strategy.operations import import_objectives
from leadline.strategy.pasted import Pasted, read_pasted
from leadline.strategy.queries import Planned, current_of, plan_of
from leadline.strategy.views.base import StrategyPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

SHOWN = 200
"""How many lines the dry run draws; it counts them all."""


class ImportingPage(StrategyPage):
    """The page with the text and what it would do."""

    tab = "goals"

    def sent(self) -> dict[str, Any]:
        """The fields, with the text of a file in the place of the pasted one."""
        fields = self.taken(ImportForm, choices=self.choices)
        assert self.form is not None
        if fields["file"]:
            fields["text"] = read_text(fields["file"].read())
            self.form.data = {
                "cycle": str(fields["cycle"].pk),
                "text": fields["text"],
                "file": None,
            }
        return fields

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, status=refusal.status)

    def page(self, form: Form, pasted: Pasted | None = None, plan: Planned | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        context = {"form": form, "pasted": pasted, "plan": plan, "shown": SHOWN}
        return self.draw("strategy/importing.html", context, status)


class Checking(ImportingPage):
    """What the text would do, without doing it."""

    needs = {"post": Right.PLAN}
    forms = {"post": ImportForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.sent()
        pasted = read_pasted(fields["text"])
        assert self.form is not None
        plan = None if pasted.problems else plan_of(self.acting, fields["cycle"], pasted)
        return self.page(self.form, pasted, plan)


class Importing(ImportingPage):
    """The objectives, written whole or not at all."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ImportForm}

    def get(self, request: HttpRequest) -> Answer:
        current = current_of(self.choices.cycles, self.today)
        return self.page(ImportForm(choices=self.choices, initial={"cycle": current and current.pk}))  # fmt: skip

    def post(self, request: HttpRequest) -> Answer:
        fields = self.sent()
        pasted = read_pasted(fields["text"])
        assert self.form is not None
        if pasted.problems:
            return self.page(self.form, pasted, status=400)
        plan, event = import_objectives(by=self.acting, now=self.now, cycle=fields["cycle"], pasted=pasted)  # fmt: skip
        return self.done(said_of(plan), fields["cycle"].page_url(), event)


def said_of(plan: Planned) -> str:
    """What was written, in words."""
    if plan.is_empty:
        return _("Nothing is new: all of it stands there already.")
    objectives = ngettext("%(n)s objective", "%(n)s objectives", plan.objectives) % {"n": number(plan.objectives)}  # fmt: skip
    results = ngettext("%(n)s key result", "%(n)s key results", plan.results) % {"n": number(plan.results)}  # fmt: skip
    return _("Imported %(objectives)s and %(results)s.") % {"objectives": objectives, "results": results}  # fmt: skip
