"""The API of what bets promise, rest on and would be stopped by."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.refusals import NotFound
from leadline.planning import operations, queries
from leadline.planning.api.resolving import bet_of, resolved
from leadline.planning.models import BetEffect, BetEffort, BetGoal, BetOpportunity, BetTheme
from leadline.planning.schemas.bets import (
    AnswerIn,
    BetEffectIn,
    BetEffortIn,
    BetGoalIn,
    BetThemeIn,
    PartsOut,
    ReasonIn,
    exact,
)
from leadline.planning.schemas.doubts import (
    AssumptionIn,
    CriterionList,
    DoubtList,
    DoubtOut,
    JudgementIn,
    KillCriterionIn,
    KillCriterionOut,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router()
RANGE = ("low", "likely", "high")
KINDS: dict[str, Any] = {
    "effects": BetEffect, "efforts": BetEffort, "goals": BetGoal, "opportunities": BetOpportunity, "themes": BetTheme,
}  # fmt: skip


@endpoint(router, "GET", "/bets/{uuid:bet}/parts", needs=Right.SEE, response=PartsOut)
def read_parts(request: HttpRequest, bet: UUID) -> Any:
    """What a bet promises beside its own fields."""
    return PartsOut.of(queries.parts_of(acting(request), bet_of(request, bet)))


@endpoint(router, "POST", "/bets/{uuid:bet}/effects", needs=Right.CONTRIBUTE, response=PartsOut)
def set_effect(request: HttpRequest, bet: UUID, body: BetEffectIn) -> Any:
    """Say how far a bet moves a metric by a day, in the place of what was said before."""
    return _said(request, bet, operations.set_effect, body)


@endpoint(router, "POST", "/bets/{uuid:bet}/efforts", needs=Right.CONTRIBUTE, response=PartsOut)
def set_effort(request: HttpRequest, bet: UUID, body: BetEffortIn) -> Any:
    """Say what a team puts into a bet, in the place of what was said before."""
    return _said(request, bet, operations.set_effort, body)


@endpoint(router, "POST", "/bets/{uuid:bet}/goals", needs=Right.CONTRIBUTE, response=PartsOut)
def set_goal(request: HttpRequest, bet: UUID, body: BetGoalIn) -> Any:
    """Say with which share a bet serves a key result."""
    return _said(request, bet, operations.set_goal, body)


@endpoint(router, "POST", "/bets/{uuid:bet}/opportunities", needs=Right.CONTRIBUTE, response=PartsOut)  # fmt: skip
def answer_opportunity(request: HttpRequest, bet: UUID, body: AnswerIn) -> Any:
    """Say that a bet answers an opportunity."""
    return _said(request, bet, operations.answer_opportunity, body)


@endpoint(router, "POST", "/bets/{uuid:bet}/themes", needs=Right.CONTRIBUTE, response=PartsOut)
def join_theme(request: HttpRequest, bet: UUID, body: BetThemeIn) -> Any:
    """Put a bet under a theme, in the place of another one of that dimension."""
    return _said(request, bet, operations.join_theme, body)


@endpoint(router, "POST", "/bets/{uuid:bet}/parts/{kind}/{uuid:part}/removal", needs=Right.CONTRIBUTE, response=PartsOut)  # fmt: skip
def remove_part(request: HttpRequest, bet: UUID, kind: str, part: UUID, body: ReasonIn) -> Any:
    """Take an effect, effort, goal, opportunity or theme off a bet."""
    found = bet_of(request, bet)
    if kind not in KINDS:
        raise NotFound
    row = one(KINDS[kind].objects.filter(bet=found), pk=part)
    operations.remove_part(by=acting(request), now=clock.now(), bet=found, part=row, reason=body.reason)  # fmt: skip
    return PartsOut.of(queries.parts_of(acting(request), found))


@endpoint(router, "GET", "/bets/{uuid:bet}/assumptions", needs=Right.SEE, response=DoubtList)
def list_assumptions(request: HttpRequest, bet: UUID) -> Any:
    """What a bet rests on, what would teach most first."""
    return _doubts(request, bet)


@endpoint(router, "POST", "/bets/{uuid:bet}/assumptions", needs=Right.CONTRIBUTE, response=DoubtList)  # fmt: skip
def set_assumption(request: HttpRequest, bet: UUID, body: AssumptionIn) -> Any:
    """Say that a bet rests on a claim."""
    fields = resolved(body.model_dump())
    operations.set_assumption(by=acting(request), now=clock.now(), bet=bet_of(request, bet), **fields)  # fmt: skip
    return _doubts(request, bet)


@endpoint(router, "DELETE", "/bets/{uuid:bet}/assumptions/{uuid:assumption}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_assumption(request: HttpRequest, bet: UUID, assumption: UUID) -> Any:
    """Say that a bet does not rest on a claim any more."""
    found = bet_of(request, bet)
    row = queries.assumption_by_id(acting(request), found, assumption)
    operations.remove_assumption(by=acting(request), now=clock.now(), bet=found, assumption=row)
    return 204, None


@endpoint(router, "GET", "/bets/{uuid:bet}/criteria", needs=Right.SEE, response=CriterionList)
def list_kill_criteria(request: HttpRequest, bet: UUID) -> Any:
    """What would stop a bet."""
    return {"rows": [KillCriterionOut.of(row) for row in queries.criteria_of(acting(request), bet_of(request, bet))]}  # fmt: skip


@endpoint(router, "POST", "/bets/{uuid:bet}/criteria", needs=Right.CONTRIBUTE, response={201: KillCriterionOut})  # fmt: skip
def add_kill_criterion(request: HttpRequest, bet: UUID, body: KillCriterionIn) -> Any:
    """Say what would stop a bet."""
    found = bet_of(request, bet)
    row = operations.add_criterion(by=acting(request), now=clock.now(), bet=found, **body.model_dump())  # fmt: skip
    return 201, KillCriterionOut.of(row)


@endpoint(router, "PATCH", "/bets/{uuid:bet}/criteria/{uuid:kill}", needs=Right.CONTRIBUTE, response=KillCriterionOut)  # fmt: skip
def judge_criterion(request: HttpRequest, bet: UUID, kill: UUID, body: JudgementIn) -> Any:
    """Say whether a kill criterion is met, or what was decided on it."""
    row = queries.criterion_by_id(acting(request), bet_of(request, bet), kill)
    version = expected_version(request)
    operations.judge_criterion(by=acting(request), now=clock.now(), criterion=row, version=version, **body.model_dump())  # fmt: skip
    return KillCriterionOut.of(row)


@endpoint(router, "POST", "/bets/{uuid:bet}/criteria/{uuid:kill}/removal", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_kill_criterion(request: HttpRequest, bet: UUID, kill: UUID, body: ReasonIn) -> Any:
    """Take a kill criterion off a bet."""
    found = bet_of(request, bet)
    row = queries.criterion_by_id(acting(request), found, kill)
    operations.remove_criterion(by=acting(request), now=clock.now(), bet=found, criterion=row, reason=body.reason)  # fmt: skip
    return 204, None


def _said(request: HttpRequest, bet: UUID, run: Callable[..., Any], body: Input) -> PartsOut:
    found, fields = bet_of(request, bet), resolved(body.model_dump())
    fields |= {name: exact(fields[name]) for name in RANGE if name in fields}
    run(by=acting(request), now=clock.now(), bet=found, **fields)
    return PartsOut.of(queries.parts_of(acting(request), found))


def _doubts(request: HttpRequest, bet: UUID) -> Any:
    member = acting(request)
    found = queries.doubts_of_bet(member, bet_of(request, bet), member.workspace.today(clock.now()))
    return {"rows": [DoubtOut.of(each) for each in found]}
