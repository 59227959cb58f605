"""Draws of a normal population of partworths, one respondent each, given their choices.

Every third sweep is a path of Hamiltonian Monte Carlo (Neal 2011) through all at once: the population, and where each
respondent stands within it. The others draw the population given the partworths themselves. The two ways of saying
the same interweave (Yu & Meng 2011): the one moves spreads hardly seen, the other those seen well. Where respondents
are hardly more than terms, every sweep is a path.
"""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.conjoint.population import Population, Shape
from leadline_science.conjoint.tasks import Grouped, Singles

STEPS, EVERY, WANTED, UNEVEN = 11, 3, 0.7, 0.2
SPREAD_AT_FIRST, STAND_AT_FIRST, PACE_AT_FIRST = 0.5, 0.1, 0.1


@dataclass(frozen=True)
class Walk:
    """Kept draws: `means` and `spreads` (standard deviations) of the population; `people`: each
    respondent's mean; `fit`: their mean chance of a choice made (geometric); `accepted` share of paths."""

    means: Floats
    spreads: Floats
    people: Floats
    fit: Floats
    accepted: float


@dataclass(frozen=True)
class Place:
    """The population, how each respondent stands in it (`stand`, in standard normals, then a 1), and
    the slopes of the log posterior by both. `totals`: 1 over the chance of each choice made; `push`: the slope of
    each log likelihood by the partworths."""

    shape: Shape
    stand: Floats
    totals: Singles
    push: Floats
    slope: Floats
    pull: Floats

    @property
    def points(self) -> Floats:
        """The partworths of each respondent."""
        return np.asarray(self.stand @ self.shape.outward)


@dataclass(frozen=True)
class Gauge:
    """How far a step goes: inverse roots of the curvature of the population and of where one stands."""

    population: Floats
    stand: Floats


