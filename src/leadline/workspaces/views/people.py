"""Who is here, who is invited, and with which role."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.forms import InvitationForm, MemberRoleForm
from leadline.workspaces.letters import invitation_link, is_mail_set_up, send_invitation
from leadline.workspaces.models import Invitation, Member
from leadline.workspaces.operations import (
    change_role_of_member,
    invite,
    remove_member,
    renew_invitation,
    revoke_invitation,
)
from leadline.workspaces.queries import one, open_invitations, people, people_page
from leadline.workspaces.rights import Right

MOST_SHOWN = 100


class PeoplePage(Page):
    """What the pages of this place share."""

    place, tab = "people", "people"

    def home(self) -> str:
        return url_in(self.acting, "workspaces:people")

    def overview(self, form: Form | None = None, status: int = 200, **told: Any) -> HttpResponse:
        """Members, and for those who may invite also invitations and the form."""
        may_invite = self.acting.may(Right.PEOPLE)
        words = self.request.GET.get("q", "").strip()[:100]
        context = {
            "columns": member_columns(),
            "page": people_page(self.acting, words, self.request.GET.get("after", "")),
            "words": words,
            "today": self.acting.workspace.today(self.now),
            "may_invite": may_invite,
            "form": form or (InvitationForm(member=self.acting) if may_invite else None),
            "invitations": list(open_invitations(self.acting)[:MOST_SHOWN]) if may_invite else [],
            "is_mail_set_up": is_mail_set_up(),
            "told": told,
        }
        return self.draw("workspaces/people.html", context, status)

    def tell(self, invitation: Invitation, secret: str) -> str:
        """Mail the link, or give it to be shown when there is no mail."""
        link = invitation_link(self.request, secret)
        if is_mail_set_up():
            send_invitation(invitation, link)
            return ""
        return link


def member_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Name")),
        Column("email", _("E-mail"), narrow=False),
        Column("role", _("Role")),
        Column("seen", _("Last seen"), narrow=False),
    )


class People(PeoplePage):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        return self.overview()


class Invitations(PeoplePage):
    """Offering a role to an address."""

    needs = {"post": Right.PEOPLE}
    forms = {"post": InvitationForm}

    def post(self, request: HttpRequest) -> Answer:
        offer = self.taken(InvitationForm, member=self.acting)
        invitation, secret = invite(by=self.acting, now=self.now, tell=self.mail, **offer)
        return self.answer(invitation, secret)

    def mail(self, invitation: Invitation, secret: str) -> None:
        self.link = self.tell(invitation, secret)

    def answer(self, invitation: Invitation, secret: str) -> Answer:
        if not self.link:
            return self.done(_("An invitation is on its way to %(email)s.") % {"email": invitation.email}, self.home())  # fmt: skip
        return self.overview(invited=invitation, link=self.link)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.overview(form, refusal.status)


class Renewal(Invitations):
    """A new link for an open invitation."""

    needs = {"post": Right.PEOPLE}
    forms = {}

    def post(self, request: HttpRequest, key: UUID) -> Answer:  # type: ignore[override]
        invitation = one(open_invitations(self.acting).select_related("workspace"), pk=key)
        renew = partial(renew_invitation, by=self.acting, now=self.now, version=self.version())
        secret = renew(invitation=invitation, tell=self.mail)
        return self.answer(invitation, secret)


class Revocation(PeoplePage):
    """Taking an invitation back."""

    needs = {"post": Right.PEOPLE}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        invitation = one(open_invitations(self.acting), pk=key)
        revoke_invitation(by=self.acting, now=self.now, invitation=invitation, version=self.version())  # fmt: skip
        return self.done(_("The invitation of %(email)s is taken back.") % {"email": invitation.email}, self.home())  # fmt: skip


class MemberRole(PeoplePage):
    """One member: another role, or out."""

    needs = {"get": Right.SEE, "post": Right.PEOPLE}
    forms = {"post": MemberRoleForm}

    def get(self, request: HttpRequest, key: UUID) -> Answer:
        self.chosen: Member = one(people(self.acting), pk=key)
        return self.page(MemberRoleForm(member=self.acting, initial={"role": self.chosen.role_id}))

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        self.chosen = one(people(self.acting), pk=key)
        role = self.taken(MemberRoleForm, member=self.acting)["role"]
        change_role_of_member(by=self.acting, now=self.now, member=self.chosen, role=role, version=self.version())  # fmt: skip
        told = {"name": self.chosen.name, "role": role.name}
        return self.done(_("%(name)s now has the role %(role)s.") % told, self.home())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        self.chosen = one(people(self.acting), pk=self.chosen.pk)
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        within_reach = self.chosen.role.right_set <= self.acting.rights
        is_self = self.chosen.pk == self.acting.pk
        context = {
            "chosen": self.chosen,
            "form": form,
            "is_self": is_self,
            "may_change": self.acting.may(Right.PEOPLE) and within_reach,
            "may_remove": is_self or (self.acting.may(Right.PEOPLE) and within_reach),
        }
        return self.draw("workspaces/member.html", context, status)


class MemberRemoval(PeoplePage):
    """Taking a member out, or leaving."""

    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        member: Member = one(people(self.acting), pk=key)
        remove_member(by=self.acting, now=self.now, member=member, version=self.version())
        if member.pk == self.acting.pk:
            return self.done(_("You left %(name)s.") % {"name": member.workspace.name}, reverse("workspaces:account"))  # fmt: skip
        return self.done(_("%(name)s is out. Their tokens work no longer.") % {"name": member.name}, self.home())  # fmt: skip
