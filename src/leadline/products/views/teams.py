"""Teams and who is in them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal, Stale
from leadline.products.forms import TeamForm
from leadline.products.models import Team
from leadline.products.operations import change_team, create_team, trash_team
from leadline.products.queries import MOST, members_of_team, team_by_id, teams
from leadline.products.views.products import ProductsPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.queries import people
from leadline.workspaces.rights import Right


class TeamsPage(ProductsPage):
    tab = "teams"
    team: Team | None = None

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        cancel = self.team.page_url() if self.team else self.url("teams")
        named = {"form": form, "team": self.team, "cancel_url": cancel}
        return self.draw("products/team_form.html", named, status)

    def people(self) -> Any:
        return people(self.acting)[:MOST]

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale) and self.team:
            self.team = team_by_id(self.acting, self.team.pk)
            form.show_theirs({"name": self.team.name, "description": self.team.description}, self.team.version)  # fmt: skip
        return self.page(form, refusal.status)


class Teams(TeamsPage):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        context = {
            "teams": teams(self.acting),
            "may_plan": self.may_plan(),
            "slug": self.acting.workspace.slug,
        }
        return self.draw("products/teams.html", context)


class NewTeam(TeamsPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": TeamForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(TeamForm(people=self.people()))

    def post(self, request: HttpRequest) -> Answer:
        team = create_team(by=self.acting, now=self.now, **self.taken(TeamForm, people=self.people()))  # fmt: skip
        return self.done(_("Made the team %(name)s.") % {"name": team.name}, team.page_url())


class TeamPage(TeamsPage):
    """A team and the people in it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, team: UUID) -> Answer:
        found = team_by_id(self.acting, team)
        context = {
            "team": found,
            "people": members_of_team(self.acting, found),
            "may_plan": self.may_plan(),
            "slug": self.acting.workspace.slug,
        }
        return self.draw("products/team.html", context)


class TeamEditing(TeamsPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": TeamForm}

    def get(self, request: HttpRequest, team: UUID) -> Answer:
        self.team = team_by_id(self.acting, team)
        members = [str(each.pk) for each in members_of_team(self.acting, self.team)]
        own = {"name": self.team.name, "description": self.team.description, "members": members}
        return self.page(TeamForm(people=self.people(), initial=own))

    def post(self, request: HttpRequest, team: UUID) -> Answer:
        self.team = team_by_id(self.acting, team)
        fields = self.taken(TeamForm, people=self.people())
        event = change_team(by=self.acting, now=self.now, team=self.team, version=self.version(), **fields)  # fmt: skip
        return self.done(_("Saved the team %(name)s.") % fields, self.team.page_url(), event)


class TeamTrashing(TeamsPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, team: UUID) -> Answer:
        found = team_by_id(self.acting, team)
        event = trash_team(by=self.acting, now=self.now, team=found, version=self.version())
        text = _("Moved the team %(name)s to the trash.") % {"name": found.name}
        return self.done(text, self.url("teams"), event)
