"""Edda drags a bar, moves it by keys, takes it back, and reads a thousand bars of which few are in the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from leadline.foundation import clock
from leadline.roadmap.models import BarMove
from leadline.roadmap.operations import BarDraft, add_bars, change_bar
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.roadmap.cast import WEEK, again, bar, station, to, today
from tests.world import World, make_world

Axe = Callable[[Page], None]
SignIn = Callable[[Member], Page]
FRAMES = """() => new Promise((done) => {
  const gaps = []; let last = 0;
  const step = (now) => { if (last) gaps.push(now - last); last = now; gaps.length < 120 ? requestAnimationFrame(step) : done(gaps); };
  requestAnimationFrame(step);
})"""


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


def box(page: Page, name: str) -> Locator:
    return page.locator(".roadmap-row", has_text=name).locator(".roadmap-box")


def drag(page: Page, what: Locator, by: int) -> None:
    at = what.bounding_box()
    assert at
    middle = (at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + by / 2, middle[1], steps=4)
    page.mouse.move(middle[0] + by, middle[1], steps=4)
    page.mouse.up()


def is_move(answer: object) -> bool:
    return str(getattr(answer, "url", "")).endswith("/moving")


def test_a_bar_is_dragged_moved_by_keys_and_put_back(world: World, sign_in: SignIn, axe: Axe) -> None:  # fmt: skip
    tides = bar(world, station(world), "Tides", 2, 6)
    start, end = tides.from_on, tides.until_on
    assert start
    assert end
    page = sign_in(world.edda)
    page.goto(to(world, "timeline"))
    expect(box(page, "Tides")).to_be_visible()
    axe(page)
    with page.expect_response(is_move) as moved:
        drag(page, box(page, "Tides"), 140)
    assert moved.value.ok
    dragged = again(world, tides)
    assert dragged.from_on
    assert dragged.until_on
    assert dragged.from_on > start
    assert (dragged.from_on - start).days % 7 == 0
    assert dragged.until_on - dragged.from_on == end - start
    box(page, "Tides").focus()
    with page.expect_response(is_move) as longer:
        page.keyboard.press("Shift+ArrowRight")
    assert longer.value.ok
    assert again(world, tides).until_on == dragged.until_on + WEEK
    with page.expect_navigation():
        page.locator(".toast", has_text="Moved Tides").last.get_by_role("button", name="Undo").click()  # fmt: skip
    assert again(world, tides).until_on == dragged.until_on


def test_a_bar_that_somebody_else_moved_goes_back_to_its_place(world: World, sign_in: SignIn, faults: list[str]) -> None:  # fmt: skip
    tides = bar(world, station(world), "Tides", 2, 6)
    page = sign_in(world.edda)
    page.goto(to(world, "timeline"))
    before = box(page, "Tides").bounding_box()
    change_bar(by=world.ann, now=world.now, bar=again(world, tides), note="Wait for the ice.")
    with page.expect_response(is_move) as refused:
        drag(page, box(page, "Tides"), 140)
    assert refused.value.status == 412
    expect(page.get_by_role("alert").last).to_contain_text("Somebody else saved")
    assert box(page, "Tides").bounding_box() == before
    faults.clear()


def test_a_finger_that_rests_moves_a_bar_and_why_it_moved_is_asked_and_answered(world: World, sign_in: SignIn) -> None:  # fmt: skip
    tides = bar(world, station(world), "Tides", 2, 6, promised_on=today(world) + 20 * WEEK)
    page = sign_in(world.edda)
    page.goto(to(world, "timeline"))
    expect(box(page, "Tides")).to_be_visible()
    finger = Finger(page, box(page, "Tides"))
    finger.drag(-90, after=0)
    assert again(world, tides).version == 1
    with page.expect_response(is_move):
        Finger(page, box(page, "Tides")).drag(60, after=600)
    start = tides.from_on
    assert start
    assert (again(world, tides).from_on or start) > start
    ask = page.get_by_label("Why did Tides move?")
    ask.fill("Ice.")
    ask.press("Enter")
    expect(page.locator(".toast", has_text="Kept the reason")).to_be_visible()
    expect(ask).to_have_count(0)
    with scope(world.workspace):
        assert BarMove.objects.get().why == "Ice."


class Finger:
    """Touches the middle of something, and rests there for some milliseconds before it goes on."""

    def __init__(self, page: Page, what: Locator) -> None:
        at = what.bounding_box()
        assert at
        self.page, self.x, self.y = page, at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
        self.session = page.context.new_cdp_session(page)

    def drag(self, by: float, after: int) -> None:
        self._send("touchStart", self.x)
        self.page.wait_for_timeout(after)
        for step in range(1, 9):
            self._send("touchMove", self.x + by * step / 8)
        self._send("touchEnd")

    def _send(self, kind: str, *x: float) -> None:
        points = [{"x": each, "y": self.y} for each in x]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_thousand_bars_are_walked_with_few_of_them_in_the_page(world: World, sign_in: SignIn) -> None:  # fmt: skip
    start = today(world) - timedelta(days=100)
    drafts = [BarDraft(name=f"Bar {n:04}", from_on=start + n * timedelta(days=1), until_on=start + (n + 40) * timedelta(days=1)) for n in range(1_000)]  # fmt: skip
    add_bars(by=world.edda, now=world.now, roadmap=station(world), drafts=drafts)
    page = sign_in(world.edda)
    page.goto(to(world, "timeline"))
    rows = page.locator(".roadmap-row")
    expect(rows.first).to_be_visible()
    assert rows.count() < 60
    page.locator(".roadmap-scroll").evaluate("(it) => (it.scrollTop = it.scrollHeight)")
    expect(page.get_by_text("Bar 0999", exact=True).first).to_be_visible()
    assert rows.count() < 60
    gaps = sorted(page.evaluate(FRAMES))
    assert gaps[len(gaps) // 2] < 40
