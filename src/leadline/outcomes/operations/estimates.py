"""Having an effect estimated against what would have come anyway, and keeping what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from leadline.design import dates
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.foundation.refusals import Invalid
from leadline.foundation.replayed import Replayed
from leadline.metrics.models import Metric
from leadline.outcomes.models import EffectEstimate, OutcomeReview
from leadline.outcomes.operations.closing import MetricGone
from leadline.outcomes.operations.typed import still_open
from leadline.outcomes.queries.comparing import chosen
from leadline.outcomes.queries.estimates import ESTIMATE, beginning_of, waiting_jobs
from leadline.outcomes.queries.estimating import estimated, gathered
from leadline.outcomes.queries.promised import effect_of
from leadline.outcomes.queries.sides import sides_of
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class Question:
    """Which effect is estimated, from which day on, and compared with which metrics."""

    subject: UUID
    begins_on: date | None = None
    controls: Sequence[UUID] = ()

    def as_json(self) -> dict[str, Any]:
        return {"subject": str(self.subject), "begins_on": self.begins_on and str(self.begins_on), "controls": [str(key) for key in self.controls]}  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Question":
        begins_on = kept["begins_on"] and date.fromisoformat(kept["begins_on"])
        return cls(UUID(kept["subject"]), begins_on, tuple(map(UUID, kept["controls"])))


@operation(needs=Right.CONTRIBUTE)
def ask_for_estimate(*, by: Member, now: datetime, review: OutcomeReview, question: Question) -> Job:  # fmt: skip
    """Have an effect estimated in the background; the job that waits already, where one does for that effect.

    Which method it takes follows from what it is compared with. Raises `CannotEstimate` where the readings
    do not bear it, `Invalid` for a comparison that is none, `MetricGone` without a metric to read.
    """
    still_open(review)
    inputs_of(by, review, question, by.workspace.today(now))
    for job in waiting_jobs(by, review):
        if job.arguments["question"]["subject"] == str(question.subject):
            return job
    record(by, now, "outcomereview.estimate_asked", subject=review, facts={"final": True})
    arguments = {"review": str(review.pk), "member": str(by.pk), "question": question.as_json()}
    return jobs.ask(ESTIMATE, arguments, now=now, workspace_id=by.workspace_id)


@operation(needs=Right.CONTRIBUTE)
def keep_estimate(
    *, by: Member, now: datetime, review: OutcomeReview, question: Question, inputs: dict[str, Any], seed: int, answer: dict[str, Any],
) -> EffectEstimate:  # fmt: skip
    """Write an estimate down with everything that it rests on."""
    still_open(review)
    kept, _change = EffectEstimate.create(
        by=by, now=now, review=review, subject=question.subject, begins_on=inputs["begins_on"], until=inputs["until"],
        method=answer["method"], method_version=answer["version"], seed=seed, inputs=inputs, answer=answer,
    )  # fmt: skip
    kept.refresh_from_db()
    record(by, now, "outcomereview.estimate_kept", subject=review, facts={"estimate": str(kept.pk), "verdict": answer["verdict"], "final": True})  # fmt: skip
    return kept


def inputs_of(by: Member, review: OutcomeReview, question: Question, today: date) -> dict[str, Any]:
    """What an estimate would rest on; raises what stands in its way."""
    promised = effect_of(review.promised.promise, question.subject)
    metric = Metric.objects.filter(pk=question.subject).first()
    if metric is None:
        raise MetricGone(f"“{promised.name}” lies in the trash, or was deleted.", field="metric", remedy="Bring it back, or type the result.")  # fmt: skip
    began_on, began_with = beginning_of(by, review)
    begins_on = question.begins_on or began_on
    if begins_on > today:
        raise Invalid(f"{dates.day(begins_on)} lies in the future.", field="begins_on", remedy="Give the day from which on it could have an effect.")  # fmt: skip
    side = next(each for each in sides_of(by, review) if each.promised.subject == question.subject)
    counts = side.result.on if side.result and not side.result.is_typed else None
    controls = chosen(review, question.subject, question.controls)
    told = gathered(metric, (begins_on, counts), began_with if begins_on == began_on else "", controls)  # fmt: skip
    return told | {"begins_on": str(begins_on)}


def estimate_now(by: Member, review: OutcomeReview, question: Question, today: date, seed: int) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """Inputs and answer, not kept yet; takes a second, so outside of any transaction."""
    inputs = inputs_of(by, review, question, today)
    return inputs, estimated(inputs, seed)


def replay_estimate(kept: EffectEstimate) -> Replayed[EffectEstimate]:
    """Compute a kept estimate again from what it kept."""
    again = estimated(kept.inputs, kept.seed)
    return Replayed(kept, again == kept.answer, again["version"])
