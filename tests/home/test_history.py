"""Every version is kept, can be looked at as of any day, and the last change can be taken back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.backlog.models import Item
from leadline.backlog.operations import change_item, create_item, move_items, trash_items
from leadline.conversation.models import Comment, Notification
from leadline.conversation.operations import comment_on
from leadline.design.diffs import word_diff
from leadline.foundation.refusals import NotAllowed, NotFound
from leadline.home.jobs import purge_all
from leadline.home.operations import purge, restore_record
from leadline.home.queries import as_of, in_trash, trashed_record, versions
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.conftest import Ask, Grow
from tests.world import World


def fresh(world: World, item: Item) -> Item:
    with scope(world.workspace):
        found: Item = Item.with_trash.select_related("product", "workspace").get(pk=item.pk)
    return found


def test_a_version_tells_who_when_and_what_by_names(world: World) -> None:
    wind = world.item("Show the wind")
    at = world.later(hours=1)
    change_item(by=world.otto, now=at, item=wind, assignee=world.vera, due_on=date(2026, 4, 1))
    with scope(world.workspace):
        latest, first = versions(world.ann, fresh(world, wind)).rows
    assert (latest.who, latest.at, latest.did, first.did) == ("Otto", at, "changed", "created")
    assert [(each.label, each.before, each.after) for each in latest.changes] == [
        ("Assignee", "", "Vera"),
        ("Due on", "", "1 Apr 2026"),
    ]


def test_the_difference_of_texts_is_told_word_by_word() -> None:
    assert word_diff("Show the wind in knots", "Show the wind in metres, always") == [
        ("same", "Show the wind in "),
        ("gone", "knots"),
        ("new", "metres, always"),
    ]
    long = "Much that stays. " * 30
    assert [sort for sort, _ in word_diff(f"{long}old", f"{long}new")] == ["same", "gone", "new"]
    assert len(word_diff(f"{long}old", f"{long}new")[0][1]) < 80


def test_a_huge_text_is_compared_in_bounded_time() -> None:
    before = "\n".join(f"line {n}" for n in range(5_000))
    assert ("new", "line x\n") in word_diff(before, before.replace("line 2500\n", "line x\n"))


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2026, 3, 1), None),
        (date(2026, 3, 2), "Show the wind"),
        (date(2026, 3, 3), "Show the wind"),
        (date(2026, 3, 4), "Show the storm"),
        (date(2030, 1, 1), "Show the storm"),
    ],
)
def test_the_record_is_shown_as_of_any_day(world: World, day: date, title: str | None) -> None:
    wind = world.item("Show the wind")
    change_item(by=world.otto, now=world.later(days=2), item=wind, title="Show the storm")
    with scope(world.workspace):
        then = as_of(world.vera, fresh(world, wind), day)
    assert {label: value for label, value, _ in then.fields}.get("Title") == title


def test_a_day_ends_at_midnight_of_the_workspace(world: World) -> None:
    # 23:30 in UTC on the 4th is 00:30 on the 5th in Oslo.
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    wind = create_item(by=world.edda, now=late, product=world.station, title="Show the wind")
    with scope(world.workspace):
        assert as_of(world.vera, fresh(world, wind), date(2026, 3, 4)).version == 0
        assert as_of(world.vera, fresh(world, wind), date(2026, 3, 5)).version == 1


def test_only_what_still_holds_is_offered_for_undo(world: World) -> None:
    wind = world.item("Show the wind")
    change_item(by=world.edda, now=world.later(hours=1), item=wind, title="Show the gusts")
    change_item(by=world.edda, now=world.later(hours=1), item=wind, title="Show the storm")
    with scope(world.workspace):
        offered = [each.is_undoable for each in versions(world.edda, fresh(world, wind)).rows]
        to_vera = [each.is_undoable for each in versions(world.vera, fresh(world, wind)).rows]
    assert offered == [True, False, False]
    assert to_vera == [False, False, False]


def test_an_undone_change_is_marked_and_can_be_done_again(world: World) -> None:
    wind = world.item("Show the wind")
    event = change_item(by=world.edda, now=world.later(hours=1), item=wind, title="Show the gusts")
    assert event
    back = undo(by=world.edda, now=world.later(hours=1), event=event)
    with scope(world.workspace):
        marks = [each.is_undone for each in versions(world.edda, fresh(world, wind)).rows]
    assert marks == [False, True, False]
    undo(by=world.edda, now=world.later(hours=1), event=back)
    assert fresh(world, wind).title == "Show the gusts"


def test_a_bulk_change_is_undone_from_the_history_of_one(world: World) -> None:
    wind, rain = world.item("Show the wind"), world.item("Show the rain")
    move_items(by=world.edda, now=world.later(hours=1), items=[wind, rain], to=world.status("Done"))
    done(world)
    with scope(world.workspace):
        latest = versions(world.edda, fresh(world, wind)).rows[0]
        assert latest.is_undoable
        event = Event.objects.get(pk=latest.event_id)
    undo(by=world.edda, now=world.later(hours=1), event=event)
    assert fresh(world, rain).finished_at is None


def test_versions_come_in_pages_that_join(world: World) -> None:
    wind = world.item("Show the wind")
    for number in range(6):
        change_item(by=world.edda, now=world.later(hours=1), item=wind, title=f"Wind {number}")
    with scope(world.workspace):
        row = fresh(world, wind)
        whole = [each.number for each in versions(world.edda, row).rows]
        first = versions(world.edda, row, limit=3)
        rest = versions(world.edda, row, after=first.after)
    assert [each.number for each in [*first.rows, *rest.rows]] == whole == [7, 6, 5, 4, 3, 2, 1]
    assert first.rows[-1].changes[0].before == "Wind 2"


def test_history_costs_the_same_for_many_versions(
    world: World, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    wind = world.item("Show the wind")

    def edit(count: int) -> None:
        for _ in range(count):
            at = world.later(hours=1)
            change_item(by=world.edda, now=at, item=wind, title=f"Wind {at}", assignee=world.otto)

    with scope(world.workspace):
        assert_constant_queries(edit, lambda: versions(world.edda, fresh(world, wind), limit=50))


def titles(world: World, member: Member) -> list[tuple[str, str, bool]]:
    with scope(world.workspace):
        return [(row.title, row.who, row.may_restore) for row in in_trash(member).rows]


def test_the_trash_tells_who_put_what_there(world: World) -> None:
    wind, rain = world.item("Show the wind"), world.item("Show the rain")
    trash_items(by=world.edda, now=world.later(hours=1), items=[wind])
    trash_items(by=world.otto, now=world.later(hours=1), items=[rain])
    assert titles(world, world.otto) == [
        ("WS-2 Show the rain", "Otto", True),
        ("WS-1 Show the wind", "Edda", False),
    ]
    assert [may for _, _, may in titles(world, world.vera)] == [False, False]
    assert [may for _, _, may in titles(world, world.ann)] == [True, True]


def test_the_trash_goes_on_where_a_page_ended(world: World) -> None:
    for number in range(5):
        trash_items(by=world.edda, now=world.later(hours=1), items=[world.item(f"Item {number}")])
    with scope(world.workspace):
        first = in_trash(world.edda, limit=2)
        rest = in_trash(world.edda, after=first.after)
        whole = in_trash(world.edda).rows
    assert [row.id for row in [*first.rows, *rest.rows]] == [row.id for row in whole]


def test_a_record_comes_back_from_the_trash(world: World) -> None:
    wind = world.item("Show the wind")
    trash_items(by=world.edda, now=world.now, items=[wind])
    with scope(world.workspace):
        row = trashed_record(world.edda, "item", wind.id)
    with pytest.raises(NotAllowed):
        restore_record(by=world.otto, now=world.later(hours=1), row=row)
    restore_record(by=world.edda, now=world.later(hours=1), row=row)
    assert titles(world, world.edda) == []
    assert fresh(world, wind).trashed_at is None


def test_access_never_comes_back_by_the_trash(world: World) -> None:
    with scope(world.workspace):
        for kind in ("role", "member", "apitoken", "invitation", "nothing"):
            with pytest.raises(NotFound):
                trashed_record(world.ann, kind, world.vera.id)


def test_after_thirty_days_a_record_goes_for_good_and_its_events_stay(world: World) -> None:
    wind, rain = world.item("Show the wind"), world.item("Show the rain")
    comment_on(by=world.otto, now=world.now, subject=wind, body="@Edda, which unit?")
    done(world)
    trash_items(by=world.edda, now=world.now, items=[wind])
    trash_items(by=world.edda, now=world.later(days=1), items=[rain])
    with scope(world.workspace):
        told = Event.objects.filter(subject_id=wind.id).count()
        assert purge(world.workspace, world.later(days=28.9)) == {}
        assert purge(world.workspace, world.later(days=0.5)) == {"item": 1}
        assert not Item.with_trash.filter(pk=wind.pk).exists()
        assert Item.with_trash.filter(pk=rain.pk).exists()
        assert Item.history.filter(id=wind.pk).count() == 0
        for model in (Comment.with_trash, Comment.history, Notification.objects):
            assert not model.filter(subject_id=wind.id).exists()
        assert Event.objects.filter(subject_id=wind.id).count() == told
    assert broken_links(world.workspace.id) == []


def test_what_something_stands_on_is_not_purged(world: World) -> None:
    epic = world.item("Weather", item_kind="epic")
    world.item("Show the wind", parent=epic)
    trash_items(by=world.edda, now=world.now, items=[epic])
    with scope(world.workspace):
        assert purge(world.workspace, world.later(days=31)) == {}
        assert Item.with_trash.filter(pk=epic.pk).exists()


def test_the_purge_goes_through_all_workspaces(world: World) -> None:
    trash_items(by=world.edda, now=world.now, items=[world.item("Show the wind")])
    assert purge_all(None, world.now + timedelta(days=31)) == {"item": 1}  # type: ignore[arg-type]
    assert purge_all(None, world.now + timedelta(days=31)) == {}  # type: ignore[arg-type]


def test_the_trash_costs_the_same_for_many_rows(
    world: World, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    def throw(count: int) -> None:
        for number in range(count):
            trash_items(by=world.edda, now=world.now, items=[world.item(f"Item {number}")])

    with scope(world.workspace):
        assert_constant_queries(throw, lambda: in_trash(world.edda))
