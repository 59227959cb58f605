"""Numbers about bets typed in a real browser: from cell to cell, with what cannot be refused beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.workspaces.models import Member
from tests.planning.cast import to
from tests.planning.ranking_cast import Rankings
from tests.world import World, make_world

SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


def test_numbers_are_typed_from_cell_to_cell(
    world: World, sign_in: SignIn, faults: list[str]
) -> None:
    Rankings(world).rice("Search", "1500", "2", "3")
    page = sign_in(world.otto)
    page.goto(to(world, "ranking_asking"))
    reach = page.get_by_role("button", name="Reach of Search")
    page.get_by_role("link", name="Search", exact=True).focus()
    page.keyboard.press("Tab")
    expect(reach).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("200 500 900")
    page.keyboard.press("Enter")
    expect(reach).to_have_text("500 · 200–900")
    expect(reach).to_be_focused()
    page.keyboard.press("Tab")
    impact = page.get_by_role("button", name="Impact of Search")
    expect(impact).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("3 2 1")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("cell").filter(has=page.get_by_label("Impact of Search"))
    ).to_contain_text("upside down")
    faults.clear()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1 2 3")
    page.keyboard.press("Tab")
    expect(impact).to_have_text("2 · 1–3")
    expect(page.get_by_role("button", name="Confidence of Search")).to_be_focused()
