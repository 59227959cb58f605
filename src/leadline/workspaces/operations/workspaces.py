"""Opening, changing and closing workspaces."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from leadline.foundation.keys import new_key
from leadline.foundation.refusals import NotFound, Refusal
from leadline.workspaces.models import ChainHead, Member, Role, User, Workspace
from leadline.workspaces.models.people import StaleWorkspace
from leadline.workspaces.operations.base import operation, record
from leadline.workspaces.rights import ROLES, Right
from leadline.workspaces.scope import scope


class NoSample(Refusal):
    """This is no sample; it holds real work."""


@transaction.atomic
def open_workspace(
    *, owner: User, now: datetime, name: str, is_sample: bool = False, time_zone: str = "UTC",
    currency: str = "EUR",
) -> Member:  # fmt: skip
    """Open a workspace with the four roles; its opener becomes the owner."""
    workspace = _insert(
        name, is_sample=is_sample, time_zone=time_zone, currency=currency, created_at=now
    )
    ChainHead.objects.create(workspace=workspace)
    with scope(workspace):
        roles = [_built_in(workspace, role, now) for role in ROLES]
        member = Member(workspace=workspace, user=owner, role=roles[0])
        member.stamp(None, now)
        member.save(force_insert=True)
        record(member, now, "workspace.opened", facts={"name": name})
    return member


def _insert(name: str, **values: Any) -> Workspace:
    try:
        with transaction.atomic():
            return Workspace.objects.create(name=name, slug=free_slug(name), **values)
    except IntegrityError:
        # Somebody took the same slug at the same moment.
        slug = f"{free_slug(name)}-{new_key().hex[-6:]}"
        return Workspace.objects.create(name=name, slug=slug, **values)


def free_slug(name: str) -> str:
    """A slug for the name that no workspace has yet."""
    stem = slugify(name)[:40] or "workspace"
    taken = set(Workspace.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def _built_in(workspace: Workspace, name: str, now: datetime) -> Role:
    rights = [right.value for right in ROLES[name]]
    role = Role(workspace=workspace, name=name, rights=rights, is_built_in=True)
    role.stamp(None, now)
    role.save(force_insert=True)
    return role


@operation(needs=Right.WORKSPACE)
def change_workspace(
    *, by: Member, now: datetime, version: int | None = None, **values: str
) -> Workspace:
    """Rename the workspace, or set its time zone or currency; its address stays.

    Raises `StaleWorkspace` when somebody else saved it since `version`.
    """
    workspace = Workspace.objects.get(pk=by.workspace_id)
    if version is not None and version != workspace.version:
        raise StaleWorkspace(workspace)
    before = {name: getattr(workspace, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        workspace.set(**changed)
        told = {"before": {name: before[name] for name in changed}, "after": changed}
        record(by, now, "workspace.changed", facts={"final": True, **told})
    return workspace


@operation(needs=Right.WORKSPACE)
def remove_workspace(*, by: Member, now: datetime) -> None:
    """Put the whole workspace into the trash; the operator can bring it back for 30 days."""
    Workspace.objects.filter(pk=by.workspace_id).update(removed_at=now)
    record(by, now, "workspace.removed", facts={"final": True})


@transaction.atomic
def bring_back_workspace(*, workspace: Workspace, now: datetime) -> None:
    """Take a workspace out of the trash; for the operator, since nobody inside can enter."""
    removed = Workspace.objects.filter(pk=workspace.pk, purge_began_at=None).exclude(removed_at=None)  # fmt: skip
    if not removed.update(removed_at=None):
        raise NotFound("This workspace is not in the trash.", remedy="See `leadline workspace list`.")  # fmt: skip
    with scope(workspace):
        record(None, now, "workspace.brought_back", facts={"final": True}, workspace_id=workspace.pk)  # fmt: skip


@transaction.atomic
def start_own(*, by: Member, now: datetime, name: str) -> Member:
    """Remove the sample, and make whoever does it the owner of a new empty workspace."""
    if not by.workspace.is_sample:
        raise NoSample(remedy="Remove it in its settings.")
    remove_workspace(by=by, now=now)
    old = by.workspace
    return open_workspace(
        owner=by.user, now=now, name=name, time_zone=old.time_zone, currency=old.currency
    )
