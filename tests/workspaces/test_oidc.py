"""Single sign-on against a real provider, through every redirect; and what must not get in."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from leadline.foundation import clock
from leadline.workspaces.models import User
from leadline.workspaces.operations import invite
from tests.workspaces.oidc_provider import CLIENT, SECRET
from tests.workspaces.pages import client_of, role, to
from tests.world import PASSWORD, World

LOGIN = "/accounts/oidc/sso/login/"
Connect = Callable[..., None]


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """A provider in its own process; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.workspaces.oidc_provider", str(port), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with provider(tmp_path_factory.mktemp("one")) as address:
        yield address


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with provider(tmp_path_factory.mktemp("other")) as address:
        yield address


@pytest.fixture
def trust(settings: Any) -> Connect:
    """Configure Leadline for an issuer, as LEADLINE_OIDC_* do."""

    def configure(issuer: str) -> None:
        app = {"provider_id": "sso", "name": "Nordlys", "client_id": CLIENT, "secret": SECRET, "settings": {"server_url": issuer}}  # fmt: skip
        known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": known | {"APPS": [app]}}

    return configure


class Browser:
    """One person's browser: cookies at Leadline and at the provider."""

    def __init__(self, client: Client | None = None) -> None:
        self.here = client or Client()
        self.there = requests.Session()

    def go(self, issuer: str, person: str, **fields: str) -> Any:
        """Press the button, sign in at the provider, come back: Leadline's answer."""
        return self.here.get(self.back_from(issuer, person, **fields))

    def back_from(self, issuer: str, person: str, **fields: str) -> str:
        """The address with which the provider sends the person back."""
        self.there.get(f"{issuer.removesuffix('/o')}/enter/{person}", timeout=10)
        answer = self.there.get(self.onward(**fields), timeout=10, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].removeprefix("http://testserver")

    def onward(self, **fields: str) -> str:
        page = self.here.post(LOGIN, fields)
        assert page.status_code == 200
        target: str = page.context["target"] if page.context else _target(page)
        return target

    def is_signed_in(self) -> bool:
        return bool(self.here.get(reverse("workspaces:account")).status_code == 200)


def _target(page: Any) -> str:
    from html import unescape

    return unescape(page.content.decode().split("0;url=")[1].split('"')[0])


