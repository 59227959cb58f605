"""The parts of the search: what each may settle, and what it must leave."""

from itertools import pairwise

import numpy as np
import pytest

from leadline_science.portfolio import Portfolio, Work, choose
from leadline_science.portfolio.building.model import build
from leadline_science.portfolio.frontier import BUDGET, scaled
from leadline_science.portfolio.solving.dive import OPEN, Dive
from leadline_science.portfolio.solving.highs import Relaxing
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
