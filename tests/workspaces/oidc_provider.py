"""An OpenID Connect provider to sign in with: django-oauth-toolkit in a process of its own.

python -m tests.workspaces.oidc_provider PORT FOLDER

`/enter/<person>` signs a browser in there. People: see PEOPLE. `/mixed` describes itself as an
issuer of its own, whose tokens come from the real one.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT, SECRET = "leadline", "a secret between two"
CALLBACK = "http://testserver/accounts/oidc/sso/login/callback/"
PEOPLE: dict[str, dict[str, Any]] = {
    "nils": {"email": "nils@nordlys.example", "email_verified": True, "name": "Nils Lie"},
    "ann": {"email": "ann@nordlys.example", "email_verified": True, "name": "Ann"},
    "impostor": {"email": "Ann@Nordlys.example", "email_verified": False, "name": "Not Ann"},
    "janus": {"email": "janus@nordlys.example", "email_verified": True, "name": "Janus"},
    "nameless": {"name": "Nobody"},
}


def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()  # fmt: skip


def configure(folder: Path) -> None:
    settings.configure(
        SECRET_KEY="only for tests", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "oidc.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True, "OIDC_RSA_PRIVATE_KEY": key(), "PKCE_REQUIRED": True,
            "OAUTH2_VALIDATOR_CLASS": f"{__name__}.validator",
            "SCOPES": {"openid": "who", "profile": "name", "email": "address"},
        },
    )  # fmt: skip
    django.setup()


def fill() -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name)
    Application.objects.create(
        client_id=CLIENT, client_secret=SECRET, redirect_uris=CALLBACK, skip_authorization=True,
        client_type="confidential", authorization_grant_type="authorization-code", algorithm="RS256",
    )  # fmt: skip


def routes() -> list[Any]:
    from django.contrib.auth import login as log_in
    from django.contrib.auth.models import User
    from django.http import HttpResponse, JsonResponse
    from django.urls import include, path
    from oauth2_provider.views import UserInfoView

    def enter(request: Any, name: str) -> HttpResponse:
        person: Any = User.objects.get(username=name)
        log_in(request, person)
        return HttpResponse(name)

    def mixed(request: Any) -> JsonResponse:
        base = request.build_absolute_uri("/")
        ends = {"authorization": "authorize/", "token": "token/", "userinfo": "userinfo/"}
        told = {f"{name}_endpoint": f"{base}o/{end}" for name, end in ends.items()}
        return JsonResponse({"issuer": f"{base}mixed", "jwks_uri": f"{base}o/.well-known/jwks.json", **told})  # fmt: skip

    def two_faced(request: Any) -> HttpResponse:
        answer = UserInfoView.as_view()(request)
        told = json.loads(answer.content)
        if told.get("name") == "Janus":
            told["sub"] = "somebody else"
        return JsonResponse(told)

    return [
        path("enter/<str:name>", enter),
        path("mixed/.well-known/openid-configuration", mixed),
        path("o/userinfo/", two_faced),
        path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    ]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def validator(*arguments: Any) -> Any:
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Claims(OAuth2Validator):  # type: ignore[misc]
        oidc_claim_scope = None

        def get_additional_claims(self, request: Any) -> dict[str, Any]:
            return PEOPLE[request.user.username]

    return Claims(*arguments)


def main(port: int, folder: Path) -> None:
    configure(folder)
    fill()
    from django.core.wsgi import get_wsgi_application

    sys.modules[__name__].urlpatterns = routes()  # type: ignore[attr-defined]
    application = get_wsgi_application()
    with make_server("127.0.0.1", port, application, Threaded, Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    # Under its own name, because the settings name this module.
    import_module("tests.workspaces.oidc_provider").main(int(sys.argv[1]), Path(sys.argv[2]))
