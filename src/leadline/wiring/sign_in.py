"""How allauth signs people in here: by invitation, or freely where the operator allows it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return _is_open(request)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return _is_open(request)


def _is_open(request: HttpRequest) -> bool:
    return bool(settings.CONFIGURATION["LEADLINE_SIGN_UP"] or request.session.get("invitation"))
