"""Two pages of allauth that say a little more, or less, here."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginView):  # type: ignore[misc]
    """Offers to sign up only to those who may."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**context)
        return told | {"may_sign_up": get_adapter().is_open_for_signup(self.request)}


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Makes a passkey unless told otherwise: that is what people come for."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        asked = self.fields["passwordless"]
        asked.initial = True
        asked.label = _("Sign in with it alone, without a password")
        asked.help_text = _("The device asks for a fingerprint, a face or a PIN. Without this it is a second factor only.")  # fmt: skip
