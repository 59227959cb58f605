"""Lists of items: filters, order, groups, pages."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.backlog.models import Item, Label
from leadline.backlog.operations import (
    add_criterion,
    add_dependency,
    create_items,
    define_field,
    label_items,
    mark_criterion,
    send_items,
    set_fields,
    trash_items,
)
from leadline.backlog.operations.drafts import ItemDraft
from leadline.backlog.queries import (
    ANY,
    Filters,
    ItemLine,
    Order,
    item_by_key,
    item_record,
    open_items,
    stays_of,
    trashed_items,
)
from leadline.foundation.refusals import Invalid, NotFound
from leadline.workspaces.scope import scope
from tests.world import MONDAY, World


def lines(world: World, sort: str = "rank", group: str = "", **filters: Any) -> list[ItemLine]:
    with scope(world.workspace):
        page = open_items(world.vera, world.station, filters=Filters(**filters), order=Order(sort, group))  # fmt: skip
        return list(page.rows)


def titles(world: World, *order: str, **filters: Any) -> list[str]:
    return [line.title for line in lines(world, *order, **filters)]


def test_a_line_says_all_that_the_list_shows(world: World) -> None:
    epic = world.item("Weather", item_kind="epic")
    rain = world.item("Rain")
    wind = world.item("Wind", parent=epic, assignee=world.otto, team=world.crew, points=Decimal(3), due_on=date(2026, 4, 1))  # fmt: skip
    add_dependency(by=world.otto, now=world.now, blocker=rain, blocked=wind)
    label_items(by=world.otto, now=world.now, items=[wind], add=["outdoor", "Alarm"])
    met = add_criterion(by=world.otto, now=world.now, item=wind, then="it shows")
    add_criterion(by=world.otto, now=world.now, item=wind, then="it beeps")
    mark_criterion(by=world.otto, now=world.now, criterion=met, met=True)
    line = lines(world)[2]
    assert (line.key, line.title, line.status, line.list) == ("WS-3", "Wind", "To do", "Backlog")
    assert (line.parent_key, line.parent, line.assignee, line.team) == ("WS-1", "Weather", "Otto", "Station crew")  # fmt: skip
    assert (line.blockers, line.criteria, line.criteria_met) == (1, 2, 1)
    assert (line.labels, line.points) == (("Alarm", "outdoor"), 3)
    assert lines(world)[0].children == 1


def test_what_is_done_leaves_the_open_list(world: World) -> None:
    for title, status in (("Wind", "To do"), ("Rain", "Doing"), ("Sun", "Done")):
        world.move(world.item(title), status)
    assert titles(world) == ["Wind", "Rain"]
    assert titles(world, state="doing") == ["Rain"]
    assert titles(world, state="done") == ["Sun"]
    assert titles(world, state=ANY) == ["Wind", "Rain", "Sun"]


def test_filters_narrow_the_list(world: World) -> None:
    epic = world.item("Weather", item_kind="epic")
    wind = world.item("Wind speed", parent=epic, assignee=world.otto, source_key="OLD-7")
    rain = world.item("Rain gauge", team=world.crew, item_kind="bug")
    label_items(by=world.otto, now=world.now, items=[wind], add=["outdoor"])
    send_items(by=world.edda, now=world.now, items=[rain], to=world.list("Later"))
    with scope(world.workspace):
        label = Label.objects.get()
    for filters, found in (
        ({"parents": (epic.id,)}, ["Wind speed"]),
        ({"assignees": (world.otto.id,)}, ["Wind speed"]),
        ({"assignees": (world.otto.id, world.edda.id)}, ["Wind speed"]),
        ({"teams": (None,)}, ["Weather", "Wind speed"]),
        ({"kinds": ("bug", "epic")}, ["Rain gauge", "Weather"]),
        ({"labels": (label.id,)}, ["Wind speed"]),
        ({"labels": (None,)}, ["Rain gauge", "Weather"]),
        ({"lists": (world.list("Later").id,)}, ["Rain gauge"]),
        ({"statuses": (world.status("Doing").id,)}, []),
        ({"text": "speed wind"}, ["Wind speed"]),
        ({"text": "ws-3"}, ["Rain gauge"]),
        ({"text": "old-7"}, ["Wind speed"]),
    ):
        assert sorted(titles(world, **filters)) == found, filters


def test_letters_of_other_alphabets_are_found_in_any_case(world: World) -> None:
    world.item("Ås og Ærlig")
    world.item("Схема ветра")
    assert titles(world, text="ås") == ["Ås og Ærlig"]
    assert titles(world, text="схема") == ["Схема ветра"]


def test_custom_fields_narrow_the_list(world: World) -> None:
    depth = define_field(by=world.edda, now=world.now, name="Depth", of_type="number")
    note = define_field(by=world.edda, now=world.now, name="Note", of_type="text")
    wind, rain = world.item("Wind"), world.item("Rain")
    set_fields(by=world.otto, now=world.now, item=wind, values={depth: 0, note: "near the mast"})
    set_fields(by=world.otto, now=world.now, item=rain, values={depth: 3})
    assert titles(world, fields=((depth, "0"),)) == ["Wind"]
    assert titles(world, fields=((note, "MAST"),)) == ["Wind"]
    with pytest.raises(Invalid, match="no number"):
        titles(world, fields=((depth, "deep"),))
    assert lines(world)[0].values == {depth.id: 0, note.id: "near the mast"}


def test_the_list_is_sorted_both_ways_with_what_has_no_value_last(world: World) -> None:
    world.item("a", points=3, due_on=date(2026, 5, 1))
    world.item("b")
    world.item("c", points=1, due_on=date(2026, 4, 1))
    assert titles(world, "points") == ["c", "a", "b"]
    assert titles(world, "-points") == ["a", "c", "b"]
    assert titles(world, "due") == ["c", "a", "b"]
    assert titles(world, "-due") == ["a", "c", "b"]
    assert titles(world, "-key") == ["c", "b", "a"]
    with pytest.raises(Invalid, match="no such order"):
        titles(world, "title; drop table")


def test_groups_come_in_their_own_order(world: World) -> None:
    epic = world.item("e", item_kind="epic")
    a, b = world.item("a"), world.item("b", parent=epic, assignee=world.otto)
    world.move(a, "Doing")
    send_items(by=world.edda, now=world.now, items=[epic], to=world.list("Later"))
    assert titles(world, "rank", "status") == ["e", "b", "a"]
    assert titles(world, "rank", "list") == ["a", "b", "e"]
    assert titles(world, "rank", "epic")[0] == "b"
    assert titles(world, "rank", "assignee")[0] == "b"
    assert b.pk


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    points=st.lists(st.sampled_from([None, 1, 2, 3]), min_size=1, max_size=12),
    sort=st.sampled_from(["rank", "-rank", "points", "-points", "due", "-updated", "created", "-key"]),
    group=st.sampled_from(["", "status", "list", "epic", "assignee"]),
    limit=st.integers(1, 5),
)  # fmt: skip
def test_pages_hold_every_row_once_and_in_order(
    world: World, points: list[int | None], sort: str, group: str, limit: int
) -> None:
    frame = {"status": world.status("To do"), "backlog_list": world.list("Backlog")}
    drafts = [ItemDraft(title=str(at), opened_at=MONDAY, points=each, **frame) for at, each in enumerate(points)]  # type: ignore[arg-type]  # fmt: skip
    made = create_items(by=world.otto, now=world.now, product=world.station, drafts=drafts)
    whole, after = lines(world, sort, group), None
    parts: list[ItemLine] = []
    while after != "":
        with scope(world.workspace):
            page = open_items(world.vera, world.station, order=Order(sort, group), after=after or "", limit=limit)  # fmt: skip
        parts += page.rows
        after = page.after
    assert [line.id for line in parts] == [line.id for line in whole]
    trash_items(by=world.edda, now=world.now, items=made)


def test_a_list_costs_the_same_statements_for_three_and_thirty_items(
    world: World, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    epic = world.item("Epic", item_kind="epic")

    def grow(count: int) -> None:
        for _ in range(count):
            item = world.item("Wind", parent=epic, assignee=world.otto, team=world.crew)
            add_criterion(by=world.otto, now=world.now, item=item, then="it shows")
            label_items(by=world.otto, now=world.now, items=[item], add=["outdoor"])
            add_dependency(by=world.otto, now=world.now, blocker=epic, blocked=item)

    assert_constant_queries(grow, lambda: lines(world))

    def ask() -> None:
        with scope(world.workspace):
            item_record(world.vera, item_by_key(world.vera, world.station, 1), world.now)

    assert_constant_queries(grow, ask)


def test_time_in_a_status_adds_up(world: World) -> None:
    wind = world.item("Wind")
    world.later(days=1)
    world.move(wind, "Doing")
    world.later(days=2)
    world.move(wind, "To do")
    world.later(days=3)
    world.move(wind, "Done")
    world.later(days=9)
    with scope(world.workspace):
        stays = stays_of(world.vera, Item.objects.get(pk=wind.pk), world.now)
    assert [(stay.status, stay.span) for stay in stays] == [
        ("To do", timedelta(days=4)),
        ("Doing", timedelta(days=2)),
        ("Done", timedelta()),
    ]


def test_an_item_in_the_trash_is_found_there_only(world: World) -> None:
    wind = world.item("Wind")
    trash_items(by=world.edda, now=world.now, items=[wind])
    with scope(world.workspace):
        with pytest.raises(NotFound):
            item_by_key(world.vera, world.station, 1)
        assert [item.pk for item in trashed_items(world.vera, world.station).rows] == [wind.pk]


def test_a_cursor_of_another_list_is_refused(world: World) -> None:
    with scope(world.workspace), pytest.raises(Invalid, match="another list"):
        open_items(world.vera, world.station, after="bm9uc2Vuc2U", order=Order("-updated"))


def test_a_page_is_found_without_joins_which_would_read_the_whole_list(world: World) -> None:
    world.item("Wind", assignee=world.otto, team=world.crew)
    with scope(world.workspace), CaptureQueriesContext(connection) as asked:
        open_items(world.vera, world.station)
    (paging,) = [each["sql"] for each in asked.captured_queries if '."due_on"' in each["sql"]]
    assert " JOIN " not in paging


def test_a_parent_in_the_trash_is_not_named(world: World) -> None:
    epic = world.item("Epic", item_kind="epic")
    item = world.item("Wind", parent=epic)
    trash_items(by=world.edda, now=world.now, items=[epic])
    (line,) = [each for each in lines(world) if each.id == item.id]
    assert (line.parent_id, line.parent, line.parent_key) == (None, "", "")
