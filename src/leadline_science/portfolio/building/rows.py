"""The rows of a portfolio: one writer per sort of limit."""

from collections.abc import Callable, Sequence

import numpy as np

from leadline_science.portfolio.building import words
from leadline_science.portfolio.building.cells import FREE, Cells
from leadline_science.portfolio.building.columns import Columns
from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.solving.program import Ints

Writer = Callable[[Cells, Portfolio, Columns], None]


def once(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """A bet starts once at most."""
    rows = np.array([cells.row(words.ONCE, -FREE, 1.0) for _ in portfolio.bets], dtype=np.int64)
    cells.put(rows[columns.bet], np.arange(columns.count), 1.0)


def musts(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Must-dos start once at least."""
    for at, bet in enumerate(portfolio.bets):
        if bet.must:
            cells.put(cells.row(words.must(bet, portfolio), 1.0, FREE), columns.of(at), 1.0)


def windows(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Starts outside a bet's window, where there are columns for them, are ruled out."""
    for at, bet in enumerate(portfolio.bets):
        own = columns.of(at)
        last = bet.finish_by or portfolio.horizon.quarters
        outside = (columns.start[own] < bet.earliest) | (
            columns.start[own] + bet.finish(1) - 1 > last
        )
        if outside.any():
            cells.put(cells.row(words.window(bet), -FREE, 0.0), own[outside], 1.0)


def teams(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Capacity of every team in every quarter."""
    unit = portfolio.horizon.effort
    rows = {
        team.name: np.array(
            [
                cells.row(words.capacity(team.name, q, amount, unit), -FREE, amount)
                for q, amount in enumerate(team.capacity, start=1)
            ]
        )
        for team in portfolio.teams
    }
    for at, bet in enumerate(portfolio.bets):
        own = columns.of(at)
        for need in bet.needs:
            _spread(cells, rows[need.team], own, columns.start[own], need.amounts)


def budget(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Money of every quarter, or up to every quarter where what is left is carried over."""
    if portfolio.budget is None:
        return
    carry, unit = portfolio.budget.carry, portfolio.horizon.money
    given = np.array(portfolio.budget.amounts)
    available = given.cumsum() if carry else given
    rows = np.array(
        [
            cells.row(words.budget(q, amount, unit, carry), -FREE, amount)
            for q, amount in enumerate(available.tolist(), start=1)
        ]
    )
    for at, bet in enumerate(portfolio.bets):
        own = columns.of(at)
        amounts = (*bet.cost, *([0.0] * len(rows) if carry else []))
        total = np.cumsum(amounts).tolist() if carry else amounts
        _spread(cells, rows, own, columns.start[own], total)


def _spread(cells: Cells, rows: Ints, columns: Ints, start: Ints, amounts: Sequence[float]) -> None:
    """Amounts of the first, second … quarter of work, laid out from every start."""
    for later, amount in enumerate(amounts):
        inside = start - 1 + later < len(rows)
        if amount and inside.any():
            cells.put(rows[start[inside] - 1 + later], columns[inside], amount)


def prerequisites(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Started up to a quarter: no more than its prerequisite finished before it, or started up to it."""
    for at, bet in enumerate(portfolio.bets):
        for name in bet.after:
            before = portfolio.place[name]
            lag = portfolio.bets[before].finish(1)
            _no_earlier(cells, columns, (at, before), lag, words.after(bet.name, name))
        for name in bet.alongside:
            other = portfolio.place[name]
            _no_earlier(cells, columns, (at, other), 0, words.alongside(bet.name, name))


def _no_earlier(
    cells: Cells, columns: Columns, pair: tuple[int, int], lag: int, limit: words.Limit
) -> None:
    own, other = columns.of(pair[0]), columns.of(pair[1])
    for quarter in columns.start[own].tolist():
        row = cells.row(limit, -FREE, 0.0)
        cells.put(row, own[columns.start[own] <= quarter], 1.0)
        cells.put(row, other[columns.start[other] + lag <= quarter], -1.0)


def exclusive(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """At most one of each group."""
    for group in portfolio.limits.exclusive:
        own = np.concatenate([columns.of(portfolio.place[name]) for name in group.bets])
        cells.put(cells.row(words.exclusive(group), -FREE, 1.0), own, 1.0)


def shares(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Spending on a theme minus its share of all spending."""
    spend = np.array([bet.spend for bet in portfolio.bets])[columns.bet]
    every = np.arange(columns.count)
    for share in portfolio.limits.shares:
        inside = np.array([bet.theme == share.theme for bet in portfolio.bets])[columns.bet]
        if share.least > 0:
            row = cells.row(words.share(share, least=True), 0.0, FREE)
            cells.put(row, every, spend * (inside - share.least))
        if share.most < 1:
            row = cells.row(words.share(share, least=False), -FREE, 0.0)
            cells.put(row, every, spend * (inside - share.most))


def together(cells: Cells, portfolio: Portfolio, columns: Columns) -> None:
    """Bets in progress in every quarter."""
    most = portfolio.limits.together
    if most is None:
        return
    rows = np.array(
        [
            cells.row(words.together(q, most), -FREE, float(most))
            for q in range(1, portfolio.horizon.quarters + 1)
        ]
    )
    for at, bet in enumerate(portfolio.bets):
        own = columns.of(at)
        _spread(cells, rows, own, columns.start[own], _ones(bet))


def _ones(bet: Bet) -> tuple[float, ...]:
    return (1.0,) * bet.quarters


WRITERS: tuple[Writer, ...] = (
    *(once, musts, windows, teams, budget),
    *(prerequisites, exclusive, shares, together),
)