class Sampler:
    """The walk: at a place, with a gauge and a pace for the next path."""

    def __init__(
        self, data: Grouped, mean: Floats, curve: Floats, random: np.random.Generator
    ) -> None:
        self._data, self._random = data, random
        self.population = Population(len(mean))
        self.count, self.size = len(data.rows), len(mean)
        stand = np.ones((self.count, self.size + 1))
        stand[:, :-1] = STAND_AT_FIRST * random.standard_normal((self.count, self.size))
        # No wider than one respondent's choices tell, whatever the unit of a term.
        spreads = np.minimum((self.count / np.diag(curve)) ** 0.5, SPREAD_AT_FIRST)
        self.place = self._place(self.population.start(mean, spreads), stand)
        self._pace, self._sweeps = PACE_AT_FIRST, 0
        self.accepted = 0.0
        self.look()

    def look(self) -> None:
        """Take the gauge from the curvature where the walk is."""
        place = self.place
        curves = self._data.curve(self._data.shares(place.points)[0])
        pairs = (place.stand[:, :, None] * place.stand[:, None, :]).reshape(self.count, -1)
        sides = (self.size + 1, self.size + 1, self.size, self.size)
        outward = (pairs.T @ curves.reshape(self.count, -1)).reshape(sides).swapaxes(1, 2)
        root = place.shape.outward[:-1]
        own = np.eye(self.size) + root @ curves.mean(axis=0) @ root.T
        curve = self.population.curve(place.shape, outward)
        self._gauge = Gauge(_inverse_root(curve), _inverse_root(own))

    def step(self, learning: float) -> bool:
        """One sweep, and whether it was a path; `learning` above 0 adapts the pace."""
        travels = self._sweeps % EVERY == 0 or self.count <= self.size + 1
        self._sweeps += 1
        if travels:
            self._travel(learning)
        else:
            self._regroup()
        return travels

    def fit(self) -> Floats:
        """The geometric mean chance of each respondent's choices."""
        return np.asarray(np.exp(-np.log(self.place.totals).sum(axis=1) / self._data.made))

    def _place(self, where: Floats, stand: Floats) -> Place:
        shape = self.population.shape(where)
        shares, totals = self._data.shares(stand @ shape.outward)
        return self._sloped(shape, stand, totals, self._data.slope(shares))

    def _sloped(self, shape: Shape, stand: Floats, totals: Singles, push: Floats) -> Place:
        slope = self.population.slope(shape, stand.T @ push)
        pull = push @ shape.outward[:-1].T - stand[:, :-1]
        return Place(shape, stand, totals, push, slope, pull)

    def _worth(self, place: Place) -> float:
        """Log posterior, but for a constant."""
        told = float(np.log(place.totals).sum(dtype=np.float64)) + float((place.stand**2).sum()) / 2
        return self.population.worth(place.shape) - told

    def _travel(self, learning: float) -> None:
        """A path of a few steps with a push at random, taken by how well it kept its energy."""
        place, gauge = self.place, self._gauge
        pace = self._pace * (1 + UNEVEN * (2 * self._random.random() - 1))
        along = self._random.standard_normal(len(place.slope))
        apart = self._random.standard_normal(place.pull.shape)
        before = self._worth(place) - _energy(along, apart)
        for at in range(STEPS + 1):
            push = pace if 0 < at < STEPS else pace / 2
            along += push * (gauge.population @ place.slope)
            apart += place.pull @ (push * gauge.stand.T)
            if at < STEPS:
                place = self._moved(place, pace, along, apart)
        chance = _chance(self._worth(place) - _energy(along, apart) - before)
        self.accepted = chance
        if self._random.random() < chance:
            self.place = place
        if learning:
            self._pace *= float(np.exp(learning * (chance - WANTED)))

    def _moved(self, place: Place, pace: float, along: Floats, apart: Floats) -> Place:
        stand = place.stand.copy()
        stand[:, :-1] += apart @ (pace * self._gauge.stand)
        return self._place(place.shape.where + pace * (self._gauge.population.T @ along), stand)

    def _regroup(self) -> None:
        """The population anew, each partworth kept: what changes is how one stands."""
        place = self.place
        points = place.points
        shape, stand = self.population.drawn(place.shape, points, self._random), place.stand.copy()
        stand[:, :-1] = (points - shape.outward[-1]) @ np.linalg.inv(shape.outward[:-1])
        self.place = self._sloped(shape, stand, place.totals, place.push)


def _inverse_root(curve: Floats) -> Floats:
    return np.asarray(np.linalg.inv(np.linalg.cholesky(curve)))


def _energy(along: Floats, apart: Floats) -> float:
    return float(along @ along + (apart * apart).sum()) / 2


def _chance(gain: float) -> float:
    return float(np.exp(min(gain, 0.0))) if np.isfinite(gain) else 0.0


def walk(
    data: Grouped, start: Floats, curve: Floats, *, draws: int, random: np.random.Generator
) -> Walk:
    """`draws` sweeps, the first quarter to find the place, the gauge and the pace."""
    sampler, burn = Sampler(data, start, curve, random), draws // 4
    kept = np.empty((draws - burn, len(sampler.place.slope)))
    people, fit = np.zeros((sampler.count, sampler.size)), np.zeros(sampler.count)
    looks = {burn // part for part in (50, 16, 8, 4, 2)} | {3 * burn // 4}
    accepted, paths = 0.0, 0
    with np.errstate(over="ignore", invalid="ignore"):  # a path that runs off is not taken
        for at in range(draws):
            if at in looks:
                sampler.look()
            travelled = sampler.step(0.5 / (1 + at / 100) ** 0.6 if at < burn else 0.0)
            if at < burn:
                continue
            kept[at - burn] = sampler.place.shape.where
            if travelled:  # between paths nobody's partworths change
                people += sampler.place.points
                fit += sampler.fit()
                accepted, paths = accepted + sampler.accepted, paths + 1
    means, spreads = kept[:, : sampler.size], sampler.population.spreads(kept)
    return Walk(means, spreads, people / paths, fit / paths, accepted / paths)
