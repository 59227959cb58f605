"""Circles: work that would wait for itself, or lie below itself."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from leadline.foundation.refusals import Refusal

Step = Callable[[set[UUID]], Iterable[tuple[UUID, UUID]]]
"""From many rows to the pairs (row, next row) that lead on from them, in one query."""


class Circle(Refusal):
    """This would close a circle."""


def way(start: UUID, goal: UUID, step: Step) -> list[UUID]:
    """A shortest way from `start` to `goal`, both included; empty where there is none.

    Asks once for each step of its length, never once for each row.
    """
    came_from: dict[UUID, UUID] = {}
    edge = {start}
    while edge and goal not in edge:
        found = {after: before for before, after in step(edge) if after not in came_from}
        found.pop(start, None)
        came_from |= found
        edge = set(found)
    return _back(goal, start, came_from) if edge else []


def refuse_circle_of_parents(items: Any, item_id: UUID, parent_id: UUID | None) -> None:
    """Raise `Circle` when `parent_id` is the item itself or lies below it."""
    if parent_id is None:
        return
    rows = items.with_trash.exclude(parent=None)
    found = way(parent_id, item_id, lambda ids: rows.filter(pk__in=ids).values_list("pk", "parent_id"))  # fmt: skip
    if found:
        names = told(items, [item_id, *found])
        raise Circle(f"An item cannot lie below itself: {names}.", field="parent", remedy="Choose another parent.")  # fmt: skip


def told(items: Any, ids: list[UUID]) -> str:
    """The keys of the items along a way, as in "WS-1 → WS-4 → WS-1"."""
    rows = items.with_trash.filter(pk__in=ids).annotate(product_key=F("product__key"))
    keys = {row.pk: f"{row.product_key}-{row.number}" for row in rows}
    return " → ".join(keys[each] for each in ids)


def _back(goal: UUID, start: UUID, came_from: dict[UUID, UUID]) -> list[UUID]:
    found = [goal]
    while found[-1] != start:
        found.append(came_from[found[-1]])
    return found[::-1]
