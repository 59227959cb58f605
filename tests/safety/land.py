"""A furnished workspace with its cast, and beside it a foreign one with the same kinds of records."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from leadline.foundation import clock
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations import issue_token, remove_member, save_role
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.safety.examples import Examples
from tests.safety.furniture import furnish
from tests.world import World, make_world

FOREIGN_WORD = "Zanzibar"
"""Stands in every title of the foreign workspace, and may be read by nobody else."""


@dataclass
class Land:
    """`own` and `foreign` fill addresses and bodies; the members are those of the cast."""

    world: World
    own: Examples
    foreign: Examples

    def __getattr__(self, name: str) -> Member:
        found: Member = getattr(self.world, name)
        return found

    @property
    def workspace(self) -> Workspace:
        return self.world.workspace

    @property
    def now(self) -> datetime:
        return self.world.now

    def token(self, *rights: Right) -> str:
        """The secret of a new token of the owner."""
        with scope(self.workspace):
            return issue_token(by=self.ann, now=self.now, name="Safety", rights=rights)[1]

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Whatever happens inside is taken back, so that each cell meets the same land."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def make_land() -> Land:
    """The cast, somebody who was removed, somebody with a role of our own, and furniture twice."""
    world: Any = make_world()
    world.now = clock.now()
    world.rolf = world.member("Rolf", "Editor")
    with scope(world.workspace):
        save_role(by=world.ann, now=world.now, name="Planner", rights=[Right.SEE, Right.PLAN])
    world.petra = world.member("Petra", "Planner")
    remove_member(by=world.ann, now=world.now, member=world.rolf)
    own = furnish(world.ann, world.now, word="Nordlys", key="OWN")
    foreign = furnish(world.mallory, world.now, word=FOREIGN_WORD, key="FAR")
    return Land(world, Examples(own), Examples(foreign))


TOUCHED = " + ".join(f"pg_stat_get_xact_tuples_{done}(oid)" for done in ("inserted", "updated", "deleted"))  # fmt: skip
COUNTED = {
    "sqlite": "SELECT total_changes()",
    # The view pg_stat_xact_user_tables says the same in three times as long.
    "postgresql": f"SELECT coalesce(sum({TOUCHED}), 0) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
}


@contextmanager
def written() -> Iterator[Callable[[], int]]:
    """Gives a function that counts the rows written since the block began, those taken back included."""
    before = _writes()
    yield lambda: _writes() - before


def _writes() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED[connection.vendor])
        return int(cursor.fetchone()[0])


DIGEST = "coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '')"
PASSING = ("django_session", "leadline_cache", "sqlite_sequence")


def contents() -> dict[str, str]:
    """A digest of each table's rows, apart from sessions and the cache."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in PASSING]  # fmt: skip
        if connection.vendor == "postgresql":
            # By itself, in one statement: to fetch every row takes ten times as long.
            cursor.execute(" UNION ALL ".join(f"SELECT '{name}', {DIGEST} FROM \"{name}\" t" for name in tables))  # fmt: skip
            return dict(cursor.fetchall())
        return {name: _digest(cursor, name) for name in tables}


def _digest(cursor: Any, table: str) -> str:
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
