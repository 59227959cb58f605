"""Small portfolios made by chance, every limit in them, and a judge that shares no code with the search."""

from dataclasses import replace
from itertools import product
from random import Random

from leadline_science.portfolio import (
    Bet,
    Budget,
    Exclusive,
    Horizon,
    Limits,
    Need,
    Portfolio,
    Team,
    ThemeShare,
)

# OR-Library, mknap1, problem 1 (Petersen 1967): six projects, ten limits, best value 3800.
VALUES = (100, 600, 1200, 2400, 500, 2000)
ROWS = (
    (8, 12, 13, 64, 22, 41),
    (8, 12, 13, 75, 22, 41),
    (3, 6, 4, 18, 6, 4),
    (5, 10, 8, 32, 6, 12),
    (5, 13, 8, 42, 6, 20),
    (5, 13, 8, 48, 6, 20),
    (0, 0, 0, 0, 8, 0),
    (3, 0, 4, 0, 8, 0),
    (3, 2, 4, 0, 8, 4),
    (3, 2, 4, 8, 8, 4),
)
ROOM = (80, 96, 20, 36, 44, 48, 10, 18, 22, 24)


def petersen() -> Portfolio:
    """Each limit as a team with one quarter."""
    bets = tuple(
        Bet(
            name=f"P{at + 1}",
            value=value,
            needs=tuple(Need(f"T{row}", (float(use[at]),)) for row, use in enumerate(ROWS)),
        )
        for at, value in enumerate(VALUES)
    )
    teams = tuple(Team(f"T{row}", (float(room),)) for row, room in enumerate(ROOM))
    return Portfolio(bets, Horizon(1), teams)


def tiny(seed: int, *, bets: int = 5, quarters: int = 3) -> Portfolio:
    """Up to `bets` bets of one or two quarters, two teams, a budget, and some rules."""
    of = Random(seed)
    made = tuple(_bet(at, of, quarters) for at in range(bets))
    return Portfolio(
        bets=made,
        horizon=Horizon(quarters, of.choice((0.0, 0.05))),
        teams=tuple(
            Team(name, tuple(float(of.randint(3, 9)) for _ in range(quarters))) for name in "AB"
        ),
        budget=Budget(tuple(float(of.randint(4, 12)) for _ in range(quarters)), of.random() < 0.3),
        limits=Limits(
            (Exclusive(("b0", "b2")),) if of.random() < 0.4 else (),
            (ThemeShare("x", 0.3),) if of.random() < 0.4 else (),
            of.choice((None, None, 2)),
        ),
    )


def roomy(seed: int, bets: int, quarters: int) -> Portfolio:
    """The same without must-dos, so that there is a plan."""
    drawn = tiny(seed, bets=bets, quarters=quarters)
    return replace(drawn, bets=tuple(replace(bet, must=False) for bet in drawn.bets))


def _bet(at: int, of: Random, quarters: int) -> Bet:
    length = of.choice((1, 1, 2))
    teams = of.sample("AB", of.choice((1, 2)))
    return Bet(
        name=f"b{at}",
        value=float(of.randint(1, 20)),
        cost=tuple(float(of.randint(1, 6)) for _ in range(length)),
        needs=tuple(
            Need(each, tuple(float(of.randint(1, 5)) for _ in range(length))) for each in teams
        ),
        theme=of.choice("xy") if at else "x",
        must=of.random() < 0.1,
        earliest=of.choice((1, 1, 2)),
        after=(f"b{of.randrange(at)}",) if at and of.random() < 0.3 else (),
        alongside=(f"b{of.randrange(at)}",) if at and of.random() < 0.15 else (),
    )


def keeps(portfolio: Portfolio, plan: dict[str, int]) -> bool:
    """Whether a plan keeps every limit, counted quarter by quarter from the words of the limits."""
    quarters = range(1, portfolio.horizon.quarters + 1)
    end = {
        bet.name: plan[bet.name] + _length(bet) - 1 for bet in portfolio.bets if bet.name in plan
    }
    for bet in portfolio.bets:
        if bet.name not in plan:
            if bet.must:
                return False
            continue
        start = plan[bet.name]
        late = end[bet.name] > (bet.finish_by or portfolio.horizon.quarters)
        if start < bet.earliest or late or end[bet.name] > portfolio.horizon.quarters:
            return False
        if any(each not in plan or end[each] >= start for each in bet.after):
            return False
        if any(each not in plan or plan[each] > start for each in bet.alongside):
            return False
    return all(_quarter_kept(portfolio, plan, q) for q in quarters) and _rules_kept(portfolio, plan)


def _length(bet: Bet) -> int:
    return max([1, len(bet.cost), *(len(need.amounts) for need in bet.needs)])


def _at(amounts: tuple[float, ...], start: int, quarter: int) -> float:
    place = quarter - start
    return amounts[place] if 0 <= place < len(amounts) else 0.0


def _spent(portfolio: Portfolio, plan: dict[str, int], quarter: int) -> float:
    return sum(_at(b.cost, plan[b.name], quarter) for b in portfolio.bets if b.name in plan)


def _quarter_kept(portfolio: Portfolio, plan: dict[str, int], quarter: int) -> bool:
    chosen = [bet for bet in portfolio.bets if bet.name in plan]
    for team in portfolio.teams:
        used = sum(
            _at(need.amounts, plan[bet.name], quarter)
            for bet in chosen
            for need in bet.needs
            if need.team == team.name
        )
        if used > team.capacity[quarter - 1] + 1e-6:
            return False
    busy = sum(plan[b.name] <= quarter < plan[b.name] + _length(b) for b in chosen if _works(b))
    if portfolio.limits.together is not None and busy > portfolio.limits.together:
        return False
    return _money_kept(portfolio, plan, quarter)


def _works(bet: Bet) -> bool:
    return bool(bet.cost or bet.needs)


def _money_kept(portfolio: Portfolio, plan: dict[str, int], quarter: int) -> bool:
    budget = portfolio.budget
    if budget is None:
        return True
    first = 1 if budget.carry else quarter
    spent = sum(_spent(portfolio, plan, each) for each in range(first, quarter + 1))
    return spent <= sum(budget.amounts[first - 1 : quarter]) + 1e-6


def _rules_kept(portfolio: Portfolio, plan: dict[str, int]) -> bool:
    total = sum(sum(bet.cost) for bet in portfolio.bets if bet.name in plan)
    for share in portfolio.limits.shares:
        own = sum(
            sum(bet.cost) for bet in portfolio.bets if bet.name in plan and bet.theme == share.theme
        )
        if not share.least * total - 1e-6 <= own <= share.most * total + 1e-6:
            return False
    return all(sum(b in plan for b in each.bets) <= 1 for each in portfolio.limits.exclusive)


def worth(portfolio: Portfolio, plan: dict[str, int]) -> float:
    """Present value of a plan."""
    rate = 1 + portfolio.horizon.discount
    return sum(
        bet.value / rate ** (plan[bet.name] + _length(bet) - 1)
        for bet in portfolio.bets
        if bet.name in plan
    )


def enumerated(portfolio: Portfolio) -> float | None:
    """The best value of all plans, by looking at every one; None where there is none."""
    quarters = range(portfolio.horizon.quarters + 1)
    names = [bet.name for bet in portfolio.bets]
    values = [
        worth(portfolio, plan)
        for starts in product(quarters, repeat=len(names))
        if keeps(portfolio, plan := {n: q for n, q in zip(names, starts, strict=True) if q})
    ]
    return max(values, default=None)
