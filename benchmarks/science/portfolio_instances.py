"""Portfolios made by chance: eight quarters, six teams, and every sort of limit."""

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

QUARTERS, TEAMS = 8, 6
THEMES = ("growth", "retention", "cost", "risk")


def made(bets: int, seed: int, *, tight: float = 0.35) -> Portfolio:
    """`bets` bets; teams and budget can take a share `tight` of all that could be done."""
    of = Random(seed)
    drawn = tuple(_bet(at, of) for at in range(bets))
    asked = [0.0] * TEAMS
    for bet in drawn:
        for need in bet.needs:
            asked[int(need.team[1:])] += sum(need.amounts)
    return Portfolio(
        bets=drawn,
        horizon=Horizon(QUARTERS, 0.03),
        teams=tuple(_team(at, tight * total, of) for at, total in enumerate(asked)),
        budget=Budget(_spread(tight * sum(bet.spend for bet in drawn), of)),
        limits=Limits(_exclusive(bets, of), tuple(ThemeShare(each, 0.15) for each in THEMES)),
    )


def _bet(at: int, of: Random) -> Bet:
    quarters = of.choice((1, 1, 2, 2, 3))
    teams = of.sample(range(TEAMS), of.choice((1, 1, 2, 2, 3)))
    needs = tuple(Need(f"T{team}", _amounts(of, 5.0, quarters)) for team in teams)
    effort = sum(sum(need.amounts) for need in needs)
    return Bet(
        name=f"B{at:05}",
        value=round(effort * of.lognormvariate(0, 0.35), 2),
        cost=_amounts(of, 15.0, quarters),
        needs=needs,
        theme=of.choice(THEMES),
        must=at % 100 == 7,
        after=(f"B{of.randrange(max(0, at - 30), at):05}",) if at and of.random() < 0.15 else (),
    )


def _amounts(of: Random, median: float, quarters: int) -> tuple[float, ...]:
    """Many small ones and a few large, as work is."""
    return tuple(round(median * of.lognormvariate(0, 0.7), 1) for _ in range(quarters))


def _team(at: int, total: float, of: Random) -> Team:
    return Team(f"T{at}", _spread(total, of))


def _spread(total: float, of: Random) -> tuple[float, ...]:
    return tuple(float(round(total / QUARTERS * of.uniform(0.85, 1.15))) for _ in range(QUARTERS))


def _exclusive(bets: int, of: Random) -> tuple[Exclusive, ...]:
    free = [at for at in range(bets) if at % 100 != 7]
    groups = max(1, bets // 50)
    names = of.sample(free, 3 * groups)
    return tuple(
        Exclusive(tuple(f"B{at:05}" for at in names[3 * each : 3 * each + 3]))
        for each in range(groups)
    )
