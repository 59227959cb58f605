"""What needs a hand is told in the order of what it costs to leave it, until somebody puts it aside."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from leadline.backlog.operations import add_dependency, change_status
from leadline.delivery.operations import ask_when
from leadline.delivery.queries.forecasts.questions import Work
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound
from leadline.home.models import Dismissal
from leadline.home.operations import dismiss_need, undismiss_need
from leadline.home.queries import Need, attention, need_called, products_at_a_glance
from leadline.integrations.operations import start_import
from leadline.integrations.operations.uploading import Upload
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.conftest import Ask, Grow
from tests.delivery.cast import a_running_sprint, finish, weeks_of_work
from tests.world import World


def needs(world: World, kind: str = "") -> list[Need]:
    with scope(world.workspace):
        return [each for each in attention(world.edda, world.now).needs if kind in ("", each.kind)]


def test_a_calm_workspace_needs_nothing(world: World) -> None:
    world.item("Show the wind")
    assert needs(world) == []


def test_work_older_than_the_service_level_is_told(world: World) -> None:
    weeks_of_work(world, [3, 3, 3, 3], days=3)
    late = world.item("Show the storm")
    world.move(late, "Doing")
    world.later(days=3)
    assert needs(world, "ageing") == []
    world.later(days=6)
    (need,) = needs(world, "ageing")
    # Begun on day 1 and looked at on day 10; all twelve finished items took 4 days, both ends counted.
    assert need.sentence == f"WS-{late.number} Show the storm has been in progress for 10 days; 85\u202f% of items take 4 or fewer."  # fmt: skip
    assert need.url.endswith(f"/items/WS-{late.number}")
    assert need.tone == "bad"


def test_blocked_work_is_told_with_what_blocks_it(world: World) -> None:
    wind, mast = world.item("Show the wind"), world.item("Raise the mast")
    add_dependency(by=world.edda, now=world.now, blocker=mast, blocked=wind)
    assert needs(world, "blocked") == []
    world.move(wind, "Doing")
    (need,) = needs(world, "blocked")
    assert need.sentence == "WS-1 Show the wind is in progress and waits for WS-2 Raise the mast."
    assert need.url.endswith("/items/WS-2")
    finish(world, mast)
    assert needs(world, "blocked") == []


def test_too_much_at_once_is_told(world: World) -> None:
    doing = world.status("Doing")
    change_status(by=world.edda, now=world.now, status=doing, wip_limit=1)
    for title in ("Show the wind", "Show the rain"):
        world.move(world.item(title), "Doing")
    (need,) = needs(world, "over-limit")
    assert need.sentence == "“Doing” of Weather station holds 2 items; its limit is 1."


def test_a_sprint_that_ends_undone_is_told_and_more_so_when_it_is_over(world: World) -> None:
    _, items = a_running_sprint(world, 3, 5, days=5)
    assert needs(world, "sprint-ending") == []
    world.later(days=3)
    (soon,) = needs(world, "sprint-ending")
    assert soon.sentence == "Sprint 1 of Station crew ends tomorrow with 2 of 2 committed items not done."  # fmt: skip
    finish(world, items[0])
    world.later(days=3)
    (over,) = needs(world, "sprint-ending")
    assert over.sentence == "Sprint 1 of Station crew ended 2 days ago and is still open with 1 of 2 committed items not done."  # fmt: skip
    assert over.cost > soon.cost


def test_stories_about_to_start_without_criteria_are_told(world: World) -> None:
    a_running_sprint(world, 3, 5)
    (need,) = needs(world, "without-criteria")
    assert need.sentence == "2 stories in Sprint 1 have no acceptance criteria: WS-1, WS-2."


def test_a_promise_that_slips_is_told_by_the_latest_forecast(world: World) -> None:
    weeks_of_work(world, [2, 3, 2, 3, 2, 3])
    today = world.now.date()
    for days in (14, 700):
        promised = today + timedelta(days=days)
        ask_when(by=world.edda, now=world.now, work=Work("Weather 2", 40), product=world.station, promised_on=promised)  # fmt: skip
    (need,) = needs(world, "promise-slips")
    assert " is promised for 27 Apr 2026; it takes until " in need.sentence
    assert need.tone == "bad"


def test_an_import_that_waits_is_told_to_those_who_may_import(world: World) -> None:
    files = [Upload("board.csv", [b"Name,State\nShow the wind,Open\n"])]
    start_import(by=world.edda, now=world.now, product=world.station, files=files)
    done(world)
    (need,) = needs(world, "import")
    assert "board.csv" in need.sentence
    with scope(world.workspace):
        assert attention(world.vera, world.now).needs == []


def test_what_costs_more_stands_first(world: World) -> None:
    a_running_sprint(world, 3, 5, days=2)
    kinds = [each.kind for each in needs(world)]
    assert kinds == ["sprint-ending", "without-criteria"]


def test_a_need_put_aside_stays_aside_until_it_gets_worse(world: World) -> None:
    sprint, _ = a_running_sprint(world, 3, 5, days=2)
    (need,) = needs(world, "sprint-ending")
    event = dismiss_need(by=world.otto, now=world.now, need=need, reason="The mast comes Friday")
    assert event
    assert needs(world, "sprint-ending") == []
    with scope(world.workspace):
        (row,) = attention(world.edda, world.now).dismissed
    assert (row.member.name, row.reason) == ("Otto", "The mast comes Friday")
    world.later(days=3)
    assert [each.subject_id for each in needs(world, "sprint-ending")] == [sprint.id]


def test_putting_aside_can_be_undone_or_ended(world: World) -> None:
    a_running_sprint(world, 3, days=2)
    (need,) = needs(world, "sprint-ending")
    event = dismiss_need(by=world.otto, now=world.now, need=need, reason="Fine")
    assert event
    undo(by=world.otto, now=world.later(hours=1), event=event)
    assert len(needs(world, "sprint-ending")) == 1
    dismiss_need(by=world.otto, now=world.now, need=need, reason="Fine")
    with scope(world.workspace):
        row = Dismissal.objects.get()
    undismiss_need(by=world.edda, now=world.now, dismissal=row)
    assert len(needs(world, "sprint-ending")) == 1


def test_a_viewer_puts_nothing_aside_and_nobody_without_a_reason(world: World) -> None:
    a_running_sprint(world, 3, days=2)
    (need,) = needs(world, "sprint-ending")
    with pytest.raises(NotAllowed):
        dismiss_need(by=world.vera, now=world.now, need=need, reason="Fine")
    with pytest.raises(Invalid):
        dismiss_need(by=world.otto, now=world.now, need=need, reason=" ")


def test_a_mended_need_cannot_be_put_aside(world: World) -> None:
    with scope(world.workspace), pytest.raises(NotFound):
        need_called(world.otto, world.now, "blocked", world.station.id)


def test_products_at_a_glance_count_what_is_open_doing_and_done_a_week(world: World) -> None:
    weeks_of_work(world, [1, 0, 2, 5], days=3)
    world.item("Show the wind")
    world.move(world.item("Show the rain"), "Doing")
    with scope(world.workspace):
        (glance,) = products_at_a_glance(world.vera, world.now)
    assert (glance.open_items, glance.doing) == (2, 1)
    assert list(glance.weekly) == [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 5]
    assert glance.per_week == 2


def test_the_home_page_draws_needs_and_asks_for_the_reason_again(world: World) -> None:
    sprint, _ = a_running_sprint(world, 3, days=2)
    client = Client()
    client.force_login(world.edda.user, settings.AUTHENTICATION_BACKENDS[0])
    home = f"/w/{world.workspace.slug}"
    page = client.get(home).content.decode()
    assert "Products at a glance" in page
    assert "No cycle runs today" in page
    (need,) = needs(world, "without-criteria")
    assert need.cost == sum(part.days for part in need.parts)
    assert all(part.words in page for part in need.parts)
    answer = client.post(f"{home}/needs/without-criteria/{sprint.id}/dismissal", {"reason": " "})
    assert answer.status_code == 400


def test_home_costs_the_same_for_many_items(
    world: World, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    weeks_of_work(world, [3, 3, 3, 3], days=3)

    def stall(count: int) -> None:
        for number in range(count):
            blocked, blocker = world.item(f"Wait {number}"), world.item(f"Block {number}")
            add_dependency(by=world.edda, now=world.now, blocker=blocker, blocked=blocked)
            world.move(blocked, "Doing")

    at = world.now + timedelta(days=40)
    with scope(world.workspace):
        assert_constant_queries(stall, lambda: (attention(world.edda, at), products_at_a_glance(world.edda, at)))  # fmt: skip