def test_who_goes_there_carries_a_pkce_challenge_and_a_state(db: None, one: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    asked = parse_qs(urlsplit(Browser().onward()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert len(asked["state"][0]) >= 16


def test_the_page_that_leads_there_is_no_redirect_of_a_form(db: None, one: str, trust: Connect) -> None:  # fmt: skip
    """A strict form-action would stop one in the browser."""
    trust(f"{one}/o")
    page = Client().post(LOGIN)
    assert page.status_code == 200
    assert b'http-equiv="refresh"' in page.content
    assert "form-action 'self';" in page.headers["Content-Security-Policy"]


def test_a_look_at_the_address_starts_nothing(db: None, one: str, trust: Connect) -> None:
    trust(f"{one}/o")
    assert b"http-equiv" not in Client().get(LOGIN).content


def test_who_is_invited_comes_in_by_single_sign_on(world: World, one: str, trust: Connect) -> None:
    trust(f"{one}/o")
    _, secret = invite(by=world.ann, now=clock.now(), email="nils@nordlys.example", role=role(world, "Editor"))  # fmt: skip
    browser = Browser()
    browser.here.get(reverse("workspaces:invitation", kwargs={"secret": secret}))
    answer = browser.go(f"{one}/o", "nils")
    assert answer.url == reverse("workspaces:acceptance")
    assert browser.here.post(answer.url).status_code == 302
    assert browser.here.get(to(world, "people")).status_code == 200
    assert User.objects.get(email="nils@nordlys.example").name == "Nils Lie"
    assert not User.objects.get(email="nils@nordlys.example").has_usable_password()
    again = Browser()
    again.go(f"{one}/o", "nils")
    assert again.is_signed_in()


def test_an_invitation_for_another_address_lets_nobody_in(world: World, one: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    _, secret = invite(by=world.ann, now=clock.now(), email="nora@nordlys.example", role=role(world, "Editor"))  # fmt: skip
    browser = Browser()
    browser.here.get(reverse("workspaces:invitation", kwargs={"secret": secret}))
    assert browser.go(f"{one}/o", "nils").url == reverse("workspaces:unknown_identity")
    assert not User.objects.filter(email="nils@nordlys.example").exists()


@pytest.mark.parametrize("person", ["impostor", "ann", "nils", "nameless"])
def test_an_unconnected_identity_takes_over_nothing(world: World, one: str, trust: Connect, person: str) -> None:  # fmt: skip
    """Not by an unverified address, and not by a verified one either."""
    trust(f"{one}/o")
    browser = Browser()
    answer = browser.go(f"{one}/o", person)
    assert answer.url == reverse("workspaces:unknown_identity")
    assert not browser.is_signed_in()
    assert not SocialAccount.objects.exists()
    assert browser.here.get(answer.url).status_code == 403


def test_an_invited_address_that_has_an_account_already_is_not_taken_over(world: World, one: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    nils = world.person("Nils")
    _, secret = invite(by=world.ann, now=clock.now(), email=nils.email, role=role(world, "Editor"))
    browser = Browser()
    browser.here.get(reverse("workspaces:invitation", kwargs={"secret": secret}))
    assert browser.go(f"{one}/o", "nils").url == reverse("workspaces:unknown_identity")
    assert not browser.is_signed_in()


def connected(world: World, issuer: str) -> None:
    """Ann connects her account while she is signed in."""
    browser = Browser(client_of(world.ann))
    browser.here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.go(issuer, "ann", process="connect")
    assert SocialAccount.objects.get().user == world.ann.user


def test_a_person_connects_their_account_and_signs_in_by_it(world: World, one: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    connected(world, f"{one}/o")
    browser = Browser()
    browser.go(f"{one}/o", "ann")
    assert browser.here.get(to(world, "people")).status_code == 200


def test_the_same_subject_of_another_issuer_is_somebody_else(world: World, one: str, other: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    connected(world, f"{one}/o")
    trust(f"{other}/o")
    browser = Browser()
    assert browser.go(f"{other}/o", "ann").url == reverse("workspaces:unknown_identity")
    assert not browser.is_signed_in()


def test_a_provider_that_names_another_issuer_is_refused(db: None, one: str, trust: Connect) -> None:  # fmt: skip
    trust(one.replace("127.0.0.1", "localhost") + "/o/")
    assert Client().post(LOGIN).status_code == 200
    trust(f"{one}/mixed/o")
    assert Client().post(LOGIN).status_code == 401


def test_a_token_of_another_issuer_is_refused(world: World, one: str, trust: Connect) -> None:
    """The mix-up: the description is the configured one's, the token another's."""
    trust(f"{one}/mixed")
    browser = Browser()
    assert browser.go(one, "ann").status_code == 401
    assert not browser.is_signed_in()


def test_two_answers_about_two_people_are_refused(world: World, one: str, trust: Connect) -> None:
    trust(f"{one}/o")
    browser = Browser()
    assert browser.go(f"{one}/o", "janus").status_code == 401
    assert not browser.is_signed_in()


def test_a_way_back_works_once(world: World, one: str, trust: Connect) -> None:
    trust(f"{one}/o")
    connected(world, f"{one}/o")
    browser = Browser()
    back = browser.back_from(f"{one}/o", "ann")
    assert browser.here.get(back).status_code == 302
    assert browser.here.get(back).status_code == 401


def test_a_way_back_belongs_to_the_browser_that_went(world: World, one: str, trust: Connect) -> None:  # fmt: skip
    trust(f"{one}/o")
    connected(world, f"{one}/o")
    stolen = Browser().back_from(f"{one}/o", "ann")
    victim = Browser()
    assert victim.here.get(stolen).status_code == 401
    assert not victim.is_signed_in()


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?error=server_error", "?code=x&state=y", "?code[]=1"])  # fmt: skip
def test_a_made_up_way_back_leads_nowhere(db: None, one: str, trust: Connect, query: str) -> None:
    trust(f"{one}/o")
    assert Client().get(f"{LOGIN}callback/{query}").status_code == 401


def test_a_provider_that_is_down_is_told_and_breaks_nothing(db: None, trust: Connect) -> None:
    trust("http://127.0.0.1:1/o")
    assert Client().post(LOGIN).status_code == 401


def test_without_a_provider_there_is_no_such_door(db: None) -> None:
    assert Client().post(LOGIN).status_code == 404
