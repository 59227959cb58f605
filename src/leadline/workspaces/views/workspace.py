"""Opening a workspace, its settings, and its end."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotAllowed, Refusal
from leadline.workspaces.doors import Answer, Page, PersonPage
from leadline.workspaces.doors.pages import say
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.forms import RemovalForm, WorkspaceForm
from leadline.workspaces.models import Member, User
from leadline.workspaces.models.people import StaleWorkspace
from leadline.workspaces.operations import (
    change_workspace,
    open_workspace,
    remove_workspace,
    start_own,
)
from leadline.workspaces.queries import memberships_of, people, workspaces_of
from leadline.workspaces.rights import Right
from leadline.workspaces.views.entrance import SESSION_KEY, start_of

FIELDS = ("name", "time_zone", "currency")


class NewWorkspace(PersonPage):
    """Open a workspace: for people who belong to none, and wherever sign-up is free."""

    needs = {"get": None, "post": None}
    forms = {"post": WorkspaceForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(WorkspaceForm(initial={"time_zone": "UTC", "currency": "EUR"}))

    def post(self, request: HttpRequest) -> Answer:
        if not may_open(self.person):
            raise NotAllowed("Who owns a workspace here opens the others.", remedy="Ask an owner to open one and invite you.")  # fmt: skip
        member = open_workspace(owner=self.person, now=self.now, **self.taken(WorkspaceForm))
        say(request, _("%(name)s is open.") % {"name": member.workspace.name})
        return HttpResponseRedirect(start_of(member.workspace.slug))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "may_open": may_open(self.person),
            "is_invited": SESSION_KEY in self.request.session,
            "mine": workspaces_of(self.person),
        }
        return self.draw("workspaces/new.html", context, status)


def may_open(user: User) -> bool:
    """Whoever owns a workspace, has none yet, or comes where sign-up is free."""
    mine = memberships_of(user)
    free = settings.CONFIGURATION["LEADLINE_SIGN_UP"]
    return bool(free or not mine or any(member.may(Right.WORKSPACE) for member in mine))


class Settings(Page):
    """Name, time zone and currency."""

    needs = {"get": Right.SEE, "post": Right.WORKSPACE}
    forms = {"post": WorkspaceForm}
    place, tab = "people", "settings"

    def get(self, request: HttpRequest) -> Answer:
        workspace = self.acting.workspace
        return self.page(WorkspaceForm(initial=values_of(workspace)), workspace.version)

    def post(self, request: HttpRequest) -> Answer:
        values = self.taken(WorkspaceForm)
        change_workspace(by=self.acting, now=self.now, version=self.version(), **values)
        return self.done(_("The settings are saved."), url_in(self.acting, "workspaces:settings"))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, StaleWorkspace):
            form.show_theirs(values_of(refusal.row), refusal.row.version)
        return self.page(form, form.version, refusal.status)

    def page(self, form: Form, version: Any, status: int = 200) -> HttpResponse:
        context = {"form": form, "version": version, "may_change": self.acting.may(Right.WORKSPACE)}
        return self.draw("workspaces/settings.html", context, status)


def values_of(workspace: Any) -> dict[str, str]:
    return {name: getattr(workspace, name) for name in FIELDS}


class WorkspaceRemoval(Page):
    """Removing the workspace, after its name was typed."""

    needs = {"get": Right.WORKSPACE, "post": Right.WORKSPACE}
    forms = {"post": RemovalForm}
    place, tab = "people", "settings"

    def get(self, request: HttpRequest) -> Answer:
        return self.page(RemovalForm())

    def post(self, request: HttpRequest) -> Answer:
        name = self.acting.workspace.name
        self.taken(RemovalForm, name=name)
        remove_workspace(by=self.acting, now=self.now)
        return self.done(_("%(name)s is in the trash for 30 days.") % {"name": name}, "/")

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "people": people(self.acting).count()}
        return self.draw("workspaces/removal.html", context, status)


class OwnStart(Page):
    """From the sample to a workspace of one's own, in one click."""

    needs = {"post": Right.WORKSPACE}

    def post(self, request: HttpRequest) -> Answer:
        member = start_own(by=self.acting, now=self.now, name=own_name(self.acting))
        text = _("The sample is gone; this workspace is yours and empty. Give it its name.")
        return self.done(text, reverse("workspaces:settings", kwargs={"slug": member.workspace.slug}))  # fmt: skip


def own_name(member: Member) -> str:
    return _("%(person)s’s workspace") % {"person": member.name[:80]}
