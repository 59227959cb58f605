"""Draws of a normal population of partworths, one respondent each, given their choices.

Metropolis within Gibbs (Rossi, Allenby & McCulloch 2005), all respondents at once: each steps by an
angle around a normal that is near to what is known of that respondent. Three more moves let the
population walk faster: all are shifted together, all utilities are stretched, or all are spread about
the mean, term by term (Yu & Meng 2011: the population given where each stands within it).
"""

from dataclasses import dataclass
from math import pi

import numpy as np

from leadline_science.checks import Floats
from leadline_science.conjoint.tasks import Grouped

WANTED, TOGETHER_WANTED = 0.5, 0.35
# Huang & Wand 2013: each spread is half-t with so many degrees of freedom and this scale, a correlation r has
# density (1 - r²)^(freedom / 2 - 1). The plain inverse Wishart pulls small spreads up.
WIDE, FREEDOM = 2.5, 2
NEWTON_STEPS = 4
# The normals are somewhat wider than what is known, so that no respondent is stuck in a tail.
INFLATED = 1.25
SPREADS, SHIFTS = 3, 0.5


@dataclass(frozen=True)
class Walk:
    """Kept draws: `means` and `spreads` (standard deviations) of the population; `people`: each
    respondent's mean; `fit`: their mean chance of a choice made (geometric); `accepted` share of steps."""

    means: Floats
    spreads: Floats
    people: Floats
    fit: Floats
    accepted: float


