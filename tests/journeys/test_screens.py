"""Every page of the registry on a phone, or on a desk, in both colours, with names that nobody would type."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import Model
from playwright.sync_api import Page, ViewportSize

from leadline.backlog.models import (
    BacklogList,
    CustomField,
    Item,
    Label,
    Milestone,
    SavedView,
    Scenario,
    Status,
)
from leadline.delivery.models import Sprint
from leadline.evidence.models import Claim, Feedback
from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.metrics.models import Metric
from leadline.planning.models import Bet, Opportunity
from leadline.products.models import Product, ProductLine, Team
from leadline.roadmap.models import Bar, Roadmap
from leadline.strategy.models import Canvas, Cycle, Decision, Goal, KeyResult, Objective, Theme
from leadline.workspaces.models import Member, Role, User, Workspace
from tests.journeys.conftest import RULES
from tests.safety.doors import Way, half, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import Land, make_land

SignIn = Callable[[Member], Page]

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
NAMED: tuple[type[Model], ...] = (
    BacklogList, Bar, Bet, Canvas, Contact, Customer, CustomField, Cycle, Goal, KeyResult, Label, Member, Metric, Milestone, Objective,
    Opportunity, Persona, Product, ProductLine, Roadmap, Role, SavedView, Scenario, Segment, Sprint, Status, Team, Theme, Tier, User, Workspace,
)  # fmt: skip
UNBROKEN = "Wetterbeobachtungsstationsinstandhaltungsverordnung"
TITLE = "A title that somebody pasted from the letter of a customer who had much to say, and then "
OVERFLOW = """async (expected) => {
  // A busy browser learns of its new size late; what watches its own size is drawn anew one frame later.
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  for (let frames = 0; window.innerWidth !== expected && frames < 600; frames++) await frame();
  await document.fonts.ready;
  await frame(); await frame(); await frame();
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const beyond = (one) => one.getBoundingClientRect().right > wide + 1 && !one.closest("ll-board, .table-scroll, .rail, .filters, .tabs, .roadmap-scroll");
  return [...document.querySelectorAll("body *")].filter(beyond).slice(-3).map((one) => one.outerHTML.slice(0, 90));
}"""


@pytest.fixture
def land(transactional_db: None) -> Land:
    """One record of everything, each with a title of 200 characters or a name without a gap."""
    made = make_land()
    for model in NAMED:
        _stretch(model, "name")
    for model, field in (
        (Item, "title"),
        (Claim, "statement"),
        (Decision, "question"),
        (Feedback, "text"),
    ):
        _stretch(model, field)
    return made


def _stretch(model: type[Model], name: str) -> None:
    found = [field for field in model._meta.concrete_fields if field.name == name]
    if not found:
        return
    most = min(found[0].max_length or 200, 200)
    for at, key in enumerate(model._base_manager.values_list("pk", flat=True)):
        words = (TITLE if at % 2 else "") + UNBROKEN * 4
        model._base_manager.filter(pk=key).update(**{name: f"{words[: most - 4]} {at:03}"})


def openable() -> Iterator[Way]:
    """What can be opened in a browser: no files, and no page that waits for something to happen.

    Nor the link that signs in: it presses its own button, and the example's leads nowhere.
    """
    for way in ways():
        is_file, acts = (
            way.path.endswith((".csv", ".html", "/file")),
            way.path.startswith("/sign-in/<"),
        )
        if way.verb == "get" and not (
            way.is_api or is_file or acts or str(way) in NOT_AS_THINGS_STAND
        ):
            yield way


def test_no_page_overflows_or_has_a_barrier(land: Land, sign_in: SignIn) -> None:
    page, found, seen = sign_in(land.ann), [], 0
    for way in half([*openable()]):
        # Asked beforehand, since what is refused, or no page, leaves a word in the console, sooner or later.
        answer = page.request.get(land.own.address(way))
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            continue
        page.goto(land.own.address(way))
        if page.locator("main").count():
            seen += 1
            look = _on_a_desk if seen % 2 else _on_a_phone
            found += [f"{way}: {what}" for what in [*_off_the_phone(page), *look(page)]]
    assert not found, "\n".join(found)
    assert seen > 20


def _off_the_phone(page: Page) -> list[str]:
    page.set_viewport_size(PHONE)
    return [f"runs off the phone: {html}" for html in page.evaluate(OVERFLOW, PHONE["width"])]


def _on_a_phone(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    return _barriers(page)


def _on_a_desk(page: Page) -> list[str]:
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    return _barriers(page)


def _barriers(page: Page) -> list[str]:
    only: Any = {"type": "tag", "values": RULES}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {each['help']} — {[node['target'] for node in each['nodes'][:3]]}"
        for each in found.response["violations"]
    ]
