"""Edda brings an export in her browser: map, check, import, see the backlog, take it back."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.workspaces.models import Member
from tests.integrations.files import JIRA, run_jobs
from tests.world import make_world

Enter = Callable[[Member], Page]


def test_an_export_comes_in_is_seen_and_is_taken_back(
    page: Page, sign_in: Enter, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    world = make_world()
    sign_in(world.edda)
    export = tmp_path / "jira.csv"
    export.write_text(JIRA)

    page.goto(f"/w/{world.workspace.slug}/imports")
    axe(page)
    page.get_by_role("link", name="Import files").first.click()
    page.get_by_label("Files").set_input_files(export)
    page.get_by_label("Product", exact=True).select_option("WS")
    axe(page)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs(clock.now())

    expect(page.get_by_text("Show the wind")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Go on to the columns").click()
    expect(page.get_by_label("Summary")).to_have_value("title")
    axe(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_label("In Progress")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Check the import").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs(clock.now())

    expect(page.get_by_role("button", name="Import 3 items")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Import 3 items").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs(clock.now())
    expect(page.get_by_role("button", name="Undo the import")).to_be_visible()
    axe(page)
    result = page.url

    page.get_by_role("link", name="Open the backlog").click()
    expect(page.get_by_text("Show the snow").first).to_be_visible()
    page.goto(result)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    axe(page)
    run_jobs(clock.now())
    expect(page.get_by_text("Taken back", exact=True)).to_be_visible()
    page.goto(f"/w/{world.workspace.slug}/backlog?product=WS")
    expect(page.get_by_text("Show the snow")).to_have_count(0)
