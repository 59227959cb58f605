"""The helpers of the tests notice what they are there to notice."""

import os
import sqlite3
from collections.abc import Callable

import pytest
from django.db import connection

from leadline.foundation.guards import missing_guards
from leadline.workspaces.models import User
from tests.world import make_world

Constant = Callable[[Callable[[int], object], Callable[[], object]], None]
made = iter(range(1_000))


def people(count: int) -> None:
    for _ in range(count):
        User.objects.create_user(f"guest-{next(made)}@nordlys.example", "Guest")


@pytest.mark.django_db
def test_a_query_for_each_row_is_noticed(assert_constant_queries: Constant) -> None:
    def one_by_one() -> list[User]:
        return [User.objects.get(pk=pk) for pk in User.objects.values_list("pk", flat=True)]

    with pytest.raises(AssertionError, match="4 queries for 3 rows, 31 for 30"):
        assert_constant_queries(people, one_by_one)


@pytest.mark.django_db
def test_a_query_for_all_rows_is_constant(assert_constant_queries: Constant) -> None:
    assert_constant_queries(people, lambda: list(User.objects.all()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_but_the_guards(turn: str) -> None:
    assert not User.objects.exists()
    assert not missing_guards(connection)
    make_world()


def test_the_database_is_the_one_that_was_asked_for() -> None:
    asked = "postgresql" if os.environ.get("LEADLINE_DATABASE_URL") else "sqlite"
    assert connection.vendor == asked


@pytest.mark.django_db
def test_the_connection_is_made_as_pages_need_it() -> None:
    """PostgreSQL must not compile a statement of milliseconds for seconds; SQLite must not lose what it confirmed."""
    asked = {"postgresql": ("SHOW jit", "off"), "sqlite": ("PRAGMA synchronous", 2)}
    question, answer = asked[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone()[0] == answer


def test_sqlite_is_one_that_keeps_its_log_sound() -> None:
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
