"""Means of persons within teams, each moved towards what its group has in common (credibility).

Bühlmann 1967 and Jewell 1975: own mean times Z plus the group's times 1 - Z, Z = n / (n + k), k the
variance within over the variance between. With few persons the variance between is hardly known, so
a stated guess counts as much as four persons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

GUESS_COUNTS = 4.0


@dataclass(frozen=True)
class Shrunk:
    """`own`: mean of the `count` values alone; `mean`: after shrinkage, its standard `error`;
    `weight`: Z, from 0 (nothing known of this one) to 1."""

    count: int
    own: float
    mean: float
    error: float
    weight: float


@dataclass(frozen=True)
class Tree:
    """Everyone, each team, each person (keys: team, person)."""

    all: Shrunk
    teams: Mapping[str, Shrunk]
    persons: Mapping[tuple[str, str], Shrunk]


Values = Mapping[tuple[str, str], Sequence[float]]


def shrink(values: Values, *, within: float, between: float, centre: float = 0.0) -> Tree:
    """Shrink person to team to everyone to `centre`.

    `within`: guess at the variance of one person's values; `between`: at that of persons in a team, of
    teams, and of everyone around `centre`.
    """
    noise = _noise(values, within)
    persons = {key: (float(np.mean(each)), len(each)) for key, each in values.items()}
    of_person = _between(list(persons.items()), noise, between)
    teams = {
        team: _team(team, persons, noise, of_person) for team in sorted({t for t, _ in values})
    }
    of_team = _spread([mean for mean, _ in teams.values()], [v for _, v in teams.values()], between)
    everyone = _everyone(values, teams, of_team, between, centre)
    shrunk_teams = {
        team: _shrunk(_count(values, team), own, noisy, of_team, everyone)
        for team, (own, noisy) in teams.items()
    }
    return Tree(
        everyone,
        shrunk_teams,
        {
            key: _shrunk(n, own, noise / n, of_person, shrunk_teams[key[0]])
            for key, (own, n) in persons.items()
        },
    )


def _noise(values: Values, guess: float) -> float:
    squares = sum(
        float(np.sum((np.asarray(each) - np.mean(each)) ** 2)) for each in values.values()
    )
    free = sum(len(each) - 1 for each in values.values())
    return (GUESS_COUNTS * guess + squares) / (GUESS_COUNTS + free)


def _between(
    persons: list[tuple[tuple[str, str], tuple[float, int]]], noise: float, guess: float
) -> float:
    """Variance of true means in a team, pooled over teams: squares less what noise explains."""
    squares, free = 0.0, 0
    for team in {team for (team, _), _ in persons}:
        found = [(mean, noise / n) for (of, _), (mean, n) in persons if of == team]
        squares += _excess([mean for mean, _ in found], [v for _, v in found])
        free += len(found) - 1
    return (GUESS_COUNTS * guess + max(squares, 0.0)) / (GUESS_COUNTS + free)


def _spread(means: list[float], noises: list[float], guess: float) -> float:
    free = len(means) - 1
    return (GUESS_COUNTS * guess + max(_excess(means, noises), 0.0)) / (GUESS_COUNTS + free)


def _excess(means: list[float], noises: list[float]) -> float:
    if len(means) < 2:
        return 0.0
    squares = float(np.sum((np.asarray(means) - np.mean(means)) ** 2))
    return squares - (len(means) - 1) * float(np.mean(noises))


def _team(
    team: str, persons: Mapping[tuple[str, str], tuple[float, int]], noise: float, between: float
) -> tuple[float, float]:
    """Mean of a team, persons weighted by what is known of them, and its variance."""
    found = [(mean, between + noise / n) for (of, _), (mean, n) in persons.items() if of == team]
    weights = np.array([1 / variance for _, variance in found])
    return float(weights @ np.array([mean for mean, _ in found]) / weights.sum()), float(
        1 / weights.sum()
    )


def _everyone(
    values: Values,
    teams: Mapping[str, tuple[float, float]],
    of_team: float,
    between: float,
    centre: float,
) -> Shrunk:
    weights = np.array([1 / (of_team + variance) for _, variance in teams.values()])
    own = float(weights @ np.array([mean for mean, _ in teams.values()]) / weights.sum())
    sure = Shrunk(0, centre, centre, 0.0, 0.0)
    count = sum(len(each) for each in values.values())
    return _shrunk(count, own, float(1 / weights.sum()), between, sure)


def _shrunk(count: int, own: float, noise: float, between: float, group: Shrunk) -> Shrunk:
    z = between / (between + noise)
    variance = z * noise + (1 - z) ** 2 * group.error**2
    return Shrunk(count, own, z * own + (1 - z) * group.mean, variance**0.5, z)


def _count(values: Values, team: str) -> int:
    return sum(len(each) for (of, _), each in values.items() if of == team)
