"""Throughput and work in progress, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, finite, whole, within
from leadline_science.flow.spans import Spans
from leadline_science.refusals import OutOfRange, TooFew


@dataclass(frozen=True, kw_only=True)
class Series(Answer):
    """`values[i]` belongs to the stretch or moment that begins at `times[i]` (days)."""

    times: tuple[float, ...]
    values: tuple[float, ...]
    length: float
    unit: str


MOST = 1_000_000
THROUGHPUT = Method("flow.throughput", "1", "How much is finished per period?", Series)
WIP = Method("flow.wip", "1", "How much is in progress?", Series)


def throughput(
    finished: Sequence[float],
    *,
    start: float,
    end: float,
    length: float = 7.0,
    sizes: Sequence[float] | None = None,
) -> Series:
    """Items (or their `sizes`) finished in each whole period of `length` days in [start, end).

    Empty periods count 0. What ends outside, or in the last broken period, is left out and told.
    Raises `TooFew` when no whole period fits.
    """
    times = finite("finish times", finished)
    weights = np.ones(len(times)) if sizes is None else finite("sizes", sizes)
    periods = int((end - start + 1e-9) // between("the length", length, 0.0, np.inf))
    within("periods", periods, 0, MOST)
    if periods < 1:
        raise TooFew(f"No whole period of {length:g} days fits.", "Give a longer stretch.")
    edges = start + length * np.arange(periods + 1)
    at = np.searchsorted(edges, times, side="right") - 1
    inside = (at >= 0) & (at < periods)
    counts = np.bincount(at[inside], weights=weights[inside], minlength=periods)
    outside = int((~inside).sum())
    return Series(
        **THROUGHPUT.stamp,
        assumptions=("A period has its first moment and not its last.",),
        warnings=(f"{outside} items ended outside the whole periods.",) if outside else (),
        times=tuple(edges[:-1].tolist()),
        values=tuple(counts.tolist()),
        length=length,
        unit="items" if sizes is None else "size",
    )


def wip(work: Spans, *, start: float, end: float, every: float = 1.0) -> Series:
    """Items in progress at start, start + every, … up to `end`; an item leaves as it ends."""
    between("every", every, 0.0, np.inf)
    if end < start:
        raise OutOfRange("The stretch ends before it starts.", "Give the earlier day first.")
    moments = whole("moments", int((end - start) / every + 1e-9) + 1, 1, MOST)
    times = np.asarray(start + every * np.arange(moments), dtype=np.float64)
    return Series(
        **WIP.stamp,
        assumptions=("An item is in progress from its start until just before its end.",),
        times=tuple(times.tolist()),
        values=tuple(work.inside(times).tolist()),
        length=every,
        unit="items",
    )


def average_inside(work: Spans, start: float, end: float) -> Floats:
    """Days that each item was in progress within [start, end]; shape (items,)."""
    overlap = np.minimum(work.ends, end) - np.maximum(work.starts, start)
    return np.asarray(np.maximum(overlap, 0.0))
