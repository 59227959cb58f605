"""Work in the background: estimates of effects, and our calibration by itself.

What it calls is imported as it runs: the science starts slowly, and every command of the house
reads this file.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation.jobs import handles, report
from leadline.foundation.models import Job
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.scope import scope

ESTIMATE, CALIBRATE = "outcomes.estimate", "outcomes.calibrate"


@handles(ESTIMATE, in_one=False)
def estimate(job: Job, now: datetime) -> dict[str, Any]:
    """Estimate one effect of a review, and keep the run; nothing where the review was closed meanwhile."""
    from leadline.foundation.refusals import Refusal
    from leadline.outcomes.models import OutcomeReview
    from leadline.outcomes.operations.estimates import Question, estimate_now, keep_estimate

    assert job.workspace_id is not None
    with scope(job.workspace_id):
        reviews = OutcomeReview.objects.select_related("bet__workspace", "promised", "workspace")
        review = reviews.filter(pk=UUID(job.arguments["review"]), closed_at=None).first()
        people = Member.objects.select_related("workspace", "role", "user")
        by = people.filter(pk=UUID(job.arguments["member"])).first()
        if review is None or by is None:
            return {"answer": "nothing to do"}
        question, seed = Question.from_json(job.arguments["question"]), job.pk.int % 2**32
        try:
            inputs, answer = estimate_now(by, review, question, by.workspace.today(now), seed)
            kept = keep_estimate(by=by, now=now, review=review, question=question, inputs=inputs, seed=seed, answer=answer)  # fmt: skip
        except Refusal as refusal:
            return {
                "refused": " ".join(f"{each.reason} {each.remedy}" for each in refusal.problems)
            }
    return {"estimate": str(kept.pk)}


@handles(CALIBRATE, in_one=False)
def calibrate(job: Job, now: datetime) -> dict[str, Any]:
    """Keep what all scores say, of one workspace after a review was closed, else of all; where it is news."""
    from leadline.outcomes.operations.calibrations import calibrate_by_itself

    rows = Workspace.objects.filter(removed_at=None).order_by("id")
    workspaces = list(rows.filter(pk=job.workspace_id) if job.workspace_id else rows)
    kept = 0
    for at, each in enumerate(workspaces):
        report(job, str(each), at, len(workspaces))
        kept += calibrate_by_itself(each, now)
    return {"kept": kept}
