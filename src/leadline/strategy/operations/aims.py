"""Cycles, goals and objectives."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.strategy.models import Cycle, Goal, Objective
from leadline.strategy.operations.checks import (
    refuse_early,
    refuse_taken_name,
    refuse_weight,
)
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_cycle(*, by: Member, now: datetime, name: str, starts_on: date, ends_on: date) -> Cycle:
    """Open a period for objectives."""
    refuse_taken_name(Cycle, name)
    _refuse_odd_period(starts_on, ends_on)
    cycle, change = Cycle.create(by=by, now=now, name=name, starts_on=starts_on, ends_on=ends_on)
    record(by, now, "cycle.created", subject=cycle, changes=[change])
    return cycle


@operation(needs=Right.PLAN)
def change_cycle(
    *, by: Member, now: datetime, cycle: Cycle, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a cycle, move its ends; the products of its objectives must have been born by its end."""
    if "name" in values:
        refuse_taken_name(Cycle, values["name"], cycle)
    starts, ends = (values.get(name, getattr(cycle, name)) for name in ("starts_on", "ends_on"))
    _refuse_odd_period(starts, ends)
    for objective in Objective.objects.filter(cycle=cycle, product__born_on__gt=ends).select_related("product")[:1]:  # fmt: skip
        refuse_early(objective.product, ends, "ends_on")
    change = cycle.change(by=by, now=now, version=version, **values)
    return record(by, now, "cycle.changed", subject=cycle, changes=[change])


@operation(needs=Right.PLAN)
def trash_cycle(
    *, by: Member, now: datetime, cycle: Cycle, version: int | None = None
) -> Event | None:
    """Put an empty cycle into the trash."""
    if Objective.objects.filter(cycle=cycle).exists():
        raise Invalid("Objectives lie in this cycle.", remedy="Move them to another one, or trash them first.")  # fmt: skip
    change = cycle.trash(by=by, now=now, version=version)
    return record(by, now, "cycle.trashed", subject=cycle, changes=[change])


@operation(needs=Right.PLAN)
def create_goal(*, by: Member, now: datetime, name: str, **values: Any) -> Goal:
    """Say what the company wants to reach."""
    refuse_taken_name(Goal, name)
    goal, change = Goal.create(by=by, now=now, name=name, **values)
    record(by, now, "goal.created", subject=goal, changes=[change])
    return goal


@operation(needs=Right.PLAN)
def change_goal(
    *, by: Member, now: datetime, goal: Goal, version: int | None = None, **values: Any
) -> Event | None:
    """Say a goal otherwise."""
    if "name" in values:
        refuse_taken_name(Goal, values["name"], goal)
    change = goal.change(by=by, now=now, version=version, **values)
    return record(by, now, "goal.changed", subject=goal, changes=[change])


@operation(needs=Right.PLAN)
def trash_goal(
    *, by: Member, now: datetime, goal: Goal, version: int | None = None
) -> Event | None:
    """Put a goal into the trash; its objectives stand under none until it comes back."""
    change = goal.trash(by=by, now=now, version=version)
    return record(by, now, "goal.trashed", subject=goal, changes=[change])


@operation(needs=Right.PLAN)
def create_objective(
    *, by: Member, now: datetime, name: str, cycle: Cycle, **values: Any
) -> Objective:
    """Add an objective to a cycle, under a goal, under another objective, or under none."""
    _refuse(values | {"cycle": cycle})
    Objective.refuse_place(values.get("parent"))
    objective, change = Objective.create(by=by, now=now, name=name, cycle=cycle, **values)
    record(by, now, "objective.created", subject=objective, changes=[change])
    return objective


@operation(needs=Right.PLAN)
def change_objective(
    *, by: Member, now: datetime, objective: Objective, version: int | None = None, **values: Any
) -> Event | None:
    """Say an objective otherwise, or put it elsewhere; raises `Circle` where it would lie under itself."""
    there = {name: getattr(objective, name) for name in ("cycle", "goal", "parent", "product")}
    _refuse(there | values)
    if values.get("parent"):
        Objective.refuse_place(values["parent"], objective)
    change = objective.change(by=by, now=now, version=version, **values)
    return record(by, now, "objective.changed", subject=objective, changes=[change])


@operation(needs=Right.PLAN)
def trash_objective(
    *, by: Member, now: datetime, objective: Objective, version: int | None = None
) -> Event | None:
    """Put an objective into the trash with its key results; those under it stand alone meanwhile."""
    change = objective.trash(by=by, now=now, version=version)
    return record(by, now, "objective.trashed", subject=objective, changes=[change])


def _refuse(values: Mapping[str, Any]) -> None:
    refuse_weight(values)
    if values.get("goal") and values.get("parent"):
        raise Invalid("It lies under a goal or under an objective, not under both.", field="parent", remedy="Take one of them away.")  # fmt: skip
    refuse_early(values.get("product"), values["cycle"].ends_on, "cycle")


def _refuse_odd_period(starts_on: date, ends_on: date) -> None:
    refuse_early(None, starts_on, "starts_on")
    if ends_on <= starts_on:
        raise Invalid("It ends before it begins.", field="ends_on", remedy="Take a later day.")
