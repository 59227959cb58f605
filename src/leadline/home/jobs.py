"""Work of this room that follows an event or the clock."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from leadline.foundation import jobs
from leadline.foundation.housekeeping import learn_sizes
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.home.operations import index_records, purge, reindex
from leadline.workspaces.models import Event, Workspace
from leadline.workspaces.scope import every_workspace, scope

INDEX, REINDEX, PURGE, WEIGH = "home.index", "home.reindex", "home.purge", "home.weigh"
NAMING_ALL = {"product": {"key"}}
"""Fields, by kind, that stand in the titles of other records: a change reads them all anew."""


@handles(INDEX, in_one=False)
def index(job: Job, now: datetime) -> None:
    """Bring search in step with what an event changed."""
    workspace = _workspace_of(job)
    with scope(workspace):
        event = Event.objects.get(pk=UUID(job.arguments["event"]))
        touched: dict[str, list[UUID]] = defaultdict(list)
        for change in event.changes:
            touched[change["kind"]].append(UUID(change["id"]))
        if event.subject_id:
            touched[event.subject_kind].append(event.subject_id)
        index_records(workspace, {kind: dict.fromkeys(ids) for kind, ids in touched.items()})
        if any(map(_names_others, event.changes)):
            ask_to_reindex(workspace, now, f"{REINDEX}:{event.id}")


def ask_to_reindex_all(now: datetime) -> None:
    """Ask for every workspace to be read anew, as after a restore: backups leave the index out."""
    for workspace in Workspace.objects.all():
        ask_to_reindex(workspace, now)


def ask_to_reindex(workspace: Workspace, now: datetime, key: str | None = None) -> None:
    """Ask for every record of a workspace to be read anew."""
    with transaction.atomic():
        jobs.ask(REINDEX, {}, now=now, workspace_id=workspace.id, key=key)


@handles(REINDEX, in_one=False)
def reindex_all(job: Job, now: datetime) -> dict[str, Any]:
    """Read every record of a workspace anew, in chunks."""
    workspace = _workspace_of(job)
    with scope(workspace):
        count = reindex(workspace, lambda done, total: jobs.report(job, "Reading", done, total))
    learn_sizes()
    return {"texts": count}


@handles(PURGE, in_one=False)
def purge_all(job: Job, now: datetime) -> dict[str, Any]:
    """Let go for good, in every workspace, what has lain in the trash for thirty days."""
    with every_workspace("the purge goes from one to the next"):
        workspaces = list(Workspace.objects.all())
    gone: dict[str, int] = defaultdict(int)
    for workspace in workspaces:
        with scope(workspace):
            for kind, count in purge(workspace, now).items():
                gone[kind] += count
    return dict(gone)


def _workspace_of(job: Job) -> Workspace:
    assert job.workspace_id is not None
    return Workspace.objects.get(pk=job.workspace_id)


def _names_others(change: dict[str, Any]) -> bool:
    fields = NAMING_ALL.get(change["kind"], set())
    return bool(change["before"]) and bool(fields & set(change["after"] or ()))


@handles(WEIGH, in_one=False)
def weigh_all(job: Job, now: datetime) -> dict[str, Any]:
    """Keep the balance of the week in every workspace."""
    from leadline.home.operations.balance import weigh_weekly

    return {"balances": sum(weigh_weekly(each, now) for each in Workspace.objects.filter(removed_at=None))}  # fmt: skip
