"""Where a population stands and how it spreads: numbers without bounds, their prior and its slopes.

`where` is one vector: the mean, the spreads, then `ties`, the rows below the diagonal of a triangle with ones on it.
Each row made one long is a row of the Cholesky root of the correlations; a spread may be below 0, its size is meant,
so that the walk passes through 0 instead of staying away from it.
"""

from dataclasses import dataclass, replace

import numpy as np

from leadline_science.checks import Floats

# Before any choice each spread is half-t with so many degrees of freedom and this scale.
WIDE, FREEDOM = 2.5, 2
# The mean has a flat prior; this little keeps a curve that is inverted off 0.
HELD = 1e-6


@dataclass(frozen=True)
class Shape:
    """What `where` says: the `root` of the correlations, the `length` of each row of ties before it is made one, and
    the root of the covariance above the mean (`outward`), so that (stand, 1) @ it is a respondent's partworths."""

    where: Floats
    root: Floats
    length: Floats
    outward: Floats


class Population:
    """Of `size` terms; any matrix of correlations is as likely as another (Lewandowski, Kurowicka & Joe 2009).

    With that the ties of a row are multivariate t, of a density 1 / (1 + |ties|²) to the power `weight` / 2.
    """

    def __init__(self, size: int) -> None:
        self.size, self.weight = size, size + 1
        self._row, self._column = np.tril_indices(size, -1)
        self._one = np.eye(size)

    def start(self, mean: Floats, spreads: Floats) -> Floats:
        """`where` for means and spreads without correlation."""
        return np.concatenate((mean, spreads, np.zeros(len(self._row))))

    def spreads(self, where: Floats) -> Floats:
        """Of one or many `where`."""
        return np.abs(where[..., self.size : 2 * self.size])

    def shape(self, where: Floats) -> Shape:
        """What it says, worked out once."""
        ties = self._one.copy()
        ties[self._row, self._column] = where[2 * self.size :]
        length = np.sqrt((ties * ties).sum(axis=1))
        root = ties / length[:, None]
        spread = root.T * where[self.size : 2 * self.size]
        return Shape(where, root, length, np.concatenate((spread, where[None, : self.size])))

    def worth(self, shape: Shape) -> float:
        """Log density of the prior, but for a constant."""
        return self._half_t(shape) - self.weight * float(np.log(shape.length).sum())

    def slope(self, shape: Shape, outward: Floats) -> Floats:
        """Of the log posterior; `outward`: of the log likelihood by the matrix of that name."""
        size, row = self.size, self._row
        spread, by_root = shape.where[size : 2 * size], outward[:size].T
        along = (by_root * shape.root).sum(axis=1)
        held = (FREEDOM + 1) * spread / (FREEDOM * WIDE**2 + spread**2)
        across = spread[row] * by_root[row, self._column]
        across -= (spread * along + self.weight)[row] * shape.root[row, self._column]
        return np.concatenate((outward[size], along - held, across / shape.length[row]))

    def curve(self, shape: Shape, outward: Floats) -> Floats:
        """Of minus the log posterior, about; `outward`: of the likelihood by (row, column, row, column)."""
        inward = self._inward(shape)
        prior = np.concatenate(
            (
                np.full(self.size, HELD),
                np.full(self.size, WIDE**-2),
                np.full(len(self._row), self.weight),
            )
        )
        flat = outward.reshape(len(inward), len(inward))
        return np.asarray(inward.T @ flat @ inward + np.diag(prior))

    def _inward(self, shape: Shape) -> Floats:
        """How each number of `outward` changes with each of `where`."""
        size, root, where = self.size, shape.root, shape.where
        terms, row, column = np.arange(size), self._row, self._column
        found = np.zeros((size + 1, size, len(where)))
        found[size, terms, terms] = 1.0
        found[:size, terms, size + terms] = root.T
        across = self._one[column] - root[row, column, None] * root[row]
        scaled = (where[size : 2 * size] / shape.length)[row, None] * across
        found[:size, row, 2 * size + np.arange(len(row))] = scaled.T
        return found.reshape(-1, len(where))

    def drawn(self, shape: Shape, points: Floats, random: np.random.Generator) -> Shape:
        """The covariance, then the mean, given all partworths (more than terms, and one).

        Tried is an inverse Wishart under a prior of its own, taken by how much likelier ours has it.
        """
        size, count = self.size, len(points)
        mean = shape.where[:size]
        tried = self.shape(np.concatenate((mean, self._tried(points - mean, random))))
        gain = self._beside(tried) - self._beside(shape)
        kept = tried if np.log(random.random()) < gain else shape
        mean = np.ones(count) @ points / count
        mean += random.standard_normal(size) @ kept.outward[:size] / count**0.5
        outward = np.concatenate((kept.outward[:size], mean[None]))
        return replace(kept, where=np.concatenate((mean, kept.where[size:])), outward=outward)

    def _tried(self, away: Floats, random: np.random.Generator) -> Floats:
        """Spreads and ties, by Bartlett, where a covariance has prior 1 / its determinant to the power size / 2."""
        terms = np.arange(self.size)
        lower = np.zeros((self.size, self.size))
        lower[self._row, self._column] = random.standard_normal(len(self._row))
        lower[terms, terms] = np.sqrt(random.chisquare(len(away) - 1 - terms))
        part = np.linalg.solve(lower, np.linalg.cholesky(away.T @ away).T)
        root = np.linalg.cholesky(part.T @ part)
        ties = root / np.diag(root)[:, None]
        return np.concatenate(((root * root).sum(axis=1) ** 0.5, ties[self._row, self._column]))

    def _beside(self, shape: Shape) -> float:
        """Log of our prior over that of what is tried."""
        return self._half_t(shape) - self.size * float(np.log(shape.length).sum())

    def _half_t(self, shape: Shape) -> float:
        share = self.spreads(shape.where) ** 2 / (FREEDOM * WIDE**2)
        return -(FREEDOM + 1) / 2 * float(np.log1p(share).sum())
