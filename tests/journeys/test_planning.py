"""The tree of opportunities in a real browser: opened by branch, walked and moved by keys, taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.planning.models import Opportunity
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.planning.cast import objective, opportunity, to
from tests.world import World, make_world

SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


def test_a_branch_is_opened_moved_by_keys_and_put_back(world: World, sign_in: SignIn) -> None:
    aim = objective(world)
    top, other = (opportunity(world, name, objective=aim) for name in ("Harbour", "Open sea"))
    need = opportunity(world, "No signal", parent=top)
    page = sign_in(world.edda)
    page.goto(to(world, "opportunities") + f"?objective={aim.pk}")
    first = page.get_by_role("treeitem", name="Harbour")
    for key in ("j", "ArrowDown"):
        page.reload()
        page.locator("body").press(key)
        expect(first).to_be_focused()
    first.press("ArrowRight")
    moved = page.get_by_role("treeitem", name="No signal")
    expect(moved).to_be_visible()
    first.press("ArrowDown")
    expect(moved).to_be_focused()
    moved.press("x")
    moved.press("End")
    page.get_by_role("treeitem", name="Open sea").press("v")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    expect(page.get_by_role("treeitem", name="No signal")).to_be_focused()
    with scope(world.workspace):
        assert Opportunity.objects.get(pk=need.pk).parent_id == other.pk
    with page.expect_navigation():
        undo.click()
    with scope(world.workspace):
        assert Opportunity.objects.get(pk=need.pk).parent_id == top.pk
