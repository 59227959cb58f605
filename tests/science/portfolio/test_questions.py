"""More or less money, the price of limits, why a bet is in or out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.portfolio import (
    Bet,
    Budget,
    Conflict,
    Horizon,
    Limits,
    Portfolio,
    ThemeShare,
    Work,
    choose,
    frontier,
    prices,
    reasons,
)
from leadline_science.refusals import NoData, NotNamed, OutOfRange
from tests.science.portfolio.cases import keeps, petersen, tiny

# One quarter, eight of money. By hand: at 8 the pair (5 + 3 → 16), at 4 the small one, at 12 all.
SHOP = Portfolio(
    (
        Bet(name="large", value=10, cost=(5.0,), theme="x"),
        Bet(name="small", value=6, cost=(3.0,), theme="y"),
        Bet(name="extra", value=5, cost=(4.0,), theme="y"),
    ),
    Horizon(1),
    budget=Budget((8.0,)),
)


def test_the_frontier_has_the_values_counted_by_hand() -> None:
    found = frontier(SHOP, factors=(0.25, 0.5, 1, 1.5))

    assert [(point.amount, point.value) for point in found.points] == [
        (2, 0),
        (4, 6),
        (8, 16),
        (12, 21),
    ]
    assert all(point.proved for point in found.points)


@given(st.integers(0, 2_000))
@settings(max_examples=8)
def test_more_money_never_brings_less(seed: int) -> None:
    portfolio = tiny(seed, bets=8, quarters=3)
    found = frontier(portfolio, factors=(0.5, 1.0, 2.0), work=Work(1_000))
    values = [point.value for point in found.points if point.value is not None]
    bounds = [point.bound for point in found.points if point.bound is not None]

    assert values == sorted(values)
    assert bounds == sorted(bounds)
    assert all(v <= b + 1e-9 for v, b in zip(values, bounds, strict=True))


def test_money_too_little_for_the_must_dos_is_a_point_without_a_plan() -> None:
    must = SHOP.with_bet(replace(SHOP.bet("large"), must=True))

    found = frontier(must, factors=(0.5, 1.0))

    assert [point.value for point in found.points] == [None, 16]
    assert found.warnings == ("No plan keeps the limits at 0.5 times.",)


def test_a_limit_is_priced_by_choosing_anew_and_the_dual_is_named_apart() -> None:
    # By hand: half as much again makes room for the third bet; the relaxation takes 4 of it at 5/4.
    found = prices(SHOP, share=0.5)
    (budget,) = found.prices

    assert (budget.limit, budget.more, budget.unit) == ("budget", 4, "thousand euros")
    assert (budget.gain, budget.low, budget.high) == pytest.approx((5, 5, 5))
    assert budget.told
    assert budget.relaxed is not None


def test_money_that_makes_no_room_for_a_bet_has_no_price_though_the_dual_has_one() -> None:
    (budget,) = prices(SHOP, share=0.25).prices

    assert (budget.gain, budget.told) == (0, False)


def test_a_must_do_and_a_share_have_their_price() -> None:
    forced = SHOP.with_bet(replace(SHOP.bet("extra"), must=True))
    shared = replace(SHOP, limits=Limits(shares=(ThemeShare("y", 0.5),)))

    by_limit = {each.limit: each.gain for each in prices(forced, share=0.01).prices}
    by_share = {each.limit: each.gain for each in prices(shared, share=0.01).prices}

    # By hand: extra and small are worth 11, the free plan 16; with half to y, the same pair: 11.
    assert by_limit["extra is a must-do"] == pytest.approx(5)
    assert by_share["share of y"] == pytest.approx(5)


def test_a_bet_is_out_by_what_it_would_push_out() -> None:
    (found,) = reasons(SHOP, ["extra"]).reasons

    # By hand: with extra, small joins it (11); large leaves.
    assert not found.chosen
    assert (found.margin, found.low, found.high) == pytest.approx((5, 5, 5))
    assert (found.enter, found.leave) == ((), ("large",))
    assert found.value_to_flip == pytest.approx(10)


def test_a_bet_is_in_by_what_is_lost_without_it() -> None:
    (found,) = reasons(SHOP, ["small"]).reasons

    # By hand: without small nothing else fits beside large: 10.
    assert found.chosen
    assert found.margin == pytest.approx(6)
    assert found.value_to_flip == pytest.approx(0)
    # Beside large it fits at 3 only, then with extra (11 against 10) until 3 × size + 4 is above 8.
    assert found.size_to_flip is not None
    assert 4 / 3 < found.size_to_flip < 4 / 3 * 1.05
    assert "its cost and needs" in found.cheapest


@given(st.integers(0, 2_000))
@settings(max_examples=5)
def test_a_bet_turns_round_where_the_value_says(seed: int) -> None:
    portfolio = replace(tiny(seed), limits=Limits())
    try:
        found = reasons(portfolio, ["b1"]).reasons[0]
    except Conflict:
        return
    if found.margin is None or found.value_to_flip is None:
        return
    step = 0.01 if found.chosen else -0.01
    bet = portfolio.bet("b1")
    same = choose(portfolio.with_bet(replace(bet, value=found.value_to_flip + step)))
    turned = choose(portfolio.with_bet(replace(bet, value=found.value_to_flip - step)))

    assert ("b1" in same.plan) == found.chosen or found.value_to_flip + step <= 0
    assert ("b1" in turned.plan) != found.chosen


def test_a_must_do_cannot_be_left_out_and_an_impossible_bet_not_taken_in() -> None:
    must = SHOP.with_bet(replace(SHOP.bet("small"), must=True))
    dear = replace(SHOP, bets=(*SHOP.bets, Bet(name="dear", value=99, cost=(50.0,))))

    assert "small is a must-do" in reasons(must, ["small"]).reasons[0].cheapest
    found = reasons(dear, ["dear"]).reasons[0]
    assert found.margin is None
    assert "8 thousand euros may be spent in quarter 1." in found.cheapest


def test_petersens_limits_have_prices_and_his_projects_reasons() -> None:
    found = prices(petersen(), share=0.1)

    assert all(0 <= each.low <= each.gain + 1e-9 <= each.high + 2e-9 for each in found.prices)
    asked = reasons(petersen(), ["P4"]).reasons[0]
    assert (asked.margin or 0) >= 0
    assert keeps(petersen(), choose(petersen()).plan)


def test_questions_about_what_is_not_there_are_refused() -> None:
    with pytest.raises(NoData):
        frontier(petersen())
    with pytest.raises(NotNamed):
        frontier(SHOP, what="Nobody")
    with pytest.raises(OutOfRange):
        frontier(SHOP, factors=(0, 1))
    with pytest.raises(NotNamed):
        reasons(SHOP, ["nothing"])
    with pytest.raises(OutOfRange):
        prices(SHOP, share=0)
