"""Home as a program reads it: what the page tells, from the same queries."""

from typing import Any

import pytest

from leadline.backlog.operations import add_dependency
from leadline.delivery.models import Sprint
from leadline.foundation import clock
from leadline.home.operations import weigh
from tests.home.test_api import Program
from tests.home.test_balance import claimed, sprinted
from tests.strategy.cast import number, objective, quarter, said
from tests.world import World

__all__ = ["sprinted"]


@pytest.fixture
def today(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: world.now)


def home(world: World) -> Any:
    return Program(world, world.vera).ask("GET", "/home").json()


@pytest.mark.usefixtures("today")
def test_the_running_cycle_is_told_the_furthest_behind_first(world: World) -> None:
    assert home(world)["cycle"] is None
    cycle = quarter(world)
    said(world, number(world, objective(world, cycle)), 92)
    objective(world, cycle, "Nobody measures this")
    told = home(world)["cycle"]
    assert (told["name"], told["count"], told["on_plan"]) == (cycle.name, 2, 0)
    assert told["elapsed"] == pytest.approx(cycle.elapsed(world.workspace.today(world.now)))
    first, second = told["objectives"]
    assert (first["name"], first["progress"], first["state"], first["measured"], first["results"]) == ("Stations stay online", 0.25, "behind", 1, 1)  # fmt: skip
    assert "behind plan" in first["words"]
    assert (second["progress"], second["state"]) == (None, "empty")


@pytest.mark.usefixtures("today")
def test_a_need_tells_what_leaving_it_costs_and_of_what(world: World) -> None:
    item = world.item("Show the wind")
    world.move(item, "Doing")
    add_dependency(by=world.edda, now=world.now, blocker=world.item("Raise the mast"), blocked=item)
    needs = Program(world, world.vera).ask("GET", "/needs").json()
    assert needs == home(world)["needs"]
    assert [each["cost"] for each in needs] == sorted((each["cost"] for each in needs), reverse=True)  # fmt: skip
    (need,) = (each for each in needs if each["kind"] == "blocked")
    assert need["cost"] == sum(part["days"] for part in need["parts"]) > 0
    assert all(part["words"] for part in need["parts"])


@pytest.mark.usefixtures("today")
def test_products_and_the_newest_balance_are_told(world: World, sprinted: Sprint) -> None:
    claimed(world, "Ports pay for certainty", 60)
    assert home(world)["balance"] is None
    run = weigh(by=world.otto, now=world.now)
    told = home(world)
    (product,) = (each for each in told["products"] if each["key"] == "WS")
    assert sum(product["weekly"]) == 1
    assert told["balance"] == Program(world, world.vera).ask("GET", f"/balances/{run.pk}").json()
    assert [part["sort"] for part in told["balance"]["parts"]] == ["looks", "sprints"]
