"""Aims in a real browser: from a goal to a number that moves by itself, and a decision with the day to look again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.strategy.operations import create_cycle
from leadline.workspaces.models import Member
from tests.metrics.cast import online, read
from tests.world import World, make_world

SignIn = Callable[[Member], Page]
DAY = timedelta(days=1)


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


@pytest.fixture
def page(world: World, sign_in: SignIn) -> Page:
    return sign_in(world.edda)


def at(world: World, path: str) -> str:
    return f"/w/{world.workspace.slug}/{path}"


def test_an_aim_is_set_and_its_number_moves_with_a_reading(world: World, page: Page) -> None:
    today = world.workspace.today(world.now)
    create_cycle(by=world.edda, now=world.now, name="This quarter", starts_on=today - 30 * DAY, ends_on=today + 60 * DAY)  # fmt: skip
    metric = online(world)
    read(world, metric, [90], today - DAY)
    page.goto(at(world, "goals/new"))
    page.get_by_label("Goal").fill("Harbours trust the station")
    page.get_by_role("button", name="Save goal").click()
    page.get_by_role("link", name=re.compile("objective", re.IGNORECASE)).first.click()
    page.get_by_label("Objective", exact=True).fill("Stations stay online")
    page.get_by_role("button", name="Save objective").click()
    page.get_by_role("link", name=re.compile("key result", re.IGNORECASE)).first.click()
    page.get_by_label("Key result", exact=True).fill("Stations online")
    page.get_by_label("Metric").select_option(label="Stations online")
    page.get_by_label("From").fill("90")
    page.get_by_label("To", exact=True).fill("98")
    page.get_by_role("button", name="Save key result").click()
    expect(page.get_by_text("0\u202f% of the way")).to_be_visible()
    page.get_by_label("Chance to reach it").fill("60")
    page.locator("#check-note").fill("The mast is up")
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_role("cell", name="The mast is up")).to_be_visible()
    key_result = page.url
    page.goto(metric.page_url())
    page.locator("form[action$='/readings'] [name=value]").fill("94")
    page.locator("form[action$='/readings'] button").click()
    expect(page.get_by_text("94").first).to_be_visible()
    page.goto(key_result)
    expect(page.get_by_text("50\u202f% of the way")).to_be_visible()


def test_a_question_is_decided_with_the_day_to_look_again(world: World, page: Page) -> None:
    today = world.workspace.today(world.now)
    page.goto(at(world, "decisions/new"))
    page.get_by_label("Question").fill("Radio or cable?")
    page.get_by_role("button", name="Save decision").click()
    for name in ("Radio", "Cable"):
        add = page.locator("form[action$='/alternatives']")
        if not add.is_visible():
            page.get_by_text("Add an alternative").first.click()
        add.locator("[name=name]").fill(name)
        add.get_by_role("button").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_label("Radio").check()
    page.locator("#choice-why").fill("Trenches take a year.")
    page.get_by_label("Look again on").first.fill((today + 90 * DAY).isoformat())
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("Chosen: Radio")).to_be_visible()
    expect(page.get_by_text("Trenches take a year.").first).to_be_visible()
