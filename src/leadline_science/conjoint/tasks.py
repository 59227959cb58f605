"""The tasks of all respondents side by side, and how likely their choices are."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.conjoint.study import Losers

# Beyond it the exponential says no more about a slope than that a choice is certain.
CERTAIN = 500.0


@dataclass(frozen=True)
class Grouped:
    """`rows` (respondent × alternative and task × term) less the chosen; `off` -inf where there is none.

    `columns`: the same by term. `made`: how many choices each made.
    """

    rows: Floats
    columns: Floats
    off: Floats
    tasks: int
    made: Floats

    def utilities(self, points: Floats) -> Floats:
        """Of all alternatives less the chosen, at each respondent's `points`."""
        return np.asarray(np.matmul(self.rows, points[:, :, None])[:, :, 0] + self.off)

    def lost(self, utilities: Floats) -> Floats:
        """Minus the log likelihood of each choice, shape (respondent, task)."""
        return np.asarray(np.log1p(self._totals(np.exp(utilities))))

    def likelihood(self, utilities: Floats) -> Floats:
        """Log likelihood of each respondent's choices."""
        return np.asarray(-self.lost(utilities).sum(axis=1))

    def derivatives(self, points: Floats) -> tuple[Floats, Floats]:
        """Slope of each log likelihood, and its curvature (minus the second derivative)."""
        weights = np.exp(np.minimum(self.utilities(points), CERTAIN))
        alternatives = weights.shape[1] // self.tasks
        shares = weights / np.tile(1 + self._totals(weights), alternatives)
        scaled = shares[:, :, None] * self.rows
        by_task = scaled.reshape(len(points), alternatives, self.tasks, -1).sum(axis=1)
        curve = np.matmul(np.swapaxes(self.rows, 1, 2), scaled)
        return -scaled.sum(axis=1), curve - np.matmul(np.swapaxes(by_task, 1, 2), by_task)

    def _totals(self, weights: Floats) -> Floats:
        # Slice by slice: a sum along an axis of two or three costs ten times as much.
        total = weights[:, : self.tasks].copy()
        for begins in range(self.tasks, weights.shape[1], self.tasks):
            total += weights[:, begins : begins + self.tasks]
        return total


def grouped(data: Losers) -> Grouped:
    """Tasks by respondent, filled up with tasks that say nothing."""
    counts = np.bincount(data.who)
    tasks, alternatives, terms = int(counts.max()), data.rows.shape[1], data.rows.shape[2]
    rows = np.zeros((len(counts), alternatives, tasks, terms))
    off = np.full((len(counts), alternatives, tasks), -np.inf)
    seen = np.zeros(len(counts), dtype=np.intp)
    for at, who in enumerate(data.who):
        rows[who, :, seen[who]], off[who, :, seen[who]] = data.rows[at], data.off[at]
        seen[who] += 1
    flat = rows.reshape(len(counts), alternatives * tasks, terms)
    return Grouped(
        flat,
        np.ascontiguousarray(np.moveaxis(flat, 2, 0)),
        off.reshape(len(counts), alternatives * tasks),
        tasks,
        counts.astype(np.float64),
    )
