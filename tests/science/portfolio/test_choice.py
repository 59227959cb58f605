"""Which bets start when: published and enumerated values, properties, risk, conflicts, refusals."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.portfolio import (
    Bet,
    Budget,
    Choice,
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
    ThemeShare,
    Work,
    choose,
)
from leadline_science.portfolio.conflicts import Checker
from leadline_science.refusals import (
    Circular,
    Crossed,
    Incompatible,
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
    TooLarge,
)
from tests.science.portfolio.cases import enumerated, keeps, petersen, roomy, tiny, worth

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=25)


def test_the_best_value_of_petersens_first_problem_is_found_and_proved() -> None:
    found = choose(petersen())

    assert found.value == pytest.approx(3800)
    assert sorted(found.plan) == ["P2", "P3", "P6"]
    assert found.proved
    assert found.standing == "Proved: no plan is worth more."


@given(SEEDS)
@FEW
def test_no_plan_of_all_is_worth_more(seed: int) -> None:
    portfolio = tiny(seed, bets=4)
    best = enumerated(portfolio)
    if best is None:
        with pytest.raises(Conflict):
            choose(portfolio)
        return
    found = choose(portfolio)

    assert found.proved
    assert found.value == pytest.approx(best, abs=1e-6)


@given(SEEDS)
@FEW
def test_every_answer_keeps_the_limits_and_is_worth_what_it_says(seed: int) -> None:
    portfolio = tiny(seed, bets=10, quarters=4)
    try:
        found = choose(portfolio, work=Work(1_000), seed=seed)
    except Conflict:
        return

    assert keeps(portfolio, found.plan)
    assert found.value == pytest.approx(worth(portfolio, found.plan), abs=1e-6)
    assert found.value <= found.bound + 1e-6
    assert found.bound <= found.relaxed + 1e-6
    assert found.gap == pytest.approx(
        (found.bound - found.value) / max(found.bound, 1e-9), abs=1e-6
    )
    assert not any("breaks a limit" in each for each in found.warnings)


def with_more(portfolio: Portfolio, of: np.random.Generator) -> Portfolio:
    """The same with one limit more, or tighter."""
    limits, kind = portfolio.limits, int(of.integers(4))
    if kind == 0:
        return replace(portfolio, limits=replace(limits, together=1))
    if kind == 1:
        return replace(
            portfolio, limits=replace(limits, exclusive=(Exclusive(("b0", "b1", "b3")),))
        )
    if kind == 2 and portfolio.budget is not None:
        return portfolio.with_budget(portfolio.budget.times(0.7))
    return portfolio.with_bet(replace(portfolio.bets[1], must=True))


@given(SEEDS)
@FEW
def test_another_limit_never_raises_the_value(seed: int) -> None:
    free = replace(tiny(seed), limits=Limits())
    tighter = with_more(free, np.random.default_rng(seed))
    try:
        before = choose(free)
        after = choose(tighter)
    except Conflict:
        return

    assert after.value <= before.value + 1e-6
    assert after.bound <= before.bound + 1e-6


def test_the_same_seed_gives_the_same_answer() -> None:
    portfolio = roomy(7, 40, 6)

    assert choose(portfolio, work=Work(2_000), seed=3) == choose(
        portfolio, work=Work(2_000), seed=3
    )


def test_little_work_leaves_a_gap_that_is_said_and_never_called_proved() -> None:
    found = choose(roomy(11, 60, 8), work=Work(300))

    assert found.gap > 0
    assert not found.proved
    assert found.standing.startswith("No plan can be worth more than")
    assert "optimal" not in found.standing


def test_a_plan_to_begin_from_is_never_made_worse() -> None:
    portfolio = roomy(11, 40, 6)
    first = choose(portfolio, work=Work(1_500))
    again = choose(portfolio, work=Work(100), start=first.plan)

    assert again.value >= first.value - 1e-6


def test_a_search_that_is_stopped_says_so() -> None:
    found = choose(roomy(3, 30, 6), start={}, stop=lambda: True)

    assert any("stopped early" in each for each in found.warnings)


def test_a_bet_longer_than_the_plan_is_left_out() -> None:
    long = Bet(name="long", value=9, cost=(1.0, 1.0, 1.0))

    found = choose(Portfolio((long,), Horizon(2)))

    assert (found.plan, found.left_out, found.value, found.proved) == ({}, ("long",), 0.0, True)


def test_unspent_money_can_be_carried_over() -> None:
    bets = (Bet(name="late", value=9, cost=(5.0,), earliest=2),)

    kept = choose(Portfolio(bets, Horizon(2), budget=Budget((3.0, 3.0), carry=True)))
    lost = choose(Portfolio(bets, Horizon(2), budget=Budget((3.0, 3.0))))

    assert (kept.plan, lost.plan) == ({"late": 2}, {})


SAFE, BOLD = Bet(name="safe", value=10, cost=(1.0,)), Bet(name="bold", value=12, cost=(1.0,))
EITHER = Portfolio((SAFE, BOLD), Horizon(1), budget=Budget((1.0,)))
# Half the time the bold bet brings 24, half the time nothing.
SCENARIOS = Scenarios.of([[10, 24], [10, 0]] * 5)


def test_the_mean_alone_takes_the_bold_bet() -> None:
    found = choose(EITHER, risk=Risk(SCENARIOS))

    assert list(found.plan) == ["bold"]
    assert found.odds is not None
    assert found.odds.mean == pytest.approx(12)


def test_a_weight_on_the_worst_half_takes_the_safe_one() -> None:
    found = choose(EITHER, risk=Risk(SCENARIOS, Tail(share=0.5, weight=0.5)))

    assert list(found.plan) == ["safe"]
    assert found.odds is not None
    assert (found.odds.mean, found.odds.tail_mean) == pytest.approx((10, 10))
    assert found.value == pytest.approx(10)


def test_a_target_with_a_chance_takes_the_safe_one() -> None:
    found = choose(EITHER, risk=Risk(SCENARIOS, target=Target(9, 0.8)))

    assert list(found.plan) == ["safe"]
    assert found.odds is not None
    assert found.odds.reaches_target == 1


def test_a_plan_that_must_fit_in_nine_of_ten_leaves_room() -> None:
    bets = tuple(Bet(name=f"b{at}", value=5, needs=(Need("A", (4.0,)),)) for at in range(3))
    portfolio = Portfolio(bets, Horizon(1), (Team("A", (12.0,)),))
    sizes = [[1.5, 1.0, 1.0], [1.0, 1.5, 1.0]] + [[1.0, 1.0, 1.0]] * 8
    scenarios = Scenarios.of([[5, 5, 5]] * 10, sizes)

    found = choose(portfolio, risk=Risk(scenarios, fits=0.9))

    assert len(found.plan) == 2
    assert found.odds is not None
    assert (found.odds.fits or 0) >= 0.9
    assert len(choose(portfolio, risk=Risk(scenarios, fits=0.8)).plan) == 3


@given(SEEDS)
@settings(max_examples=8)
def test_the_worst_share_is_worth_no_more_than_the_mean(seed: int) -> None:
    portfolio = replace(tiny(seed, bets=6), limits=Limits())
    draws = np.random.default_rng(seed).uniform(0, 20, (12, 6))
    try:
        found = choose(portfolio, risk=Risk(Scenarios.of(draws.tolist()), Tail(0.25, 0.5)))
    except Conflict:
        return

    assert found.odds is not None
    assert (found.odds.tail_mean or 0) <= found.odds.mean + 1e-9
    wanted = 0.5 * found.odds.mean + 0.5 * (found.odds.tail_mean or 0)
    assert found.value == pytest.approx(wanted, abs=1e-5)
    assert keeps(portfolio, found.plan)


def two(**changes: Any) -> Portfolio:
    """Two must-dos of four person-weeks each, and a team with room for what `room` says."""
    a = Bet(name="a", value=3, needs=(Need("T", (4.0,)),), must=True)
    b = replace(a, name="b", **changes)
    c = Bet(name="c", value=1, needs=(Need("T", (1.0,)),))
    return Portfolio((a, b, c), Horizon(1), (Team("T", (5.0,)),))


def test_limits_in_each_others_way_are_named_and_no_others() -> None:
    with pytest.raises(Conflict) as raised:
        choose(two())

    assert set(raised.value.limits) == {
        "a is a must-do.",
        "b is a must-do.",
        "T has 5 person-weeks in quarter 1.",
    }
    assert raised.value.irreducible


def test_a_must_do_that_waits_for_an_impossible_bet_is_explained() -> None:
    first = Bet(name="first", value=1, cost=(9.0,))
    second = Bet(name="second", value=1, cost=(1.0,), after=("first",), must=True)
    portfolio = Portfolio((first, second), Horizon(2), budget=Budget((5.0, 5.0)))

    with pytest.raises(Conflict) as raised:
        choose(portfolio)

    assert "second starts after first is finished." in raised.value.limits
    assert "second is a must-do." in raised.value.limits


def test_a_must_do_longer_than_the_plan_conflicts_with_itself() -> None:
    long = Bet(name="long", value=9, cost=(1.0, 1.0, 1.0), must=True)

    with pytest.raises(Conflict) as raised:
        choose(Portfolio((long,), Horizon(2)))

    assert raised.value.limits == (
        "long is a must-do, and works longer than the 2 quarters planned.",
    )


@pytest.mark.parametrize("seed", range(4))
def test_without_any_one_of_the_limits_named_the_rest_can_hold(seed: int) -> None:
    drawn = replace(tiny(seed), budget=Budget((1.0, 1.0, 1.0)))
    portfolio = replace(drawn, bets=tuple(replace(bet, must=True) for bet in drawn.bets))
    checker = Checker(portfolio, None, None)
    by_words = {limit.words: limit for limit in checker.limits()}
    with pytest.raises(Conflict) as raised:
        choose(portfolio)
    named = [by_words[words] for words in raised.value.limits]

    assert checker.impossible(named)
    assert raised.value.irreducible
    for each in named:
        assert not checker.impossible([limit for limit in named if limit is not each])


BET = Bet(name="a", value=1, cost=(1.0,))
MANY = Scenarios(((1.0, 1.0),) * 60_000)
BAD: list[tuple[type[Refused], Any]] = [
    (NoData, lambda: Portfolio((), Horizon(1))),
    (NotNamed, lambda: Bet(name=" ", value=1)),
    (NotFinite, lambda: Bet(name="a", value=float("nan"))),
    (Negative, lambda: Bet(name="a", value=1, cost=(-1.0,))),
    (Crossed, lambda: Bet(name="a", value=1, cost=(1.0, 1.0), earliest=2, finish_by=2)),
    (NotNamed, lambda: Bet(name="a", value=1, needs=(Need("T", (1.0,)), Need("T", (1.0,))))),
    (NotNamed, lambda: Portfolio((BET, BET), Horizon(1))),
    (NotNamed, lambda: Portfolio((replace(BET, needs=(Need("T", (1.0,)),)),), Horizon(1))),
    (NotNamed, lambda: Portfolio((replace(BET, after=("b",)),), Horizon(1))),
    (Circular, lambda: Portfolio((replace(BET, after=("a",)),), Horizon(1))),
    (LengthsDiffer, lambda: Portfolio((BET,), Horizon(2), (Team("T", (1.0,)),))),
    (LengthsDiffer, lambda: Portfolio((BET,), Horizon(2), budget=Budget((1.0,)))),
    (OutOfRange, lambda: Horizon(0)),
    (OutOfRange, lambda: Horizon(4, 1.5)),
    (TooFew, lambda: Exclusive(("a",))),
    (Crossed, lambda: ThemeShare("x", 0.8, 0.2)),
    (OutOfRange, lambda: Limits(shares=(ThemeShare("x", 0.8), ThemeShare("y", 0.8)))),
    (OutOfRange, lambda: Work(0)),
    (NoData, lambda: Scenarios.of([])),
    (LengthsDiffer, lambda: Scenarios.of([[1, 2], [1]])),
    (NoData, lambda: Risk(SCENARIOS, fits=0.9)),
    (LengthsDiffer, lambda: choose(Portfolio((BET,), Horizon(1)), risk=Risk(SCENARIOS))),
    (TooLarge, lambda: Risk(MANY).check(replace(EITHER, horizon=Horizon(40), budget=None))),
    (
        Incompatible,
        lambda: choose(
            replace(EITHER, budget=Budget((1.0,), carry=True)),
            risk=Risk(Scenarios.of([[1, 2]], [[1, 1]]), fits=0.9),
        ),
    ),
]


@pytest.mark.parametrize(("refusal", "asked"), BAD)
def test_what_cannot_be_answered_is_refused_by_name(refusal: type[Refused], asked: Any) -> None:
    with pytest.raises(refusal) as raised:
        asked()
    assert raised.value.remedy


def test_an_answer_is_kept_and_read_back() -> None:
    found = choose(EITHER, risk=Risk(SCENARIOS, Tail()))

    assert Choice.from_dict(found.to_dict()) == found