class Sampler:
    """The state of the walk: respondents' points, the population's mean and precision."""

    def __init__(
        self, data: Grouped, start: Floats, curve: Floats, random: np.random.Generator
    ) -> None:
        self._data, self._random = data, random
        self.count, self.size = len(data.rows), len(start)
        self.mean, self.precision = start.copy(), np.eye(self.size)
        self._put(np.tile(start, (self.count, 1)))
        self._centre = self.points.copy()
        self._angle = np.full(self.count, 1.0)
        self._shift_root = np.linalg.cholesky(np.linalg.inv(curve))
        self._shift_scale, self._stretch = 1.0, 0.05
        self._spread, self._turn = np.full(self.size, 0.1), 0
        self._prior_count = self.size + FREEDOM - 1
        self._held = np.full(self.size, 1.0)
        self.accepted = 0.0
        self.look()

    def look(self) -> None:
        """Fit the normals by Newton's method, each respondent's choices and the population together."""
        for _ in range(NEWTON_STEPS):
            slope, curve = self._data.derivatives(self._centre)
            slope -= (self._centre - self.mean) @ self.precision
            step = np.linalg.solve(curve + self.precision, slope[:, :, None])[:, :, 0]
            self._centre += np.clip(step, -1.0, 1.0)
        known = self._data.derivatives(self._centre)[1] + self.precision
        lower = np.linalg.cholesky(known / INFLATED)
        self._inverse = np.ascontiguousarray(np.swapaxes(lower, 1, 2))
        self._root = np.linalg.inv(self._inverse)

    def step(self, learning: float) -> None:
        """One sweep; `learning` above 0 adapts the width of steps."""
        self._move_each(learning)
        if self._random.random() < SHIFTS:
            self._shift_all(learning)
        else:
            self._stretch_all(learning)
        for _ in range(SPREADS):
            self._spread_all(learning)
        self._draw_population()

    def fit(self) -> Floats:
        """The geometric mean chance of each respondent's choices."""
        return np.asarray(np.exp(self._value / self._data.made))

    def _put(self, points: Floats) -> None:
        self.points, self._utilities = points, self._data.utilities(points)
        self._value = self._data.likelihood(self._utilities)

    def _move_each(self, learning: float) -> None:
        at = np.matmul(self._inverse, (self.points - self._centre)[:, :, None])[:, :, 0]
        drawn = self._random.standard_normal(at.shape)
        to = np.cos(self._angle)[:, None] * at + np.sin(self._angle)[:, None] * drawn
        tried = self._centre + np.matmul(self._root, to[:, :, None])[:, :, 0]
        utilities = self._data.utilities(tried)
        value = self._data.likelihood(utilities)
        gain = value - self._value + self._prior(self.points) - self._prior(tried)
        gain += ((to * to).sum(axis=1) - (at * at).sum(axis=1)) / 2
        taken = np.log(self._random.random(self.count)) < gain
        self.points[taken], self._value[taken] = tried[taken], value[taken]
        self._utilities[taken] = utilities[taken]
        self.accepted = float(taken.mean())
        if learning:
            self._angle = np.minimum(self._angle * np.exp(learning * (taken - WANTED)), pi / 2)

    def _prior(self, points: Floats) -> Floats:
        away = points - self.mean
        return np.asarray(np.einsum("ij,ij->i", away @ self.precision, away) / 2)

    def _shift_all(self, learning: float) -> None:
        """Everyone and the mean together: the population's spread does not hold it back."""
        shift = self._shift_scale * (self._shift_root @ self._random.standard_normal(self.size))
        taken = self._together(self._utilities + self._data.rows @ shift, 0.0)
        if taken:
            self.points += shift
            self.mean = self.mean + shift
        if learning:
            self._shift_scale *= float(np.exp(learning * (taken - TOGETHER_WANTED)))

    def _stretch_all(self, learning: float) -> None:
        """All utilities larger or smaller together: choices alone hardly tell scale from noise."""
        log = self._stretch * self._random.standard_normal()
        factor = float(np.exp(log))
        held = float(self._held @ np.diag(self.precision)) * (factor**-2 - 1) / 2
        taken = self._together(
            factor * self._utilities, self.size * (1 - self._prior_count) * log - held
        )
        if taken:
            self.points *= factor
            self.mean = self.mean * factor
            self.precision = self.precision / factor**2
        if learning:
            self._stretch *= float(np.exp(learning * (taken - TOGETHER_WANTED)))

    def _spread_all(self, learning: float) -> None:
        """Everyone farther from the mean or nearer to it, in one term."""
        term = self._turn = (self._turn + 1) % self.size
        log = self._spread[term] * self._random.standard_normal()
        factor = float(np.exp(log))
        away = (factor - 1) * (self.points[:, term] - self.mean[term])
        held = self._held[term] * self.precision[term, term] * (factor**-2 - 1) / 2
        taken = self._together(
            self._utilities + away[:, None] * self._data.columns[term],
            -self._prior_count * log - held,
        )
        if taken:
            self.points[:, term] += away
            self.precision[term] /= factor
            self.precision[:, term] /= factor
        if learning:
            self._spread[term] *= float(np.exp(learning * (taken - TOGETHER_WANTED)))

    def _together(self, utilities: Floats, worth: float) -> bool:
        """Whether all move; `worth`: log of the prior after over that before, with the change of volume."""
        lost = self._data.lost(utilities)
        gain = worth - float(lost.sum()) - float(self._value.sum())
        taken = bool(np.log(self._random.random()) < gain)
        if taken:
            self._utilities, self._value = utilities, -lost.sum(axis=1)
        return taken

    def _draw_population(self) -> None:
        """The covariance, then the mean given it."""
        root = self._drawn_root(self.points - self.mean)
        self.precision = root @ root.T
        self._held = (
            2
            * FREEDOM
            * self._random.gamma((self.size + FREEDOM) / 2, size=self.size)
            / (FREEDOM * np.diag(self.precision) + WIDE**-2)
        )
        step = np.linalg.solve(root.T, self._random.standard_normal(self.size))
        self.mean = self.points.mean(axis=0) + step / self.count**0.5

    def _drawn_root(self, away: Floats) -> Floats:
        """Of a Wishart precision, by Bartlett, under the prior of Huang & Wand 2013."""
        scatter = np.diag(self._held) + away.T @ away
        freedom = self._prior_count + self.count - np.arange(self.size)
        lower = np.tril(self._random.standard_normal((self.size, self.size)), -1)
        lower[np.diag_indices(self.size)] = np.sqrt(self._random.chisquare(freedom))
        return np.asarray(np.linalg.solve(np.linalg.cholesky(scatter).T, lower))


def walk(
    data: Grouped, start: Floats, curve: Floats, *, draws: int, random: np.random.Generator
) -> Walk:
    """`draws` sweeps, the first quarter to find the place and the width of steps."""
    sampler, burn = Sampler(data, start, curve, random), draws // 4
    means = np.empty((draws - burn, len(start)))
    precisions = np.empty((draws - burn, len(start), len(start)))
    people, fit = np.zeros_like(sampler.points), np.zeros(sampler.count)
    looks = {burn // part for part in (50, 16, 8, 4, 2)} | {3 * burn // 4}
    accepted = 0.0
    with np.errstate(over="ignore"):  # a step far off has likelihood 0 and is not taken
        for at in range(draws):
            if at in looks:
                sampler.look()
            sampler.step(0.5 / (1 + at / 50) ** 0.6 if at < burn else 0.0)
            if at < burn:
                continue
            means[at - burn] = sampler.mean
            precisions[at - burn] = sampler.precision
            people += sampler.points
            fit += sampler.fit()
            accepted += sampler.accepted
    kept, spreads = draws - burn, np.diagonal(np.linalg.inv(precisions), axis1=1, axis2=2) ** 0.5
    return Walk(means, spreads, people / kept, fit / kept, accepted / kept)
