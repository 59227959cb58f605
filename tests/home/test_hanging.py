"""What hangs on a record, as it is told before anybody throws it away."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.evidence.operations import add_support
from leadline.home.operations import restore_record
from leadline.home.queries.thread import hanging_on, noun_of
from leadline.home.queries.thread.lines import LINES
from leadline.metrics.models import Metric
from leadline.metrics.operations import trash_metric
from leadline.planning.operations import set_effect, trash_opportunity
from leadline.releases.operations import add_items, create_release
from leadline.strategy.operations import change_key_result
from leadline.workspaces.models import Record
from leadline.workspaces.scope import scope
from tests.conftest import Ask, Grow
from tests.home.test_api import Program
from tests.planning import cast
from tests.world import World


def said(world: World, record: Record) -> list[str]:
    with scope(world.workspace):
        found = hanging_on(world.vera, record.kind(), record.pk, cast.today(world))
    return [f"{each.says}: {', '.join(each.names)}" for each in found]


def menu(world: World, record: Record) -> str:
    client = Client()
    client.force_login(world.vera.user, settings.AUTHENTICATION_BACKENDS[0])
    names = {"slug": world.workspace.slug, "kind": record.kind(), "pk": record.pk}
    return client.get(reverse("home:hanging", kwargs=names)).content.decode()


@pytest.fixture
def online(world: World) -> Metric:
    """A metric with which two key results move, and on which a bet promises an effect."""
    found, aim = cast.metric(world), cast.objective(world)
    for name in ("Stations up at night", "Stations up in storms"):
        change_key_result(**cast.who(world), result=cast.key_result(world, aim, name), metric=found)
    set_effect(**cast.who(world), bet=cast.bet(world), metric=found, **cast.effect())
    return found


def test_a_metric_tells_what_moves_with_it_and_who_promises_an_effect(world: World, online: Metric) -> None:  # fmt: skip
    assert said(world, online) == [
        "2 key results move with it: Stations up at night, Stations up in storms",
        "1 bet promises an effect on it: Offline tide tables",
    ]
    drawn = menu(world, online)
    assert "Stations up at night · Stations up in storms" in drawn
    assert f"/records/metric/{online.pk}/thread#above-keyresult" in drawn


def test_the_api_tells_the_same_in_the_thread(world: World, online: Metric) -> None:
    answer = Program(world, world.vera).ask("GET", f"/records/metric/{online.pk}/thread").json()
    assert [(each["kind"], each["words"], len(each["ids"])) for each in answer["hanging"]] == [
        ("keyresult", "2 key results move with it", 2), ("bet", "1 bet promises an effect on it", 1),
    ]  # fmt: skip


def test_the_ties_come_back_with_what_is_restored(world: World, online: Metric) -> None:
    before = said(world, online)
    trash_metric(**cast.who(world), metric=online)
    online.refresh_from_db()
    restore_record(by=world.edda, now=world.later(minutes=1), row=online)
    assert said(world, online) == before


def test_nothing_is_told_where_nothing_hangs(world: World) -> None:
    assert said(world, cast.bet(world)) == []
    assert "menu-item" not in menu(world, cast.metric(world))
    assert menu(world, world.crew).strip() == ""


def test_what_lies_in_the_trash_hangs_on_nothing(world: World) -> None:
    above = cast.opportunity(world)
    under = cast.opportunity(world, "No chart either", parent=above)
    assert said(world, above) == ["1 opportunity lies under it: No chart either"]
    trash_opportunity(**cast.who(world), opportunity=under)
    assert said(world, above) == []


def test_what_is_marked_in_feedback_hangs_on_it_and_only_what_is_next(world: World) -> None:
    passage, first, second = cast.heard(world), cast.claim(world), cast.claim(world, "So they turn back")  # fmt: skip
    add_support(**cast.who(world), claim=first, ground=passage)
    add_support(**cast.who(world), claim=second, ground=first)
    assert said(world, passage.feedback) == ["1 claim rests on it: Pilots lose the signal"]
    assert said(world, first) == ["1 claim rests on it: So they turn back"]


def test_a_release_tells_what_is_in_it(world: World) -> None:
    found = create_release(**cast.who(world), product=world.station, name="4.2")
    add_items(**cast.who(world), release=found, items=[world.item("Fit the antenna")])
    assert said(world, found) == ["1 item is in it: Fit the antenna"]


def test_it_costs_the_same_whatever_hangs(world: World, assert_constant_queries: Callable[[Grow, Ask], None]) -> None:  # fmt: skip
    online, aim = cast.metric(world), cast.objective(world)

    def grow(count: int) -> None:
        for _ in range(count // 3):
            result = cast.key_result(world, aim, f"Result {world.later(seconds=1)}")
            change_key_result(**cast.who(world), result=result, metric=online)

    assert_constant_queries(grow, lambda: said(world, online))


def test_every_line_between_records_has_words_for_what_hangs() -> None:
    between = [line for line in LINES if noun_of(line.below) and noun_of(line.above)]
    assert [(line.below, line.above) for line in between if line.hangs is None] == []
