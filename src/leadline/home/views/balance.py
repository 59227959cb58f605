"""Whether strategy and execution are both kept up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.design import charts
from leadline.design.numbers import percent
from leadline.foundation.forms import NothingForm
from leadline.home.models import BalanceRun
from leadline.home.operations.balance import same_again, weigh
from leadline.home.queries import balance
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.rights import Right


class BalanceRoom(Page):
    """What the pages of the balance share."""

    place, tab = "home", "balance"

    def shown(self, run: BalanceRun | None) -> dict[str, Any]:
        """A run with its parts and picture, beside those before it."""
        context: dict[str, Any] = {
            "run": run, "runs": balance.runs(self.acting), "may_weigh": self.acting.may(Right.CONTRIBUTE),
            "slug": self.acting.workspace.slug,
        }  # fmt: skip
        if run is None:
            return context
        answer = balance.kept_answer(run)
        halves = ((_("Strategy"), answer.strategy), (_("Execution"), answer.execution))
        spans = [charts.Span(label, round(100 * half.share), round(100 * half.low), round(100 * half.high), "") for label, half in halves]  # fmt: skip
        table = [[label, *(percent(each) for each in (half.share, half.low, half.high))] for label, half in halves]  # fmt: skip
        return context | {
            "answer": answer, "halves": halves, "picture": charts.intervals(spans), "table": table,
            "parts": balance.parts_of(run),
        }  # fmt: skip


class BalancePage(BalanceRoom):
    """The newest balance."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("home/balance.html", self.shown(balance.last_run(self.acting)))


class BalanceOf(BalanceRoom):
    """A balance as it was kept, computed again beside it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, pk: UUID) -> Answer:
        run = balance.run_called(self.acting, pk)
        return self.draw("home/balance.html", self.shown(run) | {"same": same_again(run)})


class Weighing(BalanceRoom):
    """Weigh today."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest) -> Answer:
        self.taken(NothingForm)
        weigh(by=self.acting, now=self.now)
        return self.done(_("Weighed and kept."), reverse("home:balance", kwargs={"slug": self.acting.workspace.slug}))  # fmt: skip
