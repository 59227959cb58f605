"""What people choose by, each of them (hierarchical Bayes)."""

from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, whole
from leadline_science.conjoint.mixing import effective_draws, limits
from leadline_science.conjoint.mnl import derivatives, told_apart
from leadline_science.conjoint.sampler import Walk, walk
from leadline_science.conjoint.study import Losers, Study, losers
from leadline_science.conjoint.tasks import grouped
from leadline_science.refusals import NotNamed, TooFew
from leadline_science.uncertainty.streams import generator

LEAST_PEOPLE, LEAST_EFFECTIVE = 10, 40


@dataclass(frozen=True)
class PopulationWorth:
    """The mean partworth of everyone within [low, high], and how far people spread around it (standard
    deviation, with limits)."""

    term: str
    value: float
    low: float
    high: float
    spread: float
    spread_low: float
    spread_high: float


@dataclass(frozen=True)
class Person:
    """Mean partworths of a respondent in the order of the terms; `fit`: the mean chance (geometric)
    of the choices made, 1 / alternatives for who chooses blindly."""

    respondent: str
    values: tuple[float, ...]
    fit: float


@dataclass(frozen=True, kw_only=True)
class Hierarchy(Answer):
    """Partworths of the population and of each respondent.

    `hits`: share of the choices that respondents' own partworths tell. `effective`: independent draws
    that the least known mean or spread is worth; `accepted` share of paths.
    """

    partworths: tuple[PopulationWorth, ...]
    people: tuple[Person, ...]
    hits: float
    choices: int
    level: float
    draws: int
    effective: float
    accepted: float

    def of(self, term: str) -> PopulationWorth:
        """The partworth of `term`. Raises `KeyError`."""
        return {each.term: each for each in self.partworths}[term]


METHOD = Method("conjoint.hierarchical", "3", "What does each person choose by?", Hierarchy)


def hierarchical(
    study: Study, *, level: float = 0.95, draws: int = 4000, seed: int = 0
) -> Hierarchy:
    """Partworths that spread normally over people, from `draws` sweeps (the first quarter left out).

    Raises `NotNamed` when tasks do not say who chose, `TooFew` (fewer than 10 respondents),
    `Incompatible` when a term never differs within a task or terms cannot be told apart.
    """
    between("level", level, 0.0, 1.0)
    whole("the number of draws", draws, 400, 1_000_000)
    names = _respondents(study)
    data = losers(study)
    start, curve = _start(data, study.terms)
    found = walk(grouped(data), start, curve, draws=draws, random=generator(seed, "conjoint"))
    effective = min(map(effective_draws, (*found.means.T, *found.spreads.T)))
    return Hierarchy(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Partworths spread normally over people, who are a random sample of those meant.",
            "Each chooses by the sum of the partworths, with errors as in the logit.",
            "Before any choice a spread is likely below 5 and any correlations as likely as others.",
        ),
        warnings=_warnings(study, found, effective),
        partworths=_partworths(study.terms, found, level),
        people=tuple(
            Person(name, tuple(values), fit)
            for name, values, fit in zip(
                names, found.people.tolist(), found.fit.tolist(), strict=True
            )
        ),
        hits=_hits(data, found.people),
        choices=len(study.choices),
        level=level,
        draws=draws,
        effective=effective,
        accepted=found.accepted,
    )


def _respondents(study: Study) -> tuple[str, ...]:
    names = study.respondents
    if not names:
        raise NotNamed("Some tasks do not say who chose.", "Name the respondent of each.")
    if len(names) < LEAST_PEOPLE:
        raise TooFew(
            f"{len(names)} respondents say little about how people differ.",
            f"Give at least {LEAST_PEOPLE}, or use the plain logit.",
        )
    return names


def _start(data: Losers, terms: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Near the pooled logit, held back a little so that it exists whatever was chosen."""
    point = np.zeros(len(terms))
    told_apart(derivatives(data, point)[2], terms)
    ridge = 0.1 * np.eye(len(terms))
    for _ in range(8):
        _, slope, curve = derivatives(data, point)
        point = point + np.clip(np.linalg.solve(curve + ridge, slope - ridge @ point), -1, 1)
    return point, np.asarray(curve + ridge)


def _partworths(terms: tuple[str, ...], found: Walk, level: float) -> tuple[PopulationWorth, ...]:
    return tuple(
        PopulationWorth(
            term,
            float(mean.mean()),
            *limits(mean, level),
            float(spread.mean()),
            *limits(spread, level),
        )
        for term, mean, spread in zip(terms, found.means.T, found.spreads.T, strict=True)
    )


def _hits(data: Losers, people: Floats) -> float:
    utilities = np.einsum("tak,tk->ta", data.rows, people[data.who]) + data.off
    return float((utilities.max(axis=1) < 0).mean())


def _warnings(study: Study, found: Walk, effective: float) -> tuple[str, ...]:
    alternatives = np.mean([len(choice.rows) for choice in study.choices])
    blind = int((found.fit < 1.2 / alternatives).sum())
    said = {
        f"The limits rest on {effective:.0f} independent draws: ask for more draws.": (
            effective < LEAST_EFFECTIVE
        ),
        f"{blind} respondents chose hardly better than blindly.": blind > 0,
    }
    return tuple(text for text, applies in said.items() if applies)
