"""Which nouns point at a noun, whichever room they live in."""

from collections.abc import Iterator, Sequence
from typing import Any

from leadline.workspaces.models import Record, Row


def pointing(noun: type[Record], but: Sequence[type[Row]] = ()) -> Iterator[tuple[Any, str]]:
    """The nouns whose rows point at rows of this one, each with the column that does."""
    for relation in noun._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        comes_from_there = relation.auto_created and not relation.concrete
        if comes_from_there and issubclass(model, Row) and model not in but:
            yield model, relation.field.attname  # type: ignore[union-attr]


def in_use(row: Record) -> bool:
    """Whether anything points at a record."""
    return any(
        model._base_manager.filter(**{column: row.pk}).exists()
        for model, column in pointing(type(row))
    )
