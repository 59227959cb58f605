"""The API of rankings."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.planning.api.resolving import bet_of
from leadline.planning.forms.rankings import asked_of
from leadline.planning.models import Bet, Ranking, RankingInput
from leadline.planning.operations.rankings import (
    ask_for_ranking,
    replay_ranking,
    say_input,
    say_inputs,
)
from leadline.planning.queries.rankings import runs
from leadline.planning.queries.rankings.coming import Coming, coming
from leadline.planning.queries.rankings.comparing import compared
from leadline.planning.queries.rankings.confidence import confidence_of
from leadline.planning.schemas.rankings import (
    BetConfidenceOut,
    ComparisonOut,
    InputIn,
    InputList,
    InputOut,
    InputsIn,
    PlacedPage,
    RankingComingOut,
    RankingIn,
    RankingLineOut,
    RankingOut,
    RankingPage,
    ReplayOut,
)
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/rankings", needs=Right.SEE, response=RankingPage)
def list_rankings(request: HttpRequest, after: str = "") -> Any:
    """Kept rankings, newest first."""
    return runs.rankings(acting(request), after=after).of(RankingLineOut.of)


@endpoint(router, "POST", "/rankings", needs=Right.PLAN, response={201: RankingOut, 202: RankingComingOut})  # fmt: skip
def create_ranking(request: HttpRequest, body: RankingIn) -> Any:
    """Rank bets, and keep the answer; many are ranked in the background, and 202 says where to look."""
    by = acting(request)
    product = product_by_key(by, body.product) if body.product else None
    asked = asked_of(body.model_dump(), product)
    made = ask_for_ranking(by=by, now=clock.now(), asked=asked, product=product)
    if isinstance(made, Ranking):
        return 201, RankingOut.of(made)
    return 202, RankingComingOut.of(Coming(made))


@endpoint(router, "GET", "/rankings/coming/{uuid:job}", needs=Right.SEE, response=RankingComingOut)
def read_ranking_coming(request: HttpRequest, job: UUID) -> Any:
    """How far a ranking is that was asked for, and its key once it is kept."""
    return RankingComingOut.of(coming(acting(request), job))


@endpoint(router, "GET", "/rankings/{uuid:ranking}", needs=Right.SEE, response=RankingOut)
def read_ranking(request: HttpRequest, ranking: UUID) -> Any:
    """One ranking; its lines have an address of their own."""
    return RankingOut.of(runs.ranking_by_id(acting(request), ranking))


@endpoint(router, "GET", "/rankings/{uuid:ranking}/lines", needs=Right.SEE, response=PlacedPage)
def list_ranking_lines(
    request: HttpRequest, ranking: UUID, part: Literal["placed", "lacking"] = "placed", number: int = 0
) -> Any:  # fmt: skip
    """A hundred bets from the piece `number`: best first, or those that lacked something."""
    found = runs.ranking_by_id(acting(request), ranking)
    return PlacedPage.of(runs.lines_of(found, part, min(max(number, 0), 10_000)))


@endpoint(router, "POST", "/rankings/{uuid:ranking}/replay", needs=Right.SEE, response=ReplayOut)
def replay(request: HttpRequest, ranking: UUID) -> Any:
    """Compute a ranking again from what it kept, and say whether the answer is the same."""
    by = acting(request)
    told = replay_ranking(by=by, now=clock.now(), ranking=runs.ranking_by_id(by, ranking))
    return ReplayOut(same=told.same, method_version=told.run.method_version, version_now=told.version_now)  # fmt: skip


@endpoint(
    router, "GET", "/rankings/{uuid:ranking}/comparison/{uuid:later}", needs=Right.SEE, response=ComparisonOut
)  # fmt: skip
def compare(request: HttpRequest, ranking: UUID, later: UUID) -> Any:
    """What moved from a ranking to a later one, and which inputs differ."""
    by = acting(request)
    return ComparisonOut.of(compared(runs.ranking_by_id(by, ranking), runs.ranking_by_id(by, later)))  # fmt: skip


@endpoint(router, "GET", "/bets/{uuid:bet}/ranking-inputs", needs=Right.SEE, response=InputList)
def list_inputs(request: HttpRequest, bet: UUID) -> Any:
    """What was said about a bet."""
    return _inputs(bet_of(request, bet))


@endpoint(
    router, "POST", "/bets/{uuid:bet}/ranking-inputs", needs=Right.CONTRIBUTE, response=InputList
)
def say(request: HttpRequest, bet: UUID, body: InputsIn) -> Any:
    """Say numbers about a bet, each one alone or low, likely and high."""
    found = bet_of(request, bet)
    say_inputs(by=acting(request), now=clock.now(), bet=found, said=body.said)
    return _inputs(found)


@endpoint(router, "PATCH", "/bets/{uuid:bet}/ranking-inputs/{said}", needs=Right.CONTRIBUTE, response=InputList)  # fmt: skip
def say_one(request: HttpRequest, bet: UUID, said: str, body: InputIn) -> Any:
    """Say one number about a bet, in the place of the version that was read; 0 where none was said."""
    found, version = bet_of(request, bet), expected_version(request)
    say_input(by=acting(request), now=clock.now(), bet=found, name=said, typed=body.typed, version=version)  # fmt: skip
    return _inputs(found)


@endpoint(router, "GET", "/bets/{uuid:bet}/confidence", needs=Right.SEE, response=BetConfidenceOut)
def read_bet_confidence(request: HttpRequest, bet: UUID) -> Any:
    """How sure the linked evidence makes us of a bet."""
    by, found = acting(request), bet_of(request, bet)
    return BetConfidenceOut.of(confidence_of(by, found, by.workspace.today(clock.now())))


def _inputs(bet: Bet) -> InputList:
    rows = RankingInput.objects.filter(bet=bet).order_by("name")[:500]
    return InputList(rows=[InputOut.of(row) for row in rows])
