"""The API of this room: the ledger, reviews, calibrations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.foundation import clock
from leadline.outcomes import operations, queries
from leadline.outcomes.models import OutcomeReview
from leadline.outcomes.operations import calibrations, estimates
from leadline.outcomes.schemas.calibrations import CalibrationRunOut, RunLineOut, RunPage, SameOut
from leadline.outcomes.schemas.estimates import (
    EstimateIn,
    EstimateLineOut,
    EstimateList,
    EstimateOut,
    EstimateUseIn,
    WaitingOut,
)
from leadline.outcomes.schemas.ledger import LedgerLineOut, LedgerPage, LedgerQuery
from leadline.outcomes.schemas.reviews import (
    EffectResultIn,
    ReviewChange,
    ReviewIn,
    ReviewOut,
    ScoreList,
    ScoreOut,
    SpentOut,
)
from leadline.planning.queries import bet_by_id
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router(tags=["Outcomes"])
ONE = "/outcome-reviews/{uuid:review}"
ESTIMATE = "/effect-estimates/{uuid:run}"


@endpoint(router, "GET", "/outcomes", needs=Right.SEE, response=LedgerPage)
def list_outcomes(request: HttpRequest, asked: Query[LedgerQuery]) -> Any:
    """Bets that promised something beside what came, the longest owed first."""
    page = queries.ledger(acting(request), _today(request), asked.filters(), sort=asked.sort, after=asked.after, limit=asked.limit)  # fmt: skip
    return page.of(LedgerLineOut.of)


@endpoint(router, "POST", "/outcome-reviews", needs=Right.CONTRIBUTE, response={201: ReviewOut})
def open_review(request: HttpRequest, body: ReviewIn) -> Any:
    """Begin to review the newest promise of a bet."""
    bet = bet_by_id(acting(request), body.bet)
    made = operations.open_review(**_who(request), bet=bet, reviewer=_member(body.reviewer))
    return 201, _out(request, made)


@endpoint(router, "GET", ONE, needs=Right.SEE, response=ReviewOut)
def read_review(request: HttpRequest, review: UUID) -> Any:
    """One review with both sides."""
    return _out(request, _review(request, review))


@endpoint(router, "PATCH", ONE, needs=Right.CONTRIBUTE, response=ReviewOut)
def change_review(request: HttpRequest, review: UUID, body: ReviewChange) -> Any:
    """Write what happened, what was spent, what was learned and what is decided."""
    found, version = _review(request, review), expected_version(request)
    fields = _exact(body.model_dump(exclude_unset=True))
    if "reviewer" in fields:
        fields["reviewer"] = _member(fields["reviewer"])
    operations.change_review(**_who(request), review=found, version=version, **fields)
    return _out(request, found)


@endpoint(router, "DELETE", ONE, needs=Right.CONTRIBUTE, response={204: None})
def trash_review(request: HttpRequest, review: UUID) -> Any:
    """Put an open review into the trash."""
    found, version = _review(request, review), expected_version(request)
    operations.trash_review(**_who(request), review=found, version=version)
    return 204, None


@endpoint(router, "POST", f"{ONE}/closing", needs=Right.PLAN, response=ReviewOut)
def close_review(request: HttpRequest, review: UUID) -> Any:
    """Score the promise, record what was learned, and let the review stand."""
    found, version = _review(request, review), expected_version(request)
    operations.close_review(**_who(request), review=found, version=version)
    return _out(request, found)


@endpoint(router, "POST", f"{ONE}/results/{{uuid:subject}}", needs=Right.CONTRIBUTE, response=ReviewOut)  # fmt: skip
def set_result(request: HttpRequest, review: UUID, subject: UUID, body: EffectResultIn) -> Any:
    """Type a result of a metric, or say that nobody knows."""
    found = _review(request, review)
    operations.set_result(**_who(request), review=found, subject=subject, **_exact(body.model_dump()))  # fmt: skip
    return _out(request, found)


@endpoint(router, "DELETE", f"{ONE}/results/{{uuid:subject}}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_result(request: HttpRequest, review: UUID, subject: UUID) -> Any:
    """Let the readings count again."""
    operations.remove_result(**_who(request), review=_review(request, review), subject=subject)
    return 204, None


@endpoint(router, "GET", f"{ONE}/scores", needs=Right.SEE, response=ScoreList)
def list_scores(request: HttpRequest, review: UUID) -> Any:
    """What was scored when a review was closed: effects, effort and cost, with what each score rests on."""
    rows = queries.scores_of(acting(request), _review(request, review))
    return {"rows": [ScoreOut.of(row) for row in rows]}


@endpoint(router, "GET", f"{ONE}/effort", needs=Right.SEE, response=SpentOut)
def read_effort(request: HttpRequest, review: UUID) -> Any:
    """The person-weeks that went into the bet so far, as its items tell them."""
    found = _review(request, review)
    return SpentOut.of(queries.spent_on(acting(request), found.bet, _today(request)))


@endpoint(router, "GET", f"{ONE}/estimates", needs=Right.SEE, response=EstimateList)
def list_estimates(request: HttpRequest, review: UUID) -> Any:
    """The kept estimates of a review, the newest first; 100 at most."""
    rows = queries.estimates_of(acting(request), _review(request, review))
    return {"rows": [EstimateLineOut.of(row) for row in rows]}


@endpoint(router, "POST", f"{ONE}/estimates", needs=Right.CONTRIBUTE, response={202: WaitingOut})
def ask_for_estimate(request: HttpRequest, review: UUID, body: EstimateIn) -> Any:
    """Have a promised effect estimated in the background, against other metrics or the past of its own."""
    question = operations.Question(body.metric, body.begins_on, tuple(body.controls))
    operations.ask_for_estimate(**_who(request), review=_review(request, review), question=question)
    return 202, WaitingOut(waiting=True)


@endpoint(router, "GET", ESTIMATE, needs=Right.SEE, response=EstimateOut)
def read_estimate(request: HttpRequest, run: UUID) -> Any:
    """One kept estimate in full."""
    return EstimateOut.of(queries.estimate_by_id(acting(request), run))


@endpoint(router, "POST", f"{ESTIMATE}/use", needs=Right.CONTRIBUTE, response=ReviewOut)
def use_estimate(request: HttpRequest, run: UUID, body: EstimateUseIn) -> Any:
    """Let an estimate count as the result of its effect; taken back as what is typed is."""
    kept = queries.estimate_by_id(acting(request), run)
    operations.use_estimate(**_who(request), estimate=kept, reason=body.reason)
    return _out(request, _review(request, kept.review_id))


@endpoint(router, "POST", f"{ESTIMATE}/replay", needs=Right.SEE, response=SameOut)
def replay_estimate(request: HttpRequest, run: UUID) -> Any:
    """Compute an estimate again from what it kept, and say whether the answer is the same."""
    told = estimates.replay_estimate(queries.estimate_by_id(acting(request), run))
    return SameOut(same=told.same)


@endpoint(router, "GET", "/calibrations", needs=Right.SEE, response=RunPage)
def list_calibrations(request: HttpRequest, after: str = "") -> Any:
    """Kept calibrations, the newest first."""
    return queries.runs(acting(request), after).of(RunLineOut.of)


@endpoint(router, "POST", "/calibrations", needs=Right.PLAN, response={201: CalibrationRunOut})
def calibrate(request: HttpRequest) -> Any:
    """Work out how well we estimate, and keep the answer; no bet is changed."""
    return 201, CalibrationRunOut.of(operations.calibrate(**_who(request)))


@endpoint(router, "GET", "/calibrations/{uuid:run}", needs=Right.SEE, response=CalibrationRunOut)
def read_calibration(request: HttpRequest, run: UUID) -> Any:
    """One kept calibration in full."""
    return CalibrationRunOut.of(queries.run_by_id(acting(request), run))


@endpoint(router, "POST", "/calibrations/{uuid:run}/replay", needs=Right.SEE, response=SameOut)
def replay_calibration(request: HttpRequest, run: UUID) -> Any:
    """Compute a calibration again from what it kept, and say whether the answer is the same."""
    told = calibrations.replay_calibration(queries.run_by_id(acting(request), run))
    return SameOut(same=told.same)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": acting(request), "now": clock.now()}


def _today(request: HttpRequest) -> Any:
    return acting(request).workspace.today(clock.now())


def _review(request: HttpRequest, review: UUID) -> OutcomeReview:
    return queries.review_by_id(acting(request), review)


def _member(key: UUID | None) -> Member | None:
    return one(Member.objects.all(), pk=key) if key else None


def _exact(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with decimals as a program wrote them."""
    return {name: Decimal(str(value)) if isinstance(value, float) else value for name, value in fields.items()}  # fmt: skip


def _out(request: HttpRequest, review: OutcomeReview) -> ReviewOut:
    by = acting(request)
    return ReviewOut.of(review, queries.sides_of(by, review), queries.claim_of(by, review), _today(request))  # fmt: skip
