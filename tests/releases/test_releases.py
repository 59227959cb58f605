"""Releases: planned, filled, checked, sent out, withdrawn; and what is refused on the way."""

from datetime import date, timedelta
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid, NotAllowed, Refusal
from leadline.metrics.models import Annotation
from leadline.products.operations import change_product, create_product
from leadline.releases.models import ChecklistLine, Release
from leadline.releases.operations import (
    add_items,
    add_line,
    change_line,
    change_release,
    create_release,
    publish_notes,
    remove_item,
    send_out,
    set_template,
    take_finished,
    tick_line,
    trash_release,
    withdraw,
)
from leadline.releases.operations.checks import (
    LinesOpen,
    NothingInIt,
    NotPlanned,
    OtherProduct,
    Taken,
)
from leadline.releases.queries import (
    LINES,
    bets_of,
    candidates,
    line_of,
    lines_of,
    planned,
    template_of,
)
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.operations.undo import NotUndoable
from leadline.workspaces.scope import scope
from tests.releases.cast import again, finished, notes, out, parts, release, told, who
from tests.world import World

pytestmark = pytest.mark.django_db


def checklist(world: World, of: Release) -> list[ChecklistLine]:
    with scope(world.workspace):
        return list(lines_of(world.edda, of))


def annotations(world: World) -> list[str]:
    with scope(world.workspace):
        return [
            str(each) for each in Annotation.objects.filter(product=world.station).order_by("id")
        ]


def refusal(of: type[Refusal], run: Any, **values: Any) -> Refusal:
    with pytest.raises(of) as caught:
        run(**values)
    assert caught.value.problems[0].remedy
    return caught.value


def last_event(world: World) -> Event:
    with scope(world.workspace):
        found: Event = Event.objects.order_by("-seq")[0]
    return found


def test_a_release_begins_with_the_lines_of_its_tier(world: World) -> None:
    small, large = release(world, "2.4"), release(world, "3.0", tier="major")
    assert [str(each) for each in checklist(world, small)] == ["Tests are green on what goes out", "The way back was tried"]  # fmt: skip
    assert len(checklist(world, large)) == 8
    assert not checklist(world, large)[-1].is_required


def test_a_workspace_says_with_which_lines_a_tier_begins(world: World) -> None:
    before = release(world, "2.4")
    set_template(**who(world), tier="patch", required="Ask the harbour\n\n", welcome="Bake a cake")
    after = release(world, "2.5")
    assert [(str(each), each.is_required) for each in checklist(world, after)] == [("Ask the harbour", True), ("Bake a cake", False)]  # fmt: skip
    assert len(checklist(world, before)) == 2
    with scope(world.workspace):
        assert template_of(world.edda, "patch").version == 1
    assert "300" in str(refusal(Invalid, set_template, **who(world), tier="patch", required="x" * 301, welcome=""))  # fmt: skip


def test_a_version_is_given_once_whatever_its_case(world: World) -> None:
    release(world, "2.4-RC")
    assert "2.4-rc already" in str(refusal(Taken, release, world=world, name="2.4-rc"))
    other = release(world, "2.5")
    refusal(Taken, change_release, **who(world), release=other, name="2.4-RC")


def test_no_release_is_planned_before_its_product_was_born(world: World) -> None:
    change_product(**who(world), product=world.station, born_on=date(2025, 6, 1))
    found = refusal(Invalid, release, world=world, planned_on=date(2025, 5, 31))
    assert found.problems[0].field == "planned_on"
    assert "first sold on 1 Jun 2025" in str(found)
    mine = release(world, planned_on=date(2026, 6, 1))
    refusal(Invalid, change_release, **who(world), release=mine, planned_on=date(1066, 6, 1))
    line = checklist(world, mine)[0]
    assert refusal(Invalid, change_line, **who(world), line=line, due_on=date(2025, 1, 1)).problems[0].field == "due_on"  # fmt: skip


def test_only_items_of_its_own_product_go_out_with_it_and_each_once(world: World) -> None:
    mine, item = release(world), world.item("Tides")
    buoy = create_product(**who(world), name="Buoy", key="BUOY")
    refusal(OtherProduct, add_items, **who(world), release=mine, items=[world.item("Chain", product=buoy)])  # fmt: skip
    add_items(**who(world), release=mine, items=[item])
    refusal(Taken, add_items, **who(world), release=mine, items=[item])
    assert len(parts(world, mine)) == 1


def test_all_that_was_finished_since_the_last_release_is_taken_at_once(world: World) -> None:
    first = out(world, release(world, "2.3"), title="In the last one")
    world.later(days=1)
    new, world.now = finished(world, "New since"), world.later(days=1)
    world.item("Still open")
    mine = release(world, "2.4")
    take_finished(**who(world), release=mine)
    assert [part.item_id for part in parts(world, mine)] == [new.pk]
    refusal(NothingInIt, take_finished, **who(world), release=mine)
    assert len(parts(world, first)) == 1


def test_what_a_withdrawn_release_held_may_go_out_with_another(world: World) -> None:
    bad = out(world, release(world, "2.3"), title="Came too early")
    world.later(days=1)
    withdraw(**who(world), release=bad, reason="It lost readings.")
    mine = release(world, "2.4")
    take_finished(**who(world), release=mine)
    assert [part.item.title for part in parts(world, mine)] == ["Came too early"]


