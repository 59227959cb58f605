"""Otto goes through the inbox by keyboard, and marks what matters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from leadline.evidence.models import Feedback, Passage
from leadline.evidence.operations import capture_feedback
from leadline.foundation import clock
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.after import done
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]
TIDES = "Crews 🌊 lose the tide table offline."


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def heard(world: World, *texts: str) -> list[Feedback]:
    """What was heard, a minute apart; the last stands on top of the inbox."""
    start = clock.now() - timedelta(hours=1)
    return [capture_feedback(by=world.otto, now=start + timedelta(minutes=n), text=text) for n, text in enumerate(texts)]  # fmt: skip


def test_otto_triages_by_keyboard_and_takes_it_back(world: World, sign_in: SignIn, axe: Axe) -> None:  # fmt: skip
    heard(world, "Third", "Second", "First")
    browser = sign_in(world.otto)
    browser.goto(f"/w/{world.workspace.slug}/evidence/inbox")
    axe(browser)
    panel, rows = browser.locator("#panel"), browser.locator("#rows-inbox > tr[id]")
    browser.keyboard.press("j")
    browser.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name="First")).to_be_visible()
    browser.keyboard.press("j")
    expect(panel.get_by_role("heading", name="Second")).to_be_visible()
    browser.keyboard.press("k")
    expect(panel.get_by_role("heading", name="First")).to_be_visible()
    axe(browser)
    browser.keyboard.press("a")
    expect(rows).to_have_count(2)
    expect(panel.get_by_role("heading", name="Second")).to_be_visible()
    browser.get_by_role("button", name="Undo").click()
    expect(browser.get_by_text("First", exact=True).first).to_be_visible()


def test_otto_merges_those_he_selects(world: World, sign_in: SignIn) -> None:
    oldest, *_rest = heard(world, "Tides", "Tides!", "Wind")
    browser = sign_in(world.otto)
    browser.goto(f"/w/{world.workspace.slug}/evidence/inbox")
    for name in ("Select Tides!", "Select Tides"):
        browser.get_by_label(name, exact=True).check()
    browser.keyboard.press("m")
    expect(browser.locator("#rows-inbox > tr[id]")).to_have_count(2)
    with scope(world.workspace):
        assert Feedback.objects.get(text="Tides!").merged_into == oldest


def test_otto_merges_a_piece_into_one_that_he_finds_by_its_words(world: World, sign_in: SignIn, axe: Axe) -> None:  # fmt: skip
    tides, *_rest = heard(world, "The tide table is gone", "No water in the harbour", "Wind")
    world.now = clock.now()
    done(world)
    browser = sign_in(world.otto)
    browser.goto(f"/w/{world.workspace.slug}/evidence/inbox")
    for key in ("j", "j", "Shift+M"):
        browser.keyboard.press(key)
    expect(browser.get_by_label("Find feedback")).to_be_focused()
    browser.keyboard.type("tide tab")
    expect(browser.get_by_role("button", name="The tide table is gone")).to_be_visible()
    axe(browser)
    browser.keyboard.press("Tab")
    browser.keyboard.press("Enter")
    expect(browser.locator("#rows-inbox > tr[id]")).to_have_count(2)
    expect(browser.locator("dialog[open]")).to_have_count(0)
    with scope(world.workspace):
        assert Feedback.objects.get(merged_into=tides).text == "No water in the harbour"


def test_otto_finds_a_verb_of_the_page_in_the_palette(world: World, sign_in: SignIn) -> None:
    heard(world, "Wind")
    browser = sign_in(world.otto)
    browser.goto(f"/w/{world.workspace.slug}/evidence/inbox")
    browser.keyboard.press("j")
    browser.keyboard.press("ControlOrMeta+k")
    browser.keyboard.type("snooze")
    expect(browser.get_by_role("option", name="Snooze until another day")).to_be_visible()
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("dialog", name="Snooze until another day")).to_be_visible()


def test_otto_marks_a_passage_with_the_arrow_keys(world: World, sign_in: SignIn, axe: Axe) -> None:
    (feedback,) = heard(world, TIDES)
    browser = sign_in(world.otto)
    browser.goto(f"/w/{world.workspace.slug}/feedback/{feedback.pk}")
    browser.keyboard.press("p")
    for _ in range(len("Crews 🌊 ")):
        browser.keyboard.press("ArrowRight")
    for _ in range(len("lose")):
        browser.keyboard.press("Shift+ArrowRight")
    browser.keyboard.press("Enter")
    expect(browser.locator("mark")).to_have_text("lose")
    axe(browser)
    with scope(world.workspace):
        passage = Passage.objects.get()
    assert (passage.start, passage.end) == (TIDES.index("lose"), TIDES.index("lose") + 4)
