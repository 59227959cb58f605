"""Closing a review: every range is scored once, and what was learned goes back to the evidence."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.design import dates
from leadline.evidence.operations import record_observation
from leadline.foundation.refusals import Refusal
from leadline.outcomes.models import OutcomeReview, PromiseScore
from leadline.outcomes.queries.people import Whose, whose
from leadline.outcomes.queries.promised import PromisedRange, cost_of, efforts_of
from leadline.outcomes.queries.scoring import scored
from leadline.outcomes.queries.sides import Side, sides_of
from leadline.planning.models import Bet
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

Verdict = OutcomeReview.Verdict
WORST_FIRST = (Verdict.SHORT, Verdict.BESIDE, Verdict.BETTER, Verdict.HELD)
LEAST = -1
"""Of effort and cost less is better."""


class TooEarly(Refusal):
    """The day by which it was promised is still to come."""


class MetricGone(Refusal):
    """The metric that was promised cannot be read any more."""


class NoReading(Refusal):
    """The metric has no reading where one is needed."""


class NothingLearned(Refusal):
    """A review is closed with a decision and with what was learned."""


@operation(needs=Right.PLAN)
def close_review(
    *, by: Member, now: datetime, review: OutcomeReview, version: int | None = None
) -> Event | None:
    """Score what was promised, record what was learned as a fact, and let the review stand as it is.

    Raises `TooEarly`, `MetricGone` or `NoReading` where an effect has no result and nobody said why,
    `NothingLearned` without a decision or a learning. Cannot be taken back.
    """
    review.refuse_closed()
    _refuse_unlearned(review)
    sides, today = sides_of(by, review), by.workspace.today(now)
    for side in sides:
        _refuse_lack(review.bet, side, today)
    rows = values_of(review, sides)
    for each in rows:
        PromiseScore.create(by=by, now=now, review=review, **each)
    verdict = verdict_over(sides)
    change = review.change(by=by, now=now, version=version, verdict=verdict, closed_at=now, closed_by=by)  # fmt: skip
    event = record(by, now, "outcomereview.closed", subject=review, changes=[change], facts={"scores": len(rows), "final": True})  # fmt: skip
    record_observation(
        by=by, now=now, statement=review.learning, source=f"Outcome review of “{review.bet.name}”"[:300],
        source_kind=OutcomeReview.kind(), source_id=review.pk, notes=review.meanwhile,
    )  # fmt: skip
    return event


def _refuse_unlearned(review: OutcomeReview) -> None:
    if not review.decision:
        raise NothingLearned("Nothing is decided.", field="decision", remedy="Choose whether to keep, change or stop what was built.")  # fmt: skip
    if not review.learning.strip():
        raise NothingLearned("Nothing is learned.", field="learning", remedy="Write one sentence that others can rest on; it becomes a fact among the evidence.")  # fmt: skip


def _refuse_lack(bet: Bet, side: Side, today: date) -> None:
    name, remedy = (
        side.promised.name,
        "Type the value with its reason, or say that nobody knows it.",
    )
    lack = side.lack(today)
    if lack == "early":
        raise TooEarly(f"“{name}” was promised for {dates.day(side.promised.by_on)}.", field="result", remedy="Close the review from that day on." if bet.state != Bet.State.STOPPED else "Say that the result is unknown since the bet was stopped, or wait for that day.")  # fmt: skip
    if lack == "trashed":
        raise MetricGone(f"“{name}” lies in the trash.", field="result", remedy=f"Bring it back. Or: {remedy[0].lower()}{remedy[1:]}")  # fmt: skip
    if lack == "gone":
        raise MetricGone(f"“{name}” was deleted for good.", field="result", remedy=remedy)
    if lack == "baseline":
        raise NoReading(f"“{name}” has no reading from before the bet was committed.", field="baseline", remedy=remedy)  # fmt: skip
    if lack == "result":
        raise NoReading(f"“{name}” has no reading from {dates.day(side.promised.by_on)} on.", field="result", remedy=f"Add a reading. Or: {remedy[0].lower()}{remedy[1:]}")  # fmt: skip


def values_of(review: OutcomeReview, sides: Sequence[Side]) -> list[dict[str, Any]]:
    """Every promised range that came to something, scored: values of `PromiseScore`."""
    return [*_of_effects(review, sides), *_of_spending(review)]


def verdict_over(sides: Sequence[Side]) -> str:
    """The worst of what the effects came to; unmeasured where nobody knows any."""
    found = {side.verdict for side in sides}
    return next((each.value for each in WORST_FIRST if each in found), Verdict.UNMEASURED.value)


def _of_effects(review: OutcomeReview, sides: Sequence[Side]) -> list[dict[str, Any]]:
    people = whose(review.bet)
    return [
        _score(side.promised, side.actual, side.toward, people, _ends(side))
        for side in sides
        if side.actual is not None
    ]  # fmt: skip


def _ends(side: Side) -> dict[str, Any]:
    ends = {"baseline": side.baseline, "result": side.result, "estimated": side.estimated}
    said = {"reason": side.typed.reason} if side.typed else {}
    return {name: each.as_json() for name, each in ends.items() if each} | said


def _of_spending(review: OutcomeReview) -> list[dict[str, Any]]:
    """Effort of the one team that promised any, and cost, where somebody said what was spent."""
    people, promise = whose(review.bet), review.promised.promise
    efforts, cost = efforts_of(promise), cost_of(promise)
    found = []
    if review.weeks_spent is not None and len(efforts) == 1:
        found.append(_score(efforts[0], review.weeks_spent, LEAST, people, {}))
    if review.cost_spent is not None and cost:
        found.append(_score(cost, Decimal(review.cost_spent), LEAST, people, {}))
    return found


def _score(promised: PromisedRange, actual: Decimal, toward: int, people: Whose, inputs: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
    found = scored(promised, actual)
    return {
        "part": promised.part, "subject": promised.subject, "low": promised.low, "likely": promised.likely,
        "high": promised.high, "level": promised.level, "actual": actual, "toward": toward, "by_on": promised.by_on,
        "is_inside": found.is_inside, "crps": found.crps, "interval_score": found.interval_score, "below": found.below,
        "up_to": found.up_to, "method": found.method, "method_version": found.version, "answer": found.answer,
        "inputs": inputs | people.as_json() | {"name": promised.name, "unit": promised.unit, "kind": promised.kind, "decimals": promised.decimals},
    }  # fmt: skip
