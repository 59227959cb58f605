"""The migrations make the database that the models describe."""

import re

import pytest
from django.core.management import call_command

from tests.house import tree


@pytest.mark.django_db
def test_no_model_is_ahead_of_its_migrations(capsys: pytest.CaptureFixture[str]) -> None:
    ours = [room for room in tree.rooms() if (tree.HOUSE / room / "migrations").is_dir()]
    try:
        call_command("makemigrations", *ours, check_changes=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_no_migration_truncates_or_cascades() -> None:
    """What an upgrade throws away, no undo brings back."""
    cruel = re.compile(r"\b(?:TRUNCATE|CASCADE)\b(?!\s*[,)])")
    found = [
        tree.name(path)
        for path in tree.files("src/leadline/*/migrations/*.py")
        if cruel.search((tree.text(path) or "").replace("deletion.CASCADE", ""))
    ]
    assert cruel.search("TRUNCATE TABLE item")
    assert not found


def test_no_first_migration_does_more_than_make_tables() -> None:
    """An empty database is made from the models (decision 11), so nothing else would happen."""
    first = tree.files("src/leadline/*/migrations/0001_initial.py")
    assert first
    assert not [
        tree.name(path) for path in first if re.search(r"Run(SQL|Python)", path.read_text())
    ]
