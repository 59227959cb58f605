"""Edda says what work is for, and breaks a bet down, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.backlog.models import Item
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.backlog.aims import Aims, make_aims
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def aims(world: World) -> Aims:
    return make_aims(world)


def test_edda_gives_several_items_to_a_bet_that_she_finds_by_typing(world: World, aims: Aims, sign_in: SignIn, axe: Axe) -> None:  # fmt: skip
    for title in ("Keep a week of tides", "Load tides", "Paint the mast"):
        world.item(title)
    browser = sign_in(world.edda)
    browser.goto(f"/w/{world.workspace.slug}/backlog?product=WS")
    for key in ("WS-1", "WS-2"):
        browser.get_by_role("checkbox", name=f"Select {key}", exact=True).check()
    browser.get_by_role("button", name="Serve a bet…").click()
    dialog = browser.get_by_role("dialog")
    axe(browser)
    dialog.get_by_role("searchbox").press_sequentially("tides")
    found = dialog.get_by_role("button", name="Offline tides")
    expect(found).to_be_visible()
    found.press("Enter")
    expect(browser.get_by_text("2 items: now for “Offline tides”.")).to_be_visible()
    with scope(world.workspace):
        assert Item.of_bet(aims.bet).count() == 2


def test_edda_breaks_a_bet_down_on_its_page(world: World, aims: Aims, sign_in: SignIn, axe: Axe) -> None:  # fmt: skip
    browser = sign_in(world.edda)
    browser.goto(f"/w/{world.workspace.slug}/bets/{aims.bet.pk}")
    work = browser.locator("#bet-work")
    browser.locator("[hx-get$='/work'], #bet-work").scroll_into_view_if_needed()
    work.get_by_placeholder("What must be built?").fill("Tides on the device")
    browser.keyboard.press("Enter")
    expect(work.get_by_role("link", name="Tides on the device").first).to_be_visible()
    work.get_by_text("Add a story").click()
    work.get_by_label("Title of the story").fill("Keep a week of tides")
    browser.keyboard.press("Enter")
    expect(work.get_by_role("link", name="Keep a week of tides")).to_be_visible()
    axe(browser)
    work.get_by_role("link", name="Requirements document").click()
    expect(browser.get_by_role("heading", name="Open questions")).to_be_visible()
    axe(browser)
