"""Writing: one transaction, in which all items come in, or none does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import Item
from leadline.backlog.operations.bulk import change_items
from leadline.delivery.operations.flow import leave_out
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome, State
from leadline.integrations.operations.bodies import circles
from leadline.integrations.operations.bringing import AS_CHECKED, Bringing
from leadline.integrations.operations.changing import change_all_parts
from leadline.integrations.operations.course import NotReady, Progress, locked, silent
from leadline.integrations.operations.deciding import Decision, decide
from leadline.integrations.operations.framing import Frame
from leadline.integrations.operations.sprinting import write_sprints
from leadline.integrations.plans import Plan
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

CHUNK = 500
READY = (State.CHECKED, State.WRITING)


def apply_import(
    *, by: Member, now: datetime, batch: Import, job: Job | None = None, progress: Progress = silent
) -> Import:
    """Write what was checked: everything or, when anything goes wrong, nothing.

    New items are made ready as rows first, while others go on writing. Then, under the lock, what
    the source says is compared with what stands here once more, since people may have edited
    since. With a `job`, marks it as done in the same transaction.
    """
    by.must(Right.IMPORT)
    with scope(by.workspace_id), Bringing(by, now, locked(batch)) as bringing:
        if bringing.batch.state in READY:
            bringing.prepare(progress)
        progress("Importing", 0, None)
        return write_import(by=by, now=now, bringing=bringing, job=job)


@operation(needs=Right.IMPORT)
def write_import(*, by: Member, now: datetime, bringing: Bringing, job: Job | None = None) -> Import:  # fmt: skip
    """The part of `apply_import` that holds the workspace."""
    batch = locked(bringing.batch)
    if batch.state not in READY:
        raise NotReady(
            f"The import is “{batch.get_state_display().lower()}”.", remedy="Check it first."
        )
    by.must(Right.PLAN)
    plan = Plan(batch)
    counts = Writing(plan, bringing, by, now).run()
    frame = counts.pop("made")
    report = batch.report | counts
    batch.change(
        by=by, now=now, state=State.DONE, applied_at=now, report=report, made=frame, refusal={}
    )
    record(by, now, "items.imported", subject=batch, facts={"final": True, "product": str(batch.product_id), "at": now.isoformat(), **counts})  # fmt: skip
    if job is not None:
        jobs.finish(job, now, {"import": str(batch.id)})
    return batch


class Writing:
    """Carries the drafts over: those made ready at once, the others chunk by chunk in the order of the source."""

    def __init__(self, plan: Plan, bringing: Bringing, by: Member, now: datetime) -> None:
        self.plan, self.bringing, self.by, self.now = plan, bringing, by, now
        self.batch = plan.batch
        self.frame = Frame(plan, by, now, bringing.foreseen)
        self.counts = {str(outcome): 0 for outcome in Outcome}
        self.late: list[tuple[UUID, str]] = []

    def run(self) -> dict[str, Any]:
        rows = ImportDraft.objects.filter(batch=self.batch)
        if self.bringing.still_fits(self.batch, self.frame):
            self.counts[Outcome.NEW] += self.bringing.items.count
            self._bring()
            rows = rows.exclude(AS_CHECKED)
        else:
            self.bringing.start_again()
        last = -1
        while drafts := list(rows.filter(position__gt=last).order_by("position")[:CHUNK]):
            self._carry_over(drafts)
            last = drafts[-1].position
        self._tie_late_parents()
        sprints = write_sprints(self.plan, self.frame, self.by, self.now)
        return {**self.counts, "sprints": sprints, "made": self.frame.made}

    def _carry_over(self, drafts: Sequence[ImportDraft]) -> None:
        decisions = decide(self.plan, drafts)
        for each in decisions:
            self.counts[each.outcome] += 1
        fresh = [each.draft for each in decisions if each.outcome == Outcome.NEW]
        if fresh:
            self.bringing.add(fresh, self.frame)
            self._bring()
        if changed := [each for each in decisions if each.outcome == Outcome.CHANGED]:
            change_all_parts(changed, self.frame, self.by, self.now)
        self._note(decisions)

    def _bring(self) -> None:
        """Write the items that wait, and leave those out of flow figures of which nobody knows when they were done."""
        self.bringing.items.write()
        unknown = self.bringing.unknown
        for start in range(0, len(unknown), CHUNK):
            items = list(Item.objects.filter(pk__in=unknown[start : start + CHUNK]))
            leave_out(by=self.by, now=self.now, items=items, reason=f"Imported as done without a finish date ({self.batch.title[:150]}).")  # fmt: skip
        self.late += self.bringing.late
        self.bringing.forget()

    def _note(self, decisions: Sequence[Decision]) -> None:
        """Keep what differs from what the check foresaw, and which version each item now has."""
        differing = []
        for each in decisions:
            version = (
                1
                if each.item is None
                else each.item.version
                if each.outcome == Outcome.CHANGED
                else None
            )
            fresh = (each.outcome, each.item.id if each.item else each.draft.item_id, version)
            if (
                fresh != (each.draft.outcome, each.draft.item_id, each.draft.version)
                or each.draft.before is not None
            ):
                each.draft.outcome, each.draft.item_id, each.draft.version = fresh
                differing.append(each.draft)
        ImportDraft.objects.bulk_update(
            differing, ["outcome", "item_id", "version", "before"], batch_size=500
        )
        for each in decisions:
            if each.known and each.outcome == Outcome.CHANGED:
                each.known.draft = each.draft
        changed = [
            each.known for each in decisions if each.known and each.outcome == Outcome.CHANGED
        ]
        ImportedItem.objects.bulk_update(changed, ["draft"], batch_size=500)

    def _tie_late_parents(self) -> None:
        """Tie items to parents that stood further down; a circle in the source is left untied."""
        for start in range(0, len(self.late), CHUNK):
            part = self.late[start : start + CHUNK]
            known = ImportedItem.objects.filter(product=self.batch.product, connection=self.batch.connection, key__in={key for _, key in part})  # fmt: skip
            places = dict(known.values_list("key", "item_id"))
            wanted = {item: places[key] for item, key in part if key in places}
            rows = list(Item.objects.filter(pk__in=wanted))
            fitting = [row for row in rows if not circles(row.id, wanted[row.id])]
            change_items(
                self.by, self.now, fitting, [{"parent_id": wanted[row.id]} for row in fitting]
            )
            ids = [row.id for row in fitting]
            ImportDraft.objects.filter(batch=self.batch, item_id__in=ids).update(version=2)
