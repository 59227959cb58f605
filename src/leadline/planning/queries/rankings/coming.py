"""Rankings on their way: asked for, and worked out in the background."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from leadline.foundation.models import Job
from leadline.foundation.refusals import NotFound
from leadline.planning.queries.rankings.asking import Asked
from leadline.workspaces.models import Member

RANK = "planning.rank"


@dataclass(frozen=True)
class Coming:
    """A ranking that was asked for: how far it is, and what came of it.

    `ranking` is the key of the kept one; `refused` says why there is none, with its remedy.
    """

    job: Job

    @property
    def asked(self) -> Asked:
        return Asked.from_json(self.job.arguments["asked"])

    @property
    def ranking(self) -> UUID | None:
        kept = self.job.answer.get("ranking")
        return UUID(kept) if kept else None

    @property
    def refused(self) -> str:
        return str(self.job.answer.get("refused", ""))

    @property
    def is_running(self) -> bool:
        return self.job.is_running

    @property
    def state(self) -> Literal["running", "kept", "refused", "failed"]:
        """What became of it so far."""
        if self.is_running:
            return "running"
        return "kept" if self.ranking else "refused" if self.refused else "failed"


def coming(member: Member, key: UUID) -> Coming:
    """A ranking that was asked for. Raises `NotFound`."""
    found = Job.objects.filter(name=RANK, workspace_id=member.workspace_id, pk=key).first()
    if found is None:
        raise NotFound
    return Coming(found)


def waiting_jobs(member: Member) -> list[Job]:
    """The rankings that wait to be made, or are being made."""
    return list(Job.objects.filter(name=RANK, workspace_id=member.workspace_id).waiting())
