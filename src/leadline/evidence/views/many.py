"""Many pieces at once: pasted or from a file, looked at first, then written whole or not at all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.numbers import number
from leadline.evidence.forms import ManyForm
from leadline.evidence.many import Many, Told, from_table, from_text
from leadline.evidence.operations import capture_many
from leadline.evidence.views.base import EvidencePage
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular.whole import read_table
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

SHOWN = 50
COMMON = ("customer", "contact", "product", "channel", "heard_on")


class ManyPage(EvidencePage):
    """The page with what was pasted and what it would do."""

    tab = "inbox"

    def offered(self) -> dict[str, Any]:
        return {"choices": self.choices, "customers": self.url("customers_offered")}

    def sent(self) -> Many:
        """What the form holds; a file goes before pasted text."""
        fields = self.taken(ManyForm, **self.offered())
        common = {name: fields[name] for name in COMMON if fields[name]}
        if fields["file"]:
            told = Told(fields["column"].strip(), fields["headless"], fields["order"])
            return from_table(self.acting, read_table(fields["file"].read()), common, self.today, told)  # fmt: skip
        return from_text(fields["text"], fields["cut"] == ManyForm.LINES, common)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        # The open page keeps its file, which no page drawn anew could hold.
        return self.draw_refusal(refusal) if self.is_part else self.page(form, status=refusal.status)  # fmt: skip

    def page(self, form: Form, run: Many | None = None, status: int = 200) -> HttpResponse:
        named = {"form": form, "run": run, "shown": SHOWN}
        return self.draw("evidence/many.html", named, status)


class Checking(ManyPage):
    """What the pieces would do, without doing it."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ManyForm}

    def post(self, request: HttpRequest) -> Answer:
        run = self.sent()
        assert self.form is not None
        return self.page(self.form, run)


class Adding(ManyPage):
    """The pieces, written whole or not at all."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": ManyForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(ManyForm(**self.offered()))

    def post(self, request: HttpRequest) -> Answer:
        run = self.sent()
        assert self.form is not None
        if run.problems:
            return self.page(self.form, run, 400)
        rows, event = capture_many(by=self.acting, now=self.now, drafts=run.values)
        return self.done(said_of(len(rows)), self.url("inbox"), event)


def said_of(count: int) -> str:
    """What was written, in words."""
    if not count:
        return _("Nothing is new: every piece came before.")
    return ngettext("Wrote down %(n)s piece.", "Wrote down %(n)s pieces.", count) % {"n": number(count)}  # fmt: skip
