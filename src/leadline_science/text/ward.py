"""A tree of groups by Ward's rule: at each step the two that make the groups least loose become one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats, whole
from leadline_science.text.vectors import Places
from leadline_science.text.weights import Numbers


@dataclass(frozen=True, eq=False)
class Tree:
    """`joins` (leaves - 1 × 2) by rising `heights`; a join is named leaves + its place, as in SciPy."""

    joins: Places
    heights: Floats

    @property
    def leaves(self) -> int:
        """How many things were grouped."""
        return len(self.heights) + 1

    @cached_property
    def _order(self) -> list[tuple[int, int]]:
        return [(int(one), int(other)) for one, other in self.joins]

    def cut(self, groups: int) -> Places:
        """The group of each leaf, numbered by first leaf. Fewer groups only ever join whole ones."""
        whole("the number of groups", groups, 1, self.leaves)
        top = list(range(2 * self.leaves - 1))
        for at in range(len(self.heights) - 1, -1, -1):
            if at < self.leaves - groups:
                for part in self._order[at]:
                    top[part] = top[self.leaves + at]
        names: dict[int, int] = {}
        return np.array([names.setdefault(each, len(names)) for each in top[: self.leaves]])


def ward(squares: Numbers, sizes: Floats) -> Tree:
    """From squared distances (n × n, used up) between centres of groups of these sizes.

    Ward 1963 by chains of nearest neighbours (Murtagh 1983). Heights are as in SciPy's linkage.
    """
    weights = np.array(sizes, dtype=np.float32)
    if (weights != 1).any():
        for at, weight in enumerate(weights):
            squares[at] *= 2 * weight * weights / (weight + weights)
    np.fill_diagonal(squares, np.inf)
    pairs, heights = _chained(squares, weights)
    order = np.argsort(heights, kind="stable")
    return Tree(_named(pairs[order], len(weights)), np.sqrt(heights[order]))


def _chained(squares: Numbers, weights: Numbers) -> tuple[Places, Floats]:
    """Pairs of places in the order found (the second place is emptied), and their squared heights."""
    pairs: list[tuple[int, int]] = []
    heights: list[float] = []
    chain: list[int] = []
    alive = np.ones(len(weights), dtype=bool)
    grown = np.zeros(len(weights))
    while len(pairs) < len(weights) - 1:
        chain = chain or [int(np.argmax(alive))]
        one = chain[-1]
        other = int(np.argmin(squares[one]))
        if len(chain) > 1 and squares[one, chain[-2]] <= squares[one, other]:
            other = chain[-2]
            del chain[-2:]
            pairs.append((one, other))
            # Never below its parts, which rounding alone could bring about.
            grown[one] = max(float(squares[one, other]), grown[one], grown[other])
            heights.append(grown[one])
            alive[other] = False
            _join(squares, weights, one, other)
        else:
            chain.append(other)
    return np.array(pairs).reshape(-1, 2), np.array(heights)


def _join(squares: Numbers, weights: Numbers, one: int, other: int) -> None:
    """`one` becomes both, `other` is emptied (Lance and Williams 1967)."""
    first, second = weights[one], weights[other]
    between = squares[one, other]
    row = (first + weights) * squares[one] + (second + weights) * squares[other]
    row -= weights * between
    row /= first + second + weights
    row[one] = row[other] = np.inf
    row[~np.isfinite(row)] = np.inf
    squares[one], squares[:, one] = row, row
    squares[other], squares[:, other] = np.inf, np.inf
    weights[one] += weights[other]


def _named(pairs: Places, leaves: int) -> NDArray[np.int64]:
    """Places of the sorted pairs as names of what they hold by then."""
    names = np.arange(leaves)
    found = np.empty_like(pairs)
    for at, (one, other) in enumerate(pairs):
        found[at] = sorted((names[one], names[other]))
        names[one] = leaves + at
    return found
