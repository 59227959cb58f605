"""What a reader sees of an event on the page of a record."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from leadline.conversation.queries import activity
from leadline.evidence.operations import archive_feedback
from leadline.market.operations import change_customer, create_customer
from leadline.metrics.models import Reading
from leadline.metrics.operations import add_reading, change_reading, set_target
from leadline.planning.operations import add_criterion, judge_criterion, set_effect, set_effort
from leadline.releases.operations import add_line, create_release, tick_line
from leadline.workspaces.models import Record
from leadline.workspaces.scope import scope
from tests.conftest import Ask, Grow
from tests.planning import cast
from tests.planning.cast import who
from tests.world import World


def told(world: World, record: Record) -> list[tuple[str, list[str]]]:
    """What was done, newest first, and how each line of it reads."""
    with scope(world.workspace):
        rows = activity(world.vera, record).rows
    return [(row.did, [f"{each.label}: {each.before} → {each.after}" if each.before else f"{each.label}: {each.after}" for each in row.changes]) for row in rows]  # fmt: skip


def test_a_part_is_told_in_one_line_with_its_range(world: World) -> None:
    bet, online = cast.bet(world), cast.metric(world)
    set_effect(**who(world), bet=bet, metric=online, **cast.effect())
    set_effort(**who(world), bet=bet, team=world.crew, low=Decimal(14), likely=Decimal(20), high=Decimal(32))  # fmt: skip
    set_effect(**who(world), bet=bet, metric=online, **cast.effect(1, 3, 8))
    assert told(world, bet)[:3] == [
        ("set an effect", ["Effect “Stations online”: 4 (2–9) → 3 (1–8)"]),
        ("set an effort", ["Effort: Station crew · 20 (14–32)"]),
        ("set an effect", ["Effect: Stations online · by 30 Jun 2026 · 4 (2–9)"]),
    ]


def test_who_and_when_stand_once_at_the_head(world: World) -> None:
    feedback = cast.heard(world).feedback
    archive_feedback(**who(world), feedback=[feedback])
    bet = cast.bet(world)
    found = add_criterion(**who(world), bet=bet, what="Crews that use it", threshold="fewer than four", due_on=cast.today(world) + timedelta(days=30))  # fmt: skip
    judge_criterion(**who(world), criterion=found, state="unmet", finding="Nine.")
    assert told(world, feedback)[0] == ("archived", [])
    assert told(world, bet)[0] == (
        "judged a kill criterion",
        ["Kill criterion “Crews that use it”, state: Open → Not met", "Kill criterion “Crews that use it”, finding: Nine."],
    )  # fmt: skip


def test_places_and_defaults_are_not_told_and_ticked_lines_are_named(world: World) -> None:
    release = create_release(**who(world), product=world.station, name="4.2")
    line = add_line(**who(world), release=release, text="The way back was tried", is_required=True)
    tick_line(**who(world), line=line, is_ticked=True)
    assert told(world, release)[:2] == [
        ("ticked off", ["Checklist line: The way back was tried"]),
        ("added to the checklist", ["Checklist line: The way back was tried · required"]),
    ]
    assert "position" not in str(told(world, release)).lower()


def test_readings_and_targets_read_as_they_are_said(world: World) -> None:
    online, day = cast.metric(world), cast.today(world)
    add_reading(**who(world), metric=online, on=day - timedelta(days=1), value=Decimal("94.5"), note="After the storm")  # fmt: skip
    set_target(**who(world), metric=online, value=Decimal(98), due_on=day + timedelta(days=30))
    ((target, (goal,)), (reading, (line,))) = told(world, online)[:2]
    assert (target, reading) == ("set a target", "added a reading")
    assert goal.startswith("Target: 98 · baseline 94.5 · due on ")
    assert line.endswith(" · 94.5 · After the storm")


def test_amounts_read_with_their_currency(world: World) -> None:
    harbour = create_customer(**who(world), name="Tromsø harbour", revenue=4_800_000, currency="EUR")  # fmt: skip
    change_customer(**who(world), customer=harbour, revenue=5_100_000)
    ((_did, (line,)), _created) = told(world, harbour)
    assert line.replace("\u202f", "") == "Yearly revenue: €48000 → €51000"


def test_it_costs_the_same_however_many_parts_changed(world: World, assert_constant_queries: Callable[[Grow, Ask], None]) -> None:  # fmt: skip
    online = cast.metric(world)

    def grow(count: int) -> None:
        for _ in range(count // 3):
            with scope(world.workspace):
                day = cast.today(world) - timedelta(days=1 + Reading.objects.count())
            add_reading(**who(world), metric=online, on=day, value=Decimal(90))
            with scope(world.workspace):
                reading = Reading.objects.get(on=day)
            change_reading(**who(world), reading=reading, value=Decimal(91))

    assert_constant_queries(grow, lambda: told(world, online))
