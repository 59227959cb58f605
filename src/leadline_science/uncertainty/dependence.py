"""Inputs that move together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats, between, unique, within
from leadline_science.refusals import Incompatible, NotNamed


@dataclass(frozen=True)
class Correlations:
    """`pairs`: (input, input, correlation) of the normal scores behind two inputs: Gaussian copula.

    `shared`: (input, correlation between items): where many items are estimated by the same people
    their errors are alike; a factor common to all items moves that input of all of them.
    """

    pairs: tuple[tuple[str, str, float], ...] = ()
    shared: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        for one, other, correlation in self.pairs:
            between(f"The correlation of {one} and {other}", correlation, -1.0, 1.0)
            if one == other:
                raise NotNamed(f"{one} is paired with itself.", "Name two inputs.")
        for name, correlation in self.shared:
            within(f"the correlation of {name} between items", correlation, 0.0, 0.999)
        unique("shared input", [name for name, _ in self.shared])
        unique("pair", ["–".join(sorted(pair[:2])) for pair in self.pairs])

    @property
    def names(self) -> frozenset[str]:
        """The inputs named in any way."""
        paired = {name for pair in self.pairs for name in pair[:2]}
        return frozenset(paired | {name for name, _ in self.shared})

    def known_among(self, names: Iterable[str]) -> None:
        """Refuses correlations of inputs that do not exist."""
        unknown = sorted(self.names - set(names))
        if unknown:
            raise NotNamed(f"There is no input {unknown[0]}.", "Correlate inputs that are given.")

    def mixing(self, names: Sequence[str]) -> Floats:
        """The symmetric root of the correlation matrix, in the order of `names`.

        The symmetric root, unlike Cholesky's, does not depend on the order of the inputs.
        Raises `Incompatible` when no joint distribution has these correlations.
        """
        matrix = np.eye(len(names))
        for one, other, correlation in self.pairs:
            i, j = names.index(one), names.index(other)
            matrix[i, j] = matrix[j, i] = correlation
        sizes, vectors = np.linalg.eigh(matrix)
        if sizes[0] < -1e-12:
            raise Incompatible(
                "These correlations cannot all hold at once.",
                f"Bring them nearer to 0, for instance each times {_shrinkage(sizes[0]):.2f}.",
            )
        roots = np.sqrt(np.maximum(sizes, 0.0))
        return np.asarray(vectors * roots @ vectors.T)


INDEPENDENT = Correlations()


def correlated(scores: Mapping[str, Floats], correlations: Correlations) -> dict[str, Floats]:
    """Independent standard normal `scores`, one array per input, made to move together."""
    paired = sorted({name for pair in correlations.pairs for name in pair[:2]})
    if not paired:
        return dict(scores)
    root = correlations.mixing(paired)
    mixed = {
        name: sum((root[i, j] * scores[other] for j, other in enumerate(paired)), np.zeros(1))
        for i, name in enumerate(paired)
    }
    return {name: np.asarray(mixed.get(name, each)) for name, each in scores.items()}


def with_factor(scores: Floats, factor: Floats, correlation: float) -> Floats:
    """`scores` of many items, one column each, with a factor (one column) common to all."""
    return np.asarray(correlation**0.5 * factor + (1 - correlation) ** 0.5 * scores)


def _shrinkage(smallest: float) -> float:
    return int(100 / (1 - smallest)) / 100
