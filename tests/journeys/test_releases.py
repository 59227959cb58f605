"""A release in a real browser: filled with finished work, told, ticked off, sent out, published, read outside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.workspaces.models import Member
from tests.releases.cast import finished, opened, release
from tests.world import World, make_world

SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


def test_finished_work_is_read_outside_once_its_release_is_published(world: World, sign_in: SignIn) -> None:  # fmt: skip
    planned = release(world, "2.4")
    finished(world)
    opened(world)
    page = sign_in(world.edda)
    page.goto(planned.page_url())
    page.get_by_role("button", name="Take all finished").click()
    page.get_by_role("button", name="Take the title").click()
    expect(page.get_by_role("button", name="Take the title")).to_have_count(0)
    expect(page.get_by_role("button", name="Keep inside")).to_be_visible()
    page.get_by_role("button", name="Draft from finished work").click()
    expect(page.get_by_role("heading", name="New")).to_be_visible()
    while page.get_by_role("button", name="Tick", exact=True).count():
        left = page.get_by_role("button", name="Tick", exact=True).count()
        page.get_by_role("button", name="Tick", exact=True).first.click()
        expect(page.get_by_role("button", name="Tick", exact=True)).to_have_count(left - 1)
    page.get_by_role("button", name="Release it").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Release it").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    page.goto("/changelogs/weather-station")
    expect(page.get_by_text("Tides without a connection")).to_be_visible()
    feed = page.request.get(f"{page.url}/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "Tides without a connection" in feed.text()
