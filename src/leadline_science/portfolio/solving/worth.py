"""What the prices of the relaxation say of each column."""

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.solving.highs import Relaxed
from leadline_science.portfolio.solving.program import Ints, Program


def paid_worth(program: Program, groups: Ints, relaxed: Relaxed) -> Floats:
    """What each column brings after paying for what it takes from rows that it shares with other bets.

    The reduced cost also pays for the rows of the bet's own (that it starts once), which would make every
    bet of the relaxation look as if it were hardly worth its place.
    """
    matrix = program.matrix
    ends = np.diff(matrix.indptr) > 0
    inside = groups[matrix.indices]
    least, most = np.full(len(ends), -1), np.full(len(ends), -2)
    if inside.size:
        starts = matrix.indptr[:-1][ends]
        least[ends] = np.minimum.reduceat(inside, starts)
        most[ends] = np.maximum.reduceat(inside, starts)
    own = np.where((least == most) & (least >= 0), relaxed.duals, 0.0)
    found: Floats = relaxed.reduced + matrix.T @ own
    return found


def margins(groups: Ints, count: int, relaxed: Relaxed, worth: Floats) -> Floats:
    """What it costs to treat each bet otherwise than the relaxation does; -1 where that is torn."""
    own = groups >= 0
    bet, x, brings = groups[own], relaxed.x[own], worth[own]
    taken = x > 0.5
    other, kept = np.zeros(count), np.zeros(count)
    np.maximum.at(other, bet[~taken], brings[~taken])
    kept[bet[taken]] = brings[taken]
    chosen = np.zeros(count, dtype=bool)
    chosen[bet[taken]] = True
    best = np.full(count, -np.inf)
    np.maximum.at(best, bet, brings)
    found = np.where(chosen, kept - other, -best)
    found[bet[(x > 1e-6) & (x < 1 - 1e-6)]] = -1.0
    return found


def distances(groups: Ints, relaxed: Relaxed, worth: Floats) -> Floats:
    """How far each column is from being treated otherwise; 0 where the relaxation is torn, -1 where it has no bet."""
    count = int(groups.max(initial=-1)) + 1
    own = groups >= 0
    best = np.zeros(count)
    np.maximum.at(best, groups[own], worth[own])
    margin = margins(groups, count, relaxed, worth)
    found = np.full(len(groups), -1.0)
    taken = relaxed.x[own] > 0.5
    found[own] = np.where(taken, margin[groups[own]], best[groups[own]] - worth[own])
    return np.where(own, np.maximum(found, 0.0), -1.0)
