"""OpenID Connect as safety asks for it: an identity is a connection, an issuer and a subject.

Against the provider as allauth has it: the issuer must be the one that is configured, the
signature of the ID token is always checked, the two answers must speak of the same person,
and only a plain `true` counts as a verified address.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from requests import RequestException

from leadline.workspaces.doors.shell import of_stranger

Claims = dict[str, Any]


class Door(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The way to the provider and back."""

    @property
    def openid_config(self) -> Claims:
        found: Claims = super().openid_config
        wanted = self.get_provider().issuer
        if str(found.get("issuer", "")).rstrip("/") != wanted:
            raise OAuth2Error(f"The provider says that it is {found.get('issuer')!r}, not {wanted!r}.")  # fmt: skip
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **answer: Any) -> Any:
        claims = self._decode_id_token(app, answer["response"].get("id_token") or "")
        told = self._fetch_user_info(token.token)
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("The provider speaks of two people.")
        return self.get_provider().sociallogin_from_response(request, told | claims)

    def _decode_id_token(self, app: Any, id_token: str) -> Claims:
        claims: Claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class SingleSignOn(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Door

    @property
    def issuer(self) -> str:
        return str(self.app.settings["server_url"]).rstrip("/")

    def wk_server_url(self, url: str) -> str:
        return f"{url.rstrip('/')}/.well-known/openid-configuration"

    def extract_uid(self, data: Claims) -> str:
        """Issuer and subject together; hashed, since together they outgrow the column."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: Claims) -> Claims:
        kept = ("iss", "sub", "email", "name")
        return {name: data[name] for name in kept if name in data}

    def extract_email_addresses(self, data: Claims) -> list[Any]:
        return super().extract_email_addresses(data | {"email_verified": data.get("email_verified") is True})  # type: ignore[no-any-return]  # fmt: skip


def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider, by a page that leads there: a form may not be redirected abroad."""
    answer = _through(OAuth2LoginView, request, provider_id)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    name = settings.CONFIGURATION["LEADLINE_OIDC_NAME"]
    context = {"target": answer.headers["Location"], "name": name, "shell": of_stranger(request)}
    return render(request, "workspaces/onward.html", context)


def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        door = Door(request, provider_id)
        provider = door.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return _told(lambda: view.adapter_view(door)(request), request, provider)


def _told(go: Callable[[], HttpResponseBase], request: HttpRequest, provider: Any) -> HttpResponseBase:  # fmt: skip
    # A provider that answers nonsense, or not at all, is no fault of ours and no 500.
    try:
        return go()
    except (OAuth2Error, RequestException, KeyError, TypeError, ValueError) as error:
        answer: HttpResponseBase = render_authentication_error(request, provider, exception=error)
        return answer
