"""What voices weigh: the rule on paper, and the same read from the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.template import engines

from leadline.foundation.money import Money
from leadline.market.models import Customer
from leadline.market.operations import (
    change_customer,
    change_tier,
    create_contact,
    create_tier,
    edit_customers,
    trash_customers,
    trash_tier,
)
from leadline.market.queries import SILENCE, Voices, customers_in, segment_lines, voices_of
from leadline.market.queries.voices import Alike, weighed
from leadline.workspaces.scope import scope
from tests.market.cast import Market


def heard(market: Market, *customers: Customer) -> Voices:
    with scope(market.world.workspace):
        return voices_of(market.world.vera, [each.pk for each in customers], market.today)


def test_weights_add_up_and_currencies_never_do() -> None:
    """By hand: 3 × 5 + 10 × 1 + 2 × 0.5 = 26; 300 + 40 euros, 20 dollars; 1 + 2 unknown."""
    key, trial = uuid4(), uuid4()
    groups = [
        Alike(key, "EUR", 3, 30_000, 1),
        Alike(None, "EUR", 10, 4_000, 0),
        Alike(trial, "USD", 2, 2_000, 2),
    ]
    voices = weighed(groups, {key: Decimal(5), trial: Decimal("0.5")})
    assert voices == Voices(15, Decimal(26), (Money(34_000, "EUR"), Money(2_000, "USD")), 3)
    assert weighed([], {}) == SILENCE


def test_a_revenue_of_nothing_is_known_and_an_absent_one_is_not() -> None:
    assert weighed([Alike(None, "EUR", 1, 0, 0)], {}).revenue == (Money(0, "EUR"),)
    assert weighed([Alike(None, "EUR", 1, None, 1)], {}) == Voices(1, Decimal(1), (), 1)


def test_a_customer_is_one_voice_however_many_of_its_people_speak(market: Market) -> None:
    for name in ("Nils", "Sigrid"):
        create_contact(by=market.world.otto, now=market.world.now, customer=market.harbour, name=name)  # fmt: skip
    assert heard(market, market.harbour, market.harbour) == Voices(1, Decimal(5), (Money(4_800_000, "EUR"),), 0)  # fmt: skip


def test_it_weighs_what_its_tier_says_and_one_without_a_tier(market: Market) -> None:
    small = market.customer("Bodø marina")
    assert heard(market, market.harbour, small).weight == 6
    change_tier(by=market.world.edda, now=market.world.now, tier=market.key_account, weight=Decimal("2.5"))  # fmt: skip
    assert heard(market, market.harbour, small).weight == Decimal("3.5")
    trash_tier(by=market.world.edda, now=market.world.now, tier=market.key_account)
    assert heard(market, market.harbour, small).weight == 2


def test_each_currency_is_told_by_itself_and_the_unknown_are_counted(market: Market) -> None:
    oslo = market.customer("Oslo port", revenue=900_000, currency="NOK")
    mute = market.customer("Bodø marina")
    voices = heard(market, market.harbour, oslo, mute)
    assert voices.revenue == (Money(4_800_000, "EUR"), Money(900_000, "NOK"))
    assert (voices.customers, voices.unknown_revenue) == (3, 1)


def test_who_has_left_still_speaks_and_brings_nothing(market: Market) -> None:
    gone = market.customer("Old quay")
    today = market.world.now.date()
    for customer in (gone, market.harbour):
        change_customer(by=market.world.otto, now=market.world.now, customer=customer, left_on=today)  # fmt: skip
    assert heard(market, gone, market.harbour) == Voices(2, Decimal(6), (), 0)


def test_who_has_given_notice_brings_what_it_pays_until_the_day(market: Market) -> None:
    tomorrow = market.today + timedelta(days=1)
    change_customer(by=market.world.otto, now=market.world.now, customer=market.harbour, left_on=tomorrow)  # fmt: skip
    assert heard(market, market.harbour).revenue == (Money(4_800_000, "EUR"),)
    with scope(market.world.workspace):
        later = voices_of(market.world.vera, [market.harbour.pk], tomorrow)
    assert (later.customers, later.revenue) == (1, ())


def test_a_customer_in_the_trash_and_one_of_another_workspace_have_no_voice(market: Market) -> None:
    trash_customers(by=market.world.otto, now=market.world.now, customers=[market.harbour])
    assert heard(market, market.harbour) == SILENCE
    with scope(market.world.mallory.workspace):
        assert voices_of(market.world.mallory, [market.harbour.pk], market.today) == SILENCE


def test_voices_cost_two_statements_for_any_number_of_customers(
    market: Market, django_assert_num_queries: Callable[[int], Any]
) -> None:
    tier = create_tier(by=market.world.edda, now=market.world.now, name="Partner", weight=Decimal(3))  # fmt: skip
    rows = [market.customer(f"Port {n}", segment=market.ports) for n in range(30)]
    edit_customers(by=market.world.otto, now=market.world.now, customers=rows[:10], tier=tier)
    with scope(market.world.workspace), django_assert_num_queries(2):
        assert voices_of(market.world.vera, [row.pk for row in rows], market.today).weight == 50
    with scope(market.world.workspace), django_assert_num_queries(2):
        assert voices_of(market.world.vera, customers_in(market.world.vera, market.ports), market.today).weight == 55  # fmt: skip
    with scope(market.world.workspace), django_assert_num_queries(4):
        (line,) = segment_lines(market.world.vera, market.today)
    assert (line.voices.customers, line.voices.weight, line.personas) == (31, 55, (market.harbour_master,))  # fmt: skip


TOLD = Voices(12, Decimal(27), (Money(34_000_000, "EUR"),), 3)


@pytest.mark.parametrize(
    ("voices", "told"),
    [
        (TOLD, "12 customers · weight 27 · €340k a year, 3 unknown"),
        (replace(TOLD, customers=1, unknown_revenue=0), "1 customer · weight 27 · €340k a year"),
        (replace(TOLD, revenue=(*TOLD.revenue, Money(2_000_000, "USD"))), "12 customers · weight 27 · €340k + $20k a year, 3 unknown"),
        (replace(TOLD, weight=Decimal("26.5"), revenue=()), "12 customers · weight 26.5 · revenue unknown"),
        (replace(TOLD, revenue=(), unknown_revenue=0), "12 customers · weight 27"),
        (SILENCE, "no customers yet"),
    ],
)  # fmt: skip
def test_voices_are_drawn_in_one_way(voices: Voices, told: str) -> None:
    template = engines["jinja2"].from_string('{% import "design/ui.html" as ui %}{{ ui.voices(voices)|striptags }}')  # fmt: skip
    assert template.render({"voices": voices}) == told
