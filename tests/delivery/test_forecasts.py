"""A forecast is kept with all it rests on, replayed years later, and scored on its day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from leadline.delivery.commands import forecast_backtest, forecast_how_many, forecast_when
from leadline.delivery.models import ForecastRun, ForecastScore
from leadline.delivery.operations import ask_how_many, ask_when, ask_without, leave_out, replay
from leadline.delivery.operations.scoring import forecast_daily, score_due
from leadline.delivery.queries.forecasts.answers import CannotForecast, chance_by, kept_answer
from leadline.delivery.queries.forecasts.inputs import below, open_work, work_of
from leadline.delivery.queries.forecasts.questions import (
    Inputs,
    Rules,
    Work,
    capacity_ahead,
    scope_of,
)
from leadline.delivery.queries.forecasts.runs import items_of, kept_run
from leadline.delivery.queries.forecasts.track import past_replayed, record_of
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound
from leadline.workspaces.scope import scope
from leadline_science.forecasting import Throughput, WhenForecast
from leadline_science.forecasting import forecast_when as science_when
from tests.delivery.cast import DAY, finish, fresh, weeks_of_work
from tests.world import World

Tamper = Callable[["QuerySet[Any]"], object]

WEEKS = [3, 5, 2, 1, 5, 6, 4, 2, 7, 3, 4, 2]


def asked(world: World, amount: float = 30, **values: Any) -> ForecastRun:
    common: dict[str, Any] = {"by": world.edda, "now": world.now, "product": world.station}
    return ask_when(work=Work("", amount), **common | values)


def inputs(run: ForecastRun) -> Inputs:
    return Inputs.from_json(run.inputs)


def test_the_answer_is_that_of_the_science_on_the_weeks_there_were(world: World) -> None:
    weeks_of_work(world, WEEKS)
    run = asked(world)
    assert [week.finished for week in inputs(run).weeks] == WEEKS
    answer = science_when(Throughput.of(WEEKS), 30)
    assert run.answer == answer.to_dict()
    assert answer.p85 is not None
    assert run.p85_on == world.now.date() + answer.p85 * timedelta(weeks=1)


def test_a_kept_run_gives_the_same_answer_years_later(world: World) -> None:
    weeks_of_work(world, WEEKS)
    run = asked(world, promised_on=world.now.date() + 60 * DAY)
    world.later(days=2000)
    finish(world, *[world.item(f"Later {n}") for n in range(5)])
    told = replay(by=world.vera, now=world.now, run=fresh(world, run))
    assert (told.same, told.is_same_method) == (True, True)


def test_a_kept_run_is_never_altered(world: World) -> None:
    weeks_of_work(world, WEEKS)
    run = asked(world)
    with scope(world.workspace):
        tampers: list[Tamper] = [lambda rows: rows.update(title="x"), lambda rows: rows.delete()]
        for tamper in tampers:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                tamper(ForecastRun.objects.filter(pk=run.pk))


def test_a_promised_day_has_a_chance(world: World) -> None:
    weeks_of_work(world, WEEKS)
    run = asked(world, promised_on=world.now.date() + 63 * DAY)
    answer = kept_answer(run)
    assert isinstance(answer, WhenForecast)
    holds = chance_by(answer, run.starts_on, run.starts_on + 63 * DAY)
    assert holds == pytest.approx(answer.chances[8])


def test_chosen_items_are_counted_by_name(world: World) -> None:
    weeks_of_work(world, WEEKS)
    epic = world.item("Crews trust the wind", item_kind="epic")
    parts = [world.item(f"Part {n}", parent=epic) for n in range(4)]
    with scope(world.workspace):
        found = scope_of(world.station, None, "items")
        work = work_of(epic.title_text, open_work(found, below(epic)), found, Rules())
    run = ask_when(by=world.edda, now=world.now, work=work, product=world.station)
    assert run.amount == 4
    with scope(world.workspace):
        kept = kept_run(world.vera, run.id)
        assert {item.id for item in items_of(world.vera, kept, "work").items} == {each.id for each in parts}  # fmt: skip
        assert items_of(world.vera, kept, "finished").total == sum(WEEKS)


def test_leaving_an_item_out_asks_anew_and_keeps_the_old(world: World) -> None:
    made = weeks_of_work(world, WEEKS)
    run = asked(world)
    again = ask_without(by=world.edda, now=world.now, run=run, items={made[0].id: "A duplicate"})
    assert (again.follows_id, inputs(again).weeks[0].finished) == (run.id, WEEKS[0] - 1)
    assert [line["reason"] for line in inputs(again).excluded] == ["A duplicate"]
    assert inputs(fresh(world, run)).weeks[0].finished == WEEKS[0]


def test_a_week_without_work_can_be_left_out(world: World) -> None:
    weeks_of_work(world, [3, 5, 0, 4, 2])
    run = asked(world)
    empty = inputs(run).weeks[2].monday
    again = ask_without(by=world.edda, now=world.now, run=run, weeks={empty: "Summer holiday"})
    assert [week.finished for week in inputs(again).used] == [3, 5, 4, 2]
    third = ask_without(by=world.edda, now=world.now, run=again, weeks={inputs(run).weeks[0].monday: "Moved house"})  # fmt: skip
    assert [week.finished for week in inputs(third).used] == [5, 4, 2]


def test_what_is_left_out_of_flow_is_told_in_the_forecast(world: World) -> None:
    made = weeks_of_work(world, WEEKS)
    leave_out(by=world.edda, now=world.now, items=[made[0]], reason="A spike")
    run = asked(world)
    assert [(line["scope"], line["reason"]) for line in inputs(run).excluded] == [("flow", "A spike")]  # fmt: skip
    assert inputs(run).weeks[0].finished == WEEKS[0] - 1


def test_growth_makes_it_later(world: World) -> None:
    weeks_of_work(world, WEEKS)
    still, growing = asked(world), asked(world, rules=Rules(growth=True))
    assert still.p85_on is not None
    assert growing.p85_on is None or growing.p85_on > still.p85_on


def test_weeks_off_make_it_later(world: World) -> None:
    weeks_of_work(world, WEEKS)
    off = tuple(world.now.date() + timedelta(weeks=n) for n in (1, 2))
    still, holiday = asked(world), asked(world, rules=Rules(weeks_off=off))
    assert still.p50_on is not None
    assert holiday.p50_on == still.p50_on + timedelta(weeks=2)


def test_capacity_is_the_share_of_days_that_are_worked() -> None:
    """From a Wednesday, a week off covers five days of one seven and two of the next."""
    wednesday = date(2026, 3, 4)
    assert capacity_ahead(wednesday, [date(2026, 3, 9)], 3) == (
        pytest.approx(5 / 7, abs=1e-6),
        pytest.approx(2 / 7, abs=1e-6),
        1.0,
    )


def test_how_many_by_a_date(world: World) -> None:
    weeks_of_work(world, WEEKS)
    until = world.now.date() + 28 * DAY
    run = ask_how_many(by=world.edda, now=world.now, until=until, product=world.station)
    assert (run.p85_on, run.answer["periods"]) == (until, 4)
    assert run.answer["p85"] < run.answer["p50"]


def test_a_short_history_is_refused_with_a_remedy(world: World) -> None:
    weeks_of_work(world, [2])
    with pytest.raises(CannotForecast, match="1 whole week of finished work"):
        asked(world)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"promised_on": date(2020, 1, 1)}, "promised_on"), ({"rules": Rules(window=1)}, "window")],
)
def test_nonsense_is_refused_by_field(world: World, values: dict[str, Any], field: str) -> None:
    weeks_of_work(world, WEEKS)
    with pytest.raises(Invalid) as refused:
        asked(world, **values)
    assert refused.value.problems[0].field == field


def test_a_contributor_keeps_no_forecasts(world: World) -> None:
    weeks_of_work(world, WEEKS)
    with pytest.raises(NotAllowed):
        asked(world, by=world.otto)


def test_each_statement_is_scored_on_the_day_it_names(world: World) -> None:
    weeks_of_work(world, WEEKS)
    run = asked(world, amount=4)
    world.later(hours=1)
    items = [world.item(f"Next {n}") for n in range(4)]
    finish(world, *items[:3])
    assert score_due(world.workspace, world.now) == 0
    assert run.p50_on is not None
    world.now += run.p50_on - world.now.date() + DAY
    assert score_due(world.workspace, world.now) == 1
    finish(world, items[3])
    world.later(days=120)
    score_due(world.workspace, world.now)
    with scope(world.workspace):
        held = dict(ForecastScore.objects.filter(run=run).values_list("stated", "held"))
    assert (held[0.5], held[0.95]) == (False, True)
    assert score_due(world.workspace, world.now) == 0


def test_a_count_by_a_date_is_scored_by_what_came(world: World) -> None:
    weeks_of_work(world, WEEKS)
    until = world.now.date() + 14 * DAY
    run = ask_how_many(by=world.edda, now=world.now, until=until, product=world.station)
    world.later(hours=1)
    finish(world, *[world.item(f"Next {n}") for n in range(6)])
    world.later(days=15)
    assert score_due(world.workspace, world.now) == 3
    with scope(world.workspace):
        score = ForecastScore.objects.get(run=run, stated=0.85)
    assert (score.actual, score.held) == (6, run.answer["p85"] <= 6)


def test_daily_forecasts_grow_a_track_record(world: World) -> None:
    weeks_of_work(world, WEEKS)
    world.item("Still open")
    assert forecast_daily(world.workspace, world.now) == 2
    assert forecast_daily(world.workspace, world.now) == 0
    world.later(days=40)
    score_due(world.workspace, world.now)
    with scope(world.workspace):
        told = record_of(world.vera, scope_of(world.station, None, "items"))
    assert told is not None
    assert [line.stated for line in told.lines] == [0.5, 0.85, 0.95]


def test_a_new_import_has_a_track_record_at_once(world: World) -> None:
    weeks_of_work(world, WEEKS * 2)
    with scope(world.workspace):
        tested = past_replayed(world.vera, scope_of(world.station, None, "items"), world.now.date(), 12)  # fmt: skip
    assert tested.answer is not None
    assert [line.statements for line in tested.answer.lines] == [3, 3, 3]


def test_the_command_line_is_told_the_same(world: World) -> None:
    weeks_of_work(world, WEEKS * 2)
    by = world.now.date() + 63 * DAY
    when = forecast_when(world.edda, world.now, "weather STATION", 30, by)
    assert when.p85 == asked(world).p85_on
    assert when.holds is not None
    many = forecast_how_many(world.edda, world.now, "WS", by)
    assert many.p85 is not None
    told = forecast_backtest(world.vera, world.now, "Weather station")
    assert (told.weeks, [line.statements for line in told.lines]) == (24, [3, 3, 3])
    with pytest.raises(NotFound, match="There are: Weather station"):
        forecast_when(world.edda, world.now, "Nothing", 30)


def test_a_history_that_ended_long_ago_is_read_to_its_end_and_said_to_be_old(world: World) -> None:
    for week in range(6):
        item = world.item(f"Old {week}")
        world.move(item, "Doing")
        world.later(days=5)
        world.move(item, "Done")
        world.later(days=2)
    told = forecast_when(world.edda, world.later(days=400), "Weather station", 3)
    assert told.p85 is not None
    assert "Nothing was finished after" in told.warnings[0]
