"""A job that met a refusal: the import goes back a step and says why."""

from datetime import datetime

from leadline.foundation.refusals import Refusal
from leadline.integrations.models import Course, State
from leadline.integrations.operations.course import locked
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

BACK = {
    State.READING: State.UNREADABLE,
    State.CHECKING: State.MAPPING,
    State.WRITING: State.CHECKED,
    State.UNDOING: State.DONE,
}


@operation(needs=Right.SEE)
def fail(*, by: Member, now: datetime, batch: Course, refusal: Refusal) -> None:
    """Set the import back to where a person can put right what was refused."""
    batch = locked(batch)
    problem = refusal.problems[0]
    told = {"reason": problem.reason, "remedy": problem.remedy, "file": problem.field, "row": 0, "all": [each.reason for each in refusal.problems]}  # fmt: skip
    batch.change(by=by, now=now, state=BACK[State(batch.state)], refusal=told)
    record(
        by, now, "import.refused", subject=batch, facts={"final": True, "reason": problem.reason}
    )
