"""Large bets settled first, as the relaxation has them, and the relaxation solved anew each time.

While many small bets are open, they make up for what settling a torn large one costs. What stays open in the
end is small enough for branch and bound (a dive whose order is the size of the bets).
"""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.solving.highs import Relaxed, Relaxing
from leadline_science.portfolio.solving.program import Flags, Ints

PART = 0.3  # of the bets still open, settled at a time
OPEN = 230  # bets that branch and bound is left with, at most, but for torn ones
WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Level:
    """Columns still `free`, and the others as they were settled."""

    free: Flags
    given: Floats


@dataclass(eq=False)
class Dive:
    """One dive. `groups`: the bet of each column, -1 for none; `order`: bets, the largest first."""

    relaxing: Relaxing
    groups: Ints
    order: Ints
    x: Floats
    iterations: int = 0

    def __post_init__(self) -> None:
        self.open = np.ones(len(self.order) + 1, dtype=bool)

    def levels(self) -> list[Level]:
        """What was free and what settled after each step, the last step last."""
        found, left = [], len(self.order)
        while left > OPEN:
            taken = max(1, int(left * PART))
            self._settle(self.order[len(self.order) - left :][:taken])
            left -= taken
            free = self.open[self.groups]
            found.append(Level(free, np.where(free, 0.0, np.round(self.x))))
        return found

    def _settle(self, bets: Ints) -> None:
        """Whole ones as they are, then torn ones at their larger part; those stay open if that leaves nothing."""
        torn = self._marked(self.groups[np.minimum(self.x, 1 - self.x) > WHOLE])
        asked = self._marked(bets)
        self._keep(asked & ~torn, np.round(self.x))
        self._keep(asked & torn, _larger_parts(self.groups, self.x))

    def _marked(self, bets: Ints) -> Flags:
        marked = np.zeros(len(self.open), dtype=bool)
        marked[bets[bets >= 0]] = True
        return marked

    def _keep(self, bets: Flags, x: Floats) -> None:
        columns = np.flatnonzero(bets[self.groups])
        found = self._between(columns, x[columns], x[columns])
        if found.empty:
            program = self.relaxing.program
            found = self._between(columns, program.low[columns], program.high[columns])
        else:
            self.open &= ~bets
        self.x = found.x

    def _between(self, columns: Ints, low: Floats, high: Floats) -> Relaxed:
        found = self.relaxing.between(columns, low, high)
        self.iterations += found.iterations
        return found


def _larger_parts(groups: Ints, x: Floats) -> Floats:
    """1 at the largest column of each bet of which half or more is taken."""
    order = np.lexsort((x, groups))
    largest = order[np.append(np.diff(groups[order]) > 0, True)]
    found = np.zeros(len(x))
    taken = np.bincount(groups + 1, np.maximum(x, 0.0))[groups[largest] + 1] >= 0.5
    found[largest] = taken & (groups[largest] >= 0)
    return found


def sizes(groups: Ints, paid: Floats) -> Floats:
    """Of each bet, what its dearest column takes from shared rows, at the prices of the relaxation."""
    found = np.zeros(int(groups.max(initial=-1)) + 1)
    own = groups >= 0
    np.maximum.at(found, groups[own], paid[own])
    return found
