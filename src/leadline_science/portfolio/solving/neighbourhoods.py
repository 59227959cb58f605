"""Which bets to choose anew while the others stay."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.solving.highs import Relaxed
from leadline_science.portfolio.solving.program import Flags, Ints, Program
from leadline_science.portfolio.solving.worth import margins

CROWDED = 8
CORE = 500
POOL = 10


@dataclass(frozen=True, eq=False)
class Map:
    """What the relaxation tells of each bet. `rank`: 0 for the bet whose choice is the most open.

    `enablers`: bets that bring nothing themselves; they are chosen anew with whatever needs them.
    """

    program: Program
    groups: Ints
    count: int
    rank: Ints
    crowded: Ints
    prices: Floats
    enablers: Flags

    def free(self, chosen: Ints) -> Flags:
        """The columns of the chosen bets, and those that belong to no bet."""
        marked = np.zeros(self.count + 1, dtype=bool)
        marked[chosen] = True
        marked[:-1] |= self.enablers
        marked[-1] = True
        found: Flags = marked[self.groups]
        return found

    def losses(self, x: Floats) -> Floats:
        """What is left of each crowded row, at its price."""
        program = self.program
        used = (program.matrix @ x)[self.crowded]
        left = np.minimum(
            program.row_high[self.crowded] - used, used - program.row_low[self.crowded]
        )
        found: Floats = np.maximum(np.minimum(left, 1e9), 0.0) * self.prices[self.crowded]
        return found


def chart(program: Program, groups: Ints, relaxed: Relaxed, worth: Floats) -> Map:
    """The map of a programme. `groups`: the bet of each column, -1 for none."""
    count = int(groups.max(initial=-1)) + 1
    margin = margins(groups, count, relaxed, worth)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(margin, kind="stable")] = np.arange(count)
    crowded = np.flatnonzero(np.diff(program.matrix.indptr) >= CROWDED)
    enablers = np.ones(count + 1, dtype=bool)
    enablers[groups[program.gain > 0]] = False
    return Map(program, groups, count, rank, crowded, np.abs(relaxed.duals), enablers[:-1])


def core(distance: Floats, size: int) -> Flags:
    """The `size` columns whose treatment is the most open, and those that belong to no bet."""
    free = distance < 0
    free[np.argsort(distance, kind="stable")[:size]] = True
    return free


def draw(chart: Map, x: Floats, size: int, turn: int, rng: np.random.Generator) -> Flags:
    """The columns of `size` bets: the most open ones, those now in one row, or those that could be in it."""
    weight = np.exp(-chart.rank / (POOL * size)) + 1e-6
    if turn % 3 and len(chart.crowded):
        weight = weight * _row_weights(chart, x, turn % 3 == 1, rng)
    if not chart.enablers.all():
        weight[chart.enablers] = 0.0
    size = min(size, int(np.count_nonzero(weight)))
    return chart.free(rng.choice(chart.count, size, replace=False, p=weight / weight.sum()))


def _row_weights(chart: Map, x: Floats, now: bool, rng: np.random.Generator) -> Floats:
    lost = chart.losses(x) + 1e-12
    chance = lost + 0.02 * lost.mean()
    row = int(rng.choice(chart.crowded, p=chance / chance.sum()))
    matrix = chart.program.matrix
    inside = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    inside = inside[(x[inside] > 0.5) | (not now)]
    bets = chart.groups[inside]
    weights = np.full(chart.count, 1.0 if now else 0.3)
    weights[bets[bets >= 0]] = 10.0
    return weights
