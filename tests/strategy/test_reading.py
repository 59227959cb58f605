"""What a program reads of the strategy: the tree with how it stands, and versions beside each other."""

from typing import Any

import pytest

from leadline.foundation import clock
from leadline.strategy.operations import create_canvas, fill_box, publish_canvas
from tests.backlog.test_api import Api
from tests.strategy.cast import goal, number, objective, quarter, said
from tests.world import World


@pytest.fixture
def api(world: World, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return Api(world, world.vera)


def test_the_tree_is_read_from_the_goal_down_with_how_it_stands(world: World, api: Api) -> None:
    cycle = quarter(world)
    aim = objective(world, cycle, goal=goal(world))
    result = number(world, aim)
    said(world, result, 92)
    told = api("GET", "/objectives/tree").json()
    assert [(row["sort"], row["depth"], row["fits"]) for row in told["rows"]] == [("goal", 0, True), ("objective", 1, True), ("result", 2, True)]  # fmt: skip
    top, middle, below = told["rows"]
    assert (top["goal"]["progress"], middle["objective"]["progress"], top["result"]) == (0.25, 0.25, None)  # fmt: skip
    assert below["result"] == api("GET", f"/key-results/{result.pk}").json()
    assert (told["objectives"], told["results"], told["unmeasured"], told["after"]) == (1, 1, 0, "")


def test_the_tree_is_narrowed_by_cycle_and_refuses_odd_places(world: World, api: Api) -> None:
    aim = objective(world, quarter(world))
    empty = quarter(world, "Q1 again")
    (line,) = api("GET", f"/objectives/tree?cycle={aim.cycle_id}").json()["rows"]
    assert line["objective"]["id"] == str(aim.pk)
    assert api("GET", f"/objectives/tree?cycle={empty.pk}").json()["rows"] == []
    assert api("GET", "/objectives/tree?after=x").status_code == 400


def test_the_tree_costs_the_same_however_large(world: World, api: Api, assert_constant_queries: Any) -> None:  # fmt: skip
    cycle = quarter(world)
    assert_constant_queries(
        lambda n: [number(world, objective(world, cycle, f"Aim {n} {at}")) for at in range(n)],
        lambda: api("GET", "/objectives/tree"),
    )


def test_what_differs_between_two_versions_of_a_vision_is_told_box_by_box(world: World, api: Api) -> None:  # fmt: skip
    canvas = create_canvas(by=world.edda, now=world.now, canvas_kind="vision", name="Vision", product=world.station)  # fmt: skip
    path = f"/canvases/{canvas.pk}/comparison"
    assert api("GET", path).status_code == 404
    fill_box(
        by=world.edda, now=world.now, canvas=canvas, box="aim", text="Every port trusts the wind"
    )
    publish_canvas(by=world.edda, now=world.now, canvas=canvas, reason="First")
    fill_box(
        by=world.edda, now=world.now, canvas=canvas, box="aim", text="Every port trusts the tide"
    )
    told = api("GET", path).json()
    (changed,) = (row for row in told["rows"] if not row["is_same"])
    assert (told["before"], told["after"], changed["box"]) == ("1", "now", "aim")
    assert [piece["text"] for piece in changed["pieces"] if piece["sort"] != "same"] == ["wind", "tide"]  # fmt: skip
    assert all(row["is_same"] for row in api("GET", f"{path}?before=1&after=1").json()["rows"])
    assert api("GET", f"{path}?after=2").status_code == 404
    assert api("GET", f"{path}?after=soon").status_code == 400
