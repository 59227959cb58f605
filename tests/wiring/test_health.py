"""What a probe is told about the server."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_a_server_with_every_migration_is_ready(db: None) -> None:
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()["migrations_missing"]) == (200, 0)


def test_a_server_whose_database_is_older_is_not_ready(db: None) -> None:
    MigrationRecorder(connection).record_unapplied("backlog", "0001_initial")

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()["migrations_missing"]) == (503, 1)


def test_a_server_is_alive_without_its_database() -> None:
    assert Client().get("/healthz").content == b"alive\n"


def test_a_browser_finds_the_mark_where_no_page_names_it() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    assert "leadline/mark" in answer.headers["Location"]
