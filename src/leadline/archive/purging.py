"""The end of a removed workspace: thirty days later every row of it is deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from leadline.archive import tables
from leadline.archive.arrivals import NOWHERE
from leadline.foundation.dependence import parents_first
from leadline.workspaces.models import Member, User, Workspace
from leadline.workspaces.scope import every_workspace, scope

KEPT = timedelta(days=30)
AT_ONCE = 2_000
FIRST: list[Callable[[], None]] = []
"""Filled by wiring: what else must be forgotten, in the scope of the workspace, before its rows."""


def purge_removed(now: datetime) -> int:
    """Delete workspaces that were removed thirty days ago or longer; gives how many.

    Goes on where it was when it was killed: nobody can bring a workspace back once it has begun.
    """
    removed = Workspace.objects.filter(removed_at__lte=now - KEPT)
    removed.filter(purge_began_at=None).update(purge_began_at=now)
    begun = list(Workspace.objects.exclude(purge_began_at=None))
    for workspace in begun:
        _forget(workspace)
        with every_workspace("a workspace is deleted for good"):
            _delete(workspace.id)
    return len(begun)


def _forget(workspace: Workspace) -> None:
    with scope(workspace):
        for forget in FIRST:
            forget()


def _delete(workspace_id: UUID) -> None:
    people = list(Member._base_manager.filter(workspace_id=workspace_id).values_list("user_id", flat=True))  # fmt: skip
    for model in children_first():
        _empty(model, workspace_id)
    with transaction.atomic():
        Workspace.objects.filter(pk=workspace_id).delete()
        kept = Member._base_manager.filter(user_id__in=people).values("user_id")
        strangers = User.objects.filter(pk__in=people, is_active=False, email__endswith=f"@{NOWHERE}")  # fmt: skip
        strangers.exclude(pk__in=kept).delete()


def children_first() -> list[type[models.Model]]:
    """Every table whose rows belong to a workspace, those that point at others first."""
    every = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    owned = [model for model in every if any(each.attname == "workspace_id" for each in tables.columns(model))]  # fmt: skip
    return parents_first(owned)[::-1]


def _empty(model: type[models.Model], workspace_id: UUID) -> None:
    rows: Any = model._base_manager.filter(workspace_id=workspace_id)
    own = [each.name for each in tables.columns(model) if each.related_model is model]
    if own and getattr(model, "guard_append_only", False):
        # Its rows hold each other and cannot be let loose first, so they go all at once.
        rows._raw_delete(connection.alias)
        return
    if own:
        rows.update(**dict.fromkeys(own))
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        model._base_manager.filter(pk__in=keys)._raw_delete(connection.alias)
