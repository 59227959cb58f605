"""What items are for: key results, scenarios of bets, requirements documents."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.backlog import operations, queries
from leadline.backlog.papers.answers import pdf_file
from leadline.backlog.queries.prd import prd_of_bet, prd_of_item
from leadline.backlog.schemas.aims import (
    ItemGoalIn,
    ItemGoalOut,
    PaperOut,
    ScenarioChange,
    ScenarioIn,
    ScenarioItemIn,
    ScenarioOut,
    WholeScenarioOut,
    WorkOut,
)
from leadline.foundation import clock
from leadline.planning.queries import bet_by_id
from leadline.strategy.queries import result_by_id
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(
    router, "GET", "/items/{uuid:item}/key-results", needs=Right.SEE, response=list[ItemGoalOut]
)
def list_item_goals(request: HttpRequest, item: UUID) -> Any:
    """The key results that an item serves, the largest share first."""
    found = queries.item_by_id(acting(request), item)
    return [ItemGoalOut.of(row) for row in queries.goals_of(acting(request), found)]


@endpoint(
    router, "POST", "/items/{uuid:item}/key-results", needs=Right.CONTRIBUTE, response=ItemGoalOut
)
def serve_key_result(request: HttpRequest, item: UUID, body: ItemGoalIn) -> Any:
    """Say with which share an item serves a key result; all its shares are 10,000 at most."""
    found, result = queries.item_by_id(acting(request), item), result_by_id(acting(request), body.key_result)  # fmt: skip
    goal = operations.serve_key_result(by=acting(request), now=clock.now(), item=found, key_result=result, share=body.share)  # fmt: skip
    return ItemGoalOut.of(goal)


@endpoint(router, "DELETE", "/items/{uuid:item}/key-results/{uuid:served}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def drop_key_result(request: HttpRequest, item: UUID, served: UUID) -> Any:
    """Say that an item serves a key result no more."""
    found = queries.item_by_id(acting(request), item)
    operations.drop_key_result(by=acting(request), now=clock.now(), goal=queries.goal_of(acting(request), found, served))  # fmt: skip
    return 204, None


@endpoint(router, "GET", "/bets/{uuid:bet}/scenarios", needs=Right.SEE, response=list[WholeScenarioOut])  # fmt: skip
def list_scenarios(request: HttpRequest, bet: UUID) -> Any:
    """The scenarios of a bet in order, 50 at most."""
    found = bet_by_id(acting(request), bet)
    return [WholeScenarioOut.whole(each) for each in queries.scenarios_of(acting(request), found)]


@endpoint(router, "POST", "/bets/{uuid:bet}/scenarios", needs=Right.CONTRIBUTE, response={201: ScenarioOut})  # fmt: skip
def add_scenario(request: HttpRequest, bet: UUID, body: ScenarioIn) -> Any:
    """Add a scenario behind those that the bet has."""
    found = bet_by_id(acting(request), bet)
    made = operations.add_scenario(by=acting(request), now=clock.now(), bet=found, **body.model_dump())  # fmt: skip
    return 201, ScenarioOut.of(made)


@endpoint(router, "PATCH", "/scenarios/{uuid:scenario}", needs=Right.CONTRIBUTE, response=ScenarioOut)  # fmt: skip
def change_scenario(request: HttpRequest, scenario: UUID, body: ScenarioChange) -> Any:
    """Rewrite a scenario."""
    found, version = queries.scenario_by_id(acting(request), scenario), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_scenario(by=acting(request), now=clock.now(), scenario=found, version=version, **fields)  # fmt: skip
    return ScenarioOut.of(found)


@endpoint(router, "DELETE", "/scenarios/{uuid:scenario}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def trash_scenario(request: HttpRequest, scenario: UUID) -> Any:
    """Put a scenario into the trash; its items stay."""
    found, version = queries.scenario_by_id(acting(request), scenario), expected_version(request)
    operations.trash_scenario(by=acting(request), now=clock.now(), scenario=found, version=version)
    return 204, None


@endpoint(router, "POST", "/scenarios/{uuid:scenario}/items", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def put_into_scenario(request: HttpRequest, scenario: UUID, body: ScenarioItemIn) -> Any:
    """Say that an item makes a scenario possible."""
    by = acting(request)
    found, item = queries.scenario_by_id(by, scenario), queries.item_by_id(by, body.item)
    operations.put_into_scenario(by=by, now=clock.now(), scenario=found, item=item)
    return 204, None


@endpoint(router, "DELETE", "/scenarios/{uuid:scenario}/items/{uuid:link}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def take_out_of_scenario(request: HttpRequest, scenario: UUID, link: UUID) -> Any:
    """Take an item out of a scenario."""
    found = queries.scenario_by_id(acting(request), scenario)
    operations.take_out_of_scenario(by=acting(request), now=clock.now(), link=queries.scenario_link(acting(request), found, link))  # fmt: skip
    return 204, None


@endpoint(router, "GET", "/bets/{uuid:bet}/work", needs=Right.SEE, response=WorkOut)
def read_work_of_bet(request: HttpRequest, bet: UUID) -> Any:
    """The work of a bet, from its epics down."""
    return WorkOut.of(queries.work_of_bet(acting(request), bet_by_id(acting(request), bet)))


@endpoint(router, "GET", "/bets/{uuid:bet}/requirements", needs=Right.SEE, response=PaperOut)
def read_requirements_of_bet(request: HttpRequest, bet: UUID) -> Any:
    """The requirements document of a bet, put together from the records."""
    by = acting(request)
    return PaperOut.of(prd_of_bet(by, bet_by_id(by, bet), by.workspace.today(clock.now())))


@endpoint(router, "GET", "/items/{uuid:item}/requirements", needs=Right.SEE, response=PaperOut)
def read_requirements_of_item(request: HttpRequest, item: UUID) -> Any:
    """The requirements document of an epic, put together from the records."""
    by = acting(request)
    return PaperOut.of(
        prd_of_item(by, queries.item_by_id(by, item), by.workspace.today(clock.now()))
    )


@endpoint(router, "GET", "/bets/{uuid:bet}/requirements.pdf", needs=Right.SEE)
def read_requirements_of_bet_as_pdf(request: HttpRequest, bet: UUID) -> Any:
    """The requirements document of a bet, as application/pdf."""
    by, now = acting(request), clock.now()
    return pdf_file(request, by, prd_of_bet(by, bet_by_id(by, bet), by.workspace.today(now)), now)


@endpoint(router, "GET", "/items/{uuid:item}/requirements.pdf", needs=Right.SEE)
def read_requirements_of_item_as_pdf(request: HttpRequest, item: UUID) -> Any:
    """The requirements document of an epic, as application/pdf."""
    by, now = acting(request), clock.now()
    paper = prd_of_item(by, queries.item_by_id(by, item), by.workspace.today(now))
    return pdf_file(request, by, paper, now)
