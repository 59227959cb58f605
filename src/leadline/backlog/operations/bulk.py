"""Many items at once, as an import brings, changes and takes back: inside the import's operation.

None of these records an event: the import keeps what it did item by item, and says so in one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from leadline.backlog.models import (
    CustomField,
    FieldValue,
    Item,
    ItemLabel,
    ItemNumber,
    Label,
    Status,
    StatusChange,
)
from leadline.products.models import Product
from leadline.workspaces.models import Change, Member, Record
from leadline.workspaces.models.bulk import change_all, create_all, delete_raw, erase_all

Values = Mapping[UUID, Mapping[CustomField, Any]]


def labels_called(by: Member, now: datetime, names: Mapping[str, UUID]) -> tuple[dict[str, Label], list[Label]]:  # fmt: skip
    """The labels of these names by their folded name, and those of them that were made, under these keys."""
    wanted = {name.casefold(): name for name in names}
    there = {label.name.casefold(): label for label in Label.objects.all()}
    made, _ = create_all(Label, [{"id": names[name], "name": name} for key, name in wanted.items() if key not in there], by=by, now=now)  # fmt: skip
    there |= {label.name.casefold(): label for label in made}
    return {key: there[key] for key in wanted}, made


def set_values(by: Member, now: datetime, values: Values) -> None:
    """Give items values of custom fields, over those they have; None takes one away."""
    there = {(row.item_id, row.field_id): row for row in FieldValue.objects.filter(item__in=values)}
    given = {(item, field.id): columns for item, own in values.items() for field, columns in own.items()}  # fmt: skip
    gone = [there[key].pk for key, columns in given.items() if columns is None and key in there]
    FieldValue.objects.filter(pk__in=gone).delete()
    fresh = [
        {"item_id": item, "field_id": field, **columns}
        for (item, field), columns in given.items()
        if columns is not None and (item, field) not in there
    ]
    create_all(FieldValue, fresh, by=by, now=now)
    kept = [key for key, columns in given.items() if columns is not None and key in there]
    change_all([there[key] for key in kept], [given[key] for key in kept], by=by, now=now)


def change_items(by: Member, now: datetime, rows: Sequence[Item], values: Sequence[Mapping[str, Any]]) -> list[Change]:  # fmt: skip
    """Set columns of items that were read under the lock."""
    return change_all(rows, values, by=by, now=now)


def replace_passages(by: Member, now: datetime, passages: Mapping[UUID, Sequence[Mapping[str, Any]]]) -> None:  # fmt: skip
    """Give items another past: each passage has at, to_status_id and from_status_id."""
    StatusChange.objects.filter(item__in=passages).delete()
    rows = [{"item_id": item, **each} for item, told in passages.items() for each in told]
    create_all(StatusChange, rows, by=by, now=now)


def replace_labels(by: Member, now: datetime, labels: Mapping[UUID, Iterable[UUID]]) -> None:
    """Give items these labels and no others."""
    ItemLabel.objects.filter(item__in=labels).delete()
    rows = [{"item_id": item, "label_id": label} for item, own in labels.items() for label in own]
    create_all(ItemLabel, rows, by=by, now=now)


def erase_items(by: Member, now: datetime, product: Product, ids: "QuerySet[Any]") -> None:
    """Delete items that nobody touched since they came, with all that hangs on them.

    `ids` is a query of their keys. Their history stays and tells of the end; numbers behind
    the highest that is left are given again.
    """
    for model in (FieldValue, ItemLabel, StatusChange):
        delete_raw(model._base_manager.filter(item__in=ids))
    erase_all(Item._base_manager.filter(pk__in=ids), by=by, now=now)
    highest = Item.with_trash.filter(product=product).aggregate(last=Max("number"))["last"] or 0
    ItemNumber.objects.filter(product=product, last__gt=highest).update(last=highest)


def erase_frame(by: Member, now: datetime, kind: str, key: str) -> bool:
    """Delete a status, label or field that came with an import; False where it is in use by now."""
    model: Any = {"status": Status, "label": Label, "customfield": CustomField}[kind]
    row = model.with_trash.filter(pk=key).first()
    if row is None:
        return True
    if row.version > 1 or _in_use(row):
        return False
    erase_all(model.with_trash.filter(pk=key), by=by, now=now)
    return True


def _in_use(row: Record) -> bool:
    relations: Any = (
        field
        for field in row._meta.get_fields(include_hidden=True)
        if field.auto_created
        and not field.concrete
        and not hasattr(field.related_model, "instance_type")
    )
    return any(
        relation.related_model._base_manager.filter(**{relation.field.attname: row.pk}).exists()
        for relation in relations
        if getattr(relation.field, "db_constraint", False)
    )
