"""Metrics and what hangs on them: the rules, and how each change is taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.metrics.models import Annotation, Metric, NameTaken, Reading, State, Target
from leadline.metrics.operations import (
    add_annotation,
    add_reading,
    add_readings,
    change_reading,
    create_metric,
    edit_metric,
    remove_annotation,
    remove_reading,
    remove_target,
    set_target,
    trash_metric,
)
from leadline.metrics.operations.metrics import ReadingsDoNotFit, TargetsDoNotFit
from leadline.metrics.operations.readings import DayTaken
from leadline.metrics.pasted import Draft
from leadline.metrics.queries import STATES, Filters, metric_lines, story_of, targets_of
from leadline.products.operations import change_product
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import undo
from leadline.workspaces.operations.undo import NotUndoable
from leadline.workspaces.scope import scope
from tests.metrics.cast import CALM, online, read, today, values_of
from tests.world import World

DAY = timedelta(days=1)


def one_reading(world: World, metric: Metric, value: str = "94", **values: Any) -> Reading:
    add_reading(by=world.otto, now=world.now, metric=metric, on=today(world), value=Decimal(value), **values)  # fmt: skip
    with scope(world.workspace):
        found: Reading = Reading.objects.select_related("metric").get(metric=metric, on=today(world))  # fmt: skip
        return found


def aim(world: World, metric: Metric, value: str, upper: str = "", days: int = 90) -> Any:
    high = Decimal(upper) if upper else None
    return set_target(by=world.edda, now=world.now, metric=metric, value=Decimal(value), upper=high, due_on=today(world) + days * DAY)  # fmt: skip


def test_names_differ_whatever_their_case(world: World) -> None:
    online(world, name="Übernachtungen")
    with pytest.raises(NameTaken):
        online(world, name="ÜBERNACHTUNGEN")
    metric = online(world, name="Orders")
    with pytest.raises(NameTaken):
        edit_metric(by=world.edda, now=world.now, metric=metric, name="übernachtungen")
    edit_metric(by=world.edda, now=world.now, metric=metric, name="ORDERS")


def test_a_name_of_the_trash_is_free_until_it_comes_back(world: World) -> None:
    metric = online(world)
    trash_metric(by=world.edda, now=world.now, metric=metric)
    online(world)
    with scope(world.workspace), pytest.raises(NameTaken):
        metric.untrash(by=world.edda, now=world.now)


def test_money_has_a_currency_and_a_share_is_in_per_cent(world: World) -> None:
    with pytest.raises(Invalid, match="no currency"):
        online(world, metric_kind="money", unit="orders")
    assert online(world, unit="whatever").unit == "%"
    assert online(world, name="Revenue", metric_kind="money", unit="NOK").unit == "NOK"


def test_a_contributor_writes_values_and_a_planner_the_rest(world: World) -> None:
    metric = online(world)
    reading = one_reading(world, metric)
    for change in (
        lambda: create_metric(by=world.otto, now=world.now, name="Orders"),
        lambda: edit_metric(by=world.otto, now=world.now, metric=metric, name="Orders"),
        lambda: trash_metric(by=world.otto, now=world.now, metric=metric),
        lambda: set_target(by=world.otto, now=world.now, metric=metric, value=Decimal(98), due_on=today(world) + DAY),
        lambda: add_reading(by=world.vera, now=world.now, metric=metric, on=today(world) - DAY, value=Decimal(1)),
        lambda: change_reading(by=world.vera, now=world.now, reading=reading, value=Decimal(1)),
        lambda: add_annotation(by=world.vera, now=world.now, metric=metric, on=today(world), text="Storm"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            change()


def test_a_day_has_one_reading(world: World) -> None:
    metric = online(world)
    one_reading(world, metric)
    with pytest.raises(DayTaken):
        one_reading(world, metric, "95")
    with scope(world.workspace), pytest.raises(IntegrityError), transaction.atomic():
        Reading.create(by=world.otto, now=world.now, metric=metric, on=today(world), value=Decimal(1))  # fmt: skip


@pytest.mark.parametrize(
    ("value", "why"),
    [("100.1", "between 0 and 100"), ("-1", "between 0 and 100"), ("NaN", "no number"), ("1e12", "lies between"),
     ("1.2345678", "more digits"), ("123456789012.1234", "more digits")],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(world: World, value: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        one_reading(world, online(world), value)


@pytest.mark.parametrize("value", ["0.000001", "-99999999999.9999", "123456789012.123", "999999.999999"])  # fmt: skip
def test_a_value_comes_back_as_it_was_written(world: World, value: str) -> None:
    metric = online(world, metric_kind="number")
    assert one_reading(world, metric, value).value == Decimal(value)


def test_readings_lie_between_the_product_s_birth_and_today(world: World) -> None:
    change_product(by=world.edda, now=world.now, product=world.station, born_on=date(2026, 1, 1))
    metric = online(world)
    for on, why in ((today(world) + DAY, "still to come"), (date(2025, 12, 31), "first sold"), (date(1899, 1, 1), "before 1900")):  # fmt: skip
        with pytest.raises(Invalid, match=why):
            add_reading(by=world.otto, now=world.now, metric=metric, on=on, value=Decimal(1))


def test_a_correction_starts_from_what_was_seen_and_is_taken_back(world: World) -> None:
    metric = online(world)
    reading = one_reading(world, metric, note="Storm")
    event = change_reading(by=world.otto, now=world.now, reading=reading, version=1, value=Decimal(95))  # fmt: skip
    with pytest.raises(StaleRow):
        change_reading(by=world.otto, now=world.now, reading=reading, version=1, note="Gale")
    assert event
    undo(by=world.otto, now=world.now, event=event)
    assert values_of(world, metric) == {today(world): 94}


def test_a_removed_reading_comes_back(world: World) -> None:
    metric = online(world)
    reading = one_reading(world, metric)
    with pytest.raises(StaleRow):
        remove_reading(by=world.otto, now=world.now, reading=reading, version=7)
    event = remove_reading(by=world.otto, now=world.now, reading=reading, version=1)
    assert values_of(world, metric) == {}
    assert event
    undo(by=world.otto, now=world.now, event=event)
    assert values_of(world, metric) == {today(world): 94}


def test_many_readings_are_written_corrected_and_taken_back_whole(world: World) -> None:
    metric = online(world)
    one_reading(world, metric)
    rows = [Draft(1, today(world), Decimal(95)), Draft(2, today(world) - DAY, Decimal(93))]
    plan, event = add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)
    assert (len(plan.added), len(plan.changed), plan.same) == (1, 1, 0)
    again, nothing = add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)
    assert (again.same, again.is_empty, nothing) == (2, True, None)
    assert event
    undo(by=world.otto, now=world.now, event=event)
    assert values_of(world, metric) == {today(world): 94}


def test_what_was_corrected_since_is_not_taken_back_unseen(world: World) -> None:
    metric = online(world)
    rows = [Draft(n, today(world) - n * DAY, Decimal(90 + n)) for n in range(3)]
    _plan, event = add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)
    with scope(world.workspace):
        reading = Reading.objects.select_related("metric").get(on=today(world))
    correction = change_reading(by=world.edda, now=world.now, reading=reading, value=Decimal(50))
    assert event
    assert correction
    with pytest.raises(NotUndoable):
        undo(by=world.otto, now=world.now, event=event)
    assert len(values_of(world, metric)) == 3
    undo(by=world.edda, now=world.now, event=correction)
    undo(by=world.otto, now=world.now, event=event)
    assert values_of(world, metric) == {}


def test_many_corrections_are_taken_back_in_few_statements(
    world: World, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    metric, kept = online(world), 50
    made = iter(range(1_000_000))
    events: list[Any] = []

    def correct(count: int) -> None:
        start = next(made)
        for value in (start % 50, start % 50 + kept):
            rows = [Draft(n, today(world) - n * DAY, Decimal(value)) for n in range(count)]
            events.append(add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)[1])

    assert_constant_queries(correct, lambda: undo(by=world.otto, now=world.now, event=events.pop()))


def test_one_wrong_row_leaves_nothing_of_the_others(world: World) -> None:
    metric = online(world)
    rows = [Draft(1, today(world), Decimal(95)), Draft(2, today(world) - DAY, Decimal(193)), Draft(3, today(world), Decimal(95))]  # fmt: skip
    with pytest.raises(Invalid) as refused:
        add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)
    assert [each.field for each in refused.value.problems] == ["row 2", "row 3"]
    assert values_of(world, metric) == {}


def test_a_metric_with_values_beyond_100_becomes_no_share(world: World) -> None:
    metric = online(world, metric_kind="number")
    one_reading(world, metric, "140")
    with pytest.raises(ReadingsDoNotFit):
        edit_metric(by=world.edda, now=world.now, metric=metric, metric_kind="share")
    edit_metric(by=world.edda, now=world.now, metric=metric, metric_kind="money", unit="EUR")


def test_a_new_target_takes_the_place_of_the_last_which_stays(world: World) -> None:
    metric = online(world)
    one_reading(world, metric)
    aim(world, metric, "97")
    world.later(hours=1)
    event = aim(world, metric, "98")
    with scope(world.workspace):
        assert [(target.value, target.baseline) for target in targets_of(world.vera, metric)] == [(98, 94), (97, 94)]  # fmt: skip
    undo(by=world.edda, now=world.now, event=event)
    with scope(world.workspace):
        (left,) = targets_of(world.vera, metric)
        assert left.value == 97
    removed = remove_target(by=world.edda, now=world.now, target=left)
    assert removed
    undo(by=world.edda, now=world.now, event=removed)
    with scope(world.workspace):
        assert Target.objects.get().value == 97


def test_targets_that_are_none_are_refused_with_what_to_do(world: World) -> None:
    metric, ranged = online(world), online(world, name="Battery", direction="within")
    one_reading(world, metric)
    for which, ends, days, field in (
        (metric, ("94", ""), 9, "value"), (metric, ("98", ""), 0, "due_on"), (metric, ("97", "98"), 9, "upper"), (metric, ("101", ""), 9, "value"),
        (ranged, ("40", ""), 9, "upper"), (ranged, ("60", "40"), 9, "upper"), (ranged, ("60", "60"), 9, "upper"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            aim(world, which, *ends, days=days)
        (problem,) = refused.value.problems
        assert (problem.field, bool(problem.remedy)) == (field, True)
    with scope(world.workspace):
        assert not Target.objects.exists()


def test_what_is_better_stays_while_there_are_targets_of_that_shape(world: World) -> None:
    metric = online(world)
    aim(world, metric, "97")
    with pytest.raises(TargetsDoNotFit):
        edit_metric(by=world.edda, now=world.now, metric=metric, direction="within")
    edit_metric(by=world.edda, now=world.now, metric=metric, direction="less")


def test_notes_stand_on_one_metric_or_on_all_of_a_product(world: World) -> None:
    metric, other = online(world), online(world, name="Orders")
    add_annotation(by=world.otto, now=world.now, metric=metric, on=today(world), text="Storm")
    event = add_annotation(by=world.otto, now=world.now, metric=metric, on=today(world), text="Launch", whole_product=True)  # fmt: skip
    read(world, other)
    with scope(world.workspace):
        assert [note.text for note in story_of(world.vera, other, today(world)).notes] == ["Launch"]
        note = Annotation.objects.get(text="Storm")
    assert event
    undo(by=world.otto, now=world.now, event=event)
    remove_annotation(by=world.otto, now=world.now, annotation=note)
    with scope(world.workspace):
        assert not Annotation.objects.exists()
    with pytest.raises(Invalid, match="no product"):
        add_annotation(by=world.otto, now=world.now, metric=online(world, name="Cash", product=None), on=today(world), text="Audit", whole_product=True)  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "ends", "value", "lack"),
    [("more", ("98", ""), "94", 4), ("more", ("98", ""), "99", 0), ("less", ("98", ""), "99", 1), ("less", ("98", ""), "98", 0),
     ("within", ("40", "60"), "35", 5), ("within", ("40", "60"), "70", 10), ("within", ("40", "60"), "60", 0)],
)  # fmt: skip
def test_the_distance_to_a_target(world: World, direction: str, ends: tuple[str, str], value: str, lack: int) -> None:  # fmt: skip
    metric = online(world, direction=direction)
    aim(world, metric, *ends)
    one_reading(world, metric, value)
    with scope(world.workspace):
        (line,) = metric_lines(world.vera, today(world)).rows
    assert (line.lack, line.state) == (lack, State.OPEN if lack else State.MET)


def test_lists_are_narrowed_to_the_states_that_they_show(world: World) -> None:
    """The state is told in Python for a line and in SQL for a filter: both must say the same."""
    for direction, ends in (("more", ("98", "")), ("less", ("98", "")), ("within", ("96", "98"))):
        for value in ("", "94", "97", "99"):
            metric = online(world, name=f"{direction} {value}", direction=direction)
            if value:
                one_reading(world, metric, value)
            if value != "94":
                aim(world, metric, *ends)
    online(world, name="Free of everything")
    late = today(world) + 200 * DAY
    with scope(world.workspace):
        for day in (today(world), late):
            lines = metric_lines(world.vera, day).rows
            for state in STATES:
                wanted = [line.metric.name for line in lines if (line.is_stale if state == "stale" else line.state == state)]  # fmt: skip
                found = metric_lines(world.vera, day, Filters(state=state)).rows
                assert [line.metric.name for line in found] == wanted, (state, day)
    assert any(line.state == State.MISSED for line in lines)


def test_the_story_compares_with_the_reading_before_and_with_a_year_ago(world: World) -> None:
    metric = online(world)
    read(world, metric, [90] * 40 + [91] * 20)
    with scope(world.workspace):
        story = story_of(world.vera, metric, today(world))
    assert story.step
    assert story.year
    assert (story.step.amount, story.year.amount) == (0, 1)
    assert abs((story.year.since - (today(world) - 365 * DAY)).days) <= 7


def test_a_jump_stands_out_of_a_calm_series(world: World) -> None:
    metric = online(world)
    read(world, metric, [*CALM, 80])
    with scope(world.workspace):
        story = story_of(world.vera, metric, today(world))
    assert story.signals() == {len(CALM)}


def test_pages_of_metrics_follow_each_other(world: World) -> None:
    for number in range(5):
        online(world, name=f"Metric {number}")
    with scope(world.workspace):
        first = metric_lines(world.vera, today(world), limit=3)
        rest = metric_lines(world.vera, today(world), after=first.after, limit=3)
    assert [line.metric.name[-1] for line in (*first.rows, *rest.rows)] == list("01234")
    assert rest.after == ""
