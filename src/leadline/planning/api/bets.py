"""The API of bets."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.foundation import clock
from leadline.planning import operations, queries
from leadline.planning.api.resolving import bet_of, resolved
from leadline.planning.schemas.bets import (
    BetChange,
    BetIn,
    BetLineOut,
    BetOut,
    BetPage,
    BetQuery,
    BetStepOut,
    BetVersionOut,
    CommitIn,
    PromisesOut,
    StateIn,
    StepList,
    VersionList,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/bets", needs=Right.SEE, response=BetPage)
def list_bets(request: HttpRequest, asked: Query[BetQuery]) -> Any:
    """Bets by name, with their effects and what they stand on."""
    page = queries.bet_lines(acting(request), asked.filters(), sort=asked.sort, after=asked.after, limit=asked.limit)  # fmt: skip
    return page.of(BetLineOut.of_line)


@endpoint(router, "POST", "/bets", needs=Right.CONTRIBUTE, response={201: BetOut})
def create_bet(request: HttpRequest, body: BetIn) -> Any:
    """Make a bet, a draft."""
    made = operations.create_bet(by=acting(request), now=clock.now(), **_fields(body.model_dump()))
    return 201, BetOut.of(made)


@endpoint(router, "GET", "/bets/{uuid:bet}", needs=Right.SEE, response=BetOut)
def read_bet(request: HttpRequest, bet: UUID) -> Any:
    """One bet."""
    return BetOut.of(bet_of(request, bet))


@endpoint(router, "PATCH", "/bets/{uuid:bet}", needs=Right.CONTRIBUTE, response=BetOut)
def change_bet(request: HttpRequest, bet: UUID, body: BetChange) -> Any:
    """Change what a bet says of itself."""
    found, version = bet_of(request, bet), expected_version(request)
    fields = _fields(body.model_dump(exclude_unset=True))
    operations.edit_bet(by=acting(request), now=clock.now(), bet=found, version=version, **fields)
    return BetOut.of(found)


@endpoint(router, "DELETE", "/bets/{uuid:bet}", needs=Right.CONTRIBUTE, response={204: None})
def trash_bet(request: HttpRequest, bet: UUID) -> Any:
    """Put a bet into the trash."""
    found, version = bet_of(request, bet), expected_version(request)
    operations.trash_bet(by=acting(request), now=clock.now(), bet=found, version=version)
    return 204, None


@endpoint(router, "POST", "/bets/{uuid:bet}/commitment", needs=Right.PLAN, response=BetOut)
def commit_bet(request: HttpRequest, bet: UUID, body: CommitIn) -> Any:
    """Commit to a bet and freeze what it promises."""
    found, version = bet_of(request, bet), expected_version(request)
    operations.commit_bet(by=acting(request), now=clock.now(), bet=found, version=version, despite=body.despite)  # fmt: skip
    return BetOut.of(found)


@endpoint(router, "POST", "/bets/{uuid:bet}/state", needs=Right.CONTRIBUTE, response=BetOut)
def move_bet(request: HttpRequest, bet: UUID, body: StateIn) -> Any:
    """Give a bet another state; done and stopped take the right to plan."""
    found, version = bet_of(request, bet), expected_version(request)
    operations.move_bet(by=acting(request), now=clock.now(), bet=found, version=version, to=body.to, reason=body.reason)  # fmt: skip
    return BetOut.of(found)


@endpoint(router, "GET", "/bets/{uuid:bet}/versions", needs=Right.SEE, response=VersionList)
def list_bet_versions(request: HttpRequest, bet: UUID) -> Any:
    """The frozen promises of a bet, the newest first."""
    return {"rows": [BetVersionOut.of(row) for row in queries.versions_of(acting(request), bet_of(request, bet))]}  # fmt: skip


@endpoint(router, "GET", "/bets/{uuid:bet}/comparison", needs=Right.SEE, response=PromisesOut)
def compare_promises(request: HttpRequest, bet: UUID, older: str = "", newer: str = "") -> Any:
    """What differs between two promises, in words: the first and the newest, unless told by number."""
    versions = queries.versions_of(acting(request), bet_of(request, bet))
    return PromisesOut.of(queries.comparison(versions, older, newer))


@endpoint(router, "GET", "/bets/{uuid:bet}/steps", needs=Right.SEE, response=StepList)
def list_bet_steps(request: HttpRequest, bet: UUID) -> Any:
    """The moves of a bet between its states, the newest first."""
    return {"rows": [BetStepOut.of(row) for row in queries.steps_of(acting(request), bet_of(request, bet))]}  # fmt: skip


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    found = resolved(given)
    if "kind" in found:
        found["bet_kind"] = found.pop("kind")
    if found.get("currency", "") is None:
        found.pop("currency")
    return found
