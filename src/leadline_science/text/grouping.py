"""Cutting texts into groups: each is drawn to its nearest neighbours, then a tree by Ward's rule is cut."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix, issparse

from leadline_science.checks import Floats
from leadline_science.text.refusals import TooMany
from leadline_science.text.vectors import Places, Rows, Vectors, dense
from leadline_science.text.ward import ward
from leadline_science.text.weights import Numbers
from leadline_science.uncertainty.streams import generator

LEAVES = 5_000
NEIGHBOURS = 10
BLOCK = 1_000
EXACT = 20_000_000
PROJECTED = 768


def plane(vectors: Vectors, seed: int) -> Numbers:
    """The vectors as a dense table of unit rows; large sparse ones by a random projection to 768."""
    rows = vectors.rows
    if issparse(rows) and rows.shape[0] * rows.shape[1] > EXACT:
        random = generator(seed, "projection")
        rows = rows @ random.standard_normal((rows.shape[1], PROJECTED), dtype=np.float32)
    return unit(dense(rows))


def unit(rows: Numbers) -> Numbers:
    """Each row to length 1; a row of zeros stays."""
    found: Numbers = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return found


def grouped(rows: Numbers, groups: int, seed: int) -> Places:
    """The group of each row, numbered by first row. Raises `TooMany`.

    Of many rows a sample of 5,000 makes the tree; the others go to the nearest middle.
    """
    different = len({row.tobytes() for row in np.round(rows, 4)})
    if groups > different:
        raise TooMany(
            f"{groups} themes are asked of {different} different texts.", "Ask for fewer."
        )
    drawn = settled(rows, groups)
    leaves = _leaves(len(rows), seed)
    part = ward(distances(drawn[leaves]), np.ones(len(leaves))).cut(groups)
    if len(leaves) == len(rows):
        return part
    found = nearest(drawn, centres(drawn[leaves], part, groups))
    found[leaves] = part
    return found


def settled(rows: Numbers, groups: int) -> Numbers:
    """Without what all share, and twice drawn to the mean of up to ten nearest, itself among them.

    In small groups of few: never more neighbours than an eighth of a group of mean size.
    """
    apart = unit(rows - rows.mean(axis=0))
    count = min(NEIGHBOURS, len(rows) // (8 * groups))
    if count < 2:
        return apart
    near = _neighbours(apart, count)
    return unit(np.asarray(near @ (near @ apart), dtype=np.float32))


def distances(rows: Numbers) -> Numbers:
    """Squared distances of each to each."""
    found: Numbers = rows @ rows.T
    squares = found.diagonal().copy()
    found *= -2
    found += squares[:, None]
    found += squares
    return np.maximum(found, 0, out=found)


def centres(rows: Numbers, group: Places, groups: int) -> Numbers:
    """The mean of each group's rows (groups × features)."""
    sizes = np.maximum(np.bincount(group, minlength=groups), 1).astype(np.float32)
    ones = np.ones(len(group), dtype=np.float32)
    member = csr_matrix((ones, (group, np.arange(len(group)))), (groups, len(group)))
    return np.asarray(member @ rows, dtype=np.float32) / sizes[:, None]


def nearest(rows: Numbers, middles: Numbers) -> Places:
    """The nearest middle of each row."""
    near = rows @ middles.T - 0.5 * (middles * middles).sum(axis=1)
    return np.asarray(near.argmax(axis=1), dtype=np.int64)


def to_middle(rows: Numbers, group: Places, middles: Numbers) -> Floats:
    """The cosine of each row to the middle of its group."""
    towards = unit(middles)[group]
    return np.asarray(np.einsum("ij,ij->i", rows, towards), dtype=np.float64)


def _leaves(count: int, seed: int) -> Places:
    if count <= LEAVES:
        return np.arange(count)
    return np.sort(generator(seed, "leaves").choice(count, LEAVES, replace=False))


def _neighbours(rows: Numbers, count: int) -> Rows:
    """A matrix that takes the mean of each row's nearest."""
    columns = np.vstack(list(_nearest_rows(rows, count)))
    share = np.full(columns.size, 1 / count, dtype=np.float32)
    ends = np.arange(0, columns.size + 1, count)
    return csr_matrix((share, columns.ravel(), ends), shape=(len(rows), len(rows)))


def _nearest_rows(rows: Numbers, count: int) -> Iterator[Places]:
    for start in range(0, len(rows), BLOCK):
        likeness = rows[start : start + BLOCK] @ rows.T
        yield np.argpartition(-likeness, count - 1, axis=1)[:, :count]
