"""The end of a product: after its days in the trash it goes, with all that hangs on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import CASCADE, Q

from leadline.conversation.operations import forget_records
from leadline.foundation.dependence import links, parents_first
from leadline.home.models import Dismissal
from leadline.home.operations.index import index_records
from leadline.products.models import Product
from leadline.workspaces.models import Record, Versioned, Workspace

AT_ONCE = 1_000

Table = type[models.Model]


def end_work_of(product: Product, workspace: Workspace, now: datetime) -> Counter[str]:
    """Delete what hangs on a product, a thousand rows at a time; gives how many records of each kind.

    Goes on where it was when it was killed: nobody can bring the product back once it has begun.
    Rows elsewhere that only name something of it, such as the epic of another product's story,
    stay without it.
    """
    gone: Counter[str] = Counter()
    for table, ways in reversed(hanging().items()):
        _let_loose(table, product, now)
        _forget_removed(table, ways, product)
        gone += _delete(table, ways, product, workspace)
    return gone


@cache
def hanging() -> dict[Table, tuple[str, ...]]:
    """Every table whose rows may hang on a product, and by which ways; those pointed at first."""
    every = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    found: dict[Table, tuple[str, ...]] = {Product: ("pk",)}
    for model in parents_first(every):
        if model is not Product and (ways := tuple(_ways(model, found))):
            found[model] = ways
    del found[Product]
    return found


def _ways(model: Table, found: dict[Table, tuple[str, ...]]) -> Iterator[str]:
    """A row hangs on what it belongs to: on the product itself, or on what cannot be missing."""
    certain = [field.name for field in links(model) if field.related_model is Product and not field.null]  # fmt: skip
    if certain:
        yield certain[0]
        return
    for field in links(model):
        if field.related_model is Product:
            yield field.name
        elif field.related_model in found and not _may_be_let_loose(field):
            yield from (f"{field.name}__{way}" for way in found[field.related_model])


def _may_be_let_loose(field: Any) -> bool:
    return field.null and field.remote_field.on_delete is not CASCADE


def those_of(product: Product, ways: tuple[str, ...], through: str = "") -> Q:
    return reduce(or_, (Q(**{f"{through}{way}": product.pk}) for way in ways))


def _let_loose(table: Table, product: Product, now: datetime) -> None:
    """Empty what names a row of the table and may be empty; records of others keep a history of it."""
    for other in apps.get_models():
        for field in links(other):
            is_fixed = getattr(other, "guard_append_only", False)
            if field.related_model is table and _may_be_let_loose(field) and not is_fixed:
                rows = other._base_manager.filter(
                    those_of(product, hanging()[table], f"{field.name}__")
                )
                _empty(other, field, rows, product, now)


def _empty(other: Table, field: Any, rows: Any, product: Product, now: datetime) -> None:
    own = hanging().get(other)
    if issubclass(other, Versioned):
        for row in rows.exclude(those_of(product, own)) if own else rows:
            row.change(by=None, now=now, **{field.attname: None})
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        other._base_manager.filter(pk__in=keys).update(**{field.attname: None})


def _forget_removed(table: Table, ways: tuple[str, ...], product: Product) -> None:
    """The history of parts that were removed while the product lived."""
    if issubclass(table, Record):
        past = table.history.model._base_manager.filter(those_of(product, ways))
        past.exclude(id__in=table._base_manager.values("pk")).delete()


def _delete(table: Table, ways: tuple[str, ...], product: Product, workspace: Workspace) -> Counter[str]:  # fmt: skip
    rows: Any = table._base_manager.filter(those_of(product, ways))
    gone: Counter[str] = Counter()
    if getattr(table, "guard_append_only", False):
        # Its rows may hold each other and cannot be let loose first, so they go all at once.
        rows._raw_delete(connection.alias)
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            table._base_manager.filter(pk__in=keys)._raw_delete(connection.alias)
            if issubclass(table, Record):
                table.history.filter(id__in=keys).delete()
                Dismissal.with_trash.filter(subject_id__in=keys).delete()
                Dismissal.history.filter(subject_id__in=keys).delete()
                forget_records(keys)
                index_records(workspace, {table.kind(): keys})
                gone[table.kind()] += len(keys)
    return gone
