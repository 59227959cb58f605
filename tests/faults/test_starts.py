"""Servers that start at the same moment, or on the heels of one that was killed."""

from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from leadline.foundation import guards
from leadline.wiring import settings
from tests.faults.editors import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_servers_that_start_together_migrate_one_after_the_other() -> None:
    migrate = partial(call_command, "migrate", verbosity=0)
    assert all_at_once([migrate, migrate, migrate]) == []
    assert not guards.missing_guards(connection)


def test_tables_that_have_guards_are_altered_and_guarded_again() -> None:
    """SQLite alters a table by making it anew, which its guards would be in the way of."""
    migrate = partial(call_command, "migrate", verbosity=0)
    try:
        migrate("releases", "0001")
        migrate("roadmap", "0001")
    finally:
        migrate()
    assert not guards.missing_guards(connection)


def test_a_start_that_was_cut_short_before_it_wrote_the_key_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(settings, "CONFIGURATION", {"LEADLINE_SECRET_KEY": ""})
    (tmp_path / "secret_key").touch()
    key = settings._secret_key()
    assert len(key) == 64
    assert settings._secret_key() == key
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]
