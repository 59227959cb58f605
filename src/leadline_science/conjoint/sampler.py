"""Draws of a normal population of partworths, one respondent each, given their choices.

Metropolis within Gibbs (Rossi, Allenby & McCulloch 2005), all respondents at once. Two more moves let
the population walk faster: all respondents are shifted together, or all utilities are stretched.
"""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.conjoint.study import Losers

WANTED = 0.3
SHIFT_WANTED, SHIFTS = 0.3, 0.5
WIDE = 2.5


@dataclass(frozen=True)
class Grouped:
    """`rows` (respondent × task and alternative × term) less the chosen; `off` -inf where there is none."""

    rows: Floats
    off: Floats
    tasks: int

    def likelihood(self, points: Floats) -> Floats:
        """Log likelihood of each respondent's choices at their `points`."""
        utilities = np.matmul(self.rows, points[:, :, None])[:, :, 0] + self.off
        np.exp(utilities, out=utilities)
        totals = utilities.reshape(len(points), self.tasks, -1).sum(axis=2)
        return np.asarray(-np.log1p(totals).sum(axis=1))


@dataclass(frozen=True)
class Walk:
    """Kept draws: `means` and `spreads` (standard deviations) of the population; `people`: each
    respondent's mean; `fit`: their mean chance of a choice made (geometric); `accepted` share of steps."""

    means: Floats
    spreads: Floats
    people: Floats
    fit: Floats
    accepted: float


def grouped(data: Losers) -> Grouped:
    """Tasks by respondent, filled up with tasks that say nothing."""
    counts = np.bincount(data.who)
    tasks, alternatives, terms = int(counts.max()), data.rows.shape[1], data.rows.shape[2]
    rows = np.zeros((len(counts), tasks, alternatives, terms))
    off = np.full((len(counts), tasks, alternatives), -np.inf)
    seen = np.zeros(len(counts), dtype=np.intp)
    for at, who in enumerate(data.who):
        rows[who, seen[who]], off[who, seen[who]] = data.rows[at], data.off[at]
        seen[who] += 1
    return Grouped(
        np.ascontiguousarray(rows.reshape(len(counts), tasks * alternatives, terms)),
        off.reshape(len(counts), tasks * alternatives),
        tasks,
    )


