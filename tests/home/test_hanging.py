"""What hangs on a record, as it is told before anybody throws it away."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.backlog.operations import change_item
from leadline.evidence.operations import (
    add_support,
    capture_feedback,
    merge_feedback,
    trash_feedback,
)
from leadline.foundation.refusals import Invalid
from leadline.home.operations import restore_record
from leadline.home.queries.thread import MOST_ASKED, hanging_on, noun_of
from leadline.home.queries.thread.lines import LINES
from leadline.market.models import Customer
from leadline.market.operations import create_contact, create_customer, trash_customers
from leadline.metrics.models import Metric
from leadline.metrics.operations import trash_metric
from leadline.planning.operations import StillAbove, set_effect, trash_opportunity
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
        found = hanging_on(world.vera, record.kind(), [record.pk], cast.today(world))
    return [f"{each.says}: {', '.join(each.names)}" for each in found]


def menu(world: World, record: Record) -> str:
    names = {"slug": world.workspace.slug, "kind": record.kind(), "pk": record.pk}
    return browser(world).get(reverse("home:hanging", kwargs=names)).content.decode()


def browser(world: World) -> Client:
    client = Client()
    client.force_login(world.vera.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def bar(world: World, kind: str, keys: Sequence[Any]) -> Any:
    """What the menu of the selected rows says."""
    address = reverse("home:picked_hanging", kwargs={"slug": world.workspace.slug, "kind": kind})
    return browser(world).get(address, {"item": [str(key) for key in keys]})


def asked(world: World, kind: str, keys: Sequence[Any]) -> Any:
    """The same by a program."""
    listed = "&".join(f"ids={key}" for key in keys)
    return Program(world, world.vera).ask("GET", f"/records/{kind}/hanging?{listed}")


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


@pytest.fixture
def harbours(world: World) -> list[Customer]:
    """Two customers, with three pieces of feedback and a contact between them."""
    first, second = (
        create_customer(**cast.who(world), name=name) for name in ("Harbour 1", "Harbour 2")
    )
    for who, text in ((first, "The radio is down"), (first, "The radio is up"), (second, "No chart")):  # fmt: skip
        capture_feedback(**cast.who(world), text=text, customer=who)
    create_contact(**cast.who(world), customer=second, name="Pia Berg")
    return [first, second]


def test_several_tell_together_what_hangs_on_them(world: World, harbours: list[Customer]) -> None:
    keys = [each.pk for each in harbours]
    told = [(each["kind"], each["words"], each["first"], len(each["ids"])) for each in asked(world, "customer", keys).json()]  # fmt: skip
    assert told == [("contact", "1 contact goes along", "", 1), ("feedback", "3 pieces of feedback are their voice", "", 3)]  # fmt: skip
    drawn = bar(world, "customer", keys).content.decode()
    assert all(words in drawn for _kind, words, _first, _n in told)
    assert "They are missing there until they come back" in drawn


def test_what_goes_along_hangs_on_nothing(world: World) -> None:
    epic, under, left = (world.item(title) for title in ("Radio", "Antenna", "Cable"))
    for each in (under, left):
        change_item(**cast.who(world), item=each, parent=epic)
    assert [each["words"] for each in asked(world, "item", [epic.pk, under.pk]).json()] == ["1 item lies under them"]  # fmt: skip
    assert asked(world, "item", [epic.pk, under.pk, left.pk]).json() == []
    assert "Cable" in bar(world, "item", [epic.pk]).content.decode()


def test_several_cost_the_same_however_many_they_are(world: World, harbours: list[Customer], assert_constant_queries: Callable[[Grow, Ask], None]) -> None:  # fmt: skip
    keys = [each.pk for each in harbours]

    def grow(count: int) -> None:
        for _ in range(count // 3):
            who = create_customer(**cast.who(world), name=f"Harbour {world.later(seconds=1)}")
            capture_feedback(**cast.who(world), text="Again", customer=who)
            keys.append(who.pk)

    def ask() -> None:
        with scope(world.workspace):
            assert hanging_on(world.vera, "customer", keys, cast.today(world))

    assert_constant_queries(grow, ask)


def test_selected_rows_that_are_gone_foreign_or_too_many_are_refused(world: World, harbours: list[Customer]) -> None:  # fmt: skip
    first, second = (each.pk for each in harbours)
    trash_customers(**cast.who(world), customers=[harbours[1]])
    foreign = create_customer(by=world.mallory, now=world.now, name="Theirs").pk
    many = [uuid4() for _ in range(MOST_ASKED + 1)]
    for keys, status in (([first, second], 404), ([first, foreign], 404), (many, 400), (["x"], 400)):  # fmt: skip
        answers = bar(world, "customer", keys), asked(world, "customer", keys)
        assert [each.status_code for each in answers] == [status, status], keys
    assert bar(world, "customer", []).content.decode().strip() == ""
    assert (bar(world, "role", [first]).content.decode().strip(), asked(world, "role", [first]).json()) == ("", [])  # fmt: skip


def test_an_opportunity_with_others_under_it_says_what_its_trash_says(world: World) -> None:
    above = cast.opportunity(world)
    cast.opportunity(world, "No chart either", parent=above)
    with pytest.raises(StillAbove) as refused:
        trash_opportunity(**cast.who(world), opportunity=above)
    (told,) = asked(world, "opportunity", [above.pk]).json()
    (problem,) = refused.value.problems
    assert problem.reason == f"“{above.name}” cannot go yet: {told['words']}."
    assert (
        problem.remedy == told["first"] == "Move what lies there elsewhere, or throw it away first."
    )
    drawn = menu(world, above)
    assert (told["first"] in drawn, "missing there" in drawn) == (True, False)


def test_feedback_that_gathers_others_says_what_its_trash_says(world: World) -> None:
    into, gone = (capture_feedback(**cast.who(world), text=text) for text in ("No chart", "No map"))
    merge_feedback(**cast.who(world), feedback=[gone], into=into)
    with pytest.raises(Invalid) as refused:
        trash_feedback(**cast.who(world), feedback=[into])
    (told,) = asked(world, "feedback", [into.pk]).json()
    (problem,) = refused.value.problems
    assert (problem.reason, problem.remedy) == (f"“No chart” cannot go yet: {told['words']}.", told["first"])  # fmt: skip
    assert told["words"] == "1 piece of feedback is merged into it"
    assert [each["words"] for each in asked(world, "feedback", [into.pk, gone.pk]).json()] == []


def test_every_line_between_records_has_words_for_what_hangs() -> None:
    between = [line for line in LINES if noun_of(line.below) and noun_of(line.above)]
    assert [(line.below, line.above) for line in between if line.hangs is None] == []
