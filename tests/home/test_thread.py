"""The thread of a record: what it stands on, what rests on it, what lacks, and what that costs to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.evidence.models import Feedback, Passage
from leadline.evidence.operations import capture_feedback, mark_passage
from leadline.home.queries.thread import MOST, Knot, thread_of
from leadline.home.weaving import SHOWN, More, weave
from leadline.market.models import Customer, Segment
from leadline.market.operations import create_customer, create_segment, trash_customers
from leadline.planning.models import Bet, Opportunity, OpportunityEvidence
from leadline.planning.operations import (
    answer_opportunity,
    create_bet,
    create_opportunity,
    link_evidence,
    set_goal,
)
from leadline.strategy.models import Objective
from leadline.strategy.operations import (
    create_cycle,
    create_goal,
    create_key_result,
    create_objective,
)
from leadline.workspaces.models import Member, Record
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.scope import scope
from tests.conftest import Ask, Grow
from tests.world import World


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def told(world: World, record: Record) -> dict[str, list[str]]:
    """Titles by side of the thread that Vera sees."""
    with scope(world.workspace):
        thread = thread_of(world.vera, record.kind(), record.pk, world.now.date())
    return {side: [knot.title for knots in thread.of_side(side).values() for knot in knots] for side in ("below", "above")}  # fmt: skip


def part(world: World, name: str, record: Record, **query: str) -> str:
    names = {"slug": world.workspace.slug, "kind": record.kind(), "pk": record.pk}
    answer = signed_in(world.vera).get(reverse(f"home:{name}", kwargs=names), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def ports(world: World) -> Segment:
    return create_segment(by=world.ann, now=world.now, name="Ports")


@pytest.fixture
def harbour(world: World, ports: Segment) -> Customer:
    return create_customer(by=world.otto, now=world.now, name="Tromsø harbour", segment=ports, revenue=12_000_000, currency="EUR")  # fmt: skip


def test_a_customer_stands_on_its_segment(world: World, ports: Segment, harbour: Customer) -> None:
    assert told(world, harbour) == {"below": ["Ports"], "above": []}
    assert told(world, ports) == {"below": [], "above": ["Tromsø harbour"]}


def test_the_trash_is_no_part_of_a_thread(world: World, ports: Segment, harbour: Customer) -> None:
    trash_customers(by=world.otto, now=world.now, customers=[harbour])
    assert told(world, ports)["above"] == []


def test_strip_names_one_and_counts_several(world: World, ports: Segment, harbour: Customer) -> None:  # fmt: skip
    assert "Tromsø harbour" in part(world, "strip", ports)
    create_customer(by=world.otto, now=world.now, name="Bodø harbour", segment=ports)
    strip = part(world, "strip", ports)
    assert ">2</b>" in strip
    assert "Tromsø harbour" not in strip


def test_what_lacks_is_drawn_hollow(world: World, harbour: Customer) -> None:
    assert "nothing heard from them" in part(world, "strip", harbour)
    assert 'data-kind="gap"' in part(world, "thread", harbour)


def test_outsiders_see_no_thread(world: World, harbour: Customer) -> None:
    names = {"slug": world.workspace.slug, "kind": "customer", "pk": harbour.pk}
    for name in ("strip", "thread"):
        answer = signed_in(world.mallory).get(reverse(f"home:{name}", kwargs=names))
        assert answer.status_code == 404


def test_heaviest_have_cards_and_the_rest_is_listed(world: World, ports: Segment) -> None:
    for number in range(SHOWN + 3):
        create_customer(by=world.otto, now=world.now, name=f"Port {number}", segment=ports, revenue=number * 100, currency="EUR")  # fmt: skip
    with scope(world.workspace):
        thread = thread_of(world.vera, "segment", ports.pk, world.now.date())
    (column,) = (each for each in weave(thread).columns if each.stage.name == "market")
    titles = [card.title for card in column.cards if isinstance(card, Knot)]
    assert titles == ["Ports", *(f"Port {number}" for number in range(8, 3, -1))]
    assert [card.count for card in column.cards if isinstance(card, More)] == [4]
    assert "Port 0" in part(world, "thread", ports)


def test_a_thread_costs_the_same_whatever_hangs_on_it(
    world: World, ports: Segment, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    def grow(count: int) -> None:
        for number in range(count):
            create_customer(by=world.otto, now=world.now, name=f"Port {number}", segment=ports)

    client = signed_in(world.vera)
    names = {"slug": world.workspace.slug, "kind": "segment", "pk": ports.pk}
    assert_constant_queries(grow, lambda: client.get(reverse("home:thread", kwargs=names)))


def test_what_is_beyond_measure_is_told_as_cut(world: World, ports: Segment) -> None:
    with scope(world.workspace):
        create_all(Customer, [{"name": f"Port {n}", "segment": ports, "currency": "EUR"} for n in range(MOST + 1)], by=world.otto, now=world.now)  # fmt: skip
        thread = thread_of(world.vera, "segment", ports.pk, world.now.date())
    assert thread.cut == {"customer"}
    assert len(thread.of_side("above")) == 1
    assert f"{MOST}+" in part(world, "thread", ports)


@dataclass
class Whole:
    """One complaint on its way to one piece of work: Tromsø's words, an opportunity, a bet, an item."""

    harbour: Customer
    objective: Objective
    opportunity: Opportunity
    bet: Bet
    item: Item


