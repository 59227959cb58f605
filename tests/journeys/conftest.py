"""Browser tests: a real server, a real Chromium, and no error in its console."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from leadline.workspaces.models import Member
from tests import browser as chromium
from tests.journeys.server import Server, serving

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Leadline serving the tests' database; started once, emptied after every test."""
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("server")) as running:
        call_command("flush", interactive=False, verbosity=0)  # the owner of a first start
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    own = {"executable_path": chromium.find(), "args": chromium.launch_arguments()}
    return browser_type_launch_args | own


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    own = {
        "locale": "en-GB",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 800},
    }
    return browser_context_args | own


class Faults(list[str]):
    """What a page complained about; a test that expects a complaint clears it."""

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(f"page error: {error}"))
        page.on("console", lambda line: self.append(line.text) if line.type == "error" else None)
        page.on("crash", lambda _: self.append("the page crashed"))


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def page(transactional_db: None, page: Page, server: Server, faults: Faults) -> Iterator[Page]:
    """A page whose test fails when it, or the server behind it, complains."""
    faults.watch(page)
    page.set_default_timeout(10_000)
    yield page
    assert not faults
    assert not server.complaints()


@pytest.fixture
def sign_in(page: Page, server: Server) -> Callable[[Member], Page]:
    """Open the browser as somebody, without the way through the sign-in page."""

    def enter(member: Member) -> Page:
        client = Client()
        client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])
        return page

    return enter


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail when axe finds a barrier on the page."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        barriers = [
            f"{each['id']}: {each['help']} — {[node['target'] for node in each['nodes'][:5]]}"
            for each in found.response["violations"]
        ]
        assert not barriers

    return check
