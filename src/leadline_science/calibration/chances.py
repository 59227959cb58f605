"""Whose stated chances are too high or too low, and what the next one then says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from leadline_science.answers import Answer, Method
from leadline_science.calibration.pooling import (
    Counts,
    Pool,
    Spread,
    of_group,
    of_person,
    pool,
)
from leadline_science.checks import at_least, between, finite
from leadline_science.refusals import NotNamed

LEAST_OWN = 8


@dataclass(frozen=True)
class Foretold:
    """`person` of `team` said that something comes, with chance `stated`; it `came`, or not.

    Raises `NotFinite`, `OutOfRange` (0 and 1 leave no doubt to correct), `NotNamed`.
    """

    person: str
    team: str
    stated: float
    came: bool

    def __post_init__(self) -> None:
        if not self.person.strip() or not self.team.strip():
            raise NotNamed("A statement names no person or no team.", "Name both.")
        finite("stated", (self.stated,))
        between("A stated chance", self.stated, 0.0, 1.0)


@dataclass(frozen=True)
class Sureness:
    """How often what a person (or team, or everyone) says comes. `person`, `team`: "" where it is of all.

    `came` of `statements`, which is the share `own`; on average they `stated` so much. `share` of such
    statements that come in the long run, after pooling, within [low, high]; `weight`: how much the
    person's own outcomes count in it, 0 to 1. `lean`: how far stated chances are to be shifted, in log-odds.
    `verdict`: "fits" when `stated` lies inside, "too sure", "too cautious"; "too few" below 8 statements.
    """

    person: str
    team: str
    statements: int
    came: int
    stated: float
    own: float
    share: float
    low: float
    high: float
    weight: float
    lean: float
    lean_low: float
    lean_high: float
    verdict: str


@dataclass(frozen=True, kw_only=True)
class Surenesses(Answer):
    """Everyone, then teams and persons by name; limits at `level`."""

    everyone: Sureness
    teams: tuple[Sureness, ...]
    persons: tuple[Sureness, ...]
    level: float

    def of(self, person: str, team: str) -> Sureness:
        """The nearest that is known: the person, else the team, else everyone."""
        found = [each for each in self.persons if (each.person, each.team) == (person, team)]
        found += [each for each in self.teams if each.team == team]
        return (*found, self.everyone)[0]


@dataclass(frozen=True, kw_only=True)
class CorrectedChance(Answer):
    """What was `said` as a chance, corrected to `chance` within [low, high], by whose record: `sureness`."""

    chance: float
    low: float
    high: float
    said: float
    sureness: Sureness


METHOD = Method("calibration.chances", "1", "Whose stated chances hold?", Surenesses)
CORRECTED = Method(
    "calibration.corrected_chance", "1", "What does a chance say, once corrected?", CorrectedChance
)


def surenesses(statements: Iterable[Foretold], *, level: float = 0.95) -> Surenesses:
    """Shares that came by person, partly pooled with the team's, the team's with everyone's. Raises `NoData`."""
    given = tuple(statements)
    at_least("statement with a known outcome", given, 1)
    ends = ((1 - between("The level", level, 0.0, 1.0)) / 2, (1 + level) / 2)
    counts = _counted(given)
    known = pool(counts)
    persons = tuple(
        _sureness(person, team, each, of_person(known.teams[team], each, ends))
        for (team, person), each in sorted(counts.items())
    )
    return Surenesses(
        **METHOD.stamp,
        assumptions=(
            "All that was said is counted, as it was said then, not only what came.",
            "Events come independently of each other; a lean stays what it was.",
        ),
        warnings=_warnings(persons),
        everyone=_of_all(known, counts, ends),
        teams=tuple(_of_team(team, known, counts, ends) for team in known.teams),
        persons=persons,
        level=level,
    )


def corrected_chance(known: Surenesses, person: str, team: str, said: float) -> CorrectedChance:
    """`said`, shifted in log-odds by the lean of who said it; else of the team, else of everyone.

    Raises `OutOfRange`, `NotFinite`.
    """
    finite("said", (said,))
    between("A stated chance", said, 0.0, 1.0)
    by = known.of(person, team)
    shifted = expit(logit(said) + np.array([by.lean, by.lean_low, by.lean_high]))
    chance, low, high = shifted.tolist()
    return CorrectedChance(
        **CORRECTED.stamp,
        assumptions=("The next chance is stated as the ones before were.", *known.assumptions),
        warnings=_little(by, person),
        chance=chance,
        low=low,
        high=high,
        said=said,
        sureness=by,
    )


def _counted(given: tuple[Foretold, ...]) -> dict[tuple[str, str], Counts]:
    groups: dict[tuple[str, str], list[Foretold]] = {}
    for each in given:
        groups.setdefault((each.team, each.person), []).append(each)
    return {
        key: Counts(np.array([each.stated for each in found]), sum(each.came for each in found))
        for key, found in groups.items()
    }


def _together(counts: Iterable[Counts]) -> Counts:
    found = tuple(counts)
    return Counts(np.concatenate([each.stated for each in found]), sum(e.came for e in found))


def _of_all(
    known: Pool, counts: Mapping[tuple[str, str], Counts], ends: tuple[float, float]
) -> Sureness:
    together = _together(counts.values())
    return _sureness("", "", together, of_group(known.everyone, together, ends))


def _of_team(
    team: str,
    known: Pool,
    counts: Mapping[tuple[str, str], Counts],
    ends: tuple[float, float],
) -> Sureness:
    together = _together(each for (of, _), each in counts.items() if of == team)
    return _sureness("", team, together, of_group(known.teams[team].sum(axis=1), together, ends))


def _sureness(person: str, team: str, counts: Counts, found: Spread) -> Sureness:
    statements, stated = len(counts.stated), float(counts.stated.mean())
    return Sureness(
        person,
        team,
        statements,
        counts.came,
        stated,
        counts.came / statements,
        found.mean,
        found.low,
        found.high,
        found.weight,
        counts.leaning(found.mean),
        counts.leaning(found.low),
        counts.leaning(found.high),
        _verdict(statements, stated, found),
    )


def _verdict(statements: int, stated: float, found: Spread) -> str:
    if statements < LEAST_OWN:
        return "too few"
    if found.low <= stated <= found.high:
        return "fits"
    return "too sure" if found.high < stated else "too cautious"


def _warnings(persons: tuple[Sureness, ...]) -> tuple[str, ...]:
    few = [each.person for each in persons if each.statements < LEAST_OWN]
    if not few:
        return ()
    return (
        f"Fewer than {LEAST_OWN} statements: {', '.join(few)}; no verdict, and their team speaks for them.",
    )


def _little(by: Sureness, person: str) -> tuple[str, ...]:
    if by.person == person and by.statements >= LEAST_OWN:
        return ()
    whose = f"team {by.team}" if by.team else "everyone"
    return (f"Little is known of {person}: corrected mostly as {whose}.",)
