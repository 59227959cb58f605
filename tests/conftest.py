"""What every test may ask for; browser tests find theirs in tests/journeys/conftest.py."""

import os
import pickle
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from leadline.foundation.guards import PREFIX
from tests.world import World, make_world

Grow = Callable[[int], object]
Ask = Callable[[], object]

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")

# Playwright keeps an event loop in the main thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


class Cast:
    """The world that stands in the database while tests read and change it in transactions of their own.

    Made once for all of them, since making it takes longer than most of them do.
    """

    def __init__(self) -> None:
        self.kept = b""
        self.stands = False

    def enter(self) -> None:
        self.kept, self.stands = pickle.dumps(make_world()), True

    def leave(self) -> None:
        call_command("flush", interactive=False, verbosity=0)
        self.stands = False

    def come(self) -> World:
        """The world as it was made, in objects that are the asker's own."""
        found: World = pickle.loads(self.kept)
        return found


CAST = Cast()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that find the cast in the database stand together, before those that empty it.

    Tests of the running server come late, since its worker writes beside all that follow. Those of
    the browser come last: their event loop would be in the way of all others.
    """
    items.sort(key=lambda item: [*(name in _asked(item) for name in ("page", "server")), _empties(item), "world" in _asked(item)])  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the cast leave before a test that expects an empty database, and come back after it."""
    wanted = "world" in _asked(item) and not _empties(item)
    if CAST.kept and wanted != CAST.stands:
        with item.config.stash[blocking_manager_key].unblock():
            CAST.enter() if wanted else CAST.leave()


def _asked(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _empties(item: pytest.Item) -> bool:
    """Whether the test commits, and its database is emptied afterwards."""
    told = item.get_closest_marker("django_db")
    return "transactional_db" in _asked(item) or bool(told and told.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def emptying_gets_past_guards_and_neighbours() -> Iterator[None]:
    """Let the tables be emptied after a `transaction=True` test, whoever stands in the way.

    SQLite deletes row by row, which the triggers of append-only tables refuse. PostgreSQL would
    truncate, which takes seconds for so many tables and waits for whoever reads: the worker of a
    running server.
    """
    emptied = {"sqlite": _lifting_guards, "postgresql": _once_all_let_go}[connection.vendor]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "execute_sql_flush", emptied)
        yield


def _lifting_guards(operations: BaseDatabaseOperations, statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            [f"{PREFIX}%"],
        )
        guards = cursor.fetchall()
        for statement in (*(f'DROP TRIGGER "{name}"' for name, _ in guards), *statements):
            cursor.execute(statement)
        for _, statement in guards:
            cursor.execute(statement)


def _once_all_let_go(operations: BaseDatabaseOperations, statements: list[str]) -> None:
    """Empty the tables; never holds some of them while it waits for others, so nothing deadlocks."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [operations.quote_name(table) for table in tables]
    deadline = time.monotonic() + 60
    while True:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE NOWAIT")
                cursor.execute("SET LOCAL session_replication_role = replica")
                for name in names:
                    cursor.execute(f"DELETE FROM {name}")
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def assert_constant_queries() -> Callable[[Grow, Ask], None]:
    """Fail when asking costs another number of SQL queries with 30 rows than with 3.

    `grow(n)` adds n rows and `ask()` reads to the end, as in
    `assert_constant_queries(lambda n: write_stories(n), lambda: list(open_items(ann)))`.
    """

    def check(grow: Grow, ask: Ask) -> None:
        grow(3)
        ask()
        few = _queries(ask)
        grow(27)
        many = _queries(ask)
        assert len(many) == len(few), _difference(few, many)

    return check


def _queries(ask: Ask) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return [query["sql"] for query in asked.captured_queries]


def _difference(few: list[str], many: list[str]) -> str:
    repeated = dict.fromkeys(query for query in many if query not in few)
    return f"{len(few)} queries for 3 rows, {len(many)} for 30:\n" + "\n".join(repeated or many)


@pytest.fixture(scope="session")
def cast(django_db_setup: None, django_db_blocker: Any) -> Cast:
    """The first entrance; for all others see `pytest_runtest_setup`."""
    if not CAST.kept:
        with django_db_blocker.unblock():
            CAST.enter()
    return CAST


@pytest.fixture
def world(request: pytest.FixtureRequest, cast: Cast, db: None) -> World:
    """The cast of tests/world.py."""
    return make_world() if _empties(request.node) else cast.come()
