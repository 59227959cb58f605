"""Counting draws of scores: who is where how often, and what that is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats, whole
from leadline_science.prioritisation.ranking import Standing
from leadline_science.refusals import NotFinite

Places = NDArray[np.intp]
AnyFloats = NDArray[np.floating[Any]]

DUELLING = 25
KEPT_DRAWS = 2000
EXACT_RANKS = 50
ENDS = (0.05, 0.5, 0.95)


class Scores(Protocol):
    """Draws of the scores of named items, in pieces: rows are draws, columns items."""

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def draws(self) -> int: ...

    def blocks(self) -> Iterator[Floats]:
        """All draws, piece by piece."""

    def of(self, places: Sequence[int]) -> Floats:
        """All draws of the items at `places`."""


@dataclass(frozen=True)
class DrawnScores:
    """Scores that stand in one matrix."""

    names: Sequence[str]
    matrix: Floats

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.matrix)

    def blocks(self) -> Iterator[Floats]:
        """The matrix."""
        yield self.matrix

    def of(self, places: Sequence[int]) -> Floats:
        """The columns at `places`."""
        return np.asarray(self.matrix[:, places])


class Tally:
    """What one pass over the draws leaves: sums, ranks in bands, the best `top` of each draw."""

    def __init__(self, scores: Scores, top: int) -> None:
        self.size, self.top = len(scores.names), top
        self.draws = scores.draws
        self._starts, self._band_of = rank_bands(self.size)
        self._ranks = np.zeros((self.size, len(self._starts)), dtype=np.int64)
        self._sums, self._squares = np.zeros(self.size), np.zeros(self.size)
        self._in_top = np.zeros(self.size, dtype=np.int64)
        self._kept = np.empty((min(self.draws, KEPT_DRAWS), self.size), dtype=np.float32)
        self._kept_rows = 0
        self.best_sums = np.concatenate([self._count(block) for block in scores.blocks()])

    def _count(self, block: Floats) -> Floats:
        order = best_first(block)
        first = order[:, : self.top]
        self._in_top += np.bincount(first.ravel(), minlength=self.size)
        best = np.asarray(np.take_along_axis(block, first, axis=1).sum(axis=1))
        order *= self._ranks.shape[1]
        order += self._band_of
        np.add.at(self._ranks.reshape(-1), order.reshape(-1), 1)
        self._sums += block.sum(axis=0)
        self._squares += np.einsum("ij,ij->j", block, block)
        self._keep(block)
        return best

    def _keep(self, block: Floats) -> None:
        rows = min(len(block), len(self._kept) - self._kept_rows)
        self._kept[self._kept_rows : self._kept_rows + rows] = block[:rows]
        self._kept_rows += rows

    @property
    def means(self) -> Floats:
        """Mean score of each item."""
        return self._sums / self.draws

    @property
    def sds(self) -> Floats:
        """Standard deviation of each item's score."""
        spread = np.maximum(self._squares / self.draws - self.means**2, 0.0)
        small = spread < 1e-12 * self._squares / self.draws
        return np.where(small, 0.0, np.sqrt(spread))

    @property
    def top_chances(self) -> Floats:
        """The chance of each item to be among the best `top`."""
        return self._in_top / self.draws

    @property
    def best_chances(self) -> Floats:
        """The chance of each item to be the best of all."""
        return self._ranks[:, 0] / self.draws

    def rank_ends(self) -> NDArray[np.int64]:
        """P5, P50 and P95 of the rank of each item, one row per item."""
        reached = np.cumsum(self._ranks, axis=1)
        at = [np.argmax(reached >= share * self.draws, axis=1) for share in ENDS]
        return np.asarray(self._starts[np.stack(at, axis=1)])

    def score_ends(self) -> Floats:
        """P5 and P95 of the score of each item, one row per end."""
        by_item = np.ascontiguousarray(self._kept.T)
        by_item.sort(axis=1)  # much quicker than to partition each, as quantile does
        return np.asarray(np.quantile(by_item, [ENDS[0], ENDS[-1]], axis=1, overwrite_input=True))

    def beats_next(self, order: Places) -> Floats:
        """The chance of each item, in `order`, to beat the next."""
        by_rank = np.ascontiguousarray(self._kept.T[order])
        return beaten(by_rank[:-1].T, by_rank[1:].T)

    def order(self) -> Places:
        """The items by falling mean; equal means in the order of their names."""
        return np.argsort(-self.means, kind="stable")


