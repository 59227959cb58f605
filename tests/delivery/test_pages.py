"""Every page answers its members and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from leadline.delivery.operations import (
    add_items,
    ask_how_many,
    ask_when,
    close_sprint,
    leave_out,
    start_sprint,
)
from leadline.delivery.queries.forecasts.questions import Work
from leadline.foundation import clock
from tests.delivery.cast import (
    DAY,
    a_sprint,
    browser_of,
    finish,
    page,
    sized,
    weeks_ago,
    weeks_of_work,
    with_dates,
)
from tests.world import World

PLACES = (
    "board",
    "sprints",
    "flow",
    "forecasts",
    "flow/items",
    "forecasts/backtest",
)


@pytest.fixture
def busy(world: World) -> World:
    """Twelve weeks of work, a closed and a running sprint, a forecast of each kind."""
    weeks_ago(world, 12)
    weeks_of_work(world, [3, 1, 4, 2, 5, 3, 2, 0, 4, 3, 2, 3])
    for name in ("Sprint 1", "Sprint 2"):
        sprint = a_sprint(world, name, days=2, capacity=5)
        items = [sized(world, f"{name}: wind", 3), sized(world, f"{name}: rain", None)]
        add_items(by=world.edda, now=world.now, sprint=sprint, items=items)
        start_sprint(by=world.edda, now=world.now, sprint=sprint)
        finish(world, items[0])
        if name == "Sprint 1":
            close_sprint(by=world.edda, now=world.now, sprint=sprint)
            world.now += 2 * DAY
    odd = with_dates(world, "Calibrate", world.now.date(), world.now.date(), world.now.date() - 9 * DAY)  # fmt: skip
    leave_out(by=world.edda, now=world.now, items=[sized(world, "Odd", 1)], reason="A test of ours")
    assert odd.finished_at
    now = clock.now()
    asked: dict[str, Any] = {"by": world.edda, "now": now, "product": world.station}
    world.when = ask_when(work=Work("", 8.0), promised_on=(now + 60 * DAY).date(), **asked)  # type: ignore[attr-defined]
    world.how_many = ask_how_many(until=(now + 25 * DAY).date(), **asked)  # type: ignore[attr-defined]
    world.sprint = sprint  # type: ignore[attr-defined]
    return world


def addresses(world: World) -> list[str]:
    sprint, when, many = (f"{kind}/{row.id}" for kind, row in (
        ("sprints", world.sprint), ("forecasts", world.when), ("forecasts", world.how_many),  # type: ignore[attr-defined]
    ))  # fmt: skip
    return [
        *PLACES, sprint, f"{sprint}/change", f"{sprint}/closing", f"{sprint}/review", f"{sprint}/scope",
        "sprints/new", "forecasts/new", when, many, f"{when}/items", f"{many}/items?which=finished",
        "board?lanes=assignee", "board?lanes=epic&kind=story&q=wind", f"board?sprint={world.sprint.id}",  # type: ignore[attr-defined]
        "flow?months=all&unit=points&kind=story", "flow?product=*&months=3", f"flow?team={world.crew.id}",
        "flow/items?which=impossible", "flow/items?which=excluded", "flow/items?which=doing",
        f"flow/items?week={world.now.date().isoformat()}", f"flow/items?day={world.now.date()}&standing=doing",
        f"flow/items?day={world.now.date()}&standing=to_do", "flow/items?least_days=3",
    ]  # fmt: skip


def test_every_page_answers_an_editor(busy: World) -> None:
    browser = browser_of(busy.edda)
    answers = {path: browser.get(page(busy, path)) for path in addresses(busy)}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}  # fmt: skip


def test_the_track_record_is_a_part_of_the_page_of_forecasts(busy: World) -> None:
    browser, address = browser_of(busy.edda), page(busy, "forecasts/track?product=WS")
    part = browser.get(address, headers={"HX-Request": "true"})
    assert "The past replayed" in part.content.decode()
    whole = browser.get(address)
    assert (whole.status_code, whole.headers["Location"]) == (
        302,
        page(busy, "forecasts?product=WS#track"),
    )


def test_nobody_from_elsewhere_sees_a_page(busy: World) -> None:
    browser = browser_of(busy.mallory)
    assert {browser.get(page(busy, path)).status_code for path in addresses(busy)} == {404}


def test_a_viewer_sees_and_changes_nothing(busy: World) -> None:
    browser = browser_of(busy.vera)
    assert {browser.get(page(busy, path)).status_code for path in PLACES} == {200}
    posts = ("sprints/new", f"sprints/{busy.sprint.id}/closing", "flow/left-out", "forecasts/new", "board/move")  # type: ignore[attr-defined]  # fmt: skip
    assert {browser.post(page(busy, path)).status_code for path in posts} == {403}


def test_an_empty_workspace_is_told_what_each_place_is_for(world: World) -> None:
    browser = browser_of(world.edda)
    words = {
        "board": "Nothing on the board yet",
        "sprints": "No sprints yet",
        "flow": "No flow to see yet",
        "forecasts": "No forecast was asked yet",
        "forecasts/backtest": "Too little history",
    }
    for path, told in words.items():
        assert told in browser.get(page(world, path)).content.decode()


def test_a_workspace_without_products_is_led_to_the_first(world: World) -> None:
    browser = browser_of(world.mallory)
    for path in ("board", "flow", "forecasts", "sprints"):
        assert browser.get(f"/w/{world.mallory.workspace.slug}/{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "flow?months=7",
        "flow?team=x",
        "flow/items?week=soon",
        "flow/items?standing=gone",
        "flow/items?least_days=-1",
        "board?assignee=x",
        "board?lanes=moon",
        "sprints?after=xyz",
    ],
)
def test_nonsense_in_the_address_is_told_by_field(world: World, path: str) -> None:
    assert browser_of(world.edda).get(page(world, path)).status_code == 400


@pytest.mark.parametrize("path", ["board", "sprints", "flow", "forecasts", "flow/items"])
def test_a_page_costs_constant_queries(
    world: World, path: str, assert_constant_queries: Callable[..., None]
) -> None:
    weeks_ago(world, 8)
    browser = browser_of(world.edda)
    assert_constant_queries(
        lambda count: weeks_of_work(world, [count // 3] * 3),
        lambda: browser.get(page(world, path)),
    )
