"""The parts of the search: what each may settle, and what it must leave."""

from itertools import combinations, pairwise
from random import Random

import numpy as np
import pytest

from leadline_science.portfolio import Bet, Budget, Horizon, Portfolio, Work, choose
from leadline_science.portfolio.building.model import build
from leadline_science.portfolio.frontier import BUDGET, scaled
from leadline_science.portfolio.solving import neighbourhoods
from leadline_science.portfolio.solving.dive import OPEN, Dive
from leadline_science.portfolio.solving.highs import Relaxing
from leadline_science.portfolio.solving.worth import paid_worth
from tests.science.portfolio.cases import keeps, roomy, worth


def wide(portfolio: Portfolio, factor: float) -> Portfolio:
    """The same with more of every team and of the money."""
    for team in portfolio.teams:
        portfolio = scaled(portfolio, team.name, factor)
    return scaled(portfolio, BUDGET, factor)


@pytest.mark.parametrize("seed", range(3))
def test_a_dive_settles_bets_whole_and_leaves_a_relaxation_that_holds(seed: int) -> None:
    model = build(roomy(seed, 400, 4))
    relaxing = Relaxing(model.program)
    relaxed = relaxing.run()
    order = np.random.default_rng(seed).permutation(400)
    dive = Dive(relaxing, model.groups, order, relaxed.x)
    levels = dive.levels()
    last = levels[-1]

    settled = last.given[~last.free]
    assert set(settled.tolist()) <= {0.0, 1.0}
    assert OPEN / 2 < len(np.unique(model.groups[last.free])) < 400
    assert not relaxing.run().empty
    assert all(before.free[after.free].all() for before, after in pairwise(levels))


def test_a_large_portfolio_is_filled_to_within_a_hundredth_of_its_bound() -> None:
    portfolio = wide(roomy(5, 1_400, 4), 100.0)
    found = choose(portfolio, work=Work(5_000, 1e-3))

    assert keeps(portfolio, found.plan)
    assert found.value == pytest.approx(worth(portfolio, found.plan))
    assert found.value <= found.bound + 1e-6
    assert found.gap < 0.01


def release(customers: int, seed: int) -> Portfolio:
    """Customers who each want a few of the things that cost money, and half of the money."""
    of = Random(seed)
    things = [Bet(name=f"R{at}", value=0, cost=(float(of.randint(1, 9)),)) for at in range(40)]
    wants = [
        Bet(
            name=f"C{at}",
            value=of.randint(10, 50),
            alongside=tuple(f"R{each}" for each in sorted(of.sample(range(40), 4))),
        )
        for at in range(customers)
    ]
    budget = Budget((float(int(sum(each.spend for each in things) / 2)),))
    return Portfolio((*things, *wants), Horizon(1), budget=budget)


def test_what_is_only_there_for_others_is_chosen_anew_with_them() -> None:
    model = build(release(60, 1))
    relaxed = Relaxing(model.program).run()
    worth = paid_worth(model.program, model.groups, relaxed)
    chart = neighbourhoods.chart(model.program, model.groups, relaxed, worth)
    rng = np.random.default_rng(0)
    drawn = [neighbourhoods.draw(chart, relaxed.x, 10, turn, rng) for turn in range(6)]

    assert chart.enablers.tolist() == [True] * 40 + [False] * 60
    assert all(free[:40].all() and free[40:].sum() == 10 for free in drawn)


@pytest.mark.parametrize("seed", range(3))
def test_no_other_customers_of_a_release_are_worth_more(seed: int) -> None:
    portfolio = release(10, seed)
    found = choose(portfolio, work=Work(20_000, 0.0))
    costs = {bet.name: bet.spend for bet in portfolio.bets}
    customers = portfolio.bets[40:]
    assert portfolio.budget is not None
    room = portfolio.budget.amounts[0]
    best = max(
        sum(each.value for each in chosen)
        for count in range(11)
        for chosen in combinations(customers, count)
        if sum(costs[name] for name in {name for each in chosen for name in each.alongside}) <= room
    )

    assert found.proved
    assert found.value == pytest.approx(best)
