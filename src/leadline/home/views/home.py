"""Where one arrives: the right workspace, and in it what needs a hand."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form, NothingForm
from leadline.foundation.refusals import Refusal
from leadline.home.forms import DismissalForm
from leadline.home.operations import dismiss_need, undismiss_need
from leadline.home.queries import (
    ALL,
    SHOWN,
    attention,
    dismissal_of,
    first_steps,
    need_called,
    products_at_a_glance,
)
from leadline.strategy.queries import SHAPES, running, state_words
from leadline.workspaces.doors import Answer, Page, PersonPage
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.queries import workspaces_of
from leadline.workspaces.rights import Right

AIMS = 6
"""How many objectives the home page tells of by name."""


class Start(PersonPage):
    """The way in: to the one workspace, to a choice among several, or to a new one."""

    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        mine = workspaces_of(self.person)
        if not mine:
            return HttpResponseRedirect(reverse("workspaces:new"))
        if len(mine) == 1:
            return HttpResponseRedirect(reverse("home:home", kwargs={"slug": mine[0].slug}))
        return self.draw("home/start.html", {"workspaces": mine})


class HomePage(Page):
    """What the doors of the home page share."""

    place = tab = "home"

    def overview(self, refused: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
        """The page; `refused` holds the key of a need and the form that was refused there."""
        today = self.acting.workspace.today(self.now)
        products = products_at_a_glance(self.acting, self.now)
        limit = ALL if self.request.GET.get("all") else SHOWN
        context = {
            "products": products,
            "steps": () if products else first_steps(self.acting),
            "running": running(self.acting, today),
            "aims_shown": AIMS,
            "shapes": SHAPES,
            "state_words": state_words,
            "attention": attention(self.acting, self.now, limit),
            "today": today,
            "refused": refused,
            "may_plan": self.acting.may(Right.PLAN),
            "may_import": self.acting.may(Right.IMPORT),
            "may_contribute": self.acting.may(Right.CONTRIBUTE),
        }
        return self.draw("home/home.html", context, status)

    @property
    def home(self) -> str:
        return url_in(self.acting, "home:home")


class Home(HomePage):
    """What needs attention, in the order of what it costs to leave it, and the products."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        return self.overview()


class NeedDismissal(HomePage):
    """Leaving a need as it is, with the reason."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": DismissalForm}
    asked: str = ""

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        self.asked = f"{kind}:{pk}"
        reason = self.taken(DismissalForm)["reason"]
        need = need_called(self.acting, self.now, kind, pk)
        event = dismiss_need(by=self.acting, now=self.now, need=need, reason=reason)
        return self.done(_("Put aside."), self.home, event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.overview((self.asked, form), refusal.status)


class DismissalEnd(HomePage):
    """Taking a need up again."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        dismissal = dismissal_of(self.acting, pk)
        event = undismiss_need(by=self.acting, now=self.now, dismissal=dismissal)
        return self.done(_("Taken up again."), self.home, event)
