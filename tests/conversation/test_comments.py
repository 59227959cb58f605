"""People talk about records, and are told what concerns them."""

from collections.abc import Callable
from uuid import UUID

import pytest

from leadline.backlog.models import Item
from leadline.backlog.operations import change_item, move_items, rank_items
from leadline.backlog.operations.order import TOP
from leadline.conversation.mentions import mentioned
from leadline.conversation.models import Comment, Notification, Reason, Trace, Watch
from leadline.conversation.operations import (
    NotYours,
    change_comment,
    comment_on,
    follow_event,
    mark_all_read,
    mark_read,
    trash_comment,
    unwatch,
    watch,
)
from leadline.conversation.queries import activity, inbox, notification, people_called, unread_count
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.conftest import Ask, Grow
from tests.world import World


def told(world: World, member: Member) -> list[tuple[str, str, str]]:
    with scope(world.workspace):
        return [(each.who, each.did, each.why) for each in inbox(member).rows]


def test_a_mentioned_member_is_told_once(world: World) -> None:
    wind = world.item("Show the wind")
    comment_on(
        by=world.edda, now=world.now, subject=wind, body="@Otto, and once more @otto: yours?"
    )
    done(world)
    assert told(world, world.otto) == [("Edda", "commented", "You are mentioned")]


def test_nobody_is_told_of_their_own_deeds(world: World) -> None:
    wind = world.item("Show the wind")
    comment_on(by=world.edda, now=world.now, subject=wind, body="@Edda, remember this")
    change_item(by=world.edda, now=world.later(hours=1), item=wind, title="Show the gusts")
    done(world)
    assert told(world, world.edda) == []


def test_the_author_hears_what_others_do(world: World) -> None:
    wind = world.item("Show the wind")
    done(world)
    change_item(by=world.otto, now=world.later(hours=1), item=wind, title="Show the gusts")
    done(world)
    assert told(world, world.edda) == [("Otto", "changed", "You wrote it")]


def test_whoever_is_given_an_item_is_told_and_watches_it(world: World) -> None:
    wind = world.item("Show the wind")
    change_item(by=world.edda, now=world.now, item=wind, assignee=world.otto)
    done(world)
    assert told(world, world.otto) == [("Edda", "changed", "It is yours to do")]
    with scope(world.workspace):
        assert Watch.objects.get(member=world.otto).reason == Reason.ASSIGNED


def test_following_an_event_twice_is_the_same_as_once(world: World) -> None:
    wind = world.item("Show the wind")
    _, event = comment_on(by=world.edda, now=world.now, subject=wind, body="@Otto?")
    with scope(world.workspace):
        follow_event(event)
        follow_event(event)
        assert Notification.objects.count() == 1


def test_a_drag_in_the_backlog_rings_for_nobody(world: World) -> None:
    world.item("Show the rain")
    wind = world.item("Show the wind")
    done(world)
    with scope(world.workspace):
        watch(by=world.vera, now=world.now, subject=wind)
    rank_items(by=world.edda, now=world.now, items=[wind], place=TOP)
    done(world)
    assert told(world, world.vera) == []


def test_who_stopped_watching_hears_no_more_but_by_name(world: World) -> None:
    wind = world.item("Show the wind")
    done(world)
    unwatch(by=world.edda, now=world.now, subject=wind)
    comment_on(by=world.otto, now=world.later(hours=1), subject=wind, body="Wind is easy.")
    done(world)
    assert told(world, world.edda) == []
    comment_on(by=world.otto, now=world.later(hours=1), subject=wind, body="Is it, @Edda?")
    done(world)
    assert told(world, world.edda) == [("Otto", "commented", "You are mentioned")]


def test_an_outsider_cannot_be_mentioned(world: World) -> None:
    wind = world.item("Show the wind")
    comment_on(by=world.edda, now=world.now, subject=wind, body="@Mallory @mallory@nordlys.example")
    done(world)
    with scope(world.workspace):
        assert [each.name for each in people_called(world.edda, "m")] == []
    with scope(world.mallory.workspace):
        assert Notification.objects.count() == 0


def test_a_longer_name_wins_and_a_shared_name_needs_the_address(world: World) -> None:
    ann_lee = world.member("Ann Lee", "Viewer")
    people = [world.ann, ann_lee]
    assert mentioned("Ask @Ann Lee.", people) == {"Ann Lee": ann_lee}
    assert mentioned("Ask @Ann, please", people) == {"Ann": world.ann}
    assert mentioned("Annex@Ann and @Annika", people) == {}
    ann_lee.user.name = "Ann"
    assert mentioned("@Ann", people) == {}
    assert mentioned("@ann@nordlys.example!", people) == {"ann@nordlys.example": world.ann}


def test_only_its_author_may_change_a_comment(world: World) -> None:
    comment, _ = comment_on(by=world.vera, now=world.now, subject=world.item("Show the wind"), body="Nice.")  # fmt: skip
    with pytest.raises(NotYours):
        change_comment(by=world.edda, now=world.now, comment=comment, body="Bad.")
    with pytest.raises(NotYours):
        trash_comment(by=world.edda, now=world.now, comment=comment)
    change_comment(by=world.vera, now=world.now, comment=comment, body="Very nice.")
    assert comment.body == "Very nice."


