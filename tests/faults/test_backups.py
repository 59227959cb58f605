"""Backups that are taken while people write, and what a restored server does."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from leadline.archive import backups
from tests.faults.backups import a_postgresql, backing_up

BACKUPS = 3
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def postgresql(django_db_setup: None) -> Iterator[str]:
    with a_postgresql() as url:
        yield url


def test_a_backup_under_load_is_one_instant_in_either_database_and_sends_nothing_again(
    tmp_path: Path, postgresql: str
) -> None:
    with backing_up(tmp_path, postgresql) as it:
        run = it.go(BACKUPS)
    assert run.faults == []
    assert (run.backups, run.restores) == (BACKUPS, 2 * BACKUPS)
    assert run.acknowledged


def test_the_control_that_reads_table_after_table_without_a_snapshot_is_found(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "snapshot", nullcontext)
    with backing_up(tmp_path, postgresql) as it:
        del it.places["PostgreSQL"]
        run = it.go(BACKUPS)
    assert any("different" in fault or "refused" in fault for fault in run.faults)
