"""Second factors and confirming that it is oneself: allauth's rules, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import BaseReauthenticateView, ReauthenticateView
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as codes
from allauth.mfa.base import views as code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import views as key
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadline.workspaces.models import User


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What is said when a second factor cannot be had, and what a new key is called."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("The address cannot change while a second factor is on. Turn it off first."),
        "cannot_delete_authenticator": _("This second factor cannot be taken away."),
        "cannot_generate_recovery_codes": _("Recovery codes need a second factor. Set up an app or a key first."),
        "incorrect_code": _("This code is not right. Codes of an app change every 30 seconds and hold once: wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }  # fmt: skip

    def generate_authenticator_name(self, user: User, kind: str) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=kind).count()
        return gettext("Passkey %(number)s") % {"number": count + 1} if count else gettext("Passkey")  # fmt: skip


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Makes a passkey unless told otherwise: that is what people come for."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        asked = self.fields["passwordless"]
        asked.initial = True
        asked.label = _("Sign in with it alone, without a password")
        asked.help_text = _("The device asks for a fingerprint, a face or a PIN. Without this it is a second factor only.")  # fmt: skip
        self.fields["name"].help_text = _("So that you can tell your keys apart.")


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["name"].help_text = _("So that you can tell your keys apart.")


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].label = _("Code from the app")


class AsksForCode:
    """Asks for the codes that the person has."""

    fields: dict[str, Any]
    user: User

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        asked = self.fields["code"]
        if has_app(self.user):
            asked.label, asked.help_text = _("Code from your authenticator app"), _("Or one of your recovery codes.")  # fmt: skip
        else:
            asked.label, asked.help_text = _("Recovery code"), _("Each holds once.")


class CodeForm(AsksForCode, codes.AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in, as a code."""


class ConfirmingCodeForm(AsksForCode, codes.ReauthenticateForm):  # type: ignore[misc]
    """The same, from somebody who is signed in."""


def has_app(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())  # fmt: skip


def ways_to_confirm(found: list[dict[str, Any]], user: User) -> list[dict[str, Any]]:
    """allauth's ways for a person, the surest to be at hand first: password, key, code."""
    codes_text = _("Use a code from your app") if has_app(user) else _("Use a recovery code")
    words = {
        "reauthenticate": _("Use your password"),
        "mfa_reauthenticate:webauthn": _("Use your passkey or key"),
        "mfa_reauthenticate": codes_text,
    }
    by_id = {way["id"]: way for way in found}
    return [by_id[name] | {"description": text} for name, text in words.items() if name in by_id]


class Confirming(BaseReauthenticateView):  # type: ignore[misc]
    """Says so to whoever has nothing to confirm with, instead of refusing."""

    def _check_reauthentication_method_available(self, request: HttpRequest) -> Any:
        if get_adapter().get_reauthentication_methods(request.user):
            return super()._check_reauthentication_method_available(request)
        return nothing_to_confirm_with(request)


def nothing_to_confirm_with(request: HttpRequest) -> HttpResponse:
    """Who comes by single sign-on or by a link alone is never asked, and may go on."""
    connected = SocialAccount.objects.filter(user_id=request.user.pk).exists()
    name = settings.CONFIGURATION["LEADLINE_OIDC_NAME"] if connected else ""
    context = {"single_sign_on": name, "onward": get_next_redirect_url(request)}
    return render(request, "account/reauthenticate_nothing.html", context)


class ByPassword(Confirming, ReauthenticateView):  # type: ignore[misc]
    """Confirming by the password."""


class ByCode(Confirming, code.ReauthenticateView):  # type: ignore[misc]
    """Confirming by a code of the app or a recovery code."""


class ByKey(Confirming, key.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Confirming by a passkey or security key."""
