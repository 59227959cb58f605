"""Comparing what the source says with what it said before and with what stands here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from leadline.backlog.models import FieldValue, Item, ItemLabel
from leadline.foundation.refusals import Invalid
from leadline.integrations.models import ImportDraft, ImportedItem, Outcome, Severity
from leadline.integrations.plans import Plan
from leadline.integrations.understanding.sources import Trouble

COLUMNS = {
    "title": ("title",), "type": ("item_kind",), "description": ("description",), "points": ("points",),
    "estimate": ("estimate_seconds",), "assignee": ("assignee_id",), "parent": ("parent_id",), "due": ("due_on",),
    "flow": ("status_id", "opened_at", "started_at", "finished_at"),
}  # fmt: skip
FLOW = ("status", "opened", "started", "finished", "passages", "unknown_finish")
PARTS = ("labels", "fields", "stays")


@dataclass
class Decision:
    """What an import does with an item: which parts it changes, and which it leaves as edited here."""

    draft: ImportDraft
    outcome: str
    known: ImportedItem | None = None
    item: Item | None = None
    parts: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def troubles(self) -> Iterator[Trouble]:
        key = self.item.key if self.item else ""
        for part in self.conflicts:
            yield Trouble(
                self.draft.number, str(Severity.CONFLICT),
                f"{key}: its {LABELS.get(part, part)} changed in the source and was edited here: it stays as it is here.",
                "Set it by hand if the source is right.", file_name=self.draft.file_name, value=self.draft.key,
            )  # fmt: skip


LABELS = {"flow": "status", "type": "kind", "due": "due date", "trash": "whole"}


def decide(plan: Plan, drafts: Sequence[ImportDraft]) -> list[Decision]:
    """What to do with each draft, as things stand now; writes nothing."""
    batch = plan.batch
    rows = ImportedItem.objects.filter(product=batch.product, connection=batch.connection, key__in=[each.key for each in drafts])  # fmt: skip
    known = {row.key: row for row in rows.select_related("draft", "item__product", "item__status")}
    differing = [
        each
        for each in drafts
        if each.key in known and known[each.key].draft.fingerprint != each.fingerprint
    ]
    edited = Edited([known[each.key] for each in differing])
    return [_decide(draft, known.get(draft.key), edited) for draft in drafts]


def _decide(draft: ImportDraft, known: ImportedItem | None, edited: "Edited") -> Decision:
    if known is None:
        return Decision(draft, Outcome.NEW)
    if known.draft.fingerprint == draft.fingerprint:
        return Decision(draft, Outcome.UNCHANGED, known, known.item)
    if known.item.trashed_at:
        return Decision(draft, Outcome.KEPT, known, known.item, conflicts=["trash"])
    changed = parts_that_differ(known.draft.body, draft.body) or ["flow"]
    conflicts = [part for part in changed if edited.has(known, part)]
    parts = [part for part in changed if part not in conflicts]
    return Decision(
        draft, Outcome.CHANGED if parts else Outcome.KEPT, known, known.item, parts, conflicts
    )


def parts_that_differ(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The parts of an item of which the source says something else than before."""
    found = [part for part in COLUMNS if part != "flow" and before.get(part) != after.get(part)]
    if any(before.get(name) != after.get(name) for name in FLOW):
        found.append("flow")
    return found + [part for part in PARTS if before.get(part) != after.get(part)]


class Edited:
    """What people edited here since the import that brought or last changed an item."""

    def __init__(self, known: Sequence[ImportedItem]) -> None:
        touched = [each for each in known if each.item.version != each.draft.version]
        keys = [each.item_id for each in known]
        self.left = self._as_left(touched)
        self.labels = _together(
            ItemLabel.objects.filter(item__in=keys).values_list("item_id", "label__name")
        )
        values = FieldValue.objects.filter(item__in=keys).select_related("field")
        self.values = _together((row.item_id, row) for row in values)

    def _as_left(self, touched: Sequence[ImportedItem]) -> dict[UUID, Any]:
        """Items as the import left them, from their history."""
        wanted = {each.item_id: each.draft.version for each in touched}
        rows = Item.history.filter(id__in=wanted)
        return {row.id: row for row in rows if row.version == wanted[row.id]}

    def has(self, known: ImportedItem, part: str) -> bool:
        item, body = known.item, known.draft.body
        if part == "labels":
            return {name.casefold() for name in self.labels.get(item.id, ())} != {name.casefold() for name in body.get("labels", ())}  # fmt: skip
        if part == "fields":
            return self._values_differ(self.values.get(item.id, []), body.get("fields", {}))
        then = self.left.get(item.id)
        return then is not None and any(
            getattr(then, name) != getattr(item, name) for name in COLUMNS.get(part, ())
        )

    def _values_differ(self, here: Sequence[FieldValue], told: dict[str, str]) -> bool:
        texts = {name.casefold(): text for name, text in told.items()}
        if {row.field.name.casefold() for row in here} != set(texts):
            return True
        return any(_differs(row, texts[row.field.name.casefold()]) for row in here)


def _differs(row: FieldValue, text: str) -> bool:
    try:
        columns = row.field.columns(text)
    except Invalid:
        return True
    return any(getattr(row, name) != value for name, value in columns.items())


def _together(pairs: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
