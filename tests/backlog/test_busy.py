"""A writer who waited in vain is told so, keeps what was typed, and may try again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

from leadline.foundation.patience import was_locked
from tests.backlog.pages import browser, to
from tests.backlog.test_api import Api
from tests.world import World

LOCK = "leadline.workspaces.operations.base.lock"
PRODUCT = "?product=WS"


@pytest.fixture
def held(world: World) -> Iterator[None]:
    """Somebody holds the database for longer than it lets others wait."""
    with patch(LOCK, side_effect=OperationalError("database is locked")):
        yield


def test_a_form_comes_back_with_what_was_typed(world: World, held: None) -> None:
    places = {"status": world.status("To do").pk, "backlog_list": world.list("Backlog").pk}
    sent = {"title": "Show the wind chill", "item_kind": "story", **places}
    answer = browser(world.edda).post(to(world, "new_item") + PRODUCT, sent)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Show the wind chill" in answer.text
    assert "nothing was saved" in answer.text


def test_a_part_of_a_page_says_it_too(world: World, held: None) -> None:
    answer = browser(world.edda).post(to(world, "quick_add") + PRODUCT, {"title": "Show the wind"}, HTTP_HX_REQUEST="true")  # fmt: skip
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"


def test_reading_goes_on(world: World, held: None) -> None:
    assert browser(world.edda).get(to(world, "backlog") + PRODUCT).status_code == 200


def test_a_program_is_told_when_to_come_again(world: World) -> None:
    api = Api(world, world.edda)
    with patch(LOCK, side_effect=OperationalError("database is locked")):
        answer = api("POST", "/items", {"product": "WS", "title": "Show the wind"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.json()["type"].endswith("Busy")


def test_signing_in_is_told_so_too(client: Client, db: None) -> None:
    client.raise_request_exception = False
    with patch("leadline.foundation.input_shell.InputShell.__call__", side_effect=OperationalError("database is locked")):  # fmt: skip
        answer = client.get("/accounts/login/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"


def test_sqlite_says_so_in_the_words_that_we_look_for(tmp_path: Path) -> None:
    first, second = (sqlite3.connect(tmp_path / "some.sqlite3", timeout=0, isolation_level=None) for _ in range(2))  # fmt: skip
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as refused:
        second.execute("BEGIN IMMEDIATE")
    assert was_locked(OperationalError(str(refused.value)))


def test_postgresql_says_so_by_its_state() -> None:
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = psycopg.errors.LockNotAvailable()
    assert was_locked(error)


def test_another_fault_of_the_database_stays_a_fault() -> None:
    assert not was_locked(OperationalError("disk I/O error"))
    assert not was_locked(ValueError("database is locked"))
