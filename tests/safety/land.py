"""A populated workspace, and beside it a foreign one with the same kinds of records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations import remove_member
from tests.world import World, make_world


@dataclass
class Land:
    """The cast with one record of each kind; `own` and `foreign` fill the addresses."""

    world: World
    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Member:
        found: Member = getattr(self.world, name)
        return found

    @property
    def workspace(self) -> Workspace:
        return self.world.workspace

    @property
    def now(self) -> datetime:
        return self.world.now

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Whatever happens inside is taken back, so that each cell meets the same land."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
