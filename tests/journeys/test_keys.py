"""The list of keys and the keys themselves: what it names works, and what works it names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.workspaces.models import Member
from tests.world import World, make_world

SignIn = Callable[[Member], Page]

NAMED = """() => Object.fromEntries([...document.querySelectorAll("#keys section")].map((section) => [
  section.querySelector("h3").textContent,
  [...section.querySelectorAll("dd")].map((line) => [...line.querySelectorAll("kbd")].map((key) => key.textContent).join(" ")),
]))"""
DECLARED = """() => [...document.querySelectorAll("[data-key]")].map((each) => each.dataset.key)"""  # fmt: skip
PRESS = """(keys) => {
  const names = { "↑": "ArrowUp", "↓": "ArrowDown", "←": "ArrowLeft", "→": "ArrowRight", "↵": "Enter", esc: "Escape" };
  const parts = keys.split(" ");
  const [shiftKey, altKey] = [parts.includes("shift"), parts.includes("alt")];
  const last = parts.at(-1);
  const key = names[last] ?? (shiftKey ? last.toUpperCase() : last);
  const event = new KeyboardEvent("keydown", { key, shiftKey, altKey, bubbles: true, cancelable: true });
  return !document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def world(transactional_db: None) -> World:
    world = make_world()
    for title in ("Show the sun", "Show the rain", "Show the wind"):
        world.item(title)
    return world


def listed(page: Page) -> dict[str, list[str]]:
    """What the list says, by group; it is shut again."""
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    found: dict[str, list[str]] = page.evaluate(NAMED)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()
    return found


def test_every_place_of_the_rail_has_a_key_that_leads_there(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.ann)
    home = f"/w/{world.workspace.slug}"
    page.goto(home)
    named = listed(page)["Everywhere"]
    links = page.locator(".rail a.rail-link")
    there = [(links.nth(n).get_attribute("data-key"), links.nth(n).get_attribute("href")) for n in range(links.count())]  # fmt: skip
    keys = [key for key, _ in there]
    assert len(set(keys)) == len(keys) == 11
    for key, href in there:
        assert key
        assert href
        assert key in named
        page.goto(f"{home}/search")
        for each in key.split():
            page.keyboard.press(each)
        page.wait_for_url(f"**{href}")


@pytest.mark.parametrize("name", ["backlog", "board"])
def test_what_the_list_names_works_and_what_works_it_names(world: World, sign_in: SignIn, name: str) -> None:  # fmt: skip
    page = sign_in(world.edda)
    page.goto(f"/w/{world.workspace.slug}/{name}?product=WS")
    groups = listed(page)
    every = [key for keys in groups.values() for key in keys]
    assert set(page.evaluate(DECLARED)) <= set(every)
    own = sorted(set(groups["In lists"]), key=lambda key: key == "↵")
    assert {"alt ↑", "shift k", "x"} <= set(own)
    if name == "board":
        assert {"→", "alt →"} <= set(own)
    for key in own:
        page.locator("[data-item]").nth(1).focus()
        if key == "esc" and not page.locator("[data-picked]").count():
            page.keyboard.press("x")
        assert page.evaluate(PRESS, key), f"{key} does nothing"
