"""The board shows where work stands, and moves it."""

from typing import Any
from uuid import uuid4

import pytest

from leadline.backlog.models import Item
from leadline.backlog.operations import add_dependency, change_status
from leadline.delivery.operations import add_items
from leadline.delivery.queries import board as boards
from leadline.delivery.queries.board import Board, BoardFilter
from leadline.foundation import clock
from leadline.workspaces.scope import scope
from tests.delivery.cast import a_sprint, browser_of, finish, fresh, page, sized
from tests.world import World


def board(world: World, lanes: str = "", **which: Any) -> Board:
    with scope(world.workspace):
        return boards.board_of(world.vera, world.station, BoardFilter(**which), world.now, lanes)


def titles(found: Board) -> dict[str, list[str]]:
    return {column.name: [card.item.title for card in column.cards] for column in found.columns}


def move(world: World, card: Item, column: str, by: Any = None, **also: Any) -> Any:
    data = {"item": str(card.id), "version": fresh(world, card).version, "list": str(world.status(column).id), "before": "", "after": ""}  # fmt: skip
    return browser_of(by or world.otto).post(page(world, "board/move"), data | also)


def test_cards_stand_in_the_column_of_their_status(world: World) -> None:
    wind, rain = sized(world, "Show the wind", 3), sized(world, "Show the rain", 2)
    world.move(fresh(world, wind), "Doing")
    assert titles(board(world)) == {"To do": [rain.title], "Doing": [wind.title], "Done": []}


def test_a_card_tells_its_age_and_that_it_is_blocked(world: World) -> None:
    wind, rain = sized(world, "Show the wind", 3), sized(world, "Show the rain", 2)
    add_dependency(by=world.edda, now=world.now, blocker=wind, blocked=rain)
    world.later(days=4)
    cards = {card.item.title: card for card in board(world).columns[0].cards}
    assert (cards[rain.title].is_blocked, cards[wind.title].is_blocked) == (True, False)
    assert cards[wind.title].age(world.now) == 4
    finish(world, wind)
    (left,) = board(world).columns[0].cards
    assert not left.is_blocked


def test_done_work_leaves_after_two_weeks(world: World) -> None:
    wind = sized(world, "Show the wind", 3)
    finish(world, wind)
    assert titles(board(world))["Done"] == [wind.title]
    world.later(days=15)
    assert titles(board(world))["Done"] == []


def test_a_column_over_its_limit_says_so(world: World) -> None:
    change_status(by=world.edda, now=world.now, status=world.status("Doing"), wip_limit=1)
    for name in ("Show the wind", "Show the rain"):
        world.move(sized(world, name, 1), "Doing")
    assert [column.name for column in board(world).over_limit] == ["Doing"]
    answer = browser_of(world.edda).get(page(world, "board")).content.decode()
    assert "holds more than its limit of 1" in answer


def test_a_long_column_pages(world: World) -> None:
    for n in range(53):
        sized(world, f"Story {n}", 1)
    first = board(world).columns[0]
    assert (len(first.cards), first.after != "") == (50, True)
    query = {"product": "WS", "after": first.after}
    answer = browser_of(world.edda).get(page(world, f"board/columns/{first.status.id}"), query)
    assert answer.content.decode().count("data-item=") == 3


def test_lanes_by_person_and_by_epic(world: World) -> None:
    epic = world.item("Crews trust the wind", item_kind="epic")
    world.item("Show the wind", assignee=world.otto, parent=epic)
    world.item("Show the rain")
    assert [lane.name for lane in board(world, "assignee").lanes] == ["Otto", "Nobody"]
    assert [lane.name for lane in board(world, "epic").lanes] == [epic.title, "No epic"]


def test_the_board_of_a_sprint_shows_its_items(world: World) -> None:
    wind, _rain = sized(world, "Show the wind", 3), sized(world, "Show the rain", 2)
    sprint = a_sprint(world)
    add_items(by=world.edda, now=world.now, sprint=sprint, items=[wind])
    assert titles(board(world, sprint=sprint))["To do"] == [wind.title]


def test_the_board_is_narrowed(world: World) -> None:
    wind = world.item("Show the wind", assignee=world.otto)
    bug = world.item("Wrong unit", item_kind="bug")
    assert titles(board(world, words="WIND"))["To do"] == [wind.title]
    assert titles(board(world, words=bug.key))["To do"] == [bug.title]
    assert titles(board(world, kind="bug"))["To do"] == [bug.title]
    assert titles(board(world, assignee=str(world.otto.id)))["To do"] == [wind.title]
    assert titles(board(world, assignee="nobody"))["To do"] == [bug.title]


def test_a_contributor_moves_a_card(world: World) -> None:
    world.now = clock.now()
    wind = sized(world, "Show the wind", 3)
    answer = move(world, wind, "Done")
    assert answer.status_code == 200
    assert f'data-version="{fresh(world, wind).version}"' in answer.content.decode()
    assert titles(board(world))["Done"] == [wind.title]


def test_a_card_is_ranked_within_its_column(world: World) -> None:
    wind, rain = sized(world, "Show the wind", 3), sized(world, "Show the rain", 2)
    assert move(world, rain, "To do", by=world.edda, before=str(wind.id)).status_code == 200
    assert titles(board(world))["To do"] == [rain.title, wind.title]


def test_a_card_that_somebody_else_moved_is_not_moved_again(world: World) -> None:
    wind = sized(world, "Show the wind", 3)
    assert move(world, wind, "Doing", version=7).status_code == 412


@pytest.mark.parametrize("field", ["item", "list"])
def test_cards_and_columns_that_are_not_here_are_not_found(world: World, field: str) -> None:
    wind = sized(world, "Show the wind", 3)
    assert move(world, wind, "Doing", **{field: str(uuid4())}).status_code == 404


def test_a_viewer_moves_nothing(world: World) -> None:
    wind = sized(world, "Show the wind", 3)
    assert move(world, wind, "Doing", by=world.vera).status_code == 403


def test_a_board_costs_constant_queries(world: World, assert_constant_queries: Any) -> None:
    assert_constant_queries(
        lambda count: [world.item(f"Story {n}", assignee=world.otto) for n in range(count)],
        lambda: board(world, "assignee"),
    )
