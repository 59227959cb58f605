"""Sprints and exclusions that came with an import which is taken back: inside its operation."""

from typing import Any

from django.db.models import QuerySet

from leadline.delivery.models import FlowExclusion, Sprint, SprintItem
from leadline.workspaces.models.bulk import delete_raw


def forget_items(ids: "QuerySet[Any]") -> None:
    """Delete what ties items, given by a query of their keys, to sprints and to flow figures."""
    for model in (SprintItem, FlowExclusion):
        delete_raw(model._base_manager.filter(item__in=ids))


def forget_sprint(key: str) -> bool:
    """Delete a sprint that came with an import; False where others put items into it since."""
    found = Sprint.with_trash.filter(pk=key).first()
    if found is None:
        return True
    if found.version > 1 or SprintItem.objects.filter(sprint=found).exists() or SprintItem.objects.filter(carried_to=found).exists():  # fmt: skip
        return False
    found.delete()
    return True
