"""Flow counts what can be counted, and says what it leaves out."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.backlog.models import Item
from leadline.delivery.models import FlowDay, FlowExclusion
from leadline.delivery.operations import AlreadyLeftOut, count_again, leave_out
from leadline.delivery.operations.flow import count_flow
from leadline.delivery.queries.flow import FlowScope, ItemChoice, flow_items, flow_of
from leadline.delivery.queries.flow import days as counting
from leadline.delivery.queries.flow.days import DayCount, daily, zone_shifts
from leadline.delivery.queries.flow.page import Flow
from leadline.delivery.queries.flow.scope import LeftOut
from leadline.delivery.queries.flow.weeks import standings, whole_weeks
from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.delivery.cast import DAY, finish, fresh, weeks_of_work, with_dates
from tests.world import World


def flow(world: World, **values: Any) -> Flow:
    with scope(world.workspace):
        today = world.workspace.today(world.now)
        return flow_of(world.vera, FlowScope(**{"product": world.station} | values), today)


def behind(world: World, **choice: Any) -> list[str]:
    """Titles of the items that a part of a picture opens."""
    with scope(world.workspace):
        today, everything = world.workspace.today(world.now), FlowScope(world.station, months=None)
        page = flow_items(world.vera, everything, ItemChoice(**choice), today)
        return [line.item.title for line in page.rows]


def test_each_whole_week_has_a_bar_and_its_items_open(world: World) -> None:
    first = world.now.date()
    weeks_of_work(world, [2, 0, 3])
    bars = flow(world).weeks
    assert [(week.starts_on, week.finished) for week in bars] == [
        (first, 2),
        (first + timedelta(days=7), 0),
        (first + timedelta(days=14), 3),
    ]
    assert len(behind(world, week=bars[2].starts_on)) == 3


def test_the_running_week_is_left_out(world: World) -> None:
    weeks_of_work(world, [2])
    finish(world, world.item("Show the wind"))
    assert [week.finished for week in flow(world).weeks] == [2]


def test_points_are_counted_when_asked(world: World) -> None:
    weeks_of_work(world, [2, 3], points=3)
    assert [week.finished for week in flow(world, unit="points").weeks] == [6, 9]


def test_a_day_belongs_to_the_workspaces_calendar(world: World) -> None:
    """23:30 UTC on Sunday 29 March is Monday 01:30 in Oslo, an hour after its clocks changed."""
    wind = world.item("Show the wind")
    world.now = datetime.fromisoformat("2026-03-29T23:30:00+00:00")
    finish(world, wind)
    with scope(world.workspace):
        days = daily(world.vera, FlowScope(world.station))
    assert [each.day for each in days if each.finished] == [date(2026, 3, 30)]


def test_the_shift_of_a_zone_turns_at_the_very_hour() -> None:
    turns = {until: minutes for until, minutes in zone_shifts("Europe/Oslo") if until.year == 2026}
    assert {f"{until:%d %b %H:%M}": minutes for until, minutes in turns.items()} == {
        "29 Mar 01:00": 60,
        "25 Oct 01:00": 120,
    }


def test_half_of_the_items_and_most_of_them(world: World) -> None:
    """Cycle times 1…20 days: by hand the 10th is the median, the 17th the 85 %; no upper limit."""
    first = date(2026, 3, 1)
    for days in range(1, 21):
        with_dates(world, f"Takes {days}", first, first, first + (days - 1) * DAY)
    world.now += 30 * DAY
    told = flow(world).taken.times
    assert told is not None
    assert [each.days for each in told.percentiles[:2]] == [10, 17]
    assert told.percentiles[1].high is None


def test_old_work_is_set_against_how_long_items_take(world: World) -> None:
    first = date(2026, 3, 1)
    for days in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11):
        with_dates(world, f"Takes {days}", first, first, first + (days - 1) * DAY)
    with_dates(world, "Begun long ago", first, first, None)
    with_dates(world, "Begun today", date(2026, 3, 31), date(2026, 3, 31), None)
    world.now = datetime.fromisoformat("2026-03-31T12:00:00+00:00")
    told = flow(world).ageing
    assert told is not None
    aged = {each.item.title: each.chance for each in told.items}
    assert aged["Begun long ago"] == 0
    assert aged["Begun today"] is not None
    assert aged["Begun today"] > 0.7
    assert [each.item.title for each in told.at_risk] == ["Begun long ago"]


def test_items_whose_dates_cannot_be_are_left_out_aloud(world: World) -> None:
    weeks_of_work(world, [2, 2])
    with_dates(world, "Ends before it starts", date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 3))
    with_dates(world, "Ends before it opens", date(2026, 3, 9), None, date(2026, 3, 4))
    told = flow(world)
    assert told.left_out.impossible == 2
    assert sum(week.finished for week in told.weeks) == 4
    assert set(behind(world, which="impossible")) == {"Ends before it starts", "Ends before it opens"}  # fmt: skip


def test_an_item_left_out_by_hand_says_why_and_comes_back(world: World) -> None:
    made = weeks_of_work(world, [3, 2])
    event = leave_out(by=world.edda, now=world.now, items=[made[0]], reason="Reopened by mistake")
    assert (flow(world).weeks[0].finished, flow(world).left_out.by_hand) == (2, 1)
    assert behind(world, which="excluded") == [made[0].title]
    assert event is not None
    undo(by=world.edda, now=world.now, event=event)
    assert flow(world).weeks[0].finished == 3


def test_an_item_left_out_can_count_again(world: World) -> None:
    made = weeks_of_work(world, [3, 2])
    leave_out(by=world.edda, now=world.now, items=[made[0]], reason="A spike")
    with scope(world.workspace):
        exclusion = FlowExclusion.objects.select_related("item__product").get()
    event = count_again(by=world.edda, now=world.now, exclusion=exclusion)
    assert flow(world).weeks[0].finished == 3
    assert event is not None
    undo(by=world.edda, now=world.now, event=event)
    with scope(world.workspace):
        back = FlowExclusion.objects.get()
        assert (back.reason, back.by_id) == ("A spike", world.edda.id)


def test_leaving_out_needs_a_reason_and_the_right(world: World) -> None:
    wind = world.item("Show the wind")
    with pytest.raises(Invalid, match="why"):
        leave_out(by=world.edda, now=world.now, items=[wind], reason=" ")
    with pytest.raises(NotAllowed):
        leave_out(by=world.otto, now=world.now, items=[wind], reason="No")
    leave_out(by=world.edda, now=world.now, items=[wind], reason="A spike")
    with pytest.raises(AlreadyLeftOut):
        leave_out(by=world.edda, now=world.now, items=[wind], reason="A spike")


def test_epics_are_not_counted_with_what_they_are_made_of(world: World) -> None:
    weeks_of_work(world, [1])
    finish(world, world.item("Crews trust the wind", item_kind="epic"))
    world.now += 7 * DAY
    assert flow(world).finished == 1
    assert flow(world, kind="epic").finished == 1


def test_a_band_opens_who_stood_there(world: World) -> None:
    wind = world.item("Show the wind")
    world.move(fresh(world, wind), "Doing")
    rain = world.item("Show the rain")
    monday = world.now.date()
    world.later(days=1)
    finish(world, wind)
    assert behind(world, day=monday, standing="doing") == [wind.title]
    assert behind(world, day=monday, standing="to_do") == [rain.title]
    assert behind(world, day=monday + DAY, standing="done") == [wind.title]
    last = flow(world).standings
    assert [(each.to_do, each.doing, each.done) for each in last[:2]] == [(1, 1, 0), (1, 0, 1)]


def test_time_goes_by_in_states(world: World) -> None:
    wind = world.item("Show the wind")
    world.later(days=2)
    world.move(fresh(world, wind), "Doing")
    world.later(days=3)
    finish(world, wind)
    told = flow(world).states
    assert told is not None
    assert [(each.state, each.mean) for each in told.times.states] == [("To do", 2), ("Doing", 3)]


def test_littles_law_is_told(world: World) -> None:
    weeks_of_work(world, [2] * 6)
    law = flow(world).little
    assert law is not None
    assert law.exact
    assert law.wip == pytest.approx(law.implied)


def test_a_process_behaviour_chart_takes_six_weeks_and_states_its_false_alarms(world: World) -> None:  # fmt: skip
    weeks_of_work(world, [2, 3, 1, 4, 2])
    assert flow(world).process is None
    weeks_of_work(world, [3])
    chart = flow(world).process
    assert chart is not None
    assert 0 < chart.alarms.beyond_limits < 0.5


def test_a_large_product_is_counted_ahead_and_answers_alike(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = weeks_of_work(world, [2, 0, 3])
    with_dates(world, "Impossible", date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 3))
    leave_out(by=world.edda, now=world.now, items=[made[0]], reason="A spike")
    live = {unit: flow(world, unit=unit).standings for unit in ("items", "points")}
    monkeypatch.setattr(counting, "LIVE", 3)
    monkeypatch.setattr("leadline.delivery.operations.flow.LIVE", 3)
    assert flow(world).counted_at is None
    assert count_flow(world.workspace, world.now) == 1
    assert {unit: flow(world, unit=unit).standings for unit in live} == live
    assert flow(world).left_out == LeftOut(impossible=1, by_hand=1)
    assert flow(world).counted_at == world.now
    assert count_flow(world.workspace, world.now) == 0
    with scope(world.workspace):
        assert FlowDay.objects.count() > 0


counts = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)),
    max_size=30,
)


@given(counts)
def test_weeks_hold_all_that_was_finished_in_them(rows: list[tuple[int, int, int, int]]) -> None:
    first, today = date(2026, 3, 2), date(2026, 5, 31)
    days = [DayCount(first + at * DAY, opened, started, finished) for at, opened, started, finished in sorted(rows)]  # fmt: skip
    weeks = whole_weeks(days, today)
    last = today - timedelta(days=today.weekday())
    assert sum(week.finished for week in weeks) == sum(each.finished for each in days if each.day < last)  # fmt: skip
    stood = standings(days, today, None)
    assert all(min(each.to_do, each.doing, each.done) >= 0 for each in stood)
    assert (stood[-1].done if stood else 0) == sum(each.finished for each in days)


def test_another_workspaces_items_are_never_counted(world: World) -> None:
    weeks_of_work(world, [2, 2])
    with scope(world.mallory.workspace):
        assert Item.objects.count() == 0
        today = world.workspace.today(world.now)
        assert flow_of(world.mallory, FlowScope(months=None), today).is_empty
