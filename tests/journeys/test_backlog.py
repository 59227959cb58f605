"""Edda writes the first items of a backlog, puts them in order and thinks again."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from leadline.workspaces.models import Member
from tests.backlog.pages import again, at, to
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def rows(page: Page) -> Locator:
    return page.locator("#rows-backlog tr[data-item]")


def order(page: Page) -> list[str]:
    return [
        each.strip() for each in page.locator("#rows-backlog .item-title > a").all_inner_texts()
    ]


def add(page: Page, title: str) -> None:
    with page.expect_response(lambda answer: "/backlog/added" in answer.url):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    expect(rows(page).filter(has_text=title)).to_be_visible()
    expect(page.get_by_label("Title of the new item")).to_be_focused()
    expect(page.get_by_label("Title of the new item")).to_have_value("")


def test_edda_writes_ranks_sends_and_takes_back(world: World, sign_in: SignIn, axe: Axe) -> None:
    page = sign_in(world.edda)
    page.goto(to(world, "backlog"))
    expect(page.get_by_text("Nothing is planned here yet")).to_be_visible()
    axe(page)
    page.get_by_label("Title of the new item").focus()
    for title in ("Show the sun", "Show the rain", "Show the wind"):
        add(page, title)
    assert order(page) == ["Show the wind", "Show the rain", "Show the sun"]
    axe(page)

    rows(page).filter(has_text="Show the sun").focus()
    with page.expect_response(lambda answer: "/backlog/ranks" in answer.url) as moved:
        page.keyboard.press("Alt+ArrowUp")
    assert moved.value.ok
    assert order(page) == ["Show the wind", "Show the sun", "Show the rain"]
    page.reload()
    assert order(page) == ["Show the wind", "Show the sun", "Show the rain"]

    page.get_by_label("Select WS-3").check()
    page.get_by_label("Select WS-1").check()
    expect(page.get_by_text("2 selected")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send to").click()
    page.get_by_role("menuitem", name="Later").click()
    expect(page.get_by_text("Sent 2 items to Later.")).to_be_visible()
    assert order(page) == ["Show the rain"]

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Sent 2 items to Later.")).not_to_be_visible()
    page.goto(to(world, "backlog"))
    assert order(page) == ["Show the wind", "Show the sun", "Show the rain"]


def test_edda_adds_below_a_row_and_at_the_end_by_key_and_by_mouse(
    world: World, sign_in: SignIn, axe: Axe
) -> None:
    for title in ("Show the sun", "Show the rain"):
        world.item(title)
    page = sign_in(world.edda)
    page.goto(to(world, "backlog"))
    page.keyboard.press("j")
    expect(rows(page).first).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_label("Place", exact=True)).to_have_value("below")
    axe(page)
    for title in ("Show the wind", "Show the gusts"):
        add(page, title)
    assert order(page) == ["Show the sun", "Show the wind", "Show the gusts", "Show the rain"]
    expect(page.locator("#announcer")).to_have_text("Added WS-4 below WS-3.")
    page.keyboard.press("Escape")
    expect(rows(page).filter(has_text="Show the gusts")).to_be_focused()

    page.keyboard.press("e")
    add(page, "Show the moon")
    expect(page.locator("#announcer")).to_have_text("Added WS-5 at the end of Backlog.")
    rows(page).filter(has_text="Show the rain").hover()
    page.get_by_role("button", name="Add below WS-2").click()
    add(page, "Show the hail")
    page.get_by_label("Select WS-1").click(delay=150)
    expect(page.get_by_label("Select WS-1")).to_be_checked()
    page.get_by_role("button", name="Add below", exact=True).click()
    add(page, "Show the dawn")
    there = ["Show the sun", "Show the dawn", "Show the wind", "Show the gusts", "Show the rain", "Show the hail", "Show the moon"]  # fmt: skip
    assert order(page) == there
    page.get_by_role("button", name="Undo").last.click()
    expect(rows(page)).to_have_count(6)
    assert order(page) == [title for title in there if title != "Show the dawn"]


def test_edda_edits_where_things_stand_and_in_the_panel(
    world: World, sign_in: SignIn, axe: Axe
) -> None:
    wind = world.item("Show the wind")
    page = sign_in(world.edda)
    page.goto(to(world, "backlog"))
    page.get_by_label("Points: –. Change").click()
    page.get_by_label("Points", exact=True).fill("5")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Points: 5. Change")).to_be_visible()
    page.get_by_label("Status: To do. Change").click()
    page.get_by_label("Status", exact=True).select_option("Doing")
    expect(page.get_by_label("Status: Doing. Change")).to_be_visible()

    page.get_by_role("link", name="Show the wind").click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Show the wind")).to_be_visible()
    assert page.url.endswith(at(world, "item", wind))
    panel.get_by_text("Add a criterion").click()
    panel.get_by_label("Then").fill("the needle moves within a second")
    panel.get_by_role("button", name="Add criterion").click()
    expect(panel.get_by_role("definition").filter(has_text="the needle moves")).to_be_visible()
    panel.get_by_role("button", name="Mark as met").click()
    expect(panel.get_by_text("1 of 1 met")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(page.get_by_text("1 of 1 criteria met")).to_be_visible()


@pytest.mark.parametrize("name", ["trash", "setup", "new_item"])
def test_the_other_pages_have_no_barriers(world: World, sign_in: SignIn, axe: Axe, name: str) -> None:  # fmt: skip
    world.item("Show the wind")
    page = sign_in(world.edda)
    page.goto(to(world, name))
    axe(page)


def slowly(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()


def test_what_is_typed_into_the_next_cell_outlives_the_saving_of_the_first(
    world: World, sign_in: SignIn
) -> None:
    item = world.item("Show the sun")
    page = sign_in(world.edda)
    page.goto(to(world, "backlog"))
    page.route("**/cell", slowly)
    page.get_by_label("Points: –. Change").click()
    page.get_by_label("Points", exact=True).fill("5")
    page.get_by_label("Change Title WS-1").click()
    page.get_by_label("Title", exact=True).fill("Show the sun and the mo")
    expect(page.get_by_label("Points: 5. Change")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.type("on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Show the sun and the moon")).to_be_visible()

    page.get_by_label("Points: 5. Change").click()
    page.get_by_label("Points", exact=True).fill("8")
    page.get_by_label("Change Title WS-1").click()
    page.get_by_label("Title", exact=True).fill("Show the stars")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Show the stars")).to_be_visible()
    saved = again(world, item)
    assert (saved.title, saved.points) == ("Show the stars", 8)
