"""Every page of the registry on a phone and on a desk, in both colours, with names that nobody would type."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.db.models import Model
from playwright.sync_api import Page, ViewportSize

from leadline.backlog.models import BacklogList, CustomField, Item, Label, SavedView, Status
from leadline.delivery.models import Sprint
from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.products.models import Product, ProductLine, Team
from leadline.workspaces.models import Member, Role, User, Workspace
from tests.journeys.conftest import RULES
from tests.safety.doors import Way, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import Land, make_land

SignIn = Callable[[Member], Page]

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
NAMED: tuple[type[Model], ...] = (
    BacklogList, Contact, Customer, CustomField, Label, Member, Persona, Product, ProductLine, Role, SavedView, Segment,
    Sprint, Status, Team, Tier, User, Workspace,
)  # fmt: skip
UNBROKEN = "Wetterbeobachtungsstationsinstandhaltungsverordnung"
TITLE = "A title that somebody pasted from the letter of a customer who had much to say, and then "
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const beyond = (one) => one.getBoundingClientRect().right > wide + 1 && !one.closest("ll-board, .table-scroll, .rail, .filters, .tabs");
  return [...document.querySelectorAll("body *")].filter(beyond).slice(-3).map((one) => one.outerHTML.slice(0, 90));
}"""


@pytest.fixture
def land(transactional_db: None) -> Land:
    """One record of everything, each with a title of 200 characters or a name without a gap."""
    made = make_land()
    for model in NAMED:
        _stretch(model, "name")
    _stretch(Item, "title")
    return made


def _stretch(model: type[Model], name: str) -> None:
    found = [field for field in model._meta.concrete_fields if field.name == name]
    if not found:
        return
    most = min(found[0].max_length or 200, 200)
    for at, key in enumerate(model._base_manager.values_list("pk", flat=True)):
        words = (TITLE if at % 2 else "") + UNBROKEN * 4
        model._base_manager.filter(pk=key).update(**{name: f"{words[: most - 4]} {at:03}"})


def pages() -> Iterator[Way]:
    """Every second page, since a browser is slow: the one half beside SQLite, the other beside PostgreSQL."""
    return islice(openable(), int(connection.vendor == "sqlite"), None, 2)


def openable() -> Iterator[Way]:
    """What can be opened in a browser: no files, and no page that waits for something to happen.

    Nor the link that signs in: it presses its own button, and the example's leads nowhere.
    """
    for way in ways():
        is_file, acts = way.path.endswith((".csv", "/file")), way.path.startswith("/sign-in/<")
        if way.verb == "get" and not (
            way.is_api or is_file or acts or str(way) in NOT_AS_THINGS_STAND
        ):
            yield way


def test_no_page_overflows_or_has_a_barrier(land: Land, sign_in: SignIn) -> None:
    page, found, seen = sign_in(land.ann), [], 0
    for way in pages():
        # Asked beforehand, since what is refused, or no page, leaves a word in the console, sooner or later.
        answer = page.request.get(land.own.address(way))
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            continue
        page.goto(land.own.address(way))
        if page.locator("main").count():
            seen += 1
            found += [f"{way}: {what}" for what in [*_on_a_phone(page), *_on_a_desk(page)]]
    assert not found, "\n".join(found)
    assert seen > 20


def _on_a_phone(page: Page) -> list[str]:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    beyond = [f"runs off the phone: {html}" for html in page.evaluate(OVERFLOW)]
    return beyond + _barriers(page, ["color-contrast"], "rule")


def _on_a_desk(page: Page) -> list[str]:
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    return _barriers(page, RULES, "tag")


def _barriers(page: Page, values: list[str], kind: str) -> list[str]:
    only: Any = {"type": kind, "values": values}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {each['help']} — {[node['target'] for node in each['nodes'][:3]]}"
        for each in found.response["violations"]
    ]
