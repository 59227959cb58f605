"""Edda plans a sprint, runs it, sees how work flows and asks when it will be done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.workspaces.models import Member
from tests.delivery.cast import a_running_sprint, sized, weeks_ago, weeks_of_work
from tests.delivery.cast import page as address
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def test_edda_plans_a_sprint_and_starts_it(world: World, sign_in: SignIn, axe: Axe) -> None:
    weeks_ago(world, 1)
    sized(world, "Show the wind", 3)
    browser = sign_in(world.edda)
    browser.goto(address(world, "sprints"))
    axe(browser)
    browser.get_by_role("link", name="Plan a sprint").first.click()
    browser.get_by_label("Name").fill("Sprint 1")
    browser.get_by_label("Goal").fill("Crews trust the wind reading")
    browser.get_by_label("Team").select_option("Station crew")
    axe(browser)
    browser.get_by_role("button", name="Plan sprint").click()
    browser.get_by_role("link", name="Add items").click()
    browser.get_by_label("Select Show the wind").check()
    browser.get_by_role("button", name="Add to the sprint").click()
    browser.get_by_role("button", name="Start sprint").click()
    expect(browser.get_by_text("Running", exact=True)).to_be_visible()
    expect(browser.get_by_text("3 points", exact=True)).to_be_visible()
    axe(browser)


def test_edda_moves_a_card_to_done_by_keyboard(world: World, sign_in: SignIn, axe: Axe) -> None:
    weeks_ago(world, 1)
    sprint, _ = a_running_sprint(world, 3, 5)
    browser = sign_in(world.edda)
    browser.goto(address(world, f"board?sprint={sprint.id}"))
    axe(browser)
    done = browser.get_by_role("list", name="Done")
    for column in ("Doing", "Done"):
        browser.locator("[data-item]", has_text="Story 1").focus()
        with browser.expect_response(lambda answer: answer.url.endswith("/board/move")) as moved:
            browser.keyboard.press("Alt+ArrowRight")
        assert moved.value.ok
        expect(browser.get_by_role("list", name=column)).to_contain_text("Story 1")
    browser.reload()
    expect(done).to_contain_text("Story 1")
    browser.goto(address(world, f"sprints/{sprint.id}"))
    expect(browser.get_by_text("3 of 8", exact=True)).to_be_visible()


def test_edda_sees_the_flow_and_opens_the_items_of_a_week(
    world: World, sign_in: SignIn, axe: Axe
) -> None:
    weeks_ago(world, 12)
    made = weeks_of_work(world, [2, 3, 1, 4, 2, 3, 2, 1, 3, 2, 4, 3])
    browser = sign_in(world.edda)
    browser.goto(address(world, "flow"), timeout=60_000)
    expect(browser.get_by_text("2.5 items finished a week")).to_be_visible()
    axe(browser)
    browser.get_by_text("Show as a table").first.click()
    browser.locator(".chart-table a").first.click()
    expect(browser.get_by_role("heading", level=1)).to_contain_text("Finished in the week of")
    expect(browser.get_by_text(made[-1].title)).to_be_visible()
    axe(browser)


def test_edda_asks_when_it_will_be_done(world: World, sign_in: SignIn, axe: Axe) -> None:
    weeks_ago(world, 12)
    weeks_of_work(world, [2, 3, 1, 4, 2, 3, 2, 1, 3, 2, 4, 3])
    browser = sign_in(world.edda)
    browser.goto(address(world, "forecasts"))
    axe(browser)
    browser.get_by_role("link", name="Ask a forecast").first.click()
    browser.get_by_label("What is to be done").select_option("A number of my own")
    browser.get_by_label("How many", exact=False).and_(browser.locator("input[type=number]")).fill(
        "20"
    )
    axe(browser)
    browser.get_by_role("button", name="Ask forecast").click()
    expect(browser.get_by_role("heading", level=1)).to_contain_text("Half of futures by")
    axe(browser)
    browser.get_by_role("button", name="Compute it again").click()
    expect(browser.get_by_text("the very same answer")).to_be_visible()
