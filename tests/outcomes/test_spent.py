"""Effort that the tracker knows of: days of items by team, and nothing typed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leadline.foundation import clock
from leadline.outcomes.queries import spent_on
from leadline.outcomes.queries.spent import share_of_days
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.delivery.cast import fresh
from tests.outcomes.cast import committed, review, to, today
from tests.world import World

DAY = date(2026, 3, 2)


def span(first: int, last: int) -> tuple[date, date]:
    return DAY + timedelta(days=first), DAY + timedelta(days=last)


def test_a_day_is_shared_by_what_was_in_progress_on_it() -> None:
    own = [span(0, 3)]
    assert share_of_days(own, own) == 4
    assert share_of_days(own, [*own, span(2, 9)]) == 3
    assert share_of_days([span(0, 1), span(1, 1)], [span(0, 1), span(1, 1), span(1, 1)]) == 1 + 2 / 3  # fmt: skip
    assert share_of_days([], own) == 0


def test_the_crew_gave_the_days_that_its_items_took_beside_other_work(world: World) -> None:
    bet = committed(world)
    ours, theirs = (world.item(title, team=world.crew, points=Decimal(3), **more) for title, more in (("Tides", {"bet": bet}), ("Paint", {})))  # fmt: skip
    nobody = world.item("Card", bet=bet)
    for item in (ours, theirs, nobody):
        world.move(item, "Doing")
    world.later(days=6)
    world.move(fresh(world, ours), "Done")
    world.later(days=6)
    with scope(world.workspace):
        found = spent_on(world.vera, bet, today(world))
    (crew,) = found.teams
    assert (crew.people, crew.items, crew.done, crew.points, crew.days) == (2, 1, 1, 3, 7)
    assert found.weeks == Decimal("1.0")
    assert found.no_team == 1


def test_nothing_begun_is_nothing_known(world: World, assert_constant_queries: Any) -> None:
    bet = committed(world)
    with scope(world.workspace):
        assert spent_on(world.vera, bet, today(world)).teams == []

    def grow(count: int) -> None:
        for at in range(count):
            world.move(world.item(f"Tide {world.now} {at}", team=world.crew, bet=bet), "Doing")
        world.later(days=1)

    with scope(world.workspace):
        assert_constant_queries(grow, lambda: spent_on(world.vera, bet, today(world)))


def test_what_the_tracker_knows_is_offered_beside_what_is_typed(world: World) -> None:
    bet = committed(world)
    world.move(world.item("Tides", team=world.crew, bet=bet), "Doing")
    found = review(world, bet)
    page = browser(world.edda)
    assert "The tracker knows of" in page.get(to(world, "review", review=found.pk)).content.decode()
    form = page.get(to(world, "review_editing", review=found.pk) + "?weeks=tracked").content.decode()  # fmt: skip
    with scope(world.workspace):
        weeks = spent_on(world.edda, bet, world.workspace.today(clock.now())).weeks
    assert weeks > 1
    assert f'value="{weeks}"' in form
