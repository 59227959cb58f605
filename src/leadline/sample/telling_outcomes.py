"""Reviews told: what finished bets had promised beside what came, scored by the real method on the day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from leadline.evidence.models import Claim, Nature
from leadline.metrics.models import Metric
from leadline.outcomes.models import EffectEstimate, EffectResult, OutcomeReview, PromiseScore
from leadline.outcomes.operations import Question
from leadline.outcomes.operations.closing import values_of, verdict_over
from leadline.outcomes.operations.estimates import estimate_now
from leadline.outcomes.queries.promised import effects_of, last_day
from leadline.outcomes.queries.sides import Estimated, Side, sides_of
from leadline.planning.models import BetVersion
from leadline.sample.drafting import THOUSAND, Course
from leadline.sample.talking import dice
from leadline.sample.telling import Teller
from leadline.workspaces.models import Change

Verdict = OutcomeReview.Verdict
DECIDED = {Verdict.SHORT: "change", Verdict.BESIDE: "stop"}
LATELY = timedelta(days=20)
SEED = 1


def tell_outcomes(teller: Teller) -> None:
    """A review of each bet whose last promised day is over; those of the last weeks are still open."""
    for name, promised in teller.versions.items():
        course = teller.courses[name]
        due = last_day(promised.promise)
        if course.over and due and due < teller.day(0.5):
            _ReviewTeller(teller, course, promised).tell()


class _ReviewTeller:
    """One review, opened some days after the last promised one, or after the bet was over."""

    def __init__(self, teller: Teller, course: Course, promised: BetVersion) -> None:
        self.teller, self.ledger, self.course, self.promised = teller, teller.ledger, course, promised  # fmt: skip
        self.by, self.story = teller.people[course.story.who], course.story
        due = max(each.by_on for each in effects_of(promised.promise) if each.by_on)
        weeks = (teller.day(0) - due).days / 7
        self.due, self.random = due, dice(course.story.name, "", "review")
        self.at = max(teller.now - timedelta(weeks=weeks - 0.4), (course.over or teller.now) + timedelta(hours=3))  # fmt: skip

    def tell(self) -> None:
        if self.at > self.teller.now - timedelta(hours=2):
            return
        self.row, change = self.ledger.create(
            OutcomeReview, self.at, self.by, bet=self.course.bet, promised=self.promised, due_on=self.due, reviewer=self.by
        )  # fmt: skip
        self.ledger.tell(self.at, self.by, "outcomereview.opened", self.row, change)
        closed = self.at + timedelta(days=4)
        sides = sides_of(self.by, self.row)
        if closed < self.teller.now - LATELY and all(side.actual is not None for side in sides):
            if self.story.compared[0]:
                sides[0] = self._estimated(sides[0], closed - timedelta(hours=3))
            self._write(sides, closed - timedelta(hours=1))
            self._close(sides, closed)

    def _estimated(self, side: Side, at: datetime) -> Side:
        """The first effect held against metrics that the bet did not touch, as a job and a person would have."""
        names, reason = self.story.compared
        controls = [self.teller.known(Metric, name).pk for name in names]
        question = Question(_subject(side), None, controls)
        inputs, answer = estimate_now(
            self.by, self.row, question, self.by.workspace.today(at), SEED
        )
        named = {"review": self.row, "subject": question.subject}
        begins_on, until = (date.fromisoformat(inputs[name]) for name in ("begins_on", "until"))
        run, _ = self.ledger.create(
            EffectEstimate, at, self.by, **named, begins_on=begins_on, until=until, method=answer["method"], method_version=answer["version"],
            seed=SEED, inputs=inputs, answer=answer, by=self.by, at=at,
        )  # fmt: skip
        result, change = self.ledger.create(EffectResult, at, self.by, **named, estimate=run, reason=reason)  # fmt: skip
        told = {"estimate": str(run.pk)}
        self.ledger.tell(at, self.by, "outcomereview.estimate_kept", self.row, facts=told | {"verdict": answer["verdict"], "final": True})  # fmt: skip
        self.ledger.tell(at + timedelta(hours=1), self.by, "outcomereview.estimate_used", self.row, change, facts=told)  # fmt: skip
        return replace(side, typed=result, estimated=Estimated.of(run))

    def _write(self, sides: list[Side], at: datetime) -> None:
        verdict = verdict_over(sides)
        is_stopped = self.story.ends == "stopped"
        change = self.ledger.change(
            self.row, at, self.by, learning=self.story.learned, decision="stop" if is_stopped else DECIDED.get(Verdict(verdict), "keep"), **_spent(self.story, self.random),
        )  # fmt: skip
        self.ledger.tell(at, self.by, "outcomereview.changed", self.row, change)

    def _close(self, sides: list[Side], at: datetime) -> None:
        scores = values_of(self.row, sides)
        for each in scores:
            self.ledger.create(PromiseScore, at, self.by, review=self.row, **each)
        change = self.ledger.change(self.row, at, self.by, verdict=verdict_over(sides), closed_at=at, closed_by=self.by)  # fmt: skip
        self.ledger.tell(at, self.by, "outcomereview.closed", self.row, change, facts={"scores": len(scores), "final": True})  # fmt: skip
        learned = self._learned(at)
        self.ledger.tell(at, self.by, "claim.created", learned[0], learned[1])

    def _learned(self, at: datetime) -> tuple[Claim, Change]:
        on = self.by.workspace.today(at)
        return self.ledger.create(
            Claim, at, self.by, statement=self.story.learned, nature=Nature.FACT, source=f"Outcome review of “{self.story.name}”",
            source_kind=OutcomeReview.kind(), source_id=self.row.pk, observed_on=on, strength=Decimal(10), half_life=180,
            due_on=Claim.due_day(on, 180),
        )  # fmt: skip


def _subject(side: Side) -> UUID:
    assert side.promised.subject is not None
    return side.promised.subject


def _spent(story: Any, random: Random) -> dict[str, Any]:
    """What it took: mostly more than was likely."""
    found: dict[str, Any] = {}
    if story.effort:
        found["weeks_spent"] = Decimal(round(story.effort[2] * random.uniform(0.85, 1.75) * 2)) / 2
    if story.cost:
        found["cost_spent"] = round(story.cost[1] * random.uniform(0.9, 1.5)) * THOUSAND
    return found
