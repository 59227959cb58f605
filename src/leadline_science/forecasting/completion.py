"""The chance that all is done by the end of each coming period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from leadline_science.checks import Floats, amounts, within
from leadline_science.forecasting.drift import Drift, longest, mixing, worked_through
from leadline_science.forecasting.history import Counts
from leadline_science.forecasting.sums import Weights, affordable, sums, table
from leadline_science.refusals import TooLarge

_SETTLED = 1 - 1e-7
_ENOUGH = 0.9995
_BLOCK = 64
LARGEST_CAPACITY = 100.0
_FOREVER = 1_000_000
_MOST_GROWING = 2_000_000
_MOST_STEPS = 300_000_000


@dataclass(frozen=True)
class Outlook:
    """How the coming periods differ from the past ones. `horizon` None: as far as there is much to see."""

    capacity: tuple[float, ...]
    drift: Drift
    weights: Weights
    horizon: int | None = None

    def worth(self, periods: int) -> Floats:
        """Capacity used up by the end of periods 1 … `periods`, in usual periods."""
        return calendar(self.capacity, periods)

    def longest(self, periods: int) -> int:
        """The most usual periods that the first `periods` can be worth."""
        return longest(float(self.worth(periods)[-1]), self.drift)


def checked_capacity(capacity: Sequence[float]) -> tuple[float, ...]:
    """Capacities of zero to LARGEST_CAPACITY usual periods each."""
    given = amounts("capacity", capacity, least=0)
    within("the largest capacity", float(given.max(initial=0.0)), 0.0, LARGEST_CAPACITY)
    return tuple(given.tolist())


def calendar(capacity: Sequence[float], periods: int) -> Floats:
    """Running sum of `capacity`, 1 for every period after the last given; shape (periods,)."""
    worth = np.ones(periods)
    worth[: len(capacity)] = capacity[:periods]
    return np.cumsum(worth)


def closed(history: Counts, target: Floats, outlook: Outlook) -> Floats:
    """P(done by the end of period k), k = 1 …, for `target[i]` = P(the work is i steps)."""
    reached = _reached(history, target, outlook)
    blocks = list(_blocks(np.diff(reached), bool(reached[-1] >= _SETTLED), outlook))
    cdf = np.minimum(np.concatenate(blocks), 1.0)
    return cdf if outlook.horizon else cdf[: int(np.searchsorted(cdf, _ENOUGH)) + 1]


def _limit(history: Counts, target: Floats, outlook: Outlook) -> int:
    expected = (target @ np.arange(len(target))) / history.mean()
    wanted = outlook.longest(outlook.horizon) if outlook.horizon else int(100 + 40 * expected)
    most = _MOST_STEPS / (len(history) * len(target))
    if most < min(wanted, 4 * expected):
        raise TooLarge(f"The work is that of {expected:,.0f} periods.", "Use longer periods.")
    return wanted if outlook.horizon else int(min(wanted, most))


def _reached(history: Counts, target: Floats, outlook: Outlook) -> Floats:
    # P(j undrifted periods deliver the work), j = 0, 1, … until it is all but certain.
    not_enough = 1 - np.cumsum(target)[:-1]
    rows = sums(history, len(target) - 1, outlook.weights)
    found = [0.0]
    for row in islice(rows, 1, _limit(history, target, outlook) + 1):
        found.append(1 - float(row @ not_enough))
        if found[-1] >= _SETTLED:
            break
    return np.maximum.accumulate(found)


def _blocks(gains: Floats, settled: bool, outlook: Outlook) -> Iterator[Floats]:
    for start in range(0, outlook.horizon or _FOREVER, _BLOCK):
        stop = min(start + _BLOCK, outlook.horizon or _FOREVER)
        worth = outlook.worth(stop)[start:]
        seen = [each for each in worth if settled or longest(each, outlook.drift) <= len(gains)]
        block = worked_through(np.array(seen), len(gains), outlook.drift) @ gains
        yield block
        if len(seen) < len(worth) or (not outlook.horizon and block[-1] >= _ENOUGH):
            return


def growing(history: Counts, added: Counts, target: Floats, outlook: Outlook) -> Floats:
    """As `closed`, while `added` goes on being added per period.

    P(delivered in k periods >= work + added in k periods), made to rise: once empty, a backlog
    counts as done. The best earlier period is a lower bound of the chance to have been empty once.
    """
    periods = outlook.horizon or _growing_horizon(history, added, target)
    room = _room(added, periods)
    done = _until_past(history, len(target) - 1 + room, outlook, outlook.longest(periods))
    enough, lost = _enough(table(added, periods, room + 1, outlook.weights)[1:], target)
    over = worked_through(outlook.worth(periods), len(done) - 1, outlook.drift)
    at_end = mixing(over) @ done
    cdf = np.sum(at_end * enough, axis=1) + (1 - at_end.sum(axis=1)) * (1 - lost)
    return np.asarray(np.maximum.accumulate(np.clip(cdf, 0.0, 1.0)))


def _until_past(history: Counts, width: int, outlook: Outlook, most: int) -> Floats:
    # Rows of sums until all mass has passed `width`; mass of later rows lies above it too.
    rows = []
    for row in islice(sums(history, width, outlook.weights), most + 1):
        rows.append(row)
        affordable(len(rows), width, len(history))
        if row.sum() < 1 - _SETTLED:
            break
    return np.array(rows)


def _enough(added: Floats, target: Floats) -> tuple[Floats, Floats]:
    # P(work + added <= s) by period, shape (periods, width); and the mass that `added` lacks.
    width = added.shape[1] + len(target) - 2
    totals = np.array([np.convolve(row, target)[:width] for row in added])
    return np.cumsum(totals, axis=1), 1 - added.sum(axis=1)


def _room(added: Counts, periods: int) -> int:
    return int(min(periods * added.max(), np.ceil(2 * periods * added.mean()) + 8 * added.max()))


def _growing_horizon(history: Counts, added: Counts, target: Floats) -> int:
    expected = float(target @ np.arange(len(target)))
    net = history.mean() - added.mean()
    periods = int(np.ceil(5 * expected / (net if net > 0 else history.mean()))) + 20
    while periods > 8 and periods * (len(target) + _room(added, periods)) > _MOST_GROWING:
        periods = periods * 3 // 4
    return periods
