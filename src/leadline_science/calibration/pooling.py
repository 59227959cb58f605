"""Shares of persons within teams, partly pooled, given the chance with which each event was stated.

Each group leans: it shifts all stated chances by so much in log-odds. Leans of teams are normal around
everyone's; a person's share is beta around what the team's lean makes of that person's own statements,
so that outcomes given the lean are beta-binomial. All is summed over grids, nothing is drawn.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc, betaln, expit, logit

from leadline_science.checks import Floats

# Guesses where little is known: everyone leans by 0 ± .7 in log-odds; teams by up to .5 around that; a
# team says as much of a person's share as 20 statements would, give or take a factor of e.
EVERYONE, TEAMS, PERSONS = 0.7, 0.5, 20.0

LEANS = np.linspace(-5.0, 5.0, 101)
ALIKE = np.geomspace(2.0, 200.0, 11)
APART = np.geomspace(0.1, 1.6, 7)


@dataclass(frozen=True)
class Counts:
    """`came` of the events that were stated with these chances."""

    stated: Floats
    came: int

    def expected(self, leans: Floats) -> Floats:
        """The mean chance, had all been shifted; one per lean."""
        return np.asarray(expit(logit(self.stated)[:, None] + leans).mean(axis=0))

    def leaning(self, share: float) -> float:
        """The lean at which `expected` is `share`."""
        return _crossing(lambda lean: float(self.expected(np.array([lean]))[0]), share, -40.0, 40.0)


@dataclass(frozen=True)
class Pool:
    """Chances of everyone's lean (over `LEANS`), and by team of its lean and how alike its persons are."""

    everyone: Floats
    teams: Mapping[str, Floats]


@dataclass(frozen=True)
class Spread:
    """A share: its mean, its quantiles at the chances asked for, and the `weight` of its own events."""

    mean: float
    low: float
    high: float
    weight: float


def pool(given: Mapping[tuple[str, str], Counts]) -> Pool:
    """From counts by team and person."""
    told = {
        team: sum(_likelihood(counts) for (of, _), counts in given.items() if of == team)
        for team in sorted({team for team, _ in given})
    }
    around = {team: _around(np.asarray(found)) for team, found in told.items()}
    everyone = _prior() + sum(around.values())
    return Pool(
        _chances(everyone).sum(axis=(1, 2)),
        {team: _chances(_given(everyone - around[team]) + np.asarray(told[team])) for team in told},
    )


def of_person(joint: Floats, counts: Counts, ends: tuple[float, float]) -> Spread:
    """The share of a person whose team is known as `joint`: a mixture of beta distributions."""
    kept = joint.ravel() > 1e-5
    up, down = (each.ravel()[kept] for each in _parameters(counts))
    weights = joint.ravel()[kept] / joint.ravel()[kept].sum()
    total = len(counts.stated)
    weight = float(weights @ (total / (up + down + total)))
    up, down = up + counts.came, down + total - counts.came
    low, high = (
        _crossing(lambda share: float(weights @ betainc(up, down, share)), end, 0.0, 1.0)
        for end in ends
    )
    return Spread(float(weights @ (up / (up + down))), low, high, weight)


def of_group(leans: Floats, counts: Counts, ends: tuple[float, float]) -> Spread:
    """The share of a group whose lean has these chances."""
    shares = counts.expected(LEANS)
    low, high = np.interp(ends, np.cumsum(leans) - leans / 2, shares).tolist()
    return Spread(float(leans @ shares), low, high, 1.0)


def _crossing(rising: Callable[[float], float], aim: float, low: float, high: float) -> float:
    """Where a rising function is `aim`; an end where it is not within."""
    if rising(low) >= aim:
        return low
    if rising(high) <= aim:
        return high
    return float(brentq(lambda at: rising(at) - aim, low, high, xtol=1e-9))


def _parameters(counts: Counts) -> tuple[Floats, Floats]:
    """Of the beta distribution of a share before its own events, shape (lean, alike)."""
    centre = np.clip(counts.expected(LEANS), 1e-9, 1 - 1e-9)[:, None]
    return centre * ALIKE, (1 - centre) * ALIKE


def _likelihood(counts: Counts) -> Floats:
    """Log of the beta-binomial, shape (lean, alike)."""
    up, down = _parameters(counts)
    missed = len(counts.stated) - counts.came
    return np.asarray(betaln(up + counts.came, down + missed) - betaln(up, down))


def _prior() -> Floats:
    """Log chance, shape (everyone's lean, apart, alike)."""
    apart = np.log(APART) - (APART / TEAMS) ** 2 / 2
    alike = -(np.log(ALIKE / PERSONS) ** 2) / 2
    return np.asarray(-(LEANS**2)[:, None, None] / (2 * EVERYONE**2) + apart[:, None] + alike)


@lru_cache(maxsize=1)
def _kernels() -> Floats:
    """Chance of a team's lean given everyone's and how far teams are apart: shape (apart, everyone, team)."""
    away = (LEANS[:, None] - LEANS) / APART[:, None, None]
    found = np.exp(-(away**2) / 2)
    return np.asarray(found / found.sum(axis=2, keepdims=True))


def _around(told: Floats) -> Floats:
    """Log likelihood of a team's outcomes, its own lean summed out: shape (everyone's lean, apart, alike)."""
    most = told.max()
    found = np.einsum("agl,lk->gak", _kernels(), np.exp(told - most), optimize=True)
    return np.asarray(np.log(np.maximum(found, 1e-300)) + most)


def _given(others: Floats) -> Floats:
    """Log chance of a team's lean and likeness before its own outcomes, from all other teams."""
    found = np.einsum("agl,gak->lk", _kernels(), np.exp(others - others.max()), optimize=True)
    return np.asarray(np.log(np.maximum(found, 1e-300)))


def _chances(logs: Floats) -> Floats:
    found = np.exp(logs - logs.max())
    return np.asarray(found / found.sum())