class Sampler:
    """The state of the walk: respondents' points, the population's mean and precision."""

    def __init__(
        self, data: Grouped, start: Floats, curve: Floats, random: np.random.Generator
    ) -> None:
        self._data, self._random = data, random
        self.count, self.size = len(data.rows), len(start)
        self.points = np.tile(start, (self.count, 1))
        self.mean, self.precision = start.copy(), np.eye(self.size)
        self._value = data.likelihood(self.points)
        # Steps as wide as one respondent's share of the curvature and a unit prior leave them.
        self._root = np.linalg.cholesky(np.linalg.inv(curve / self.count + np.eye(self.size)))
        self._scale = np.full(self.count, 2.0 / self.size**0.5)
        self._shift_root = np.linalg.cholesky(np.linalg.inv(curve))
        self._shift_scale, self._stretch = 1.0, 0.05
        self._prior_count = self.size + 1
        self._held = np.full(self.size, 1.0)
        self.accepted = 0.0

    def step(self, learning: float) -> None:
        """One sweep; `learning` above 0 adapts the width of steps."""
        self._move_each(learning)
        if self._random.random() < SHIFTS:
            self._shift_all(learning)
        else:
            self._stretch_all(learning)
        self._draw_population()

    def fit_of(self, made: Floats) -> Floats:
        """The geometric mean chance of each respondent's choices, of which they `made` so many."""
        return np.asarray(np.exp(self._value / made))

    def _move_each(self, learning: float) -> None:
        tried = self.points + self._scale[:, None] * (
            self._random.standard_normal(self.points.shape) @ self._root.T
        )
        value = self._data.likelihood(tried)
        gain = value - self._value + self._prior(self.points) - self._prior(tried)
        taken = np.log(self._random.random(self.count)) < gain
        self.points[taken], self._value[taken] = tried[taken], value[taken]
        self.accepted = float(taken.mean())
        if learning:
            self._scale *= np.exp(learning * (taken - WANTED))

    def _prior(self, points: Floats) -> Floats:
        away = points - self.mean
        return np.asarray(np.einsum("ij,ij->i", away @ self.precision, away) / 2)

    def _shift_all(self, learning: float) -> None:
        """Everyone and the mean together: the population's spread does not hold it back."""
        shift = self._shift_scale * (self._shift_root @ self._random.standard_normal(self.size))
        value = self._data.likelihood(self.points + shift)
        taken = np.log(self._random.random()) < value.sum() - self._value.sum()
        if taken:
            self.points += shift
            self.mean = self.mean + shift
            self._value = value
        if learning:
            self._shift_scale *= float(np.exp(learning * (taken - SHIFT_WANTED)))

    def _stretch_all(self, learning: float) -> None:
        """All utilities larger or smaller together: choices alone hardly tell scale from noise."""
        factor = float(np.exp(self._stretch * self._random.standard_normal()))
        value = self._data.likelihood(factor * self.points)
        worth = self.size * (1 - self._prior_count) * np.log(factor)
        held = self._held @ np.diag(self.precision) * (factor**-2 - 1) / 2
        gain = value.sum() - self._value.sum() + worth - held
        taken = np.log(self._random.random()) < gain
        if taken:
            self.points *= factor
            self.mean = self.mean * factor
            self.precision = self.precision / factor**2
            self._value = value
        if learning:
            self._stretch *= float(np.exp(learning * (taken - SHIFT_WANTED)))

    def _draw_population(self) -> None:
        self.precision = self._drawn_precision(self.points - self.mean)
        self._held = (
            4
            * self._random.gamma((self.size + 2) / 2, size=self.size)
            / (2 * np.diag(self.precision) + WIDE**-2)
        )
        root = np.linalg.cholesky(self.precision)
        step = np.linalg.solve(root.T, self._random.standard_normal(self.size))
        self.mean = self.points.mean(axis=0) + step / self.count**0.5

    def _drawn_precision(self, away: Floats) -> Floats:
        """Wishart by Bartlett, under the prior of Huang & Wand 2013: each spread is half-t (2 degrees,
        scale 2.5) and correlations are uniform. The plain inverse Wishart pulls small spreads up."""
        scatter = np.diag(self._held) + away.T @ away
        freedom = self._prior_count + self.count - np.arange(self.size)
        lower = np.tril(self._random.standard_normal((self.size, self.size)), -1)
        lower[np.diag_indices(self.size)] = np.sqrt(self._random.chisquare(freedom))
        root = np.linalg.solve(np.linalg.cholesky(scatter).T, lower)
        return np.asarray(root @ root.T)


def walk(
    data: Grouped, start: Floats, curve: Floats, *, draws: int, random: np.random.Generator
) -> Walk:
    """`draws` sweeps, the first quarter to find the place and the width of steps."""
    sampler, burn = Sampler(data, start, curve, random), draws // 4
    means, spreads = np.empty((2, draws - burn, len(start)))
    people, fit = np.zeros_like(sampler.points), np.zeros(sampler.count)
    made = np.isfinite(data.off).reshape(sampler.count, data.tasks, -1).any(axis=2).sum(axis=1)
    accepted = 0.0
    with np.errstate(over="ignore"):  # a step far off has likelihood 0 and is not taken
        for at in range(draws):
            sampler.step(0.5 / (1 + at / 50) ** 0.6 if at < burn else 0.0)
            if at < burn:
                continue
            means[at - burn] = sampler.mean
            spreads[at - burn] = np.sqrt(np.diag(np.linalg.inv(sampler.precision)))
            people += sampler.points
            fit += sampler.fit_of(made)
            accepted += sampler.accepted
    kept = draws - burn
    return Walk(means, spreads, people / kept, fit / kept, accepted / kept)
