"""The check of a table, and writing it in one transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Sum

from leadline.foundation import jobs
from leadline.foundation.inserting import insert_rows
from leadline.foundation.keys import new_key
from leadline.foundation.models import Job
from leadline.integrations.models import Brought, State, TableImport
from leadline.integrations.operations.course import (
    NotReady,
    Progress,
    locked,
    move_on,
    refuse_stopped,
    silent,
)
from leadline.integrations.operations.tables import drafts_of
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.tables.shape import Deed, Fault, Faults, Findings, TableKind
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

BROUGHT = ["id", "workspace_id", "batch_id", "noun", "row_id", "version", "before", "told"]
TRIES = 2
"""How often a table is weighed before the workspace is held for it."""
READY = (State.CHECKED, State.WRITING)


def check_table(
    *, by: Member, now: datetime, batch: TableImport, progress: Progress = silent
) -> TableImport:
    """The dry run: what writing would do now, and every problem by row. Writes nothing but its report."""
    with scope(by.workspace_id):
        plan, faults = TablePlan(batch), Faults()

        def told(rows: int) -> None:
            progress("Checking", rows, batch.rows)
            refuse_stopped(batch, State.CHECKING)

        drafts = drafts_of(batch, faults, told)
        found = plan.kind.weigh(drafts, plan.options, faults, by, now)
        return move_on(batch, by, now, State.CHECKING, state=State.CHECKED, checked_at=now, report=found.as_json(), refusal={})  # fmt: skip


def faults_of(*, by: Member, now: datetime, batch: TableImport) -> list[Fault]:
    """Every problem in the order of the rows: found anew while the table may be written, else as far as kept."""
    by.must(Right.IMPORT)
    if batch.state != State.CHECKED:
        found = [Fault.from_json(each) for each in batch.report.get("faults", ())]
    else:
        plan, faults = TablePlan(batch), Faults(most=None)
        drafts = drafts_of(batch, faults, lambda rows: None)
        found = plan.kind.weigh(drafts, plan.options, faults, by, now).faults.kept
    return sorted(found, key=lambda each: each.number)


@dataclass(frozen=True)
class Weighed:
    """What a table would do here, made ready for writing, and how all that it was held against stood then."""

    findings: Findings
    ready: Any
    stood: Sequence[Any]


class Moved(Exception):
    """What a table was held against has changed since."""


def apply_table(
    *, by: Member, now: datetime, batch: TableImport, job: Job | None = None, progress: Progress = silent
) -> TableImport:  # fmt: skip
    """Write what was checked: everything or, when anything goes wrong, nothing.

    The file is read and weighed first, while others go on writing; only the writing holds the
    workspace. Where somebody changed what the table was held against, it is weighed anew, and at
    last under the lock. With a `job`, marks it as done in the same transaction.
    """
    by.must(Right.IMPORT)
    with scope(by.workspace_id):
        batch = locked(batch)
        _refuse_unready(batch)
        for _ in range(TRIES):
            weighed = _weighed(by, now, batch, progress)
            progress("Importing", 0, None)
            with suppress(Moved):
                return write_table(by=by, now=now, batch=batch, weighed=weighed, job=job)
        return write_table(by=by, now=now, batch=batch, weighed=None, job=job)


@operation(needs=Right.IMPORT)
def write_table(*, by: Member, now: datetime, batch: TableImport, weighed: Weighed | None, job: Job | None = None) -> TableImport:  # fmt: skip
    """The part of `apply_table` that holds the workspace; raises `Moved`. Weighs what is not yet weighed."""
    seen, batch = batch.version, locked(batch)
    _refuse_unready(batch)
    if batch.version != seen:
        raise NotReady("Somebody changed the import meanwhile.", remedy="Check it again.")
    kind = TablePlan(batch).kind
    by.must(kind.needs)
    if weighed and weighed.stood != _standing(kind):
        raise Moved
    weighed = weighed or _weighed(by, now, batch, silent)
    found = weighed.findings
    deeds, made = kind.write(weighed.ready, by, now)
    _keep(batch, deeds, by, now)
    batch.change(by=by, now=now, state=State.DONE, applied_at=now, report=found.as_json(), made=made, refusal={})  # fmt: skip
    record(by, now, f"{batch.of}.imported", subject=batch, facts=_facts(found, now))
    if job is not None:
        jobs.finish(job, now, {"import": str(batch.id)})
    return batch


def _weighed(by: Member, now: datetime, batch: TableImport, progress: Progress) -> Weighed:
    """The table as it would be written now."""
    plan, faults = TablePlan(batch), Faults()
    drafts = drafts_of(batch, faults, lambda rows: progress("Making ready", rows, batch.rows))
    stood = _standing(plan.kind)
    found = plan.kind.weigh(drafts, plan.options, faults, by, now)
    return Weighed(found, plan.kind.ready(found.plan, by, now), stood)


def _standing(kind: TableKind) -> Sequence[Any]:
    """Another answer whenever a record came, changed or went."""
    told = {"rows": Count("pk"), "versions": Sum("version"), "last": Max("updated_at")}
    return [model.with_trash.aggregate(**told) for model in kind.stands_on]


def _facts(found: Findings, now: datetime) -> dict[str, object]:
    return {"final": True, "at": now.isoformat(), **found.counts, "along": found.made}


def _refuse_unready(batch: TableImport) -> None:
    if batch.state not in READY:
        raise NotReady(f"The import is “{batch.get_state_display().lower()}”.", remedy="Check it first.")  # fmt: skip


def _keep(batch: TableImport, deeds: list[Deed], by: Member, now: datetime) -> None:
    same = (by.workspace_id, batch.id)
    rows = ((new_key(now), *same, deed.noun, deed.row_id, deed.version, deed.before, deed.told) for deed in deeds)  # fmt: skip
    insert_rows(Brought, BROUGHT, rows)
