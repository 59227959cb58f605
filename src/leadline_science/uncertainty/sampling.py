"""Draws of many items with the same inputs, in pieces, each number by the name of its stream."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import ndtri

from leadline_science.checks import Floats, at_least, same_length, unique
from leadline_science.uncertainty.bank import Bank
from leadline_science.uncertainty.columns import as_column
from leadline_science.uncertainty.dependence import (
    INDEPENDENT,
    Correlations,
    correlated,
    with_factor,
)
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.streams import normals, stream_keys, uniforms

Columns = Mapping[str, Sequence[Estimate]]


class Sampler:
    """n items, each with one estimate per column; draw i is the same whatever piece holds it."""

    def __init__(
        self,
        items: Sequence[str],
        columns: Columns,
        *,
        seed: int,
        correlations: Correlations = INDEPENDENT,
    ) -> None:
        at_least("item", items, 1)
        unique("item", items)
        correlations.known_among(columns)
        for name, estimates in columns.items():
            same_length("items", items, f"values of {name}", estimates)
        self.items = tuple(items)
        self.columns = {name: as_column(estimates) for name, estimates in columns.items()}
        self._seed, self._correlations = seed, correlations
        self._shared = dict(correlations.shared)
        self._banks = {name: Bank(column) for name, column in self.columns.items()}
        self._keys = {
            name: stream_keys(seed, ((item, name) for item in items))
            for name, bank in self._banks.items()
            if not bank.certain or name in correlations.names
        }

    @property
    def certain(self) -> bool:
        """Whether no input has any doubt."""
        return all(bank.certain for bank in self._banks.values())

    def only(self, places: Sequence[int]) -> "Sampler":
        """The same items' draws for the items at `places` alone."""
        chosen = {name: column.take(places) for name, column in self.columns.items()}
        items = [self.items[i] for i in places]
        return Sampler(items, chosen, seed=self._seed, correlations=self._correlations)

    def take(self, start: int, stop: int) -> dict[str, Floats]:
        """Draws start … stop - 1: one row per draw and one column per item; one row when certain."""
        scores = self._dependent(start, stop)
        return {name: self._values(name, scores, start, stop) for name in self._banks}

    def medians(self) -> dict[str, Floats]:
        """The median of every input, one row."""
        return {name: bank.medians for name, bank in self._banks.items()}

    def at_scores(self, name: str, scores: Floats) -> Floats:
        """The values of one input at standard normal `scores`, one column per item."""
        bank = self._banks[name]
        return bank.exact if bank.certain else bank.at_scores(scores)

    def scores(self, start: int, stop: int) -> dict[str, Floats]:
        """The standard normal scores behind the same draws, of the inputs that have any doubt."""
        dependent = self._dependent(start, stop)
        return {
            name: dependent[name] if name in dependent else normals(keys, start, stop)
            for name, keys in self._keys.items()
        }

    def factors(self, start: int, stop: int) -> dict[str, Floats]:
        """The standard normal factors that items share, one column each."""
        return {
            name: normals(stream_keys(self._seed, [("shared by all", name)]), start, stop)
            for name in self._shared
        }

    def _values(self, name: str, scores: Mapping[str, Floats], start: int, stop: int) -> Floats:
        bank = self._banks[name]
        if bank.certain:
            return bank.exact
        if name in scores:
            return bank.at_scores(scores[name])
        return bank.at_shares(uniforms(self._keys[name], start, stop))

    def _dependent(self, start: int, stop: int) -> dict[str, Floats]:
        names = self._correlations.names
        if not names:
            return {}
        scores = {name: normals(self._keys[name], start, stop) for name in names}
        scores = correlated(scores, self._correlations)
        for name, factor in self.factors(start, stop).items():
            scores[name] = with_factor(scores[name], factor, self._shared[name])
        return scores


def sobol_shares(dimensions: int, draws: int, generator: np.random.Generator) -> Floats:
    """`draws` (a power of two) points of a scrambled Sobol sequence, within (0, 1)."""
    from scipy.stats import qmc  # slow to import; most questions do without

    points = qmc.Sobol(dimensions, scramble=True, bits=32, rng=generator).random(draws)
    return np.asarray(points + 2.0**-33)


def to_scores(shares: Floats) -> Floats:
    """Standard normal scores of `shares`."""
    return np.asarray(ndtri(shares))


def gaussian(
    generator: np.random.Generator, middle: Floats, covariance: Floats, draws: int
) -> Floats:
    """Draws of a normal distribution (draws × items); its root does not depend on the order."""
    sizes, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(sizes, 0.0)) @ vectors.T
    return np.asarray(middle + generator.standard_normal((draws, len(middle))) @ root)
