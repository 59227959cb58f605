"""Confirming that it is oneself, by what one has: and by nothing where one has nothing."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from leadline.workspaces.models import Member
from tests.workspaces.pages import client_of
from tests.world import World

CONFIRM = "/accounts/reauthenticate/"
BY_KEY = "/accounts/2fa/webauthn/reauthenticate/"
BY_CODE = "/accounts/2fa/reauthenticate/"
CODES = "/accounts/2fa/recovery-codes/"


@pytest.fixture
def otto(world: World) -> Member:
    """Somebody without a password."""
    user = world.otto.user
    user.set_unusable_password()
    user.save()
    return world.otto


def with_key(member: Member) -> None:
    data = {"name": "Laptop", "passwordless": True, "credential": {}}
    Authenticator.objects.create(user=member.user, type="webauthn", data=data)
    RecoveryCodes.activate(member.user)


@pytest.mark.parametrize("path", [CONFIRM, BY_CODE, BY_KEY])
def test_who_comes_by_single_sign_on_alone_may_go_on_and_is_told_why(otto: Member, monkeypatch: pytest.MonkeyPatch, path: str) -> None:  # fmt: skip
    monkeypatch.setitem(settings.CONFIGURATION.values, "LEADLINE_OIDC_NAME", "Nordlys")
    SocialAccount.objects.create(user=otto.user, provider="sso", uid="1")
    answer = client_of(otto).get(f"{path}?next={CODES}")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "You sign in with Nordlys" in page
    assert f'href="{CODES}"' in page
    assert "Set a password" in page


def test_a_way_on_to_another_site_is_no_way_on(otto: Member) -> None:
    page = client_of(otto).get(f"{CONFIRM}?next=https://evil.example/").content.decode()
    assert "evil.example" not in page
    assert "You have no password, passkey or authenticator app here." in page


def test_who_has_a_passkey_alone_is_asked_for_it_and_not_for_a_code(otto: Member) -> None:
    with_key(otto)
    client = client_of(otto)
    answer = client.get(CODES)
    assert answer.headers["Location"].startswith(BY_KEY)
    page = client.get(BY_CODE).content.decode()
    assert "Recovery code" in page
    assert "Use your passkey or key" in page
    assert "password" not in page.lower()


def test_who_has_an_app_is_asked_for_its_code(otto: Member) -> None:
    TOTP.activate(otto.user, generate_totp_secret())
    RecoveryCodes.activate(otto.user)
    client = client_of(otto)
    assert client.get(CODES).headers["Location"].startswith(BY_CODE)
    assert "Code from your authenticator app" in client.get(BY_CODE).content.decode()


def test_who_has_a_password_is_asked_for_it_first(world: World) -> None:
    with_key(world.otto)
    client = client_of(world.otto)
    assert client.get(CODES).headers["Location"].startswith(CONFIRM)
    assert "Use your passkey or key" in client.get(CONFIRM).content.decode()
