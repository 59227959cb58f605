"""New items of an import, made ready as rows before the workspace is held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Q

from leadline.backlog.models import Item
from leadline.backlog.operations import ItemDraft
from leadline.backlog.operations.bulk_waiting import WaitingItems
from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Refusal
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome
from leadline.integrations.operations.bodies import (
    flow_values,
    plain_values,
    source_key,
    title_of,
)
from leadline.integrations.operations.course import Progress
from leadline.integrations.operations.framing import Foreseen, Frame
from leadline.integrations.plans import Plan
from leadline.workspaces.models import Member

CHUNK = 500
AS_CHECKED = Q(outcome=Outcome.NEW, version=1, item_id__isnull=False, before__isnull=True)
LINK = ["id", "workspace_id", "product_id", "connection", "key", "item_id", "draft_id"]


class Bringing:
    """Items that the check found to be new, and what must still hold for them to be written as they are.

    `unknown`: done, nobody knows since when. `late`: items with a parent that is not ahead of them.
    """

    def __init__(self, by: Member, now: datetime, batch: Import) -> None:
        self.by, self.now, self.batch = by, now, batch
        self.items = WaitingItems(by, now, batch.product)
        self.foreseen: Frame | None = None
        self.people = {str(member.id): member for member in Member.objects.all()}
        self.parents: set[UUID] = set()
        self.forget()

    def __enter__(self) -> Self:
        self.items.__enter__()
        self.items.wait_for(ImportedItem, LINK)
        return self

    def __exit__(self, *raised: object) -> None:
        self.items.__exit__(*raised)

    def forget(self) -> None:
        self.unknown: list[UUID] = []
        self.late: list[tuple[UUID, str]] = []

    def prepare(self, progress: Progress) -> None:
        """Make the new items ready, as things stand now; what is in the way of it is said when they are written."""
        try:
            self.foreseen = Foreseen(Plan(self.batch), self.by, self.now)
            rows = self._new()
            last = -1
            while drafts := list(rows.filter(position__gt=last).order_by("position")[:CHUNK]):
                self.add(drafts, self.foreseen)
                last = drafts[-1].position
                progress("Making items ready", self.items.count, self.batch.report["new"])
        except Refusal:
            self.foreseen = None

    def _new(self) -> Any:
        return ImportDraft.objects.filter(AS_CHECKED, batch=self.batch)

    def still_fits(self, batch: Import, frame: Frame) -> bool:
        """Under the lock: whether all is as it was when the items were made ready."""
        return (
            self.foreseen is not None
            and batch.version == self.batch.version
            and frame.holds(self.foreseen)
            and not self._are_here()
            and self._new().count() == self.items.count
            and self._parents_stand()
        )

    def _are_here(self) -> bool:
        keys = ImportDraft.objects.filter(batch=self.batch, outcome=Outcome.NEW).values("key")
        return bool(self._here().filter(key__in=keys).exists())

    def _here(self) -> Any:
        batch = self.batch
        return ImportedItem.objects.filter(product=batch.product, connection=batch.connection)

    def _parents_stand(self) -> bool:
        wanted = list(self.parents)
        parts = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
        return all(Item.with_trash.filter(pk__in=part).count() == len(part) for part in parts)

    def start_again(self) -> None:
        """Take nothing of what was made ready: items are brought as they are decided on."""
        self.items.start_again()
        self.forget()

    def add(self, drafts: Sequence[ImportDraft], frame: Frame) -> None:
        """Make items of these drafts ready, behind those that wait already."""
        parents = self._parents(drafts)
        made = [self._item(draft, frame, parents) for draft in drafts]
        self.items.add(made)
        self.items.add_values({draft.item_id: frame.values_of(own) for draft in drafts if (own := draft.body.get("fields")) and draft.item_id})  # fmt: skip
        self.items.add_rows(ImportedItem, [self._link(draft) for draft in drafts])
        self.unknown += [draft.item_id for draft in drafts if draft.body.get("unknown_finish") and draft.item_id]  # fmt: skip

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
        """Items of the parents' source keys: those that stand here, and those that wait ahead of all of these."""
        wanted = {parent for draft in drafts if (parent := draft.body.get("parent"))}
        if not wanted:
            return {}
        ahead = self._new().filter(key__in=wanted, position__lt=drafts[0].position)
        here = dict(self._here().filter(key__in=wanted).values_list("key", "item_id"))
        self.parents |= set(here.values())
        waiting = ahead.values_list("key", "item_id") if self.items.count else ()
        return {**dict(waiting), **here}

    def _item(self, draft: ImportDraft, frame: Frame, parents: dict[str, UUID]) -> ItemDraft:
        body = draft.body
        draft.item_id = draft.item_id or new_key(self.now)
        parent = body.get("parent")
        parent_id = parents.get(parent) if parent else None
        if parent and parent_id is None and parent != draft.key:
            self.late.append((draft.item_id, parent))
        parents.setdefault(draft.key, draft.item_id)
        return ItemDraft(
            id=draft.item_id, title=title_of(draft), backlog_list=frame.list, parent_id=parent_id,
            item_kind=body.get("type", Item.Kind.STORY), description=body.get("description", ""),
            team=frame.team, assignee=self.people.get(body.get("assignee", "")), source_key=source_key(draft),
            labels=tuple(frame.labels_of(body.get("labels", ()))),
            **plain_values(body), **flow_values(body, frame, self.now),
        )  # fmt: skip
