"""Gibbs sampler of y_t = level_t + x_t b + noise, the level a random walk; many series at once.

Durbin & Koopman 2012, chapter 2, for the model; Scott & Varian 2014 for the choice of controls. The
random walk is turned into independent parts by the cosine transform that diagonalises it, so that
nothing runs along time: part i of y less x b has variance noise² + drift² / stiffness_i.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import Generator

from leadline_science.checks import Floats
from leadline_science.impact.structural.seen import Seen

GRID = 48
_LEAST, _MOST = 1e-4, 1.5


@dataclass(frozen=True)
class DriftPrior:
    """Inverse gamma on drift²: near `guess` times the sd of the series, worth `counts` observations."""

    guess: float
    counts: float


@dataclass(frozen=True)
class Model:
    """`priors` of the drift, averaged evenly; `expected`: controls believed to matter (all when as few)."""

    priors: tuple[DriftPrior, ...]
    expected: float = 3.0


@dataclass(frozen=True)
class Effort:
    """How many draws are kept per chain, and how many go before."""

    draws: int = 500
    warm_up: int = 150


@dataclass(frozen=True)
class Draws:
    """Per draw and series: `level` at the last point, `drift`, `noise`; `slopes` (draw, series, control)."""

    level: Floats
    drift: Floats
    noise: Floats
    slopes: Floats


@lru_cache(maxsize=64)
def _waves(points: int) -> tuple[Floats, Floats]:
    """The cosine transform, shape (part, time), and the stiffness of its parts; part 0 is the mean."""
    time, part = np.arange(points), np.arange(points)[:, None]
    waves = np.sqrt(2 / points) * np.cos(np.pi * part * (time + 0.5) / points)
    waves[0] = np.sqrt(1 / points)
    return waves, 2 - 2 * np.cos(np.pi * np.arange(points) / points)


def sample(seen: Seen, model: Model, effort: Effort, random: Generator) -> Draws:
    """Draws for all series of `seen`, which are expected to be standardised: sd 1 in time."""
    state = _State(seen, model, random)
    kept = []
    for at in range(effort.warm_up + effort.draws):
        state.step()
        if at >= effort.warm_up:
            kept.append((state.level(), state.drift, state.noise, state.slopes.copy()))
    level, drift, noise, slopes = (np.array(each) for each in zip(*kept, strict=True))
    return Draws(level, drift, noise, slopes)


class _State:
    def __init__(self, seen: Seen, model: Model, random: Generator) -> None:
        series, controls = seen.series, seen.controls
        self.random, self.count = random, len(series)
        waves, stiffness = _waves(series.shape[1])
        self.last, self.stiffness = waves[:, -1], stiffness[1:]
        self.y = series @ waves.T
        self.x = np.swapaxes(controls, 1, 2) @ waves.T
        self.grid = np.geomspace(_LEAST, _MOST, GRID)
        self.log_prior = _log_prior(self.grid, model)
        self.chance = min(1.0, model.expected / max(controls.shape[2], 1))
        self.slopes = np.zeros((self.count, controls.shape[2]))
        self.chosen = np.ones_like(self.slopes, dtype=bool)
        self.noise, self.drift = np.full(self.count, 0.5), np.full(self.count, 0.1)

    def step(self) -> None:
        variance = self.noise[:, None] ** 2 + self.drift[:, None] ** 2 / self.stiffness
        if self.slopes.shape[1]:
            self._choose(variance)
            self._draw_slopes(variance)
        rest = self.y - np.einsum("sc,sci->si", self.slopes, self.x)
        self._draw_drift(rest[:, 1:])
        self._draw_noise(rest)

    def level(self) -> Floats:
        """At the last point, given the parts drawn last."""
        return np.asarray(self.parts @ self.last)

    def _choose(self, variance: Floats) -> None:
        if self.chance == 1.0:
            return
        for at in range(self.slopes.shape[1]):
            x = self.x[:, at, 1:]
            others = self.slopes.copy()
            others[:, at] = 0.0
            rest = self.y[:, 1:] - np.einsum("sc,sci->si", others, self.x[:, :, 1:])
            known = (x * x / variance).sum(axis=1) + 1.0
            centre = (x * rest / variance).sum(axis=1) / known
            odds = (
                np.log(self.chance / (1 - self.chance)) - np.log(known) / 2 + centre**2 * known / 2
            )
            uniform = self.random.random(self.count)
            self.chosen[:, at] = np.log(uniform / (1 - uniform)) < odds
            drawn = centre + self.random.standard_normal(self.count) / np.sqrt(known)
            self.slopes[:, at] = np.where(self.chosen[:, at], drawn, 0.0)

    def _draw_slopes(self, variance: Floats) -> None:
        weighted = self.x[:, :, 1:] / variance[:, None, :]
        known = weighted @ np.swapaxes(self.x[:, :, 1:], 1, 2)
        index = np.arange(known.shape[1])
        known[:, index, index] += np.where(self.chosen, 1.0, 1e9)
        told = (weighted * self.y[:, None, 1:]).sum(axis=2)
        root = np.linalg.cholesky(known)
        half = np.linalg.solve(root, told[:, :, None])
        half += self.random.standard_normal(half.shape)
        found = np.linalg.solve(np.swapaxes(root, 1, 2), half)[:, :, 0]
        self.slopes = np.where(self.chosen, found, 0.0)

    def _draw_drift(self, rest: Floats) -> None:
        """From a grid, the level integrated out: steps of a plain Gibbs would be tiny."""
        variance = self.noise[:, None, None] ** 2 + (self.grid**2)[None, :, None] / self.stiffness
        log = -0.5 * (np.log(variance) + rest[:, None, :] ** 2 / variance).sum(axis=2)
        log += self.log_prior
        mass = np.cumsum(np.exp(log - log.max(axis=1, keepdims=True)), axis=1)
        drawn = self.random.random(self.count)[:, None] * mass[:, -1:]
        self.drift = self.grid[(mass < drawn).sum(axis=1)]

    def _draw_noise(self, rest: Floats) -> None:
        """The level given noise and drift, then noise given the level."""
        variance = self.drift[:, None] ** 2 / self.stiffness
        share = variance / (variance + self.noise[:, None] ** 2)
        self.parts = np.empty_like(rest)
        drawn = self.random.standard_normal(rest.shape)
        self.parts[:, 0] = rest[:, 0] + self.noise * drawn[:, 0]
        self.parts[:, 1:] = (
            share * rest[:, 1:] + np.sqrt(share) * self.noise[:, None] * drawn[:, 1:]
        )
        squares = ((rest - self.parts) ** 2).sum(axis=1)
        counts = 0.01 + rest.shape[1]
        self.noise = np.sqrt((0.01 + squares) / self.random.chisquare(counts, self.count))


def _log_prior(grid: Floats, model: Model) -> Floats:
    """Of log drift, which is how the grid is spaced."""
    found = []
    for prior in model.priors:
        half, scale = prior.counts / 2, prior.counts * prior.guess**2 / 2
        log = -2 * half * np.log(grid) - scale / grid**2
        peak = log.max()
        found.append(log - peak - np.log(np.exp(log - peak).sum()))
    return np.asarray(np.logaddexp.reduce(found, axis=0))
