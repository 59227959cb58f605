"""Configuration by LEADLINE_* variables: the list, the reading, the errors."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class Misconfigured(Exception):
    """A variable that cannot be used; the message names it and the remedy."""


def _text(value: str) -> str:
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser().resolve()


def _flag(value: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False}
    words |= {"no": False, "off": False, "": False}
    if value.strip().lower() not in words:
        raise ValueError("is neither yes nor no; write 1 or 0")
    return words[value.strip().lower()]


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.strip().isdecimal() or not low <= int(value) <= high:
            raise ValueError(f"is not a whole number from {low} to {high}")
        return int(value)

    return read


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


@dataclass(frozen=True)
class Setting:
    """One variable: its name, what it does, its default as text, and how it is read."""

    name: str
    meaning: str
    default: str = ""
    read: Callable[[str], Any] = _text
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("LEADLINE_DATA", "Folder for the database, files and backups.", "./data", _path),
    Setting(
        "LEADLINE_DATABASE_URL",
        "postgresql://user:password@host:port/name; empty for SQLite in the data folder.",
        secret=True,
    ),
    Setting("LEADLINE_HOST", "Address that the server listens on.", "127.0.0.1"),
    Setting("LEADLINE_PORT", "Port that the server listens on.", "8000", _whole(1, 65535)),
    Setting(
        "LEADLINE_ADDRESS",
        "Address that people type, such as https://plan.example.org; links in mail start with it.",
    ),
    Setting(
        "LEADLINE_HOSTS",
        "Host names that the server answers to, separated by commas; the address's own host is always among them.",
        "localhost,127.0.0.1,[::1]",
        _names,
    ),
    Setting(
        "LEADLINE_SECRET_KEY",
        "Key for signatures; empty for one that is made once and kept in the data folder.",
        secret=True,
    ),
    Setting("LEADLINE_DEBUG", "Error pages with the trace; for engineers only.", "0", _flag),
    Setting("LEADLINE_SAMPLE", "Load the sample workspace at the first start.", "1", _flag),
    Setting(
        "LEADLINE_SIGN_UP",
        "Anyone may sign up and open a workspace; otherwise only the invited.",
        "0",
        _flag,
    ),
    Setting(
        "LEADLINE_EMAIL_URL",
        "smtp://user:password@host:port or smtps://…; empty: links are shown instead of mailed.",
        secret=True,
    ),
    Setting("LEADLINE_EMAIL_FROM", "Sender of mail.", "Leadline <leadline@localhost>"),
    Setting(
        "LEADLINE_OIDC_NAME",
        "Name of the OpenID Connect provider on the sign-in page.",
        "Single sign-on",
    ),
    Setting("LEADLINE_OIDC_ISSUER", "Issuer URL of the OpenID Connect provider; empty for none."),
    Setting("LEADLINE_OIDC_CLIENT_ID", "Client id at the provider."),
    Setting("LEADLINE_OIDC_CLIENT_SECRET", "Client secret at the provider.", secret=True),
    Setting("LEADLINE_WORKERS", "Web processes.", "1", _whole(1, 64)),
    Setting(
        "LEADLINE_UPLOAD_MB",
        "Largest file that may be uploaded, in megabytes.",
        "100",
        _whole(1, 4096),
    ),
    Setting(
        "LEADLINE_PROXIES",
        "How many trusted proxies stand in front and set X-Forwarded-*.",
        "0",
        _whole(0, 9),
    ),
)


@dataclass(frozen=True)
class Configuration:
    """All settings, read once; `configuration["LEADLINE_PORT"]` gives the typed value."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def read_configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read every LEADLINE_* variable; raise `Misconfigured` for the first unusable one."""
    _refuse_unknown(environment)
    return Configuration({each.name: _read(each, environment) for each in SETTINGS})


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {each.name for each in SETTINGS}
    for name in sorted(environment):
        if name.startswith("LEADLINE_") and name not in known:
            raise Misconfigured(f"{name} is no setting of Leadline. See `leadline check`.")


def _read(setting: Setting, environment: Mapping[str, str]) -> Any:
    value = environment.get(setting.name) or setting.default
    try:
        return setting.read(value)
    except ValueError as error:
        raise Misconfigured(f"{setting.name}={value!r} {error}.") from error
