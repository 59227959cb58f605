"""The roles of a workspace and what each allows."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.forms import RoleForm
from leadline.workspaces.models import Role
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import save_role, trash_role
from leadline.workspaces.queries import one, role_lines, roles
from leadline.workspaces.rights import Right


class RolesPage(Page):
    place, tab = "people", "roles"

    def home(self) -> str:
        return url_in(self.acting, "workspaces:roles")

    def page(self, form: Form, status: int = 200, role: Role | None = None) -> HttpResponse:
        version = form.version or (role.version if role else "")
        context = {"form": form, "role": role, "version": version}
        return self.draw("workspaces/role.html", context, status)


class Roles(RolesPage):
    """All roles side by side."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        context = {
            "lines": role_lines(self.acting),
            "rights": tuple(Right),
            "may_change": self.acting.may(Right.PEOPLE),
        }
        return self.draw("workspaces/roles.html", context)


class NewRole(RolesPage):
    needs = {"get": Right.PEOPLE, "post": Right.PEOPLE}
    forms = {"post": RoleForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(RoleForm(member=self.acting, initial={"rights": [Right.COMMENT.value]}))

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(RoleForm, member=self.acting)
        role = save_role(by=self.acting, now=self.now, name=fields["name"], rights=rights_in(fields))  # fmt: skip
        return self.done(_("The role %(name)s is made.") % {"name": role.name}, self.home())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)


class RolePage(RolesPage):
    """A role of one's own making."""

    needs = {"get": Right.PEOPLE, "post": Right.PEOPLE}
    forms = {"post": RoleForm}

    def get(self, request: HttpRequest, key: UUID) -> Answer:
        role: Role = one(roles(self.acting), pk=key)
        filled = {"name": role.name, "rights": role.rights}
        return self.page(RoleForm(member=self.acting, initial=filled), role=role)

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        self.role: Role = one(roles(self.acting), pk=key)
        fields = self.taken(RoleForm, member=self.acting)
        save_role(
            by=self.acting, now=self.now, role=self.role, version=self.version(),
            name=fields["name"], rights=rights_in(fields),
        )  # fmt: skip
        return self.done(_("The role %(name)s is saved.") % fields, self.home())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        role: Role = one(roles(self.acting), pk=self.role.pk)
        if isinstance(refusal, StaleRow):
            form.show_theirs({"name": role.name}, role.version)
        return self.page(form, refusal.status, role)


class RoleRemoval(RolesPage):
    needs = {"post": Right.PEOPLE}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        role: Role = one(roles(self.acting), pk=key)
        trash_role(by=self.acting, now=self.now, role=role, version=self.version())
        return self.done(_("The role %(name)s is removed.") % {"name": role.name}, self.home())


def rights_in(fields: dict[str, object]) -> list[Right]:
    chosen = fields["rights"]
    assert isinstance(chosen, list)
    return [Right(each) for each in chosen]