def test_a_release_with_nothing_in_it_does_not_go_out(world: World) -> None:
    refusal(NothingInIt, send_out, **who(world), release=release(world))


def test_open_required_lines_are_named_and_a_reason_to_go_on_is_kept(world: World) -> None:
    mine = release(world)
    add_items(**who(world), release=mine, items=[finished(world)])
    first, _second = checklist(world, mine)
    tick_line(by=world.otto, now=world.now, line=first, is_ticked=True)
    found = refusal(LinesOpen, send_out, **who(world), release=mine)
    assert "“The way back was tried”" in str(found)
    assert str(first) not in str(found)
    send_out(**who(world), release=mine, reason=" There is no way back. ")
    assert (again(world, mine).state, again(world, mine).let_go) == (
        "released",
        "There is no way back.",
    )
    assert checklist(world, mine)[0].ticked_by == world.otto
    refusal(NotPlanned, send_out, **who(world), release=again(world, mine))


def test_lines_that_are_only_welcome_hold_nothing_up(world: World) -> None:
    set_template(**who(world), tier="patch", required="", welcome="Bake a cake")
    mine = release(world)
    add_line(**who(world), release=mine, text="Buy candles")
    add_items(**who(world), release=mine, items=[finished(world)])
    send_out(**who(world), release=mine)
    assert again(world, mine).let_go == ""


def test_the_charts_of_the_product_show_the_day_and_undo_takes_that_back(world: World) -> None:
    mine = out(world, release(world))
    assert annotations(world) == ["Released 2.4"]
    undo(by=world.edda, now=world.now, event=last_event(world))
    assert annotations(world) == []
    assert again(world, mine).is_planned


def test_a_release_whose_notes_are_out_is_withdrawn_and_not_undone(world: World) -> None:
    mine = out(world, release(world))
    event = last_event(world)
    with scope(world.workspace):
        mine.change(**who(world), notes="- Tides.")
    publish_notes(**who(world), release=mine)
    refusal(Refusal, undo, **who(world), event=event)


def test_a_release_is_withdrawn_for_a_reason_and_its_notes_with_it(world: World) -> None:
    mine = told(world, release(world))
    assert len(notes(world)) == 1
    refusal(Invalid, withdraw, **who(world), release=mine, reason=" ")
    withdraw(**who(world), release=mine, reason="It lost readings.")
    assert notes(world) == []
    assert annotations(world) == ["Released 2.4", "Withdrew 2.4"]
    undo(by=world.edda, now=world.now, event=last_event(world))
    assert len(notes(world)) == 1
    assert again(world, mine).state == "released"


def test_a_release_in_the_trash_is_not_told_and_comes_back_by_undo(world: World) -> None:
    mine = told(world, release(world))
    trash_release(**who(world), release=mine)
    assert notes(world) == []
    undo(by=world.edda, now=world.now, event=last_event(world))
    assert len(notes(world)) == 1


def test_a_version_given_anew_stays_with_the_new_release(world: World) -> None:
    old = release(world)
    trash_release(**who(world), release=old)
    event = last_event(world)
    release(world)
    with pytest.raises(NotUndoable):
        undo(**who(world), event=event)


def test_progress_and_bets_follow_from_the_items(world: World) -> None:
    from tests.roadmap.cast import bet

    tides = bet(world, "Offline tides")
    epic = world.item("Tides", item_kind="epic", bet=tides)
    mine = release(world)
    add_items(**who(world), release=mine, items=[finished(world, "Cache", parent=epic), world.item("Sync")])  # fmt: skip
    with scope(world.workspace):
        line = line_of(world.edda, mine)
        assert (line.items, line.done, line.open_lines, line.is_told) == (2, 1, 2, False)
        assert list(bets_of(world.edda, mine)) == [tides]
        assert [each.release for each in planned(world.edda, world.station)] == [mine]


def test_items_are_found_by_words_and_by_number_unless_they_are_in_it(world: World) -> None:
    mine, tides = release(world), world.item("Tides offline")
    world.item("Wind rose")
    with scope(world.workspace):
        assert list(candidates(world.edda, mine, "offline TIDES")) == [tides]
        assert list(candidates(world.edda, mine, f"WS-{tides.number}")) == [tides]
        assert len(candidates(world.edda, mine, "")) == 2
    add_items(**who(world), release=mine, items=[tides])
    with scope(world.workspace):
        assert list(candidates(world.edda, mine, "tides")) == []


def test_the_thread_leads_from_the_item_to_its_release(world: World) -> None:
    mine = out(world, release(world))
    (line,) = LINES
    with scope(world.workspace):
        assert list(line.rows().values_list(line.below_id, line.above_id)) == [(parts(world, mine)[0].item_id, mine.pk)]  # fmt: skip
    remove_item(**who(world), part=parts(world, mine)[0])
    with scope(world.workspace):
        assert not line.rows().exists()


def test_only_those_who_plan_send_out_and_say_what_is_required(world: World) -> None:
    mine = release(world)
    line = checklist(world, mine)[0]
    for run, values in (
        (create_release, {"product": world.station, "name": "9"}),
        (send_out, {"release": mine}),
        (change_line, {"line": line, "is_required": False}),
    ):
        with pytest.raises(NotAllowed):
            run(by=world.otto, now=world.now, **values)
    change_line(by=world.otto, now=world.now, line=line, owner=world.otto, due_on=world.now.date() + timedelta(days=3))  # fmt: skip
    assert checklist(world, mine)[0].owner == world.otto
