"""The letters of this room. Sending one writes a job; without a mail server nothing is sent."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.design.dates import day
from leadline.workspaces.models import Invitation, User


def is_mail_set_up() -> bool:
    return bool(settings.EMAIL_URL)


def invitation_link(request: HttpRequest, secret: str) -> str:
    """The address that an invited person opens."""
    path = reverse("workspaces:invitation", kwargs={"secret": secret})
    return at_our_address(request.build_absolute_uri(path))


def at_our_address(url: str) -> str:
    """The same page at LEADLINE_ADDRESS where that is set, whatever host the request named."""
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else url


def send_invitation(invitation: Invitation, link: str) -> None:
    """Mail the link to the invited address."""
    told = {
        "inviter": _line(invitation.inviter.name),
        "workspace": _line(invitation.workspace.name),
        "role": _line(invitation.role.name),
        "link": link,
        "day": day(invitation.expires_at),
    }
    subject = _("%(inviter)s invites you to %(workspace)s") % told
    body = _(
        "%(inviter)s invites you to %(workspace)s on Leadline, as %(role)s.\n\n"
        "Join here:\n%(link)s\n\n"
        "The link holds until %(day)s and is meant for you alone. "
        "If you expected nothing of the kind, forget this mail.\n"
    )
    EmailMessage(subject, body % told, to=[invitation.email]).send()


def tell_of_reset(user: User) -> None:
    """Tell a person that their second factor was taken away, in case it was not their wish."""
    subject = _("Your second factor was removed")
    body = _(
        "Whoever runs Leadline removed your authenticator app, passkeys and recovery codes, and signed you out "
        "everywhere. Sign in with your password and set a second factor up again under Account.\n\n"
        "If you did not ask for this, tell them at once.\n"
    )
    EmailMessage(subject, body, to=[user.email]).send()


def _line(text: str) -> str:
    return " ".join(text.split())
