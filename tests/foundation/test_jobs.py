"""Jobs: written with their cause, done once, tried again, never lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, transaction

from leadline.foundation import jobs
from leadline.foundation.housekeeping import learn
from leadline.foundation.models import LEASE, MAX_ATTEMPTS, Job
from leadline.foundation.worker import Periodic, Worker

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Breaks(Exception):
    pass


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the handlers of this test did."""
    found: list[str] = []

    def ring(job: Job, now: datetime) -> dict[str, Any]:
        found.append(job.arguments["bell"])
        if job.arguments.get("breaks", 0) >= job.attempts:
            Job.objects.create(name="half", asked_at=now, due_at=now)
            raise Breaks
        return {"rung": job.arguments["bell"]}

    jobs.HANDLERS["test.ring"] = jobs.Handler(ring, in_one=True)
    yield found
    del jobs.HANDLERS["test.ring"]


def ask(now: datetime = NOON, **arguments: Any) -> Job:
    with transaction.atomic():
        return jobs.ask("test.ring", {"bell": "noon"} | arguments, now=now)


def test_a_job_is_done_once(done: list[str]) -> None:
    job = ask()
    assert jobs.do_next(NOON, "one")
    assert jobs.do_next(NOON, "one") is None
    job.refresh_from_db()
    assert done == ["noon"]
    assert job.answer == {"rung": "noon"}


def test_a_job_whose_cause_rolls_back_never_was(done: list[str]) -> None:
    with pytest.raises(Breaks), transaction.atomic():
        ask()
        raise Breaks
    assert jobs.do_next(NOON, "one") is None


def test_asking_twice_under_one_key_is_asking_once() -> None:
    with transaction.atomic():
        first = jobs.ask("test.ring", {}, now=NOON, key="bell")
        assert jobs.ask("test.ring", {}, now=NOON, key="bell") == first


def test_a_failure_leaves_nothing_half_done_and_is_tried_again_later(done: list[str]) -> None:
    job = ask(breaks=1)
    jobs.do_next(NOON, "one")
    job.refresh_from_db()
    assert "Breaks" in job.trouble
    assert not Job.objects.filter(name="half").exists()
    assert jobs.do_next(NOON, "one") is None
    assert jobs.do_next(NOON + jobs.backoff(1), "one")
    job.refresh_from_db()
    assert (job.attempts, job.is_running, job.trouble) == (2, False, "")


def test_a_job_that_always_fails_is_given_up_and_kept(done: list[str]) -> None:
    job = ask(breaks=99)
    now = NOON
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert jobs.do_next(now, "one")
        now += jobs.backoff(attempt)
    job.refresh_from_db()
    assert job.gave_up_at
    assert jobs.do_next(now, "one") is None


def test_the_job_of_a_dead_worker_is_taken_over_when_its_lease_ends(done: list[str]) -> None:
    ask()
    assert jobs.claim(NOON, "dead")
    assert jobs.claim(NOON + LEASE / 2, "alive") is None
    assert jobs.do_next(NOON + LEASE, "alive")
    assert done == ["noon"]


def test_a_worker_that_lost_its_lease_changes_nothing(done: list[str]) -> None:
    ask()
    slow = jobs.claim(NOON, "slow")
    assert slow
    jobs.do_next(NOON + LEASE, "quick")
    jobs.do(slow, NOON + LEASE)
    assert done == ["noon"]


def test_a_worker_that_lost_its_lease_and_fails_leaves_the_other_one_alone(done: list[str]) -> None:
    ask(breaks=1)
    slow, quick = jobs.claim(NOON, "slow"), jobs.claim(NOON + LEASE, "quick")
    assert slow
    assert quick
    jobs._retry_later(slow, NOON + LEASE, "It broke.")
    quick.refresh_from_db()
    assert (quick.leased_by, quick.trouble) == ("quick", "")


def test_a_job_overtakes_none_of_its_name_and_workspace_that_a_dead_worker_holds(
    done: list[str],
) -> None:
    here, elsewhere = uuid4(), uuid4()
    first, second = ask_of(here, "one", NOON - LEASE), ask_of(here, "two")
    assert jobs.claim(NOON, "dead") == first
    other = ask_of(elsewhere, "three")
    assert jobs.do_next(NOON, "alive") == other
    assert jobs.do_next(NOON, "alive") is None
    assert [jobs.do_next(NOON + LEASE, "alive") for _ in range(2)] == [first, second]


def ask_of(workspace_id: UUID, bell: str, at: datetime = NOON) -> Job:
    with transaction.atomic():
        return jobs.ask("test.ring", {"bell": bell}, now=at, workspace_id=workspace_id)


def test_an_unknown_job_waits_for_a_version_that_knows_it() -> None:
    with transaction.atomic():
        job = jobs.ask("of.tomorrow", {}, now=NOON)
    jobs.do_next(NOON, "one")
    job.refresh_from_db()
    assert job.is_running
    assert "of.tomorrow" in job.trouble


def test_periodic_jobs_are_asked_for_once_a_slot(done: list[str]) -> None:
    daily = Periodic("test.ring", timedelta(days=1))
    workers = [Worker((daily,), name) for name in ("one", "two")]
    jobs.HANDLERS["test.ring"] = jobs.Handler(lambda job, now: done.append("day"), in_one=True)
    for hour in range(48):
        for worker in workers:
            worker.step(NOON + timedelta(hours=hour))
    assert len(done) == 3


def test_a_worker_waits_for_whoever_holds_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(now: datetime, worker: str) -> Job | None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(jobs, "claim", held)

    assert Worker().turn(NOON) is None


def test_a_worker_does_not_hide_other_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(now: datetime, worker: str) -> Job | None:
        raise OperationalError("the disk is gone")

    monkeypatch.setattr(jobs, "claim", gone)

    with pytest.raises(OperationalError, match="disk"):
        Worker().turn(NOON)


def known_rows() -> int:
    """How many jobs the database believes there are when it plans a query; 0 for unknown."""
    of = {
        "sqlite": "SELECT coalesce(max(CAST(stat AS integer)), 0) FROM sqlite_stat1 WHERE tbl = 'foundation_job'",
        "postgresql": "SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'foundation_job'::regclass",
    }
    with connection.cursor() as cursor:
        cursor.execute(of[connection.vendor])
        return int(cursor.fetchone()[0])


def test_after_many_rows_were_written_the_database_knows_how_many_there_are() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = (Job(name="test.idle", arguments={"pad": "~" * 300}, asked_at=NOON, due_at=NOON) for _ in range(3_000))  # fmt: skip
    Job.objects.bulk_create(rows)
    assert known_rows() < 100
    learn(Job(name="foundation.learn"), NOON)
    assert known_rows() >= 3_000
