"""Whose estimates lean, and whose are too narrow."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.calibration.shrinking import Shrunk, Tree, shrink
from leadline_science.checks import at_least, between, finite
from leadline_science.refusals import Crossed, Negative, NotNamed
from leadline_science.uncertainty.shares import wilson_limits

# Guesses where little is known, in logs: values of one person differ by a factor of 1.6; persons, teams
# and everyone lean by a factor of 1.3 either way.
WITHIN, BETWEEN = 0.25, 0.07
SPREAD_COUNTS = 10.0


@dataclass(frozen=True)
class Promise:
    """`person` of `team` said with chance `level` that the thing takes from `low` to `high`; it took `actual`.

    Above zero, in one unit of their own. Raises `NotFinite`, `Negative`, `Crossed`, `OutOfRange`, `NotNamed`.
    """

    person: str
    team: str
    low: float
    high: float
    actual: float
    level: float = 0.9

    def __post_init__(self) -> None:
        if not self.person.strip() or not self.team.strip():
            raise NotNamed("A promise names no person or no team.", "Name both.")
        checked_interval(self.low, self.high, self.level)
        finite("actual", (self.actual,))
        if self.actual <= 0:
            raise Negative(f"What it took is {self.actual:g}.", "Give an amount above zero.")

    @property
    def off(self) -> float:
        """Log of what it took over the middle of what was said."""
        return math.log(self.actual) - (math.log(self.low) + math.log(self.high)) / 2

    @property
    def stated_sd(self) -> float:
        """The standard deviation of the log that was stated."""
        return stated_sd(self.low, self.high, self.level)

    @property
    def held(self) -> bool:
        """Whether it took what was said."""
        return self.low <= self.actual <= self.high


def checked_interval(low: float, high: float, level: float) -> None:
    """Refuses an interval from which no log-normal follows."""
    finite("an interval", (low, high))
    between("The level", level, 0.0, 1.0)
    if low <= 0:
        raise Negative(f"An interval begins at {low:g}.", "Give amounts above zero.")
    if low >= high:
        raise Crossed(f"An interval goes from {low:g} to {high:g}.", "Let the second be larger.")


def stated_sd(low: float, high: float, level: float) -> float:
    """Of the log."""
    return math.log(high / low) / (2 * float(ndtri((1 + level) / 2)))


@dataclass(frozen=True)
class Leaning:
    """How a person (or team, or everyone) estimates. `person`, `team`: "" where it is of all.

    `factor`: things take so many times the middle of what is said, after shrinkage, from `factor_low`
    to `factor_high` (95 %); `own_factor`: of their own promises alone; `weight`: how much those count,
    0 to 1. `narrow`: how many times too narrow what is said is. `held` of `promises`, with Wilson limits.
    """

    person: str
    team: str
    promises: int
    factor: float
    factor_low: float
    factor_high: float
    own_factor: float
    weight: float
    narrow: float
    held: int
    held_low: float
    held_high: float

    @property
    def error(self) -> float:
        """Of the log of `factor`."""
        return math.log(self.factor_high / self.factor_low) / (2 * 1.959964)


@dataclass(frozen=True, kw_only=True)
class Leanings(Answer):
    """Everyone, then teams and persons by name."""

    everyone: Leaning
    teams: tuple[Leaning, ...]
    persons: tuple[Leaning, ...]

    def of(self, person: str, team: str) -> Leaning:
        """The nearest that is known: the person, else the team, else everyone."""
        found = [each for each in self.persons if (each.person, each.team) == (person, team)]
        found += [each for each in self.teams if each.team == team]
        return (*found, self.everyone)[0]


METHOD = Method("calibration.people", "1", "Whose estimates lean, and how much?", Leanings)


def leanings(promises: Iterable[Promise]) -> Leanings:
    """Lean and narrowness by person, shrunk to the team's, the team's to everyone's. Raises `NoData`."""
    given = tuple(promises)
    at_least("promise with a known outcome", given, 1)
    groups = _grouped(given)
    tree = shrink(
        {key: [each.off for each in found] for key, found in groups.items()},
        within=WITHIN,
        between=BETWEEN,
    )
    everyone = _leaning("", "", given, tree.all, 1.0)
    teams = {team: _of_team(team, given, tree, everyone.narrow) for team in tree.teams}
    persons = [
        _leaning(person, team, groups[team, person], tree.persons[team, person], teams[team].narrow)
        for team, person in sorted(groups)
    ]
    return Leanings(
        **METHOD.stamp,
        assumptions=(
            "What was said was kept as it was, and all of it is counted, not only what went well.",
            "Amounts are log-normal; a lean stays what it was.",
        ),
        warnings=_warnings(persons),
        everyone=everyone,
        teams=tuple(teams.values()),
        persons=tuple(persons),
    )


def _grouped(given: tuple[Promise, ...]) -> dict[tuple[str, str], list[Promise]]:
    groups: dict[tuple[str, str], list[Promise]] = {}
    for each in given:
        groups.setdefault((each.team, each.person), []).append(each)
    return groups


def _of_team(team: str, given: tuple[Promise, ...], tree: Tree, narrow: float) -> Leaning:
    return _leaning(
        "", team, [each for each in given if each.team == team], tree.teams[team], narrow
    )


def _leaning(
    person: str, team: str, promises: Iterable[Promise], found: Shrunk, narrow: float
) -> Leaning:
    """`narrow`: of the group; it counts as ten promises."""
    given = list(promises)
    scaled = np.array([(each.off - found.mean) / each.stated_sd for each in given])
    own = (SPREAD_COUNTS * narrow**2 + float(np.sum(scaled**2))) / (SPREAD_COUNTS + len(given))
    held = sum(each.held for each in given)
    low, high = wilson_limits(held, len(given), 0.95)
    return Leaning(
        person,
        team,
        len(given),
        math.exp(found.mean),
        math.exp(found.mean - 1.959964 * found.error),
        math.exp(found.mean + 1.959964 * found.error),
        math.exp(found.own),
        found.weight,
        math.sqrt(own),
        held,
        low,
        high,
    )


def _warnings(persons: list[Leaning]) -> tuple[str, ...]:
    few = [each.person for each in persons if each.promises < 5]
    if not few:
        return ()
    return (f"Fewer than 5 promises: {', '.join(few)}; they are judged mostly by their team.",)
