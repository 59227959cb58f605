"""What a risk limit costs, and what turns a bet round, or nothing can, under one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.portfolio import (
    Bet,
    Budget,
    Conflict,
    Exclusive,
    Horizon,
    Limits,
    Need,
    Portfolio,
    Risk,
    Scenarios,
    Tail,
    Target,
    Team,
    choose,
    prices,
    reasons,
)
from leadline_science.portfolio.conflicts import Checker
from tests.science.portfolio.cases import roomy

SAFE, BOLD = Bet(name="safe", value=10, cost=(1.0,)), Bet(name="bold", value=12, cost=(1.0,))
EITHER = Portfolio((SAFE, BOLD), Horizon(1), budget=Budget((1.0,)))
# Half the time the bold bet brings 24, half the time nothing.
SCENARIOS = Scenarios.of([[10, 24], [10, 0]] * 5)


def priced(risk: Risk, share: float) -> dict[str, tuple[float, float | None]]:
    found = prices(EITHER, share=share, risk=risk).prices
    return {each.limit: (each.gain, each.relaxed) for each in found}


def test_a_floor_of_the_tail_has_its_price() -> None:
    floor = Risk(SCENARIOS, Tail(share=0.5, weight=0, floor=5))
    little, all_ = priced(floor, 0.1), priced(floor, 1)

    # By hand: safe 10, bold 12; divided, each unit of floor costs a fifth, and bold alone has none.
    gain, relaxed = little["floor of the tail mean"]
    assert (gain, relaxed) == pytest.approx((0, 0.1))
    assert all_["floor of the tail mean"][0] == pytest.approx(2)
    assert little["floor of the tail mean, given up"][0] == pytest.approx(2)


def test_a_chance_has_its_price() -> None:
    target = Risk(SCENARIOS, target=Target(9, 0.8))

    # By hand: bold reaches 9 in half of the scenarios, enough once the chance is below .5.
    assert priced(target, 0.1)["chance of the target"][0] == 0
    assert priced(target, 0.4)["chance of the target"][0] == pytest.approx(2)
    assert priced(target, 0.1)["target, given up"][0] == pytest.approx(2)


def test_a_chance_to_fit_has_its_price() -> None:
    bets = tuple(Bet(name=f"b{at}", value=5, needs=(Need("A", (4.0,)),)) for at in range(3))
    portfolio = Portfolio(bets, Horizon(1), (Team("A", (12.0,)),))
    sizes = [[1.5, 1.0, 1.0], [1.0, 1.5, 1.0]] + [[1.0, 1.0, 1.0]] * 8
    risk = Risk(Scenarios.of([[5, 5, 5]] * 10, sizes), fits=0.9)
    found = {each.limit: each.gain for each in prices(portfolio, share=0.2, risk=risk).prices}

    assert found["chance that the plan fits"] == pytest.approx(5)
    assert found["chance that the plan fits, given up"] == pytest.approx(5)


def test_the_price_of_money_is_that_of_plans_that_keep_the_risk() -> None:
    risk = Risk(SCENARIOS, Tail(share=0.5, weight=0, floor=5))

    # By hand: with twice the money both are done, 22; without the risk bold gives way to both, 22 - 12.
    assert priced(risk, 1)["budget"][0] == pytest.approx(12)
    (free,) = prices(EITHER, share=1).prices
    assert free.gain == pytest.approx(10)


def test_a_bet_is_worth_taking_from_a_mean_that_makes_up_for_its_tail() -> None:
    risk = Risk(SCENARIOS, Tail(share=0.5, weight=0.5))
    (found,) = reasons(EITHER, ["bold"], risk=risk).reasons

    # By hand: .5 × 12 + .5 × 0 = 6 against 10; four more in each scenario make it .5 × 16 + .5 × 4.
    assert not found.chosen
    assert (found.margin, found.value_to_flip) == pytest.approx((4, 16))
    assert found.cheapest == "bold comes in when its value is 16 in place of 12."


def test_a_floor_turns_a_bet_round_before_its_value_does() -> None:
    risk = Risk(Scenarios.of([[10, 20], [10, 4]]), Tail(share=0.5, weight=0, floor=3))
    (found,) = reasons(EITHER, ["bold"], risk=risk).reasons

    # By hand: it would be worth as much as safe at 10, but below 11 its worse half is below 3.
    assert found.chosen
    assert found.margin == pytest.approx(2)
    assert 10.9 < (found.value_to_flip or 0) <= 11


def test_a_bet_that_a_risk_limit_keeps_out_is_said_to_be() -> None:
    (found,) = reasons(EITHER, ["bold"], risk=Risk(SCENARIOS, target=Target(9, 0.8))).reasons

    assert found.margin is None
    assert "The plan is worth 9 or more in 80% of scenarios." in found.cheapest


def drawn(seed: int) -> tuple[Portfolio, Scenarios]:
    portfolio = replace(roomy(seed, 5, 3), limits=Limits())
    values = np.random.default_rng(seed).uniform(-4, 20, (8, 5))
    return portfolio, Scenarios.of(values.tolist())


@given(st.integers(0, 5_000))
@settings(max_examples=8, deadline=None)
def test_a_risk_limit_never_raises_the_value_and_its_price_is_what_it_took(seed: int) -> None:
    portfolio, scenarios = drawn(seed)
    free = choose(portfolio, risk=Risk(scenarios, Tail(0.25, 0)))
    assert free.odds is not None
    floor = (free.odds.tail_mean or 0) + 1
    try:
        held = prices(portfolio, share=0.1, risk=Risk(scenarios, Tail(0.25, 0, floor)))
    except Conflict:
        return
    found = {each.limit: each.gain for each in held.prices}

    assert held.value <= free.value + 1e-6
    assert found["floor of the tail mean, given up"] == pytest.approx(
        free.value - held.value, abs=1e-5
    )
    assert found["floor of the tail mean"] <= free.value - held.value + 1e-5


@given(st.integers(0, 5_000))
@settings(max_examples=5, deadline=None)
def test_a_bet_turns_round_where_the_value_says_under_a_tail(seed: int) -> None:
    portfolio, scenarios = drawn(seed)
    risk = Risk(scenarios, Tail(0.25, 0.5))
    found = reasons(portfolio, ["b1"], risk=risk).reasons[0]
    if found.margin is None or found.value_to_flip is None:
        return
    beyond = found.value_to_flip + (-0.01 if found.chosen else 0.01)
    turned = choose(portfolio, risk=risk.shifted(1, beyond - risk.mean(1)))

    assert ("b1" in turned.plan) != found.chosen


def test_must_dos_exclusives_capacity_and_risk_in_each_others_way_are_all_named() -> None:
    # By hand: a and b fill the team; 20 in nine of ten scenarios needs c or d beside a, and c excludes d and a.
    needs = {"a": 3.0, "b": 3.0, "c": 2.0, "d": 4.0}
    bets = tuple(
        Bet(name=name, value=5, needs=(Need("T", (size,)),), must=name in "ab")
        for name, size in needs.items()
    )
    limits = Limits((Exclusive(("a", "c")),))
    portfolio = Portfolio(bets, Horizon(1), (Team("T", (9.0,)),), limits=limits)
    risk = Risk(Scenarios.of([[5, 5, 15, 15]] * 10), target=Target(20, 0.9))

    with pytest.raises(Conflict) as raised:
        choose(portfolio, risk=risk)

    assert set(raised.value.limits) == {
        "a is a must-do.",
        "b is a must-do.",
        "At most one of a, c is done.",
        "T has 9 person-weeks in quarter 1.",
        "The plan is worth 20 or more in 90% of scenarios.",
    }
    assert raised.value.irreducible
    checker = Checker(portfolio, risk, None)
    assert checker.impossible(checker.limits())
    for each in checker.limits():
        assert not checker.impossible([limit for limit in checker.limits() if limit is not each])
