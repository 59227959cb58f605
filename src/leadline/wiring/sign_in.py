"""How allauth signs people in here: by invitation, or freely where the operator allows it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from leadline.foundation import clock
from leadline.wiring.second_factor import ways_to_confirm
from leadline.workspaces.letters import at_our_address
from leadline.workspaces.models import Invitation, User
from leadline.workspaces.queries import invitation_behind

SESSION_KEY = "invitation"
OBVIOUS = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return is_open_to_all() or invitation_of(request) is not None

    def clean_email(self, email: str) -> str:
        """Who comes by invitation signs up with the invited address."""
        email = super().clean_email(email).lower()
        invitation = None if is_open_to_all() else invitation_of(self.request)
        if invitation and invitation.email.lower() != email and self.request.user.is_anonymous:
            raise forms.ValidationError(f"You are invited as {invitation.email}. Sign up with that address.")  # fmt: skip
        return email

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name") or user.name
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters name us, not the host that the request happened to name."""
        site = {"name": "Leadline", "domain": settings.ADDRESS}
        super().send_mail(template_prefix, email, {"current_site": site} | context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return at_our_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return at_our_address(super().get_email_confirmation_url(request, emailconfirmation))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return after_sign_in(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return after_sign_in(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any,
        **told: Any,
    ) -> None:  # fmt: skip
        """Say what happened, but not what one sees anyway."""
        if message_template not in OBVIOUS:
            super().add_message(request, level, message_template, *rest, **told)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        found = super().get_reauthentication_methods(user)
        return ways_to_confirm(found, user) if found else []

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("workspaces:account")


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An identity nobody has connected yet signs nobody in, whatever address it names."""
        connects = sociallogin.state.get("process") == "connect"
        if not (sociallogin.is_existing or connects or may_sign_up(request, sociallogin)):
            raise ImmediateHttpResponse(redirect("workspaces:unknown_identity"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return may_sign_up(request, sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.name = str(data.get("name") or "")[:120]
        return user


def is_open_to_all() -> bool:
    return bool(settings.CONFIGURATION["LEADLINE_SIGN_UP"])


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation with which somebody came, kept in the session."""
    secret = request.session.get(SESSION_KEY, "")
    return invitation_behind(secret, clock.now()) if secret else None


def may_sign_up(request: HttpRequest, sociallogin: Any) -> bool:
    """A new person, with an address that nobody has, who may come in."""
    email = (sociallogin.user.email or "").lower()
    if not email or User.objects.filter(email__iexact=email).exists():
        return False
    invitation = invitation_of(request)
    return is_open_to_all() or (invitation is not None and invitation.email.lower() == email)


def after_sign_in(request: HttpRequest) -> str:
    """To the invitation with which somebody came, else to the start."""
    return reverse("workspaces:acceptance") if invitation_of(request) else "/"
