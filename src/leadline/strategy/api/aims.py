"""Cycles, goals and objectives."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.foundation.refusals import Invalid
from leadline.strategy import operations, queries
from leadline.strategy.api.base import resolved, router, who
from leadline.strategy.models import Goal, Objective
from leadline.strategy.pasted import read_pasted
from leadline.strategy.schemas.aims import (
    CycleChange,
    CycleIn,
    CycleList,
    CycleOut,
    GoalChange,
    GoalIn,
    GoalList,
    GoalOut,
    ImportIn,
    ObjectiveChange,
    ObjectiveImportOut,
    ObjectiveIn,
    ObjectiveOut,
    ObjectivePage,
    ObjectiveQuery,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/cycles", needs=Right.SEE, response=CycleList)
def list_cycles(request: HttpRequest) -> Any:
    """Cycles, the newest first; 200 at most."""
    return {"rows": queries.cycles(acting(request))}


@endpoint(router, "POST", "/cycles", needs=Right.PLAN, response={201: CycleOut})
def create_cycle(request: HttpRequest, body: CycleIn) -> Any:
    """Open a cycle."""
    return 201, operations.create_cycle(**who(request), **body.model_dump())


@endpoint(router, "GET", "/cycles/{uuid:cycle}", needs=Right.SEE, response=CycleOut)
def read_cycle(request: HttpRequest, cycle: UUID) -> Any:
    """One cycle."""
    return queries.cycle_by_id(acting(request), cycle)


@endpoint(router, "PATCH", "/cycles/{uuid:cycle}", needs=Right.PLAN, response=CycleOut)
def change_cycle(request: HttpRequest, cycle: UUID, body: CycleChange) -> Any:
    """Rename a cycle or move its ends."""
    found, version = queries.cycle_by_id(acting(request), cycle), expected_version(request)
    operations.change_cycle(
        **who(request), cycle=found, version=version, **body.model_dump(exclude_unset=True)
    )
    return found


@endpoint(router, "DELETE", "/cycles/{uuid:cycle}", needs=Right.PLAN, response={204: None})
def trash_cycle(request: HttpRequest, cycle: UUID) -> Any:
    """Put an empty cycle into the trash."""
    found, version = queries.cycle_by_id(acting(request), cycle), expected_version(request)
    operations.trash_cycle(**who(request), cycle=found, version=version)
    return 204, None


@endpoint(router, "GET", "/goals", needs=Right.SEE, response=GoalList)
def list_goals(request: HttpRequest) -> Any:
    """Goals with their progress; 500 at most."""
    forest = queries.forest_of(acting(request))
    return {
        "rows": [GoalOut.of(row, forest.of_goal(row.pk)) for row in queries.goals(acting(request))]
    }


@endpoint(router, "POST", "/goals", needs=Right.PLAN, response={201: GoalOut})
def create_goal(request: HttpRequest, body: GoalIn) -> Any:
    """Set a goal."""
    return 201, _goal(
        request, operations.create_goal(**who(request), **resolved(request, body.model_dump()))
    )


@endpoint(router, "GET", "/goals/{uuid:goal}", needs=Right.SEE, response=GoalOut)
def read_goal(request: HttpRequest, goal: UUID) -> Any:
    """One goal."""
    return _goal(request, queries.goal_by_id(acting(request), goal))


@endpoint(router, "PATCH", "/goals/{uuid:goal}", needs=Right.PLAN, response=GoalOut)
def change_goal(request: HttpRequest, goal: UUID, body: GoalChange) -> Any:
    """Say a goal otherwise."""
    found, version = queries.goal_by_id(acting(request), goal), expected_version(request)
    fields = resolved(request, body.model_dump(exclude_unset=True))
    operations.change_goal(**who(request), goal=found, version=version, **fields)
    return _goal(request, found)


@endpoint(router, "DELETE", "/goals/{uuid:goal}", needs=Right.PLAN, response={204: None})
def trash_goal(request: HttpRequest, goal: UUID) -> Any:
    """Put a goal into the trash."""
    found, version = queries.goal_by_id(acting(request), goal), expected_version(request)
    operations.trash_goal(**who(request), goal=found, version=version)
    return 204, None


@endpoint(router, "GET", "/objectives", needs=Right.SEE, response=ObjectivePage)
def list_objectives(request: HttpRequest, asked: Query[ObjectiveQuery]) -> Any:
    """Objectives with their progress, in the order in which they were written."""
    tied = asked.model_dump(exclude={"after", "limit"})
    page = queries.objectives_page(acting(request), tied, asked.after, asked.limit)
    forest = queries.forest_of(acting(request))
    return page.of(lambda row: ObjectiveOut.of(row, forest.of_objective(row.pk)))


@endpoint(router, "POST", "/objectives", needs=Right.PLAN, response={201: ObjectiveOut})
def create_objective(request: HttpRequest, body: ObjectiveIn) -> Any:
    """Write an objective."""
    return 201, _objective(
        request, operations.create_objective(**who(request), **resolved(request, body.model_dump()))
    )


@endpoint(router, "POST", "/objectives/import", needs=Right.PLAN, response=ObjectiveImportOut)
def import_objectives(request: HttpRequest, body: ImportIn) -> Any:
    """Write the objectives of a text whole or not at all; what is there by name stays as it is."""
    cycle, pasted = queries.cycle_by_id(acting(request), body.cycle), read_pasted(body.text)
    if pasted.problems:
        raise Invalid.of([each.as_problem() for each in pasted.problems])
    plan = queries.plan_of(acting(request), cycle, pasted)
    if not body.dry_run:
        plan, _event = operations.import_objectives(**who(request), cycle=cycle, pasted=pasted)
    return ObjectiveImportOut(
        goals=len(plan.goals),
        objectives=plan.objectives,
        results=plan.results,
        same=plan.same,
        judged=pasted.judged,
    )


@endpoint(router, "GET", "/objectives/{uuid:objective}", needs=Right.SEE, response=ObjectiveOut)
def read_objective(request: HttpRequest, objective: UUID) -> Any:
    """One objective."""
    return _objective(request, queries.objective_by_id(acting(request), objective))


@endpoint(router, "PATCH", "/objectives/{uuid:objective}", needs=Right.PLAN, response=ObjectiveOut)
def change_objective(request: HttpRequest, objective: UUID, body: ObjectiveChange) -> Any:
    """Say an objective otherwise, or put it elsewhere."""
    found, version = queries.objective_by_id(acting(request), objective), expected_version(request)
    fields = resolved(request, body.model_dump(exclude_unset=True))
    if fields.get("cycle", "") is None:
        raise Invalid("An objective is of a cycle.", field="cycle", remedy="Name one.")
    operations.change_objective(**who(request), objective=found, version=version, **fields)
    return _objective(request, found)


@endpoint(router, "DELETE", "/objectives/{uuid:objective}", needs=Right.PLAN, response={204: None})
def trash_objective(request: HttpRequest, objective: UUID) -> Any:
    """Put an objective into the trash, with its key results."""
    found, version = queries.objective_by_id(acting(request), objective), expected_version(request)
    operations.trash_objective(**who(request), objective=found, version=version)
    return 204, None


def _goal(request: HttpRequest, goal: Goal) -> GoalOut:
    return GoalOut.of(goal, queries.forest_of(acting(request)).of_goal(goal.pk))


def _objective(request: HttpRequest, objective: Objective) -> ObjectiveOut:
    return ObjectiveOut.of(objective, queries.forest_of(acting(request)).of_objective(objective.pk))
