"""Strength from comparisons of two (Bradley-Terry, ties by Davidson)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, between, whole
from leadline_science.prioritisation.comparisons import Duel, Table, connected, counted, reach
from leadline_science.prioritisation.davidson import Fit, deviance, fitted, mean_shift, point
from leadline_science.prioritisation.judged import ranked, tie_warning
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import Incompatible, NotNamed, TooLarge
from leadline_science.uncertainty.sampling import gaussian
from leadline_science.uncertainty.streams import generator

MOST_ITEMS = 1000
SPREADS = tuple(float(each) for each in np.geomspace(0.25, 4.0, 9))
SPREAD_LOG_SD = 0.75


class Prior(StrEnum):
    """How far abilities spread before any comparison, when no number is given."""

    ESTIMATED = "estimated"
    NONE = "none"


@dataclass(frozen=True)
class Strength:
    """`ability`: log strength; `error`: its standard error (0 for the reference item)."""

    name: str
    ability: float
    error: float


@dataclass(frozen=True, kw_only=True)
class Strengths(Ranking):
    """A ranking by ability, their mean 0 (or the reference 0); `strengths` in the same order.

    `tie`: Davidson's ν, how often neither wins (None without ties). `deviance` on `freedom` degrees:
    how far the counts are from the model. `prior_sd`: None for plain maximum likelihood.
    """

    strengths: tuple[Strength, ...]
    tie: float | None
    deviance: float
    freedom: int
    comparisons: float
    prior_sd: float | None


METHOD = Method("prioritisation.bradley_terry", "1", "Which are preferred, two by two?", Strengths)


@dataclass(frozen=True)
class Mixture:
    """Fits under several spreads, and the weight of each; `prior_sd`: the weighted mean spread."""

    fits: tuple[Fit, ...]
    weights: Floats
    prior_sd: float | None

    @property
    def best(self) -> Fit:
        """The fit with the largest weight."""
        return self.fits[int(self.weights.argmax())]

    def draws(self, random: np.random.Generator, draws: int) -> Floats:
        """Abilities (draws × items)."""
        counts = random.multinomial(draws, self.weights)
        return np.concatenate(
            [
                gaussian(random, fit.abilities, fit.covariance, int(count))
                for fit, count in zip(self.fits, counts, strict=True)
            ]
        )

    def seen(self, shift: Floats) -> tuple[Floats, Floats]:
        """Mean and standard error of the abilities, moved by the matrix `shift`."""
        means = np.array([shift @ fit.abilities for fit in self.fits])
        variances = np.array([np.diag(shift @ fit.covariance @ shift.T) for fit in self.fits])
        mean = self.weights @ means
        variance = self.weights @ (variances + (means - mean) ** 2)
        return mean, np.sqrt(np.maximum(variance, 0.0))


def bradley_terry(
    duels: Iterable[Duel],
    *,
    prior: float | Prior = Prior.ESTIMATED,
    reference: str | None = None,
    top: int | None = None,
    draws: int = 4000,
    seed: int = 0,
) -> Strengths:
    """Abilities from comparisons, with ranks drawn from their normal approximation.

    `prior`: the standard deviation of abilities before any comparison, which keeps the undefeated
    finite; estimated from the comparisons by default. `Prior.NONE`: plain maximum likelihood,
    refused (`Incompatible`) where somebody never loses. `reference`: the item whose ability is 0.
    Raises `NoData`, `Disconnected`, `AllEqual` (only ties), `TooLarge`, `NotNamed`, `OutOfRange`.
    """
    table = connected(counted(duels))
    whole("the number of draws", draws, 100, 1_000_000)
    mixture, shift = mixed(table, prior), _shift(table, reference)
    drawn = mixture.draws(generator(seed, "pairs"), draws)
    abilities, errors = mixture.seen(shift)
    found = ranked(table.names, abilities, drawn @ shift.T, top)
    strengths = {
        name: Strength(name, float(ability), float(error))
        for name, ability, error in zip(table.names, abilities, errors, strict=True)
    }
    misfit, freedom = deviance(table, mixture.best)
    return Strengths(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Comparisons are independent; who judges and which stands first do not matter.",
            spread_said(mixture.prior_sd, prior),
        ),
        warnings=(*_warnings(table), *tie_warning(found)),
        unit="log odds",
        strengths=tuple(strengths[item.name] for item in found["items"]),
        tie=mixture.best.tie if table.ties.any() else None,
        deviance=misfit,
        freedom=freedom,
        comparisons=float(table.met.sum() / 2),
        prior_sd=mixture.prior_sd,
        **found,
    )


def mixed(table: Table, prior: float | Prior) -> Mixture:
    """The fit under the spread given, or those under several, weighted by their evidence."""
    if len(table.names) > MOST_ITEMS:
        raise TooLarge(f"{len(table.names)} items are too many.", f"Compare at most {MOST_ITEMS}.")
    if prior == Prior.ESTIMATED:
        return _averaged(table)
    if prior == Prior.NONE:
        _none_undefeated(table)
        return Mixture((fitted(table, None),), np.ones(1), None)
    sd = between("The spread of abilities", float(prior), 0.0, 100.0)
    return Mixture((_at_mean(table, fitted(table, sd)),), np.ones(1), sd)


def spread_said(prior_sd: float | None, prior: float | Prior) -> str:
    """What is assumed about the spread of abilities."""
    if prior_sd is None:
        return "No spread of abilities is assumed."
    by = ", estimated from these" if prior == Prior.ESTIMATED else " before any comparison"
    return f"Abilities spread normally with a standard deviation of {prior_sd:.2g}{by}."


def _averaged(table: Table) -> Mixture:
    fits: list[Fit] = []
    for sd in SPREADS:
        fits.append(fitted(table, sd, point(fits[-1]) if fits else None))
    beliefs = np.array([-((np.log(sd) / SPREAD_LOG_SD) ** 2) / 2 for sd in SPREADS])
    scores = beliefs + np.array([fit.evidence for fit in fits])
    weights = np.exp(scores - scores.max())
    weights = np.asarray(weights / weights.sum())
    means = tuple(_at_mean(table, fit) for fit in fits)
    return Mixture(means, weights, float(weights @ np.array(SPREADS)))


def _at_mean(table: Table, fit: Fit) -> Fit:
    return replace(fit, abilities=fit.abilities + mean_shift(table, fit))


def _none_undefeated(table: Table) -> None:
    beats = (table.wins + table.ties) > 0
    for linked, word in ((beats, "lose"), (beats.T, "win")):
        if len(reach(linked)) < len(table.names):
            raise Incompatible(
                f"Some items never {word} against the rest, so no ability fits best.",
                "Let the spread of abilities be estimated, or give it.",
            )


def _shift(table: Table, reference: str | None) -> Floats:
    """The matrix that sets the reference (else the mean) to 0."""
    size = len(table.names)
    if reference is None:
        return np.eye(size) - 1 / size
    if reference not in table.names:
        raise NotNamed(f"There is no item {reference}.", "Name one that was compared.")
    matrix = np.eye(size)
    matrix[:, table.names.index(reference)] -= 1
    return matrix


def _warnings(table: Table) -> tuple[str, ...]:
    lost = (table.wins.sum(axis=0) + table.ties.sum(axis=0)) == 0
    won = (table.wins.sum(axis=1) + table.ties.sum(axis=1)) == 0
    found = {
        "Some items never lose or never win: their ability rests on the assumed spread.": bool(
            (lost | won).any()
        ),
        "Some items were compared fewer than five times.": bool(table.met.sum(axis=1).min() < 5),
    }
    return tuple(text for text, applies in found.items() if applies)
