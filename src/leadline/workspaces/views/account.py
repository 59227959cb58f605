"""A person's own account: name, colours, ways of signing in, where they are signed in."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, PersonPage
from leadline.workspaces.doors.pages import say
from leadline.workspaces.forms import AccountForm, SchemeForm
from leadline.workspaces.letters import is_mail_set_up
from leadline.workspaces.models import User
from leadline.workspaces.operations import choose_scheme, end_sessions, save_account
from leadline.workspaces.queries import memberships_of

FIELDS = ("name", "language", "scheme")
BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
SPOKEN = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}


@dataclass(frozen=True)
class WaysIn:
    """How a person can sign in today."""

    has_password: bool
    has_totp: bool
    keys: int
    has_recovery_codes: bool
    connections: int
    single_sign_on: str


class Account(PersonPage):
    needs = {"get": None, "post": None}
    forms = {"post": AccountForm}

    def get(self, request: HttpRequest) -> Answer:
        filled = {name: getattr(self.person, name) for name in FIELDS}
        return self.page(AccountForm(initial=filled))

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(AccountForm)
        save_account(user=self.person, **fields)
        say(request, _("Your account is saved."))
        answer = HttpResponseRedirect(reverse("workspaces:account"))
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, fields["language"], samesite="Lax")
        return answer

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        user = self.person
        context = {
            "form": form,
            "user": user,
            "ways": ways_in(user),
            "sessions": [session_line(each) for each in sessions_of(user)],
            "memberships": memberships_of(user),
            "is_mail_set_up": is_mail_set_up(),
        }
        return self.draw("workspaces/account.html", context, status)


def ways_in(user: User) -> WaysIn:
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    configuration = settings.CONFIGURATION
    issuer = configuration["LEADLINE_OIDC_ISSUER"]
    return WaysIn(
        has_password=user.has_usable_password(),
        has_totp=Authenticator.Type.TOTP in kinds,
        keys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
        connections=SocialAccount.objects.filter(user=user).count(),
        single_sign_on=configuration["LEADLINE_OIDC_NAME"] if issuer else "",
    )


def sessions_of(user: User) -> list[UserSession]:
    """Where the person is signed in, the newest first; dead sessions are swept away."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.created_at, reverse=True)


def session_line(session: UserSession) -> dict[str, Any]:
    return {
        "device": device(session.user_agent),
        "address": session.ip,
        "since": session.created_at,
        "is_current": session.is_current(),
    }


def device(user_agent: str) -> str:
    """ "Firefox on Linux", as well as a browser's own words tell it."""
    browser = next((name for name in BROWSERS if name in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    named = [SPOKEN.get(name, name) for name in (browser, system) if name]
    return _(" on ").join(named) or _("Another program")


class OtherSessions(PersonPage):
    """Signing out everywhere else."""

    needs = {"post": None}

    def post(self, request: HttpRequest) -> Answer:
        others = [each for each in sessions_of(self.person) if not each.is_current()]
        end_sessions(others)
        say(request, _("You are signed out everywhere else."))
        return HttpResponseRedirect(reverse("workspaces:account"))


class ColourScheme(PersonPage):
    """The switch of the rail."""

    needs = {"post": None}
    forms = {"post": SchemeForm}

    def post(self, request: HttpRequest) -> Answer:
        choose_scheme(user=self.person, scheme=self.taken(SchemeForm)["scheme"])
        return HttpResponse(status=204)
