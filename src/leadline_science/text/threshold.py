"""From which likeness on two texts are called the same, learnt from pairs that people judged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, between, finite, same_length, whole
from leadline_science.refusals import AllEqual, OutOfRange, TooFew, Unreachable
from leadline_science.uncertainty.shares import wilson
from leadline_science.uncertainty.streams import generator

RESAMPLES = 100
NEVER = 2.0

Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Kept:
    """`share` = hits / of within [low, high]; None where nothing was called the same."""

    hits: int
    of: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class DuplicateThreshold(Answer):
    """Pairs at or above `threshold` are called the same.

    `precision` (of those called the same, how many are) and `recall` (of those that are, how many are
    called so) were counted on pairs that had no part in the choice; limits at `level`.
    """

    threshold: float
    precision: Kept
    recall: Kept
    pairs: int
    same: int
    wanted: float | None
    level: float
    folds: int


METHOD = Method(
    "text.threshold", "1", "From which likeness on are two the same?", DuplicateThreshold
)


def duplicate_threshold(
    likeness: Sequence[float],
    same: Sequence[bool],
    *,
    precision: float | None = None,
    level: float = 0.95,
    folds: int = 10,
    seed: int = 0,
) -> DuplicateThreshold:
    """The lowest likeness at which the wanted precision holds; by default, that of the highest F1.

    One `likeness` and judgement (are they the `same`?) per pair. Raises `NoData`, `TooFew`,
    `LengthsDiffer`, `AllEqual` (all or none the same), `NotFinite`, `OutOfRange`, `Unreachable`.
    """
    values, marks = _judged(likeness, same)
    between("level", level, 0.0, 1.0)
    if precision is not None:
        between("the wanted precision", precision, 0.0, 1.0 + 1e-9)
    whole("the number of folds", folds, 2, 1000)
    most = min(folds, int(marks.sum()), int((~marks).sum()))
    ladder = _Ladder.of(values, marks)
    chosen = ladder.chosen(np.ones(len(values)), precision)
    called = _held_out(values, ladder, precision, most, seed)
    doubt = _of_choice(values, ladder, precision, seed)
    hits = int((called & marks).sum())
    kept = (
        _kept(hits, int(called.sum()), level, doubt[0]),
        _kept(hits, int(marks.sum()), level, doubt[1]),
    )
    return DuplicateThreshold(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "The judged pairs are a random sample of those the threshold will be used on.",
            "Each pair is judged by itself; pairs that share a text tell less than their number.",
        ),
        warnings=_warnings(marks, kept, precision),
        threshold=chosen,
        precision=kept[0],
        recall=kept[1],
        pairs=len(values),
        same=int(marks.sum()),
        wanted=precision,
        level=level,
        folds=most,
    )


def _judged(likeness: Sequence[float], same: Sequence[bool]) -> tuple[Floats, Marks]:
    at_least("judged pairs", likeness, 1)
    same_length("likenesses", likeness, "judgements", same)
    values, marks = finite("the likenesses", likeness), np.array(same, dtype=bool)
    if abs(values).max() > 1 + 1e-5:
        raise OutOfRange("A likeness is beyond 1.", "Give cosines, from -1 to 1.")
    if marks.all() or not marks.any():
        raise AllEqual(
            f"All {len(marks)} pairs are judged {'the same' if marks.all() else 'different'}.",
            "Give pairs of both kinds.",
        )
    if min(marks.sum(), (~marks).sum()) < 2:
        raise TooFew("There is only one pair of a kind.", "Give at least two of each.")
    return values, marks


@dataclass(frozen=True, eq=False)
class _Ladder:
    """The distinct likenesses, falling, and on which of these steps each pair stands."""

    steps: Floats
    place: NDArray[np.int64]
    marks: Marks

    @classmethod
    def of(cls, values: Floats, marks: Marks) -> "_Ladder":
        steps, place = np.unique(np.negative(values), return_inverse=True)
        return cls(np.negative(steps), place, marks)

    def chosen(self, times: Floats, precision: float | None) -> float:
        """Half-way between the last pair called the same and the next; each pair counts so many times."""
        on_step = np.bincount(self.place, weights=times, minlength=len(self.steps))
        met = on_step > 0
        steps, called = self.steps[met], np.cumsum(on_step[met]).astype(np.float64)
        same = np.bincount(self.place, weights=times * self.marks, minlength=len(self.steps))
        at = _last_called(np.cumsum(same[met]), called, precision)
        return float((steps[at] + steps[min(at + 1, len(steps) - 1)]) / 2)

    def limit(self, times: Floats, precision: float | None) -> float | None:
        """The same, or None where these pairs allow no choice."""
        if not 0 < times[self.marks].sum() < times.sum():
            return None
        try:
            return self.chosen(times, precision)
        except Unreachable:
            return None


def _last_called(hits: Floats, called: Floats, precision: float | None) -> int:
    if precision is None:
        return int(np.argmax(2 * hits / (called + hits[-1])))
    good = np.flatnonzero(hits >= precision * called)
    if not good.size:
        raise Unreachable(
            f"No threshold has a precision of {precision:.0%}; the best has "
            f"{(hits / called).max():.0%}.",
            "Want less, or judge more pairs that are much alike.",
        )
    return int(good[-1])


def _held_out(
    values: Floats, ladder: _Ladder, precision: float | None, folds: int, seed: int
) -> Marks:
    """What is called the same, each part by a threshold chosen on the others."""
    random = generator(seed, "folds")
    fold = np.empty(len(values), dtype=np.int64)
    for kind in (ladder.marks, ~ladder.marks):
        fold[kind] = random.permutation(np.arange(kind.sum()) % folds)
    called = np.zeros(len(values), dtype=bool)
    for each in range(folds):
        part = fold == each
        limit = ladder.limit((~part).astype(np.float64), precision)
        called[part] = values[part] >= (NEVER if limit is None else limit)
    return called


def _of_choice(
    values: Floats, ladder: _Ladder, precision: float | None, seed: int
) -> tuple[float, float]:
    """Standard deviations of precision and recall as the choice falls otherwise, by resampled pairs."""
    random = generator(seed, "choice")
    told = []
    for _ in range(RESAMPLES):
        drawn = random.integers(len(values), size=len(values))
        times = np.bincount(drawn, minlength=len(values)).astype(np.float64)
        limit = ladder.limit(times, precision)
        if limit is not None:
            called = values >= limit
            hits = (called & ladder.marks).sum()
            told.append((hits / max(called.sum(), 1), hits / ladder.marks.sum()))
    spread = np.std(told, axis=0) if told else np.ones(2)
    return float(spread[0]), float(spread[1])


def _kept(hits: int, of: int, level: float, doubt: float) -> Kept:
    """Wilson's limits, and beside them the doubt of the choice, squared and added."""
    if of == 0:
        return Kept(0, 0, None, 0.0, 1.0)
    found = wilson(hits, of, level)
    share, more = hits / of, float(ndtri((1 + level) / 2)) * doubt
    low = share - math.hypot(share - found.low, more)
    high = share + math.hypot(found.high - share, more)
    return Kept(hits, of, share, max(low, 0.0), min(high, 1.0))


def _warnings(marks: Marks, kept: tuple[Kept, Kept], wanted: float | None) -> tuple[str, ...]:
    share = marks.mean()
    found = {
        f"Of the judged pairs {share:.0%} are the same. Where fewer are, precision is lower.": (
            share > 0.05
        ),
        "Fewer than 30 judged pairs are the same: the limits are wide.": marks.sum() < 30,
        "Most pairs called the same are not: let people confirm, and merge nothing by it.": (
            (kept[0].share or 0.0) < 0.5
        ),
        "The wanted precision lies above what held on pairs not seen.": (
            wanted is not None and kept[0].high < wanted
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
