"""The server dies by `kill -9` under write load, and keeps what it promised."""

from pathlib import Path

import pytest

from tests.faults.kills import killing

KILLS = 8
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_no_acknowledged_write_is_lost_or_half_written_and_no_job_is_lost_or_done_twice(
    tmp_path: Path,
) -> None:
    with killing(tmp_path) as it:
        run = it.go(KILLS, as_people_do=KILLS)
    assert run.faults == []
    assert run.acknowledged > KILLS
    assert run.in_doubt


def test_the_control_that_answers_before_it_commits_is_found(tmp_path: Path) -> None:
    with killing(tmp_path, breakage="answer_before_commit") as it:
        it.kill_at_work(it.stable.ready(), writes=5)
        it.look()
    assert any("is lost" in fault for fault in it.run.faults)


def test_the_control_that_marks_jobs_as_done_before_it_does_them_is_found(tmp_path: Path) -> None:
    with killing(tmp_path, breakage="finish_before_working") as it:
        it.kill_at_work(it.stable.ready(), writes=10)
        for _ in range(5):
            it.kill_at_jobs(it.stable.ready())
        it.settle()
    lost = ("was never told", "Search knows", "jobs of mail")
    assert any(what in fault for fault in it.run.faults for what in lost)
