"""Writing: one transaction, in which all items come in, or none does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import Item
from leadline.backlog.operations import ItemDraft
from leadline.backlog.operations.bulk import bring_items, bring_values, change_items
from leadline.delivery.operations.flow import leave_out
from leadline.foundation import jobs
from leadline.foundation.inserting import insert_rows
from leadline.foundation.keys import new_key
from leadline.foundation.models import Job
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome, State
from leadline.integrations.operations.bodies import (
    circles,
    flow_values,
    plain_values,
    source_key,
    title_of,
)
from leadline.integrations.operations.changing import change_all_parts
from leadline.integrations.operations.course import NotReady, locked
from leadline.integrations.operations.deciding import Decision, decide
from leadline.integrations.operations.framing import Frame
from leadline.integrations.operations.sprinting import write_sprints
from leadline.integrations.plans import Plan
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

CHUNK = 500
LINK = ["id", "workspace_id", "product_id", "connection", "key", "item_id", "draft_id"]


@operation(needs=Right.IMPORT)
def apply_import(*, by: Member, now: datetime, batch: Import, job: Job | None = None) -> Import:
    """Write what was checked: everything or, when anything goes wrong, nothing.

    Compares with what stands here once more, since people may have edited between the check
    and now. With a `job`, marks it as done in the same transaction.
    """
    batch = locked(batch)
    if batch.state not in (State.CHECKED, State.WRITING):
        raise NotReady(
            f"The import is “{batch.get_state_display().lower()}”.", remedy="Check it first."
        )
    by.must(Right.PLAN)
    plan = Plan(batch)
    counts = Writing(plan, by, now).run()
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
    """Carries the drafts over, chunk by chunk, in the order of the source."""

    def __init__(self, plan: Plan, by: Member, now: datetime) -> None:
        self.plan, self.by, self.now = plan, by, now
        self.batch = plan.batch
        self.frame = Frame(plan, by, now)
        self.counts = {str(outcome): 0 for outcome in Outcome}
        self.late: list[tuple[UUID, str]] = []
        self.people = {str(member.id): member for member in Member.objects.all()}

    def run(self) -> dict[str, Any]:
        last = -1
        while drafts := self._drafts(last):
            decisions = decide(self.plan, drafts)
            for each in decisions:
                self.counts[each.outcome] += 1
            self._create([each for each in decisions if each.outcome == Outcome.NEW])
            self._change([each for each in decisions if each.outcome == Outcome.CHANGED])
            self._note(decisions)
            last = drafts[-1].position
        self._tie_late_parents()
        sprints = write_sprints(self.plan, self.frame, self.by, self.now)
        return {**self.counts, "sprints": sprints, "made": self.frame.made}

    def _drafts(self, last: int) -> list[ImportDraft]:
        rows = ImportDraft.objects.filter(batch=self.batch, position__gt=last)
        return list(rows.order_by("position")[:CHUNK])

    def _create(self, decisions: Sequence[Decision]) -> None:
        if not decisions:
            return
        drafts = [each.draft for each in decisions]
        parents = self._parents(drafts)
        made = [self._item(draft, parents) for draft in drafts]
        bring_items(self.by, self.now, self.batch.product, made)
        bring_values(self.by, self.now, {draft.item_id: self.frame.values_of(own) for draft in drafts if (own := draft.body.get("fields")) and draft.item_id})  # fmt: skip
        insert_rows(ImportedItem, LINK, (self._link(draft) for draft in drafts))
        self._leave_out(drafts)

    def _link(self, draft: ImportDraft) -> tuple[Any, ...]:
        batch = self.batch
        return (
            new_key(self.now),
            batch.workspace_id,
            batch.product_id,
            batch.connection,
            draft.key,
            draft.item_id,
            draft.id,
        )

    def _parents(self, drafts: Sequence[ImportDraft]) -> dict[str, UUID]:
        """Items of these source keys which stand here already, and those ahead in the same chunk."""
        wanted = {parent for draft in drafts if (parent := draft.body.get("parent"))}
        known = ImportedItem.objects.filter(product=self.batch.product, connection=self.batch.connection, key__in=wanted)  # fmt: skip
        return dict(known.values_list("key", "item_id"))

    def _item(self, draft: ImportDraft, parents: dict[str, UUID]) -> ItemDraft:
        body = draft.body
        draft.item_id = draft.item_id or new_key(self.now)
        parent = body.get("parent")
        parent_id = parents.get(parent) if parent else None
        if parent and parent_id is None and parent != draft.key:
            self.late.append((draft.item_id, parent))
        parents.setdefault(draft.key, draft.item_id)
        return ItemDraft(
            id=draft.item_id, title=title_of(draft), backlog_list=self.frame.list, parent_id=parent_id,
            item_kind=body.get("type", Item.Kind.STORY), description=body.get("description", ""),
            team=self.frame.team, assignee=self._assignee(body), source_key=source_key(draft),
            labels=tuple(self.frame.labels_of(body.get("labels", ()))),
            **plain_values(body), **flow_values(body, self.frame, self.now),
        )  # fmt: skip

    def _assignee(self, body: dict[str, Any]) -> Member | None:
        return self.people.get(body.get("assignee", ""))

    def _leave_out(self, drafts: Sequence[ImportDraft]) -> None:
        """Done, nobody knows since when: such items stay out of flow figures, for this reason."""
        unknown = [draft.item_id for draft in drafts if draft.body.get("unknown_finish")]
        if unknown:
            items = list(Item.objects.filter(pk__in=unknown))
            leave_out(by=self.by, now=self.now, items=items, reason=f"Imported as done without a finish date ({self.batch.title[:150]}).")  # fmt: skip

    def _change(self, decisions: Sequence[Decision]) -> None:
        if decisions:
            change_all_parts(decisions, self.frame, self.by, self.now)

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
