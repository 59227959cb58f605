"""Keeping what all scored promises say of our calibration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.foundation.refusals import Refusal
from leadline.foundation.replayed import Replayed
from leadline.outcomes.models import CalibrationRun
from leadline.outcomes.queries.computing import METHOD, computed
from leadline.outcomes.queries.gathering import gathered
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations import operation, record
from leadline.workspaces.operations.base import lock
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

METHOD_VERSION = "1"


class NothingScored(Refusal):
    """No promise has been held against what came, and no stated chance has been answered."""


@operation(needs=Right.PLAN)
def calibrate(*, by: Member, now: datetime) -> CalibrationRun:
    """Work out how well we estimate, and how that would correct the open bets; nothing is changed by it.

    Raises `NothingScored` while there is nothing to learn from.
    """
    inputs = gathered(by, by.workspace.today(now))
    if not inputs["scores"] and not inputs["chances"]:
        raise NothingScored("Nothing has been scored yet.", remedy="Close a review, or wait for the end of a cycle whose key results have stated chances.")  # fmt: skip
    return _keep(by, by.workspace, now, inputs)


def calibrate_by_itself(workspace: Workspace, now: datetime) -> int:
    """Keep the calibration of a workspace where there is news since the newest run; how many were kept."""
    with scope(workspace), transaction.atomic():
        lock(workspace.id)
        inputs = gathered(Member(workspace=workspace), workspace.today(now))
        if not _is_news(inputs):
            return 0
        _keep(None, workspace, now, inputs)
    return 1


def _is_news(inputs: Mapping[str, Any]) -> bool:
    """Whether there is something to learn from that the newest run did not rest on."""
    newest = CalibrationRun.objects.order_by("-at", "-id").values_list("inputs", flat=True).first()
    return bool(inputs["scores"] or inputs["chances"]) and inputs != newest


def _keep(by: Member | None, workspace: Workspace, now: datetime, inputs: dict[str, Any]) -> CalibrationRun:  # fmt: skip
    """`by` None for those that Leadline makes by itself."""
    run = CalibrationRun(
        workspace=workspace, by=by, at=now, method=METHOD, method_version=METHOD_VERSION, inputs=inputs, answer=computed(inputs),
        promises=len(inputs["scores"]), chances=len(inputs["chances"]),
    )  # fmt: skip
    run.save(force_insert=True)
    facts = {"run": str(run.pk), "promises": run.promises, "chances": run.chances, "final": True}
    record(by, now, "calibration.kept", facts=facts, workspace_id=workspace.pk)
    return run


def replay_calibration(run: CalibrationRun) -> Replayed[CalibrationRun]:
    """Compute a kept run again from what it kept."""
    return Replayed(run, computed(run.inputs) == run.answer, METHOD_VERSION)
