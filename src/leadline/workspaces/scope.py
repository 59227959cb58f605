"""The scope: whose rows the code that runs now may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from leadline.workspaces.models import Workspace


class OutsideScope(RuntimeError):
    """Rows of a workspace were asked for where no workspace is in scope: a fault in the code."""


_scope: ContextVar["UUID | None"] = ContextVar("scope", default=None)
_everywhere: ContextVar[str] = ContextVar("everywhere", default="")


@contextmanager
def scope(workspace: "Workspace | UUID") -> Iterator[None]:
    """Inside, queries see the rows of this workspace and no other."""
    workspace_id = workspace if isinstance(workspace, UUID) else workspace.id
    token = _scope.set(workspace_id)
    everywhere = _everywhere.set("")
    try:
        yield
    finally:
        _everywhere.reset(everywhere)
        _scope.reset(token)


@contextmanager
def every_workspace(reason: str) -> Iterator[None]:
    """Inside, queries see all rows: for finding out who is asking, and for the operator."""
    token = _everywhere.set(reason)
    try:
        yield
    finally:
        _everywhere.reset(token)


@contextmanager
def scope_to_come(stand_in: Any) -> Iterator[None]:
    """Inside, a stand-in takes the workspace's place in the queries that are being written."""
    token = _scope.set(stand_in)
    try:
        yield
    finally:
        _scope.reset(token)


def current_scope() -> "UUID | None":
    """The workspace in scope; None where all are. Raises `OutsideScope` where neither holds."""
    if _everywhere.get():
        return None
    found = _scope.get()
    if found is None:
        raise OutsideScope("Enter `scope(workspace)` before you read its rows.")
    return found
