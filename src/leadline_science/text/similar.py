"""Which texts are most like a given one, and which say the same."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between, whole
from leadline_science.text.vectors import By, Places, Vectors

BLOCK = 512


@dataclass(frozen=True)
class Match:
    """The text at place `at` and the cosine of the two."""

    at: int
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Similar(Answer):
    """The most alike first; `by` tells what was compared."""

    matches: tuple[Match, ...]
    by: By


@dataclass(frozen=True)
class Pair:
    """Two texts, `one` before `other`, and their cosine."""

    one: int
    other: int
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Duplicates(Answer):
    """Pairs at or above `threshold`, most alike first; `more` were left out.

    `groups` are the texts that such pairs connect, whether or not all are pairs of each other.
    """

    pairs: tuple[Pair, ...]
    more: int
    groups: tuple[tuple[int, ...], ...]
    threshold: float
    texts: int
    by: By


SIMILAR = Method("text.similar", "1", "Which texts are most like this one?", Similar)
DUPLICATES = Method("text.duplicates", "1", "Which texts say the same?", Duplicates)

LIKENESS = (
    "What texts share is the angle between their vectors; it is no chance that they mean the same."
)


def similar(vectors: Vectors, at: int, *, most: int = 10) -> Similar:
    """The `most` texts that are most like the one at place `at`. Raises `TooFew`, `OutOfRange`."""
    at_least("texts", vectors, 2)
    whole("the place of the text", at, 0, len(vectors) - 1)
    whole("the number of matches", most, 1)
    likeness = vectors.likeness(vectors.take([at])).ravel().astype(np.float64)
    likeness[at] = -np.inf
    first = np.argsort(-likeness, kind="stable")[: min(most, len(vectors) - 1)]
    return Similar(
        **SIMILAR.stamp,
        assumptions=(LIKENESS,),
        warnings=vectors.notes,
        matches=tuple(Match(int(each), float(likeness[each])) for each in first),
        by=vectors.by,
    )


def duplicates(vectors: Vectors, threshold: float, *, most: int = 10_000) -> Duplicates:
    """All pairs that are at least so alike; the threshold is best taken from labelled pairs.

    Raises `TooFew`, `OutOfRange`.
    """
    at_least("texts", vectors, 2)
    between("the threshold", threshold, 0.0, 1.0 + 1e-9)
    whole("the number of pairs", most, 1)
    ones, others, likeness = _pairs(vectors, threshold)
    first = np.argsort(-likeness, kind="stable")[:most]
    groups = _groups(len(vectors), ones, others)
    return Duplicates(
        **DUPLICATES.stamp,
        assumptions=(LIKENESS,),
        warnings=vectors.notes + _warnings(groups, len(ones)),
        pairs=tuple(Pair(int(ones[i]), int(others[i]), float(likeness[i])) for i in first),
        more=max(0, len(ones) - most),
        groups=groups,
        threshold=threshold,
        texts=len(vectors),
        by=vectors.by,
    )


def _pairs(vectors: Vectors, threshold: float) -> tuple[Places, Places, Places]:
    found = list(_blocks(vectors, threshold))
    ones, others, likeness = (np.concatenate(each) for each in zip(*found, strict=True))
    return ones, others, likeness


def _blocks(vectors: Vectors, threshold: float) -> Iterator[tuple[Places, Places, Places]]:
    for start in range(0, len(vectors), BLOCK):
        block = vectors.take(np.arange(start, min(start + BLOCK, len(vectors))))
        likeness = block.likeness(vectors.take(np.arange(start, len(vectors))))
        # A millionth is what rounding takes from texts that are equal.
        ones, others = np.nonzero(np.triu(likeness >= threshold - 1e-6, 1))
        yield ones + start, others + start, np.minimum(likeness[ones, others], 1.0)


def _groups(texts: int, ones: Places, others: Places) -> tuple[tuple[int, ...], ...]:
    joins = coo_matrix((np.ones(len(ones)), (ones, others)), shape=(texts, texts))
    _, group = connected_components(joins, directed=False)
    order = np.argsort(group, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    return tuple(sorted(tuple(each.tolist()) for each in parts if len(each) > 1))


def _warnings(groups: tuple[tuple[int, ...], ...], pairs: int) -> tuple[str, ...]:
    complete = sum(len(each) * (len(each) - 1) // 2 for each in groups)
    return (
        ("Some groups are chains: not all in them are alike enough.",) if complete > pairs else ()
    )
