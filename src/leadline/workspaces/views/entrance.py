"""Coming in: the one-time link, an invitation, and what stands at closed doors."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, PublicPage
from leadline.workspaces.doors.pages import say
from leadline.workspaces.operations import (
    ForSomebodyElse,
    InvitationUnusable,
    accept_invitation,
    use_sign_in_link,
)
from leadline.workspaces.queries import invitation_behind, is_known_address

SESSION_KEY = "invitation"


class SignInLinkPage(PublicPage):
    """The link of the operator's terminal. Opening it does nothing yet, so that no preview burns it."""

    needs = {"get": None, "post": None}

    def get(self, request: HttpRequest, secret: str) -> Answer:
        return self.draw("workspaces/sign_in_link.html", {"action": request.path})

    def post(self, request: HttpRequest, secret: str) -> Answer:
        """Sign in, past the password but not past a second factor."""
        user = use_sign_in_link(now=self.now, secret=secret)
        start = "/"
        if not user.has_usable_password():
            start = f"{reverse('account_set_password')}?next=/"
        record_authentication(request, user, "link")
        answer: Answer = perform_login(request, user, email_verification="none", redirect_url=start)
        return answer


class InvitationLink(PublicPage):
    """The address in an invitation: keeps its secret in the session, and out of all others."""

    needs = {"get": None}

    def get(self, request: HttpRequest, secret: str) -> Answer:
        if invitation_behind(secret, self.now) is None:
            raise InvitationUnusable(remedy="Ask for a new one.")
        request.session[SESSION_KEY] = secret
        return HttpResponseRedirect(reverse("workspaces:acceptance"))


class Acceptance(PublicPage):
    """Who invites whom to what; joining takes one press of a button once one is signed in."""

    needs = {"get": None, "post": None}

    def get(self, request: HttpRequest) -> Answer:
        invitation = invitation_behind(request.session.get(SESSION_KEY, ""), self.now)
        if invitation is None:
            request.session.pop(SESSION_KEY, None)
            raise InvitationUnusable(remedy="Open the link of the invitation again, or ask for a new one.")  # fmt: skip
        context = {"invitation": invitation, "is_known": is_known_address(invitation.email)}
        return self.draw("workspaces/acceptance.html", context | _ways_in())

    def post(self, request: HttpRequest) -> Answer:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse("workspaces:acceptance"))
        secret = request.session.get(SESSION_KEY, "")
        try:
            member = accept_invitation(user=request.user, now=self.now, secret=secret)
        except ForSomebodyElse:
            raise
        except Refusal:
            request.session.pop(SESSION_KEY, None)
            raise
        del request.session[SESSION_KEY]
        say(request, _("You joined %(name)s.") % {"name": member.workspace.name})
        return HttpResponseRedirect(start_of(member.workspace.slug))


class UnknownIdentity(PublicPage):
    """A single sign-on identity that belongs to nobody here, told without saying who is here."""

    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("workspaces/unknown_identity.html", _ways_in(), status=403)


class ResetWithoutMail(PublicPage):
    """Where a password would be reset by mail, when there is no mail."""

    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("workspaces/reset_without_mail.html")


def _ways_in() -> dict[str, Any]:
    """What the sign-in pages offer beside a password."""
    configuration = settings.CONFIGURATION
    name = configuration["LEADLINE_OIDC_NAME"] if configuration["LEADLINE_OIDC_ISSUER"] else ""
    return {"single_sign_on": name}


def start_of(slug: str) -> str:
    """The home page of a workspace."""
    return reverse("home:home", kwargs={"slug": slug})
