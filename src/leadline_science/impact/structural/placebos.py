"""Windows of the past in which nothing began: what the model would have claimed there."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from leadline_science.checks import Floats
from leadline_science.impact.structural.gibbs import Effort, Model
from leadline_science.impact.structural.history import LEAST_BEFORE
from leadline_science.impact.structural.paths import forecast
from leadline_science.impact.structural.seen import Seen

WINDOWS = 10
STATED_COUNTS = 2.0
# A few calm windows may be luck: with narrower intervals those that were lucky miss most.
LEAST_STRETCH = 0.85
BRIEF = Effort(200, 80)


@dataclass(frozen=True)
class Windows:
    """Per window (rows) and series: the `beginnings`, the average `off` (actual less expected), its `sd`,
    and `low` and `high` as the model states them."""

    beginnings: tuple[int, ...]
    length: int
    off: Floats
    sd: Floats
    low: Floats
    high: Floats

    def stretch(self, before: int) -> Floats:
        """How many times the stated intervals must be widened: root mean square of off / sd, at least .85.

        What the model states counts as two windows; windows that overlap count as those that do not.
        """
        free = (before - self.beginnings[0]) / self.length
        squares = np.mean((self.off / self.sd) ** 2, axis=0)
        found = np.sqrt((STATED_COUNTS + free * squares) / (STATED_COUNTS + free))
        return np.asarray(np.maximum(found, LEAST_STRETCH))

    def alarms(self, stretch: Floats) -> Floats:
        """Whether 0 lies outside the stretched interval, per window and series."""
        return np.asarray((stretch * self.low > self.off) | (stretch * self.high < self.off))


def placebo_windows(
    past: Seen, length: int, model: Model, level: float, random: Generator
) -> Windows:
    """Ten windows (fewer in a short past) spread over `past`, all of which lies before the beginning."""
    before, controls = past.series.shape[1], past.controls.shape[2]
    length = window_length(before, length, controls)
    beginnings = _beginnings(before, length, controls)
    rows = [_window(past.until(at + length), length, model, level, random) for at in beginnings]
    off, sd, low, high = (np.array(each) for each in zip(*rows, strict=True))
    return Windows(beginnings, length, off, sd, low, high)


def window_length(before: int, ahead: int, controls: int) -> int:
    """Periods per window: as many as are judged, at most half of what the past has to spare."""
    return max(1, min(ahead, (before - LEAST_BEFORE // 2 - controls) // 2))


def _beginnings(before: int, length: int, controls: int) -> tuple[int, ...]:
    first = min(max(LEAST_BEFORE // 2 + controls, before // 3), before - length)
    spread = np.linspace(first, before - length, WINDOWS)
    return tuple(sorted({round(each) for each in spread.tolist()}))


def _window(
    seen: Seen, length: int, model: Model, level: float, random: Generator
) -> tuple[Floats, Floats, Floats, Floats]:
    paths, _ = forecast(seen, length, model, BRIEF, random)
    means = paths.mean(axis=2)
    centre = means.mean(axis=0)
    tails = np.quantile(means, [(1 - level) / 2, (1 + level) / 2], axis=0)
    off = seen.series[:, -length:].mean(axis=1) - centre
    return off, means.std(axis=0), tails[0] - centre, tails[1] - centre
