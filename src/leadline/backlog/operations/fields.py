"""Custom fields, and the values that items have of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import CustomField, FieldValue, Item
from leadline.foundation.keys import new_key
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_FIELDS, MOST_CHOICES = 50, 100


@operation(needs=Right.PLAN)
def define_field(
    *, by: Member, now: datetime, name: str, of_type: CustomField.Type | str,
    product: Product | None = None, choices: Iterable[str] = (), key: UUID | None = None,
) -> CustomField:  # fmt: skip
    """Add a field to the items of a product, or of all of them; a workspace has 50 at most.

    `key` where it was chosen ahead.
    """
    there = list(CustomField.objects.order_by("rank"))
    if len(there) >= MOST_FIELDS:
        raise Invalid(
            f"A workspace has {MOST_FIELDS} fields of its own at most.",
            remedy="Remove one that nobody fills in, then add this one.",
        )
    _refuse_taken(name)
    (rank,) = ranks_between(there[-1].rank if there else None, None)
    field, change = CustomField.create(
        by=by, now=now, name=name, type=of_type, product=product, rank=rank,
        choices=_choices(of_type, choices), id=key or new_key(now),
    )  # fmt: skip
    record(by, now, "field.defined", subject=field, changes=[change])
    return field


@operation(needs=Right.PLAN)
def change_field(
    *, by: Member, now: datetime, field: CustomField, version: int | None = None,
    name: str | None = None, choices: Iterable[str] | None = None,
) -> Event | None:  # fmt: skip
    """Rename a field or set its choices; a choice that items have stays."""
    values: dict[str, Any] = {}
    if name is not None:
        _refuse_taken(name, field)
        values["name"] = name
    if choices is not None:
        values["choices"] = _choices(field.type, choices)
        _refuse_lost_choices(field, values["choices"])
    change = field.change(by=by, now=now, version=version, **values)
    return record(by, now, "field.changed", subject=field, changes=[change])


@operation(needs=Right.PLAN)
def trash_field(
    *, by: Member, now: datetime, field: CustomField, version: int | None = None
) -> Event | None:
    """Put a field into the trash; its values come back with it."""
    change = field.trash(by=by, now=now, version=version)
    return record(by, now, "field.trashed", subject=field, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def set_fields(
    *, by: Member, now: datetime, item: Item, values: Mapping[CustomField, Any]
) -> Event | None:
    """Set an item's values of custom fields; None or an empty text takes a value away."""
    there = {row.field_id: row for row in FieldValue.objects.filter(item=item)}
    changes = [
        change
        for field, value in values.items()
        for change in _set(item, field, value, there.get(field.id), {"by": by, "now": now})
    ]
    return record(by, now, "item.fields_set", subject=item, changes=changes)


def _set(
    item: Item, field: CustomField, value: Any, row: FieldValue | None, signed: dict[str, Any]
) -> list[Change]:
    if field.product_id not in (None, item.product_id):
        raise Invalid(
            f"{field} is a field of another product.",
            field=field.name,
            remedy="Leave it out, or take a field of the item's own product.",
        )
    if value is None or value == "":
        return [row.remove()] if row else []
    columns = field.columns(value)
    if row:
        return [row.change(**signed, **columns)]
    return [FieldValue.create(item=item, field=field, **signed, **columns)[1]]


def _choices(of_type: str, choices: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
    if (of_type == CustomField.Type.CHOICE) != bool(found):
        raise Invalid(
            "A field of the type choice has choices, and no other has.",
            field="choices",
            remedy="Write the choices, or take another type and leave them out.",
        )
    if len(found) > MOST_CHOICES or any(len(choice) > 80 for choice in found):
        raise Invalid(f"A field has {MOST_CHOICES} choices of 80 characters at most.", field="choices", remedy="Remove choices, or shorten the long ones.")  # fmt: skip
    return found


def _refuse_lost_choices(field: CustomField, choices: list[str]) -> None:
    lost = [choice for choice in field.choices if choice not in choices]
    used = FieldValue.objects.filter(field=field, text__in=lost).values_list("text", flat=True)
    if text := used.first():
        raise Invalid(f"Items still have the choice “{text}”.", field="choices", remedy="Give them another one first.")  # fmt: skip


def _refuse_taken(name: str, but: CustomField | None = None) -> None:
    same = CustomField.objects.filter(name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Invalid(f"There is a field called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