@dataclass(frozen=True)
class Counted:
    """The numbers of a `Ranking`."""

    items: tuple[Standing, ...]
    top: int
    stability: float
    evpi: float
    evpi_error: float
    duels: tuple[tuple[float, ...], ...]
    draws: int


def best_first(block: Floats) -> NDArray[np.int64]:
    """The places of each row's scores by falling score; equal ones in their order.

    Scores nearer than 2⁻³⁸ of themselves count as equal among ten thousand: a score and its place
    are sorted as one whole number, in two thirds of the time that `argsort` takes.
    """
    size = block.shape[1]
    places = (1 << (size - 1).bit_length()) - 1
    bits = np.ascontiguousarray(block).view(np.int64)
    keys = np.asarray(~(bits ^ ((bits >> 63) & np.int64(2**63 - 1))))  # rise where scores fall
    keys &= ~places
    keys |= np.arange(size)
    keys.sort(axis=1)
    keys &= places
    return keys


def rank_bands(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First rank of each band, and the band of each place (from 0): exact to 50, then tenths."""
    starts = list(range(1, min(size, EXACT_RANKS) + 1))
    while starts[-1] < size:
        starts.append(min(size, int(starts[-1] * 1.1)))
    firsts = np.array(starts)
    return firsts, np.searchsorted(firsts, np.arange(1, size + 1), side="right") - 1


def checked_top(top: int | None, size: int) -> int:
    """`top` when it is possible; by default a third of the items, 10 at most."""
    if top is None:
        return max(1, min(10, -(-size // 3)))
    return whole("the number to choose", top, 1, size)


def count(scores: Scores, points: Floats, top: int, tally: Tally | None = None) -> Counted:
    """Everything a ranking tells; `points`: the score of each item from the points said.

    `tally`: the pass over the draws, where it was made already.
    """
    tally = tally or Tally(scores, top)
    order = tally.order()
    evpi, error = perfect_information(tally, scores, order[:top])
    duels = _duels(scores, order[:DUELLING])
    return Counted(
        items=_standings(scores, points, tally, order),
        top=top,
        stability=float(tally.top_chances[order[:top]].mean()),
        evpi=evpi,
        evpi_error=error,
        duels=tuple(tuple(row) for row in duels.tolist()),
        draws=scores.draws,
    )


def perfect_information(tally: Tally, scores: Scores, chosen: Places) -> tuple[float, float]:
    """What knowing all scores would add to the sum of the chosen, and its standard error."""
    gains = tally.best_sums - scores.of(sorted(chosen.tolist())).sum(axis=1)
    gains[np.abs(gains) < 1e-12 * np.abs(tally.best_sums)] = 0.0
    return max(float(gains.mean()), 0.0), float(gains.std() / len(gains) ** 0.5)


def checked_scores(block: Floats, names: Sequence[str]) -> Floats:
    """`block` when every score is a finite number; names the first item without one."""
    if not np.isfinite(block).all():
        at = int(np.flatnonzero(~np.isfinite(block).all(axis=0))[0])
        raise NotFinite(
            f"The score of {names[at]} is not a finite number.",
            "Keep what is divided by away from 0 and powers small.",
        )
    return block


def _standings(scores: Scores, points: Floats, tally: Tally, order: Places) -> tuple[Standing, ...]:
    columns = (
        points, tally.means, tally.sds, *tally.score_ends(), np.argsort(order) + 1,
        *tally.rank_ends().T, tally.top_chances, tally.best_chances,
    )  # fmt: skip
    names = (scores.names[at] for at in order.tolist())
    beats = (*tally.beats_next(order).tolist(), None)
    return tuple(map(Standing, names, *(each[order].tolist() for each in columns), beats))


def _duels(scores: Scores, places: Places) -> Floats:
    of = scores.of(places.tolist())
    return np.array([beaten(of[:, [at]], of) for at in range(len(places))])


def beaten(one: AnyFloats, other: AnyFloats) -> Floats:
    """Chance per column that `one` is above `other`; a tie counts half."""
    return np.asarray((one > other).mean(axis=0) + 0.5 * (one == other).mean(axis=0))
