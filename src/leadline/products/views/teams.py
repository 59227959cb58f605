"""Teams and who is in them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.products.forms import TeamForm
from leadline.products.operations import change_team, create_team, trash_team
from leadline.products.queries import members_of_team, team_by_id, teams
from leadline.products.views.products import ProductsPage
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, Trashing
from leadline.workspaces.rights import Right


class TeamsPage(ProductsPage):
    tab = "teams"


class TeamFormPage(TeamsPage, FormPage):
    home, template, form_class, by_id = "teams", "products/team_form.html", TeamForm, team_by_id

    def filled(self) -> dict[str, Any]:
        members = members_of_team(self.acting, self.record)
        return super().filled() | {"members": [str(each.pk) for each in members]}

    def more(self, form: Form) -> dict[str, Any]:
        return {"team": self.record}


class Teams(TeamsPage):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        context = {
            "teams": teams(self.acting),
            "may_plan": self.may_plan(),
            "slug": self.acting.workspace.slug,
        }
        return self.draw("products/teams.html", context)


class NewTeam(Making, TeamFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_team
    said = gettext_lazy("Made the team %(name)s.")


class TeamEditing(Editing, TeamFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_team
    said = gettext_lazy("Saved the team %(name)s.")


class TeamTrashing(Trashing, TeamFormPage):
    needs = {"post": Right.PLAN}
    run = trash_team
    said = gettext_lazy("Moved the team %(name)s to the trash.")


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
