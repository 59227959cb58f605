"""A page of allauth that says a little more, or less, here."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView


class SignIn(LoginView):  # type: ignore[misc]
    """Offers to sign up only to those who may."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**context)
        return told | {"may_sign_up": get_adapter().is_open_for_signup(self.request)}
