"""The tasks of all respondents side by side, and how likely their choices are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats
from leadline_science.conjoint.study import Losers

# Seven digits are plenty for a chance, and take half the time of sixteen.
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Grouped:
    """`rows` (respondent × alternative and task × term) less the chosen; `off` -inf where there is none.

    `made`: how many choices each made.
    """

    rows: Singles
    off: Singles
    tasks: int
    made: Floats

    def shares(self, points: Floats) -> tuple[Singles, Singles]:
        """The chance of each alternative not chosen, and 1 over that of each choice (respondent × task)."""
        single = points.astype(np.float32)
        shares = np.matmul(self.rows, single[:, :, None])[:, :, 0]
        shares += self.off
        np.exp(shares, out=shares)
        totals = 1 + self._totals(shares)
        by_task = shares.reshape(len(shares), -1, self.tasks)
        by_task /= totals[:, None]
        return shares, totals

    def slope(self, shares: Singles) -> Floats:
        """Of each log likelihood, by the terms."""
        return np.asarray(-np.matmul(shares[:, None, :], self.rows)[:, 0], dtype=np.float64)

    def curve(self, shares: Singles) -> Floats:
        """Minus the second derivative of each log likelihood."""
        scaled = shares[:, :, None] * self.rows
        alternatives = shares.shape[1] // self.tasks
        by_task = scaled.reshape(len(shares), alternatives, self.tasks, -1).sum(axis=1)
        curve = np.matmul(np.swapaxes(self.rows, 1, 2), scaled)
        curve -= np.matmul(np.swapaxes(by_task, 1, 2), by_task)
        return np.asarray(curve, dtype=np.float64)

    def _totals(self, weights: Singles) -> Singles:
        # Slice by slice: a sum along an axis of two or three costs ten times as much.
        total = weights[:, : self.tasks].copy()
        for begins in range(self.tasks, weights.shape[1], self.tasks):
            total += weights[:, begins : begins + self.tasks]
        return total


def grouped(data: Losers) -> Grouped:
    """Tasks by respondent, filled up with tasks that say nothing."""
    counts = np.bincount(data.who)
    tasks, alternatives, terms = int(counts.max()), data.rows.shape[1], data.rows.shape[2]
    rows = np.zeros((len(counts), alternatives, tasks, terms), np.float32)
    off = np.full((len(counts), alternatives, tasks), -np.inf, np.float32)
    seen = np.zeros(len(counts), dtype=np.intp)
    for at, who in enumerate(data.who):
        rows[who, :, seen[who]], off[who, :, seen[who]] = data.rows[at], data.off[at]
        seen[who] += 1
    flat = rows.reshape(len(counts), alternatives * tasks, terms)
    return Grouped(
        flat,
        off.reshape(len(counts), alternatives * tasks),
        tasks,
        counts.astype(np.float64),
    )
