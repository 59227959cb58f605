"""What a program reads of the delivery beside its records: stories, columns, items behind figures, track records."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.backlog.operations import move_items
from leadline.delivery.operations import add_items, close_sprint
from leadline.foundation import clock
from tests.delivery.cast import a_running_sprint, finish, fresh, resize, sized, weeks_of_work
from tests.delivery.test_api import Program
from tests.world import World


@pytest.fixture
def program(world: World, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return Program(world, world.vera)


def test_a_sprint_tells_who_came_in_what_was_sized_anew_and_how_it_burned_up(world: World, program: Program) -> None:  # fmt: skip
    sprint, (wind, _mast) = a_running_sprint(world, 3, 5)
    world.later(days=1)
    late = sized(world, "Sail by night", 2)
    add_items(by=world.edda, now=world.now, sprint=fresh(world, sprint), items=[late])
    resize(world, wind, 8)
    finish(world, wind)
    told = program.get(f"/sprints/{sprint.pk}/story").json()
    assert {row["title"]: (row["was_committed"], row["points"]) for row in told["items"]} == {"Story 1": (True, 8), "Story 2": (True, 5), "Sail by night": (False, 2)}  # fmt: skip
    assert [(row["what"], row["item"], row["who"]) for row in told["changes"]] == [("added", str(late.pk), "Edda"), ("resized", str(wind.pk), "Otto")]  # fmt: skip
    assert (told["changes"][1]["points_before"], told["changes"][1]["points"]) == (3, 8)
    assert [(row["scope"], row["done"]) for row in told["burn_up"]] == [(13, 0), (15, 8)]
    assert (told["ideal_to"], told["unestimated"]) == (8, 0)


def test_an_item_that_was_carried_on_says_where_to(world: World, program: Program) -> None:
    sprint, _items = a_running_sprint(world, 3)
    close_sprint(by=world.edda, now=world.later(days=13), sprint=fresh(world, sprint))
    (row,) = program.get(f"/sprints/{sprint.pk}/story").json()["items"]
    assert (row["outcome"], row["points_closed"], row["carried_to"]) == ("returned", 3, None)


def test_a_column_of_the_board_goes_on_where_it_was_cut(world: World, program: Program) -> None:
    items = [world.item(f"Item {at:02}") for at in range(52)]
    move_items(by=world.edda, now=world.now, items=items, to=world.status("Doing"))
    doing = next(column for column in program.get("/boards/WS").json()["columns"] if column["name"] == "Doing")  # fmt: skip
    path = f"/boards/WS/columns/{doing['status']}"
    rest = program.get(f"{path}?after={doing['after']}").json()
    assert (len(doing["cards"]), len(rest["cards"]), rest["after"]) == (50, 2, "")
    assert {card["id"] for card in doing["cards"] + rest["cards"]} == {str(item.pk) for item in items}  # fmt: skip
    assert program.get(path.replace(doing["status"], str(items[0].pk))).status_code == 404


def test_the_items_behind_a_week_are_read(world: World, program: Program) -> None:
    items = weeks_of_work(world, [1, 2])
    weeks = program.get("/flow?product=WS").json()["weeks"]
    rows = program.get(f"/flow/items?product=WS&week={weeks[-1]['starts_on']}").json()["rows"]
    assert len(rows) == weeks[-1]["finished"] == 2
    assert {row["item"] for row in rows} <= {str(item.pk) for item in items}
    assert {(row["why"], row["exclusion"]) for row in rows} == {("", None)}
    assert len(program.get("/flow/items?product=WS").json()["rows"]) == 3
    assert program.get("/flow/items?product=WS&which=excluded").json() == {"rows": [], "after": ""}


@pytest.mark.parametrize("asked", ["week=soon", "week=9999-12-31", "day=9999-12-31&standing=done", "day=0001-01-01&standing=doing", "least_days=-1", "which=lost", "months=5", "after=x"])  # fmt: skip
def test_odd_questions_about_items_are_refused(program: Program, asked: str) -> None:
    assert program.get(f"/flow/items?{asked}").status_code == 400


def test_how_forecasts_held_is_read_for_a_product(world: World, program: Program) -> None:
    told = program.get("/forecasts/track?product=WS").json()
    assert (told["kept"], told["replayed"], told["replays"]) == ([], [], [])
    assert told["why_not"]
    weeks_of_work(world, [3, 1, 4, 2] * 8)
    told = program.get("/forecasts/track?product=WS").json()
    assert [line["stated"] for line in told["replayed"]] == [0.5, 0.85, 0.95]
    assert told["why_not"] == ""
    each = told["replays"][-1]
    assert each["held"] == (each["actual"] >= each["p85"])
    (most,) = (line for line in told["replayed"] if line["stated"] == 0.85)
    assert most["held"] == sum(bool(row["held"]) for row in told["replays"])
    assert most["low"] <= most["share"] <= most["high"]


def test_a_story_costs_the_same_however_long(world: World, program: Program, assert_constant_queries: Any) -> None:  # fmt: skip
    sprint, _items = a_running_sprint(world, 3)

    def grow(n: int) -> None:
        items = [sized(world, f"More {n} {at}", 1) for at in range(n)]
        add_items(by=world.edda, now=world.now + timedelta(minutes=n), sprint=fresh(world, sprint), items=items)  # fmt: skip

    assert_constant_queries(grow, lambda: program.get(f"/sprints/{sprint.pk}/story"))
