"""Forecasts that come by themselves: made where something changed, and bounded in number."""

from datetime import datetime, timedelta

import pytest

from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.roadmap.models import BarForecast, RoadmapRun
from leadline.roadmap.operations import change_bar, daily, keep_forecast, trash_roadmap
from leadline.roadmap.operations.foretelling import answer
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.roadmap.cast import WEEK, again, bar, bet, effort, plan, station, to
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run_daily(world: World, now: datetime) -> int:
    return daily.foretell_daily(world.workspace, now)


def test_a_roadmap_is_foretold_when_it_is_new_when_it_changed_and_after_a_week(world: World) -> None:  # fmt: skip
    roadmap, gone = station(world), station(world, name="Old plan")
    own = bet(world, "Tides")
    effort(world, own, (2, 4, 6))
    tides = bar(world, roadmap, "", bet=own, team=world.crew)
    bar(world, gone, "Buoys")
    trash_roadmap(by=world.edda, now=world.now, roadmap=gone)
    hour = timedelta(hours=1)
    assert run_daily(world, world.now) == 1
    assert run_daily(world, world.now + hour) == 0
    change_bar(by=world.edda, now=world.now, bar=again(world, tides), from_on=tides.from_on and tides.from_on + 3 * WEEK, until_on=tides.until_on and tides.until_on + 3 * WEEK)  # fmt: skip
    assert run_daily(world, world.now + 2 * hour) == 1
    assert run_daily(world, world.now + 2 * hour + 7 * DAY) == 1
    line = plan(world, roadmap).lines[0]
    assert line.p50_on
    with scope(world.workspace):
        assert {run.by for run in RoadmapRun.objects.filter(roadmap=roadmap)} == {None}
        assert not RoadmapRun.objects.filter(roadmap=gone).exists()


def test_old_runs_that_nobody_asked_for_go_and_those_of_people_stay(world: World, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(daily, "MOST_DAILY", 2)
    roadmap = station(world)
    bar(world, roadmap, "Tides")
    with scope(world.workspace):
        asked = keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=answer(world.edda, roadmap, world.now))  # fmt: skip
    for week in range(1, 5):
        assert run_daily(world, world.now + week * 7 * DAY) == 1
    with scope(world.workspace):
        runs = list(RoadmapRun.objects.filter(roadmap=roadmap).order_by("at"))
        assert [run.at for run in runs] == [asked.at, *(world.now + week * 7 * DAY for week in (3, 4))]  # fmt: skip
        assert BarForecast.objects.count() == 3
    page = browser(world.edda).get(to(world, "timeline")).content.decode()
    assert "Forecast as of" in page


def test_the_job_of_the_day_goes_through_every_workspace(world: World) -> None:
    bar(world, station(world), "Tides")
    job = Job(name="roadmap.forecast", arguments={}, asked_at=world.now, due_at=world.now)
    assert jobs.HANDLERS["roadmap.forecast"].work(job, world.now) == {"forecasts": 1}
