"""Taking an import back whole, unless people built on it since."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from leadline.backlog.models import CustomField, FieldValue, Item, ItemLabel, StatusChange
from leadline.backlog.operations.bulk import (
    change_items,
    erase_frame,
    erase_items,
    replace_labels,
    replace_passages,
    set_values,
)
from leadline.delivery.models import FlowExclusion, SprintItem
from leadline.delivery.operations.taken_back import forget_items, forget_sprint
from leadline.foundation.refusals import Problem, Refusal
from leadline.integrations.models import Import, ImportDraft, ImportedItem, Outcome, State
from leadline.integrations.operations.course import NotReady, locked
from leadline.products.models import Team
from leadline.workspaces.models import Event, Member, Row
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

CHUNK = 500
SHOWN = 50
OWN = (StatusChange, ItemLabel, FieldValue, ImportedItem, SprintItem, FlowExclusion)


class ChangedSince(Refusal):
    """Items of this import have been changed since."""


@operation(needs=Right.IMPORT)
def undo_import(*, by: Member, now: datetime, batch: Import) -> Import:
    """Take an import back: what it made goes, what it changed is set back, and history tells of both.

    Raises `ChangedSince` with the list when people, or a later import, built on it.
    """
    batch = locked(batch)
    if batch.state != State.DONE:
        raise NotReady("This import has not been applied, or was taken back.")
    by.must(Right.PLAN)
    refuse_changed(batch)
    _set_back(batch, by, now)
    made = ImportDraft.objects.filter(batch=batch, outcome=Outcome.NEW).values("item_id")
    ImportedItem.objects.filter(item__in=made).delete()
    forget_items(made)
    kept = _forget_sprints(batch)
    erase_items(by, now, batch.product, made)
    kept += _forget_frame(batch, by, now)
    ImportDraft.objects.filter(batch=batch).update(version=None)
    batch.change(
        by=by,
        now=now,
        state=State.UNDONE,
        undone_at=now,
        made=[],
        report=batch.report | {"kept": kept},
    )
    record(by, now, "items.import_undone", subject=batch, facts={"final": True, "product": str(batch.product_id), "kept": kept})  # fmt: skip
    return batch


def refuse_changed(batch: Import) -> None:
    """Raise `ChangedSince` with the items on which somebody built since."""
    found = list(_first(changed_since(batch), SHOWN + 1))
    if found:
        problems = [Problem(f"{item.key} “{item.title[:80]}” {why}.", "Keep the import, or take that back first.", item.key) for item, why in found[:SHOWN]]  # fmt: skip
        if len(found) > SHOWN:
            problems.append(Problem(f"And more than {SHOWN} in all."))
        raise ChangedSince.of(problems)


def changed_since(batch: Import) -> Iterator[tuple[Item, str]]:
    """Items that this import made or changed and that are not as it left them, each with the reason."""
    event = (
        Event.objects.filter(subject_id=batch.id, action="items.imported").order_by("-seq").first()
    )
    last = -1
    rows = ImportDraft.objects.filter(batch=batch, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    while drafts := list(rows.filter(position__gt=last).order_by("position")[:CHUNK]):
        yield from _changed_of(batch, drafts, event.seq if event else 0)
        last = drafts[-1].position


def _changed_of(batch: Import, drafts: list[ImportDraft], seq: int) -> Iterator[tuple[Item, str]]:
    by_item = {draft.item_id: draft for draft in drafts if draft.item_id}
    items = Item.with_trash.select_related("product").in_bulk(list(by_item))
    yield from (
        (item, "was edited since")
        for key, item in items.items()
        if item.version != by_item[key].version
    )
    later = (
        ImportedItem.objects.filter(item__in=items)
        .exclude(draft__batch=batch)
        .values_list("item_id", flat=True)
    )
    yield from ((items[key], "was changed by a later import") for key in later)
    spoken = (
        Event.objects.filter(subject_id__in=items, seq__gt=seq)
        .values_list("subject_id", flat=True)
        .distinct()
    )
    yield from ((items[key], "was worked on since") for key in spoken if key and items[key].version == by_item[key].version)  # fmt: skip
    made = {
        key: items[key]
        for key, draft in by_item.items()
        if key in items and draft.outcome == Outcome.NEW
    }
    yield from _built_on(made, set(items))
    yield from _relabelled(made, by_item)


def _built_on(made: dict[UUID, Item], own: set[UUID]) -> Iterator[tuple[Item, str]]:
    """Items that rows of other nouns point at by now."""
    for relation in Item._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if (
            not relation.auto_created
            or relation.concrete
            or not issubclass(model, Row)
            or model in OWN
        ):
            continue
        column = relation.field.attname  # type: ignore[union-attr]
        found = model._base_manager.filter(**{f"{column}__in": made})
        if model is Item:
            brought = ImportDraft.objects.filter(
                item_id=F("item_id"), batch__state=State.DONE
            ).values("item_id")
            found = found.exclude(pk__in=brought)
        for key in found.values_list(column, flat=True).distinct():
            yield made[key], f"has a {model._meta.verbose_name} by now"


def _relabelled(
    made: dict[UUID, Item], drafts: dict[UUID, ImportDraft]
) -> Iterator[tuple[Item, str]]:
    for model, part, what in ((ItemLabel, "labels", "labels"), (FieldValue, "fields", "fields")):
        counts = Counter(
            dict(model.objects.filter(item__in=made).values_list("item_id").annotate(Count("id")))
        )
        edited = set(model.objects.filter(item__in=made).filter(version__gt=1).values_list("item_id", flat=True)) if model is FieldValue else set()  # fmt: skip
        for key, item in made.items():
            if counts[key] != len(drafts[key].body.get(part, ())) or key in edited:
                yield item, f"has other {what} by now"


def _set_back(batch: Import, by: Member, now: datetime) -> None:
    last = -1
    rows = ImportDraft.objects.filter(batch=batch, outcome=Outcome.CHANGED)
    while drafts := list(rows.filter(position__gt=last).order_by("position")[:CHUNK]):
        items = Item.with_trash.in_bulk([draft.item_id for draft in drafts])
        before = {items[draft.item_id]: draft.before for draft in drafts if draft.item_id}
        values = [Item.column_values(told["columns"]) for told in before.values()]
        change_items(by, now, list(before), values)
        replace_labels(
            by, now, {item.id: map(UUID, told["labels"]) for item, told in before.items()}
        )
        replace_passages(by, now, {item.id: [_without_item(StatusChange, each) for each in told["passages"]] for item, told in before.items()})  # fmt: skip
        _set_fields_back(before, by, now)
        for draft in drafts:
            earlier = ImportDraft.objects.filter(pk=draft.before["draft"])
            ImportedItem.objects.filter(item_id=draft.item_id, product=batch.product, connection=batch.connection).update(draft=draft.before["draft"])  # fmt: skip
            _keep_up(earlier, draft.before["version"], items[draft.item_id])
        last = drafts[-1].position


def _keep_up(earlier: Any, then: int, item: Item) -> None:
    """An item that was as the earlier import left it is so again, under a new version."""
    earlier.filter(Q(version=then)).update(version=item.version)


def _without_item(model: type[Row], told: dict[str, Any]) -> dict[str, Any]:
    values = model.column_values(told)
    return {name: value for name, value in values.items() if name not in ("item_id", "member_id")}


def _set_fields_back(before: dict[Item, dict[str, Any]], by: Member, now: datetime) -> None:
    fields = {field.id: field for field in CustomField.with_trash.all()}
    values: dict[UUID, dict[CustomField, Any]] = {}
    for row in FieldValue.objects.filter(item__in=list(before)):
        values.setdefault(row.item_id, {})[fields[row.field_id]] = None
    for item, told in before.items():
        for each in told["values"]:
            own = FieldValue.column_values(each)
            values.setdefault(item.id, {})[fields[own["field_id"]]] = {name: own[name] for name in ("text", "number", "date")}  # fmt: skip
    set_values(by, now, values)


def _forget_sprints(batch: Import) -> list[str]:
    return [key for kind, key in batch.made if kind == "sprint" and not forget_sprint(key)]


def _forget_frame(batch: Import, by: Member, now: datetime) -> list[str]:
    """What the import made beside items goes too, unless it is in use; the keys of what stays."""
    framed = ("status", "label", "customfield")
    kept = [
        key for kind, key in batch.made if kind in framed and not erase_frame(by, now, kind, key)
    ]
    for kind, key in batch.made:
        team = Team.objects.filter(pk=key).first() if kind == "team" else None
        if team and batch.team_id != team.id and not Item.with_trash.filter(team=team).exists():
            kept += _trash(team, by, now)
    return kept


def _trash(team: Team, by: Member, now: datetime) -> list[str]:
    from leadline.products.operations import change_team

    change_team(by=by, now=now, team=team, trashed_at=now)
    return []


def _first(found: Iterable[Any], count: int) -> Iterator[Any]:
    for at, each in enumerate(found):
        if at >= count:
            return
        yield each
