"""What the tests of this room share: a quarter, a goal, and objectives with their numbers."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leadline.metrics.models import Metric
from leadline.metrics.operations import add_reading, create_metric
from leadline.strategy.models import Cycle, Goal, KeyResult, Objective
from leadline.strategy.operations import (
    check_in,
    create_cycle,
    create_goal,
    create_key_result,
    create_objective,
)
from leadline.strategy.queries import Progress, ResultLine, forest_of, result_line
from leadline.workspaces.scope import scope
from tests.world import World

DAY = timedelta(days=1)


def quarter(world: World, name: str = "Q1 2026", **values: Any) -> Cycle:
    """The first quarter of 2026, in which the world's Monday lies."""
    ends = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)}
    return create_cycle(by=world.edda, now=world.now, name=name, **(ends | values))


def goal(world: World, name: str = "Be the station that harbours trust") -> Goal:
    return create_goal(by=world.edda, now=world.later(seconds=1), name=name, owner=world.ann)


def objective(world: World, cycle: Cycle, name: str = "Stations stay online", **values: Any) -> Objective:  # fmt: skip
    return create_objective(
        by=world.edda, now=world.later(seconds=1), name=name, cycle=cycle, **values
    )


def number(world: World, under: Objective, name: str = "Uptime", **values: Any) -> KeyResult:
    """A key result of its own numbers, from 90 to 98."""
    given: dict[str, Any] = {"baseline": Decimal(90), "target": Decimal(98), "unit": "%"}
    return create_key_result(by=world.edda, now=world.later(seconds=1), objective=under, name=name, **(given | values))  # fmt: skip


def said(world: World, result: KeyResult, value: float | None = None, **values: Any) -> Any:
    """Otto checks in."""
    world.later(seconds=1)
    amount = None if value is None else Decimal(str(value))
    return check_in(by=world.otto, now=world.now, result=result, value=amount, **values)


def metric(world: World, name: str = "Stations online", **values: Any) -> Metric:
    return create_metric(by=world.edda, now=world.now, name=name, metric_kind="share", **values)


def read(world: World, of: Metric, value: float, on: date) -> None:
    add_reading(by=world.otto, now=world.now, metric=of, on=on, value=Decimal(str(value)))


def progress(world: World, of: Goal | Objective) -> Progress:
    with scope(world.workspace):
        forest = forest_of(world.vera)
        return forest.of_goal(of.pk) if isinstance(of, Goal) else forest.of_objective(of.pk)


def standing(world: World, result: KeyResult) -> ResultLine:
    with scope(world.workspace):
        return result_line(world.vera, result, world.workspace.today(world.now))
