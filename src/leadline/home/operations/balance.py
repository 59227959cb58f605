"""Weighing strategy against execution, and keeping what was found."""

from datetime import date, datetime

from leadline.home.models import BalanceRun
from leadline.home.queries.balance import CannotWeigh, Owed, answer_of, owed
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope


@operation(needs=Right.CONTRIBUTE)
def weigh(*, by: Member, now: datetime) -> BalanceRun:
    """Weigh today, and keep the answer. Raises `CannotWeigh` when nothing of one half was owed."""
    run = _weighed(by.workspace, by, now)
    record(by, now, "balance.kept", facts={"run": str(run.pk), "final": True})
    return run


def weigh_weekly(workspace: Workspace, now: datetime) -> int:
    """Keep a balance that nobody asked for; how many were kept, none where one half owes nothing."""
    with scope(workspace):
        try:
            _weighed(workspace, None, now)
        except CannotWeigh:
            return 0
    return 1


def _weighed(workspace: Workspace, by: Member | None, now: datetime) -> BalanceRun:
    today = workspace.today(now)
    duties = owed(today)
    answer = answer_of(duties, today)
    run = BalanceRun(
        workspace=workspace, on=today, method=answer.method, method_version=answer.version,
        inputs={"duties": [each.as_json() for each in duties]}, answer=answer.to_dict(), score=answer.score,
    )  # fmt: skip
    run.stamp(by, now)
    run.save(force_insert=True)
    return run


def same_again(run: BalanceRun) -> bool:
    """Whether a kept run, computed again from what it kept, gives the answer that was given."""
    duties = [Owed.from_json(each) for each in run.inputs["duties"]]
    on: date = run.on
    return bool(answer_of(duties, on).to_dict() == run.answer)
