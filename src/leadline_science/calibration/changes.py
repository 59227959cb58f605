"""Promised changes, which may go up or down, on the scale on which leans are known.

An amount is off by a factor, a change by a difference. A change is told in standard deviations of what
was stated, half of one being a unit of the log, so that who states rightly scatters as `promises` guesses.
"""

import math
from dataclasses import dataclass, replace

from scipy.special import ndtri

from leadline_science.calibration.correcting import Corrected, corrected
from leadline_science.calibration.promises import Leaning, Leanings, Promise
from leadline_science.checks import between, finite
from leadline_science.refusals import Crossed, OutOfRange

UNIT = 0.5
FARTHEST = 1_000.0


@dataclass(frozen=True)
class Change:
    """A change from `low` to `high` was stated with chance `level`; `toward` is 1 where more is better, -1 where less.

    Raises `NotFinite`, `Crossed` (a change without doubt leaves no lean to see), `OutOfRange`.
    """

    low: float
    high: float
    level: float = 0.9
    toward: int = 1

    def __post_init__(self) -> None:
        finite("a change", (self.low, self.high))
        between("The level", self.level, 0.0, 1.0)
        if self.low >= self.high:
            raise Crossed(f"A change goes from {self.low:g} to {self.high:g}.", "Let the second be larger.")  # fmt: skip
        if self.toward not in (1, -1):
            raise OutOfRange(f"Better lies toward {self.toward}.", "Say 1 or -1.")

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        """The standard deviation that was stated."""
        return (self.high - self.low) / (2 * self._reach)

    @property
    def _reach(self) -> float:
        return float(ndtri((1 + self.level) / 2))

    def off(self, actual: float) -> float:
        """How many stated standard deviations better than the middle it came."""
        finite("what came", (actual,))
        return self.toward * (actual - self.middle) / self.sd

    def as_promise(self, person: str, team: str, actual: float) -> Promise:
        """The same on the scale of `leanings`; `OutOfRange` for what came more than 1000 deviations away."""
        end, off = UNIT * self._reach, self.off(actual)
        if abs(off) > FARTHEST:
            raise OutOfRange(f"What came lies {abs(off):,.0f} stated deviations away.", "Look at its unit.")  # fmt: skip
        return Promise(person, team, math.exp(-end), math.exp(end), math.exp(UNIT * off), self.level)  # fmt: skip

    def corrected(self, known: Leanings, person: str, team: str) -> Corrected:
        """The change as it reads once it is corrected by `known`, which was made of changes."""
        end = UNIT * self._reach
        found = corrected(known, person, team, math.exp(-end), math.exp(end), level=self.level)
        low, middle, high = sorted(self._back(each) for each in (found.low, found.middle, found.high))  # fmt: skip
        return replace(found, low=low, middle=middle, high=high, said=(self.low, self.high))

    def _back(self, scaled: float) -> float:
        return self.middle + self.toward * self.sd * math.log(scaled) / UNIT


def lean_of(known: Leaning) -> tuple[float, float, float]:
    """A lean of changes and its 95 % limits, in stated standard deviations; below 0: it comes worse than was said."""
    low, lean, high = (math.log(each) / UNIT for each in (known.factor_low, known.factor, known.factor_high))  # fmt: skip
    return low, lean, high
