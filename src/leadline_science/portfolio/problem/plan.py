"""A plan, and whether it keeps the limits: counted bet by bet, apart from any matrix."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.portfolio import Portfolio

SLACK = 1e-6


@dataclass(frozen=True)
class Start:
    """A chosen bet: the quarter in which it starts, the one in which it finishes, its present value."""

    bet: str
    quarter: int
    finish: int
    value: float


@dataclass(frozen=True)
class Use:
    """How much of one limit a plan uses, quarter by quarter. `what`: a team's name, or "budget"."""

    what: str
    unit: str
    used: tuple[float, ...]
    available: tuple[float, ...]


def starts_of(portfolio: Portfolio, quarters: Mapping[str, int]) -> tuple[Start, ...]:
    """The chosen bets by quarter of start, then in the order of the portfolio."""
    chosen = [bet for bet in portfolio.bets if bet.name in quarters]
    made = [
        Start(bet.name, q, bet.finish(q), portfolio.worth(bet, q))
        for bet in chosen
        if (q := quarters[bet.name])
    ]
    return tuple(sorted(made, key=lambda each: each.quarter))


def value_of(portfolio: Portfolio, quarters: Mapping[str, int]) -> float:
    """Present value of a plan."""
    return float(
        sum(
            portfolio.worth(bet, quarters[bet.name])
            for bet in portfolio.bets
            if bet.name in quarters
        )
    )


def uses(portfolio: Portfolio, quarters: Mapping[str, int]) -> tuple[Use, ...]:
    """What the plan takes from every team and from the budget."""
    horizon = portfolio.horizon
    found = [
        Use(team.name, horizon.effort, team_use(portfolio, quarters, team.name), team.capacity)
        for team in portfolio.teams
    ]
    if portfolio.budget is not None:
        found.append(
            Use("budget", horizon.money, money_use(portfolio, quarters), portfolio.budget.amounts)
        )
    return tuple(found)


def team_use(portfolio: Portfolio, quarters: Mapping[str, int], team: str) -> tuple[float, ...]:
    """Effort asked of a team, by quarter."""
    rows = [
        (quarters[bet.name], need.amounts)
        for bet in portfolio.bets
        if bet.name in quarters
        for need in bet.needs
        if need.team == team
    ]
    return _laid_out(rows, portfolio.horizon.quarters)


def money_use(portfolio: Portfolio, quarters: Mapping[str, int]) -> tuple[float, ...]:
    """Money spent, by quarter."""
    rows = [(quarters[bet.name], bet.cost) for bet in portfolio.bets if bet.name in quarters]
    return _laid_out(rows, portfolio.horizon.quarters)


def _laid_out(rows: list[tuple[int, tuple[float, ...]]], quarters: int) -> tuple[float, ...]:
    total = [0.0] * quarters
    for start, amounts in rows:
        for later, amount in enumerate(amounts):
            total[start - 1 + later] += amount
    return tuple(total)


def broken(portfolio: Portfolio, quarters: Mapping[str, int]) -> tuple[str, ...]:
    """The limits that a plan breaks, in words; nothing when it keeps them all."""
    found = [text for bet in portfolio.bets for text in _broken_by(bet, quarters, portfolio)]
    return (*found, *_overdrawn(portfolio, quarters), *_rules_broken(portfolio, quarters))


def _broken_by(bet: Bet, quarters: Mapping[str, int], portfolio: Portfolio) -> list[str]:
    start = quarters.get(bet.name)
    if start is None:
        return [f"{bet.name} is a must-do"] if bet.must else []
    last = min(bet.finish_by or portfolio.horizon.quarters, portfolio.horizon.quarters)
    found = [] if bet.earliest <= start and bet.finish(start) <= last else [f"window of {bet.name}"]
    late = portfolio.horizon.quarters + 1
    for name in bet.after:
        before = portfolio.bet(name)
        if name not in quarters or before.finish(quarters[name]) >= start:
            found.append(f"{bet.name} comes after {name}")
    return found + [
        f"{bet.name} goes alongside {name}"
        for name in bet.alongside
        if quarters.get(name, late) > start
    ]


def _overdrawn(portfolio: Portfolio, quarters: Mapping[str, int]) -> list[str]:
    found = []
    for use in uses(portfolio, quarters):
        carried = use.what == "budget" and portfolio.budget is not None and portfolio.budget.carry
        left = 0.0
        for at, (used, available) in enumerate(zip(use.used, use.available, strict=True), start=1):
            left = available - used + (left if carried else 0.0)
            if left < -SLACK * max(1.0, available):
                found.append(f"{use.what} of quarter {at}")
    return found


def _rules_broken(portfolio: Portfolio, quarters: Mapping[str, int]) -> list[str]:
    limits = portfolio.limits
    found = [
        f"one of {', '.join(group.bets)}"
        for group in limits.exclusive
        if sum(name in quarters for name in group.bets) > 1
    ]
    spent = {bet.name: bet.spend for bet in portfolio.bets if bet.name in quarters}
    total = sum(spent.values())
    for share in limits.shares:
        own = sum(spent[name] for name in spent if portfolio.bet(name).theme == share.theme)
        slack = SLACK * max(1.0, total)
        if not share.least * total - slack <= own <= share.most * total + slack:
            found.append(f"share of {share.theme}")
    return found + _crowded(portfolio, quarters)


def _crowded(portfolio: Portfolio, quarters: Mapping[str, int]) -> list[str]:
    rows = [
        (quarters[bet.name], (1.0,) * bet.quarters)
        for bet in portfolio.bets
        if bet.name in quarters
    ]
    busy = _laid_out(rows, portfolio.horizon.quarters)
    most = portfolio.limits.together
    return [
        f"bets in progress in quarter {at}"
        for at, count in enumerate(busy, start=1)
        if most is not None and count > most
    ]