@pytest.fixture
def whole(world: World, harbour: Customer) -> Whole:
    ann: Any = {"by": world.ann, "now": world.now}
    cycle = create_cycle(
        **ann, name="Q1 2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31)
    )
    goal = create_goal(**ann, name="Harbours trust us")
    objective = create_objective(**ann, name="Stations stay online", cycle=cycle, goal=goal)
    result = create_key_result(
        **ann, objective=objective, name="Uptime", baseline=Decimal(90), target=Decimal(98)
    )
    opportunity = create_opportunity(**ann, name="Storms cut the line", objective=objective)
    bet = create_bet(**ann, name="Second radio")
    answer_opportunity(**ann, bet=bet, opportunity=opportunity)
    set_goal(**ann, bet=bet, key_result=result, share=10_000)
    made = Whole(harbour, objective, opportunity, bet, world.item("Fit the antenna", bet=bet))
    complain(world, made, "The line was dead all night.")
    return made


def complain(world: World, whole: Whole, text: str) -> None:
    feedback = capture_feedback(by=world.otto, now=world.now, text=text, customer=whole.harbour)
    passage, _ = mark_passage(by=world.otto, now=world.now, feedback=feedback, start=0, end=8)
    link_evidence(by=world.ann, now=world.now, opportunity=whole.opportunity, passage=passage)


def test_one_walk_leads_from_a_complaint_to_the_work(world: World, whole: Whole) -> None:
    assert told(world, whole.harbour)["above"] == [
        "The line was dead all night.", "Storms cut the line", "Second radio", "Fit the antenna",
    ]  # fmt: skip
    assert told(world, whole.item)["below"] == [
        "Ports", "Tromsø harbour", "The line was dead all night.", "Harbours trust us", "Stations stay online", "Uptime",
        "Storms cut the line", "Second radio",
    ]  # fmt: skip
    assert told(world, whole.bet)["above"] == ["Fit the antenna"]


def test_a_passage_leads_on_without_a_card_of_its_own(world: World, whole: Whole) -> None:
    with scope(world.workspace):
        thread = thread_of(world.vera, "opportunity", whole.opportunity.pk, world.now.date())
    lines = {(strand.below[0], strand.above[0]) for strand in thread.strands}
    assert ("feedback", "opportunity") in lines
    assert not any("passage" in line for line in lines)


def test_a_committed_bet_tells_what_it_lacks(world: World, whole: Whole) -> None:
    bare = create_bet(by=world.ann, now=world.now, name="Solar roof")
    strip = part(world, "strip", bare)
    assert all(words in strip for words in ("nothing heard", "serves no goal", "no work yet"))
    assert "nothing heard" not in part(world, "strip", whole.bet)


def test_five_hundred_links_take_ten_statements(world: World, whole: Whole) -> None:
    who: Any = {"by": world.otto, "now": world.now}
    with scope(world.workspace):
        said, _ = create_all(
            Feedback,
            [
                {
                    "text": f"Night {n} was dark",
                    "customer": whole.harbour,
                    "heard_on": date(2026, 2, 1),
                    "captured_by": world.otto,
                    "waits_since": world.now,
                }
                for n in range(500)
            ],
            **who,
        )
        marked, _ = create_all(
            Passage,
            [
                {"feedback": each, "start": 0, "end": 5, "quote": "Night", "marked_by": world.otto}
                for each in said
            ],
            **who,
        )
        create_all(
            OpportunityEvidence,
            [{"opportunity": whole.opportunity, "passage": each} for each in marked],
            **who,
        )
    client = signed_in(world.vera)
    names = {"slug": world.workspace.slug, "kind": "bet", "pk": whole.bet.pk}
    client.get(
        reverse("home:trash", kwargs={"slug": world.workspace.slug})
    )  # her first visit of the day is noted
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("home:thread", kwargs=names))
    assert "501 pieces of feedback" in " ".join(answer.content.decode().split())
    assert len(asked) <= 10