def test_a_viewer_takes_a_comment_back_and_undoes_that(world: World) -> None:
    comment, _ = comment_on(by=world.vera, now=world.now, subject=world.item("Show the wind"), body="Nice.")  # fmt: skip
    event = trash_comment(by=world.vera, now=world.later(hours=1), comment=comment)
    assert event
    undo(by=world.vera, now=world.now, event=event)
    with scope(world.workspace):
        assert Comment.objects.filter(pk=comment.pk).exists()


def test_a_viewer_cannot_undo_the_edit_of_another(world: World) -> None:
    wind = world.item("Show the wind")
    event = change_item(by=world.edda, now=world.now, item=wind, title="Show the gusts")
    assert event
    with pytest.raises(NotAllowed):
        undo(by=world.vera, now=world.now, event=event)


def test_an_empty_or_endless_comment_is_refused(world: World) -> None:
    wind = world.item("Show the wind")
    for body in ("  \n", "x" * 20_001):
        with pytest.raises(Invalid) as refused:
            comment_on(by=world.edda, now=world.now, subject=wind, body=body)
        assert refused.value.problems[0].field == "body"


def test_naming_somebody_in_an_edit_tells_that_person_only(world: World) -> None:
    wind = world.item("Show the wind")
    comment, _ = comment_on(by=world.edda, now=world.now, subject=wind, body="@Otto?")
    done(world)
    change_comment(by=world.edda, now=world.later(hours=1), comment=comment, body="@Otto, @Vera?")
    done(world)
    assert len(told(world, world.otto)) == 1
    assert told(world, world.vera) == [("Edda", "changed", "You are mentioned")]


def test_comments_and_events_stand_in_one_line_newest_first(world: World) -> None:
    wind = world.item("Show the wind")
    comment_on(by=world.otto, now=world.later(hours=1), subject=wind, body="Which unit?")
    change_item(by=world.edda, now=world.later(hours=1), item=wind, title="Show the wind in m/s")
    with scope(world.workspace):
        lines = activity(world.vera, Item.objects.get(pk=wind.pk)).rows
    assert [line.did for line in lines] == ["changed", "commented", "created"]
    assert [(each.label, each.after) for each in lines[0].changes] == [("Title", "Show the wind in m/s")]  # fmt: skip


def test_activity_names_what_links_point_at(world: World) -> None:
    wind = world.item("Show the wind")
    change_item(by=world.edda, now=world.now, item=wind, assignee=world.otto)
    world.move(wind, "Doing")
    with scope(world.workspace):
        lines = activity(world.vera, Item.objects.get(pk=wind.pk)).rows
    told_ = {each.label: (each.before, each.after) for line in lines for each in line.changes}
    assert told_["Status"] == ("To do", "Doing")
    assert told_["Assignee"] == ("", "Otto")


def test_what_many_records_share_is_told_on_each(world: World) -> None:
    wind, rain = world.item("Show the wind"), world.item("Show the rain")
    move_items(by=world.edda, now=world.later(hours=1), items=[wind, rain], to=world.status("Done"))
    done(world)
    with scope(world.workspace):
        for item in (wind, rain):
            row = Item.objects.get(pk=item.pk)
            assert [line.did for line in activity(world.vera, row).rows] == ["moved", "created"]
        assert Trace.objects.filter(record_id=wind.id).count() == 1


def test_activity_is_read_in_pages_that_join(world: World) -> None:
    wind = world.item("Show the wind")
    for number in range(7):
        comment_on(by=world.otto, now=world.later(hours=1), subject=wind, body=f"Thought {number}")
    with scope(world.workspace):
        whole = [line.event_id for line in activity(world.edda, wind).rows]
        first = activity(world.edda, wind, limit=3)
        rest = activity(world.edda, wind, after=first.after)
    assert [line.event_id for line in [*first.rows, *rest.rows]] == whole


def test_activity_costs_the_same_for_many_lines(
    world: World, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    wind = world.item("Show the wind")

    def say(count: int) -> None:
        for number in range(count):
            comment_on(
                by=world.otto, now=world.later(hours=1), subject=wind, body=f"@Edda {number}"
            )

    def say_and_tell(count: int) -> None:
        say(count)
        done(world)

    with scope(world.workspace):
        assert_constant_queries(say, lambda: activity(world.edda, wind, limit=50))
        assert_constant_queries(say_and_tell, lambda: inbox(world.edda, limit=50))


def test_reading_is_noted_for_oneself_alone(world: World) -> None:
    wind = world.item("Show the wind")
    comment_on(by=world.edda, now=world.now, subject=wind, body="@Otto @Vera")
    done(world)
    with scope(world.workspace):
        mine = Notification.objects.get(member=world.otto)
        mark_read(by=world.vera, now=world.now, notification=mine)
        assert unread_count(world.otto) == 1
        mark_read(by=world.otto, now=world.now, notification=mine)
        assert (unread_count(world.otto), unread_count(world.vera)) == (0, 1)
        assert mark_all_read(by=world.vera, now=world.now) == 1


def test_reading_a_notification_is_no_event(world: World) -> None:
    with scope(world.workspace):
        before = Event.objects.count()
        mark_all_read(by=world.otto, now=world.now)
        assert Event.objects.count() == before


def test_somebody_else_notification_is_not_there(world: World) -> None:
    comment_on(by=world.edda, now=world.now, subject=world.item("Show the wind"), body="@Otto")
    done(world)
    with scope(world.workspace):
        key: UUID = Notification.objects.get().id
        assert notification(world.otto, key).id == key
        with pytest.raises(NotFound):
            notification(world.vera, key)
