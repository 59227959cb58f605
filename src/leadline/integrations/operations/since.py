"""What people did to the items of an import since it was written: asked of the database whole, not item by item."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from leadline.backlog.models import FieldValue, Item, ItemLabel, StatusChange
from leadline.delivery.models import FlowExclusion, SprintItem
from leadline.foundation.refusals import Problem, Refusal
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome, State
from leadline.integrations.pointing import pointing
from leadline.workspaces.models import Event

SHOWN = 50
AT_ONCE = 2_000
OWN = (StatusChange, ItemLabel, FieldValue, ImportedItem, SprintItem, FlowExclusion)
BROUGHT = (State.DONE, State.UNDOING)
Found = Iterator[tuple[Any, str]]


class ChangedSince(Refusal):
    """Items of this import have been changed since."""


def refuse_changed(batch: Import) -> None:
    """Raise `ChangedSince` with the items on which somebody built since."""
    why: dict[UUID, str] = {}
    for key, reason in changed_since(batch):
        why.setdefault(key, reason)
        if len(why) > SHOWN:
            break
    if why:
        raise ChangedSince.of(_problems(why))


def _problems(why: dict[UUID, str]) -> list[Problem]:
    items = Item.with_trash.select_related("product").in_bulk(list(why))
    told = [(items[key], reason) for key, reason in why.items()][:SHOWN]
    problems = [Problem(f"{item.key} “{item.title[:80]}” {reason}.", "Keep the import, or take that back first.", item.key) for item, reason in told]  # fmt: skip
    return problems + ([Problem(f"And more than {SHOWN} in all.")] if len(why) > SHOWN else [])


def changed_since(batch: Import) -> Found:
    """Keys of items that this import made or changed and that are not as it left them, each with a reason."""
    drafts = ImportDraft.objects.filter(batch=batch, outcome__in=[Outcome.NEW, Outcome.CHANGED], item_id__isnull=False)  # fmt: skip
    made = drafts.filter(outcome=Outcome.NEW)
    yield from _edited(drafts)
    yield from _brought_again(batch, drafts)
    yield from _worked_on(batch, drafts)
    yield from _built_on(made)
    yield from _relabelled(made)


def _keys(drafts: "QuerySet[ImportDraft]") -> "QuerySet[Any]":
    return drafts.order_by().values("item_id")


def _edited(drafts: "QuerySet[ImportDraft]") -> Found:
    version = Item.with_trash.filter(pk=OuterRef("item_id")).values("version")
    stands = drafts.annotate(now=Subquery(version)).filter(now__isnull=False)
    for key in stands.exclude(now=F("version")).values_list("item_id", flat=True)[: SHOWN + 1]:
        yield key, "was edited since"


def _brought_again(batch: Import, drafts: "QuerySet[ImportDraft]") -> Found:
    later = ImportedItem.objects.filter(item__in=_keys(drafts)).exclude(draft__batch=batch)
    for key in later.values_list("item_id", flat=True)[: SHOWN + 1]:
        yield key, "was changed by a later import"


def _worked_on(batch: Import, drafts: "QuerySet[ImportDraft]") -> Found:
    told = Event.objects.filter(subject_id=batch.id, action="items.imported").order_by("-seq")
    written = told.values_list("seq", flat=True).first() or 0
    later = Event.objects.filter(seq__gt=written, subject_id__in=_keys(drafts))
    for key in later.order_by().values_list("subject_id", flat=True).distinct()[: SHOWN + 1]:
        yield key, "was worked on since"


def _built_on(made: "QuerySet[ImportDraft]") -> Found:
    """Items that rows of other nouns point at by now."""
    brought = ImportDraft.objects.filter(item_id__isnull=False, batch__state__in=BROUGHT)
    for model, column in pointing(Item, but=OWN):
        found = model._base_manager.filter(**{f"{column}__in": _keys(made)})
        if model is Item:
            found = found.exclude(pk__in=_keys(brought))
        for key in found.order_by().values_list(column, flat=True).distinct()[: SHOWN + 1]:
            yield key, f"has a {model._meta.verbose_name} by now"


def _relabelled(made: "QuerySet[ImportDraft]") -> Found:
    parts = ((ItemLabel, "labels", "labels"), (FieldValue, "fields", "fields"))
    counts = [(_counted(model, made), part, what) for model, part, what in parts]
    values = FieldValue.objects.filter(item__in=_keys(made), version__gt=1)
    edited = set(values.values_list("item_id", flat=True))
    rows = made.values_list("item_id", "body").iterator(chunk_size=AT_ONCE)
    for key, body in rows:
        for own, part, what in counts:
            if own[key] != len(body.get(part, ())) or (part == "fields" and key in edited):
                yield key, f"has other {what} by now"


def _counted(model: Any, made: "QuerySet[ImportDraft]") -> "Counter[Any]":
    rows = model.objects.filter(item__in=_keys(made)).order_by().values_list("item_id")
    return Counter(dict(rows.annotate(Count("id"))))


def nothing_since(seq: int) -> bool:
    """Whether nothing at all was written in the workspace since this event: all that is written ends in one."""
    return not Event.objects.filter(seq__gt=seq).exists()


def last_event() -> int:
    """The number of the last event of the workspace in scope."""
    return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
