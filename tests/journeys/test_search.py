"""Edda finds an item by a word and asks Otto about it; Otto hears of it, answers, and takes that back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from leadline.backlog.models import Item
from leadline.conversation.operations import comment_on
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.after import done
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.item("Show the wind", description="In knots, at the mast.")
    made.item("Show the rain")
    done(made)
    return made


def comment_box(page: Page) -> Locator:
    """The box to write in, which a page fetches once its place comes into view."""
    page.locator("[hx-get$='/activity']").scroll_into_view_if_needed()
    return page.get_by_label("Comment", exact=True)


def test_edda_finds_an_item_and_otto_is_asked(world: World, sign_in: SignIn, axe: Axe) -> None:
    page = sign_in(world.edda)
    page.goto(f"/w/{world.workspace.slug}")
    axe(page)

    page.keyboard.press("Control+k")
    page.keyboard.type("knots")
    expect(page.get_by_role("option", name="WS-1 Show the wind")).to_have_attribute("aria-selected", "true")  # fmt: skip
    axe(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/WS-1")

    say = comment_box(page)
    say.press_sequentially("Which unit, @Ot")
    expect(page.get_by_role("option", name="Otto")).to_be_visible()
    page.keyboard.press("Enter")
    expect(say).to_have_value("Which unit, @Otto ")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".comment strong", has_text="@Otto")).to_be_visible()
    axe(page)


def test_otto_reads_answers_and_takes_it_back(world: World, sign_in: SignIn, axe: Axe) -> None:
    with scope(world.workspace):
        wind = Item.objects.get(number=1)
    comment_on(by=world.edda, now=world.now, subject=wind, body="Which unit, @Otto?")
    done(world)

    page = sign_in(world.otto)
    page.goto(f"/w/{world.workspace.slug}/inbox")
    expect(page.locator("[data-unread]").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Edda commented").click()
    page.wait_for_url("**/items/WS-1")

    say = comment_box(page)
    say.fill("Metres.")
    page.get_by_role("button", name="Comment", exact=True).click()
    mine = page.locator(".comment", has_text="Metres.")
    expect(mine).to_be_visible()
    page.get_by_role("button", name="Move comment to the trash").click()
    expect(mine).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
    page.locator("[hx-get$='/activity']").scroll_into_view_if_needed()
    expect(page.locator(".comment", has_text="Metres.")).to_be_visible()

    page.goto(f"/w/{world.workspace.slug}/inbox?unread=1")
    expect(page.get_by_text("All read")).to_be_visible()
    for place in ("search?q=wind", "trash", f"records/item/{wind.id}/history"):
        page.goto(f"/w/{world.workspace.slug}/{place}")
        axe(page)
