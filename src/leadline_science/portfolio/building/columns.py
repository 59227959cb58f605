"""One column per bet and quarter in which it may start."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.solving.program import Ints


@dataclass(frozen=True, eq=False)
class Columns:
    """`bet`: its place in the portfolio; `start`: quarter from 1; `first`: first column of each bet, and the end."""

    bet: Ints
    start: Ints
    first: Ints

    @property
    def count(self) -> int:
        """How many columns."""
        return len(self.bet)

    def of(self, bet: int) -> Ints:
        """The columns of one bet, by quarter."""
        return np.arange(self.first[bet], self.first[bet + 1])

    def vector(self, quarters: Mapping[int, int]) -> Floats:
        """The 0-1 vector of a plan given as place of bet to quarter. Unknown starts are left out."""
        wanted = np.array([quarters.get(int(bet), 0) for bet in self.bet])
        found: Floats = (wanted == self.start).astype(np.float64)
        return found


def columns_of(portfolio: Portfolio, *, windows: bool = True) -> Columns:
    """The columns of a portfolio. Without `windows` a bet may start whenever the horizon allows."""
    ranges = [_starts(bet, portfolio.horizon.quarters, windows) for bet in portfolio.bets]
    counts = np.array([len(each) for each in ranges])
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    start = np.concatenate([np.asarray(each, dtype=np.int64) for each in ranges])
    return Columns(np.repeat(np.arange(len(ranges)), counts), start, first)


def _starts(bet: Bet, quarters: int, windows: bool) -> range:
    if not windows:
        return range(1, quarters - bet.finish(1) + 2)
    last = quarters if bet.finish_by is None else min(quarters, bet.finish_by)
    return range(bet.earliest, last - bet.finish(1) + 2)
