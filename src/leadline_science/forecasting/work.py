"""How much is to be done, known exactly or within a range, and how it grows on the way."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats, amounts, finite, within
from leadline_science.forecasting.history import LARGEST
from leadline_science.refusals import OutOfRange, TooLarge

MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Work:
    """What is left: every whole amount from `low` to `high` equally likely, in units of the history.

    Each item becomes `split_low` to `split_high` items when it is begun, every rate equally likely,
    the same for all (the split rate of Magennis' forecaster). Refuses work below one step, low
    above high and split rates below 1.
    """

    low: float
    high: float
    split_low: float = 1.0
    split_high: float = 1.0

    def __post_init__(self) -> None:
        finite("the work", (self.low, self.high, self.split_low, self.split_high))
        within("the split rate", self.split_low, 1.0, 100.0)
        if self.low <= 0:
            raise OutOfRange(f"The work is {self.low:g}.", "Give an amount above zero.")
        if self.low > self.high or self.split_low > self.split_high:
            raise OutOfRange("A range ends before it begins.", "Give the lower bound first.")

    @classmethod
    def exactly(cls, amount: float) -> "Work":
        """A known amount that does not grow."""
        return cls(amount, amount)

    def chances(self, step: float) -> Floats:
        """P(total = i steps), i = 0 … the most there can be. Amounts are rounded up to whole steps.

        Raises `TooLarge` beyond a million steps, or where a wide range is split as well.
        """
        low, high = self._sizes(step)
        if self.split_high == 1:
            return np.append(np.zeros(low), np.full(high - low + 1, 1 / (high - low + 1)))
        totals = [_split(size, self.split_low, self.split_high) for size in range(low, high + 1)]
        chances = np.zeros(len(totals[-1]))
        for each in totals:
            chances[: len(each)] += each / len(totals)
        return chances

    def _sizes(self, step: float) -> tuple[int, int]:
        most = self.high / step * self.split_high
        cells = most * (self.high - self.low) / step if self.split_high > 1 else most
        if most > MOST_STEPS or cells > 50 * MOST_STEPS:
            raise TooLarge(f"{most:.3g} steps of work are too many.", "Use coarser units.")
        low = int(np.ceil(self.low / step - 1e-9))
        return low, max(low, int(np.floor(self.high / step + 1e-9)))


def _split(size: float, low: float, high: float) -> Floats:
    ends = np.arange(int(np.ceil(size * high - 1e-9)) + 1, dtype=np.float64)
    if low == high:
        return np.asarray(ends == np.ceil(size * low - 1e-9), dtype=np.float64)
    below: Floats = np.clip((ends / size - low) / (high - low), 0.0, 1.0)
    return np.asarray(np.diff(below, prepend=0.0))


@dataclass(frozen=True)
class Growth:
    """Work added per period in the past, in the unit and period of the throughput, oldest first."""

    added: tuple[float, ...]

    def __post_init__(self) -> None:
        added = amounts("added work", self.added)
        within("the largest addition", float(added.max()), 0.0, LARGEST)
        object.__setattr__(self, "added", tuple(added.tolist()))

    @classmethod
    def of(cls, added: Iterable[float]) -> "Growth":
        """From any iterable of numbers."""
        return cls(tuple(added))

    @property
    def mean(self) -> float:
        """Units per period."""
        return sum(self.added) / len(self.added)
