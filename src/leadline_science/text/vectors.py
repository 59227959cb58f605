"""Texts as directions: the nearer two are, the more alike what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, issparse, vstack

from leadline_science.checks import at_least
from leadline_science.refusals import AllEqual, Incompatible, LengthsDiffer, NotFinite, OutOfRange
from leadline_science.text.weights import Numbers

Places = NDArray[np.int64]

# A dense float32 array or a sparse matrix, texts × features.
Rows = Any


class By(StrEnum):
    """What texts are compared by."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, eq=False)
class Vectors:
    """One row of unit length per text (float32, or sparse when compared `by` words).

    `notes` are what an answer that rests on them must warn of.
    """

    rows: Rows
    by: By
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at_least("texts", range(self.rows.shape[0]), 1)
        values = self.rows.data if issparse(self.rows) else self.rows
        if not np.isfinite(values).all():
            raise NotFinite(
                "A vector holds a value that is not a number.", "Make the vectors anew."
            )
        lengths = np.sqrt(_squares(self.rows))
        if (abs(lengths - 1) > 1e-3).any():
            at = int(np.argmax(abs(lengths - 1)))
            raise OutOfRange(
                f"Vector {at + 1} has the length {lengths[at]:.3g}.",
                "Give vectors of length 1, of texts that have words.",
            )

    @classmethod
    def of(cls, rows: Sequence[Sequence[float]] | Numbers, by: By = By.MEANING) -> "Vectors":
        """From vectors of any length, such as were kept. Raises `NoData`, `NotFinite`, `OutOfRange`."""
        given = np.asarray(rows, dtype=np.float32)
        if given.ndim != 2:
            raise LengthsDiffer("The vectors do not make a table.", "Give one row for each text.")
        lengths = np.linalg.norm(given, axis=1, keepdims=True)
        return cls(given / np.where(lengths > 0, lengths, 1), by)

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    def take(self, places: Sequence[int] | Places) -> "Vectors":
        """Those at `places`."""
        return Vectors(self.rows[np.asarray(places, dtype=np.int64)], self.by, self.notes)

    def likeness(self, other: "Vectors") -> Numbers:
        """Cosines of each with each of `other`. Raises `Incompatible`."""
        if self.by is not other.by or self.rows.shape[1] != other.rows.shape[1]:
            raise Incompatible(
                "The two were not made in the same way.", "Make both by the same model, together."
            )
        return dense(self.rows @ other.rows.T)

    def likeness_of(self, pairs: Sequence[tuple[int, int]]) -> tuple[float, ...]:
        """Cosines of pairs of places. Raises `OutOfRange`."""
        places = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        if places.size and not 0 <= places.min() <= places.max() < len(self):
            raise OutOfRange("A pair names a text that is not there.", f"There are {len(self)}.")
        one, other = self.rows[places[:, 0]], self.rows[places[:, 1]]
        product = one.multiply(other) if issparse(one) else one * other
        return tuple(np.asarray(product.sum(axis=1), dtype=np.float64).ravel().tolist())

    def must_differ(self) -> None:
        """Refuses vectors that are all the same. Raises `AllEqual`."""
        if self.likeness(self.take([0])).min() > 1 - 1e-6:
            raise AllEqual(f"All {len(self)} texts say the same.", "Give texts that differ.")


def both(words: Vectors, meaning: Vectors) -> Vectors:
    """Compared by words and by meaning: the mean of the two cosines. Raises `Incompatible`.

    Finds duplicates better than either alone.
    """
    if (words.by, meaning.by, len(words)) != (By.WORDS, By.MEANING, len(meaning)):
        raise Incompatible(
            "These are not vectors by words and by meaning of the same texts.", "Give both."
        )
    rows = hstack([words.rows, csr_matrix(meaning.rows)]).tocsr() * np.float32(0.5**0.5)
    return Vectors(rows, By.BOTH, meaning.notes)


def joined(parts: Sequence[Vectors]) -> Vectors:
    """One after the other, all made by the same model. Raises `NoData`, `Incompatible`."""
    at_least("parts", parts, 1)
    if len({(each.by, each.rows.shape[1]) for each in parts}) > 1:
        raise Incompatible(
            "The parts were not made in the same way.", "Make all by the same model, together."
        )
    rows = [each.rows for each in parts]
    notes = tuple(dict.fromkeys(note for each in parts for note in each.notes))
    return Vectors(
        vstack(rows).tocsr() if issparse(rows[0]) else np.vstack(rows), parts[0].by, notes
    )


def dense(rows: Rows) -> Numbers:
    """As a plain array."""
    return np.asarray(rows.toarray() if issparse(rows) else rows, dtype=np.float32)


def _squares(rows: Rows) -> NDArray[np.float64]:
    squares = rows.multiply(rows) if issparse(rows) else np.square(rows)
    return np.asarray(squares.sum(axis=1), dtype=np.float64).ravel()
