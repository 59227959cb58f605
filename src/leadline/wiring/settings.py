"""Django's settings, all derived from the LEADLINE_* variables."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from leadline.foundation import sqlite
from leadline.foundation.configuration import Misconfigured, read_configuration

sqlite.use_current_sqlite()

CONFIGURATION = read_configuration()
DATA: Path = CONFIGURATION["LEADLINE_DATA"]
DEBUG = CONFIGURATION["LEADLINE_DEBUG"]


def _secret_key() -> str:
    if given := CONFIGURATION["LEADLINE_SECRET_KEY"]:
        return str(given)
    kept = DATA / "secret_key"
    if not kept.exists() or not kept.stat().st_size:
        DATA.mkdir(parents=True, exist_ok=True)
        fresh = DATA / f".secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.replace(kept)
    return kept.read_text()


def _database(url: str) -> dict[str, Any]:
    if not url:
        DATA.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "leadline.foundation.sqlite",
            "NAME": DATA / "leadline.sqlite3",
            "OPTIONS": sqlite.OPTIONS,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise Misconfigured(f"LEADLINE_DATABASE_URL starts with {parts.scheme!r}; use postgresql://")  # fmt: skip
    return {
        "ENGINE": "leadline.foundation.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key()
DATABASES = {"default": _database(CONFIGURATION["LEADLINE_DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ADDRESS = CONFIGURATION["LEADLINE_ADDRESS"].rstrip("/")
ALLOWED_HOSTS = [*CONFIGURATION["LEADLINE_HOSTS"]]
if ADDRESS:
    ALLOWED_HOSTS.append(urlsplit(ADDRESS).hostname or "")
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
_SECURE = ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "leadline.design",
    "leadline.foundation",
    "leadline.workspaces",
    "leadline.conversation",
    "leadline.products",
    "leadline.metrics",
    "leadline.market",
    "leadline.evidence",
    "leadline.strategy",
    "leadline.planning",
    "leadline.backlog",
    "leadline.delivery",
    "leadline.releases",
    "leadline.roadmap",
    "leadline.outcomes",
    "leadline.integrations",
    "leadline.archive",
    "leadline.sample",
    "leadline.home",
    "leadline.wiring",
]

MIDDLEWARE = [
    "leadline.wiring.headers.SecurityHeaders",
    "servestatic.middleware.ServeStaticMiddleware",
    "leadline.foundation.input_shell.InputShell",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "leadline.wiring.urls"
ASGI_APPLICATION = "leadline.wiring.asgi.application"

_DESIGN = Path(__file__).resolve().parent.parent / "design"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "leadline.design.jinja.environment",
            "compiled": DATA / "templates",
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_DESIGN / "dj_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "workspaces.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "leadline.wiring.sign_in_forms.NameForm"
ACCOUNT_EMAIL_VERIFICATION = "optional" if CONFIGURATION["LEADLINE_EMAIL_URL"] else "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "leadline.wiring.sign_in.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "leadline.wiring.sign_in.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "leadline.wiring.second_factor.FactorAdapter"
MFA_FORMS = {
    "activate_totp": "leadline.wiring.second_factor.AppForm",
    "add_webauthn": "leadline.wiring.second_factor.KeyForm",
    "edit_webauthn": "leadline.wiring.second_factor.KeyNameForm",
    "authenticate": "leadline.wiring.second_factor.CodeForm",
    "reauthenticate": "leadline.wiring.second_factor.ConfirmingCodeForm",
}
MFA_TOTP_ISSUER = "Leadline"
MFA_TOTP_TOLERANCE = 1
# Where no mail is set up, nobody could ever confirm an address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE

SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "leadline.wiring.single_sign_on.SingleSignOn",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [],
    }
}
if CONFIGURATION["LEADLINE_OIDC_ISSUER"]:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sso",
            "name": CONFIGURATION["LEADLINE_OIDC_NAME"],
            "client_id": CONFIGURATION["LEADLINE_OIDC_CLIENT_ID"],
            "secret": CONFIGURATION["LEADLINE_OIDC_CLIENT_SECRET"],
            "settings": {"server_url": CONFIGURATION["LEADLINE_OIDC_ISSUER"]},
        }
    ]

# allauth counts attempts here, so it must be one for all web processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "leadline_cache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA / "files"

_MEGABYTE = 2**20
UPLOAD_LIMIT = CONFIGURATION["LEADLINE_UPLOAD_MB"] * _MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * _MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_TEMP_DIR = None

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "leadline.wiring.errors.forged"
REFUSED = "leadline.wiring.errors.refused"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
if CONFIGURATION["LEADLINE_PROXIES"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = CONFIGURATION["LEADLINE_PROXIES"]

EMAIL_URL = CONFIGURATION["LEADLINE_EMAIL_URL"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION["LEADLINE_EMAIL_FROM"]
EMAIL_BACKEND = "leadline.wiring.mail.JobBackend"

SIMPLE_HISTORY_DATE_INDEX = False
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Strangers choose the host they ask for, and would fill the log with it.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
