"""Many estimates of one unit, side by side."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats, finite
from leadline_science.uncertainty.elicitation import many_triangle_ends
from leadline_science.uncertainty.estimates import Estimate, Family
from leadline_science.uncertainty.saying import exactly, triangular
from leadline_science.uncertainty.units import NUMBER, Unit

CODES = {family: code for code, family in enumerate(Family)}
EXACT, TRIANGULAR = CODES[Family.EXACT], CODES[Family.TRIANGULAR]
Truths = NDArray[np.bool_]


class Column(Sequence[Estimate]):
    """Estimates of one unit, and what is asked of all of them as arrays of n."""

    def __init__(self, estimates: Sequence[Estimate], unit: Unit = NUMBER) -> None:
        self._estimates = estimates
        self.unit = estimates[0].unit if estimates else unit

    def __len__(self) -> int:
        return len(self._estimates)

    def __getitem__(self, at: Any) -> Any:
        return self._estimates[at]

    def take(self, places: Sequence[int]) -> "Column":
        """The estimates at `places`."""
        return Column([self._estimates[at] for at in places], self.unit)

    @cached_property
    def codes(self) -> NDArray[np.int8]:
        """The places of their families among all families."""
        return np.array([CODES[each.family] for each in self._estimates], dtype=np.int8)

    @cached_property
    def parameters(self) -> Floats:
        """First to fourth of each, 4 × n."""
        rows = [(each.first, each.second, each.third, each.fourth) for each in self._estimates]
        return np.array(rows, dtype=np.float64).T.reshape(4, len(self))

    @property
    def certain(self) -> Truths:
        """Which are plain numbers."""
        return np.asarray(self.codes == EXACT)

    @cached_property
    def points(self) -> Floats:
        """The single number a person would name, of each."""
        return np.array([each.point for each in self._estimates])

    @cached_property
    def means(self) -> Floats:
        """The expected value of each."""
        return np.array([each.mean for each in self._estimates])

    @cached_property
    def least(self) -> Floats:
        """The lower end of each."""
        return np.array([each.least for each in self._estimates])

    @cached_property
    def positive(self) -> Truths:
        """Which are surely above zero."""
        return np.array([each.positive for each in self._estimates], dtype=bool)


class Threes(Column):
    """Numbers said as low, likely and high, n × 3: triangles, and plain numbers where low is high.

    `ends`: n × 2, `levels`: n, as of `Estimate`. An estimate is made only where one is asked for.
    """

    def __init__(self, said: Floats, ends: Floats, levels: Floats, unit: Unit = NUMBER) -> None:
        self._said, self._ends, self._levels, self.unit = said, ends, levels, unit

    def __len__(self) -> int:
        return len(self._said)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return self.take(range(*at.indices(len(self))))
        said = tuple(self._said[at].tolist())
        if self.certain[at]:
            return exactly(said[1], self.unit)
        first, second = self._ends[at].tolist()
        level = float(self._levels[at])
        return Estimate(Family.TRIANGULAR, first, second, said[1], 0.0, self.unit, said, level)

    def take(self, places: Sequence[int]) -> Column:
        at = np.asarray(places, dtype=np.intp)
        return Threes(self._said[at], self._ends[at], self._levels[at], self.unit)

    @cached_property
    def certain(self) -> Truths:
        return np.asarray(self._said[:, 0] == self._said[:, 2])

    @cached_property
    def codes(self) -> NDArray[np.int8]:
        return np.where(self.certain, EXACT, TRIANGULAR).astype(np.int8)

    @cached_property
    def parameters(self) -> Floats:
        mode = np.where(self.certain, 0.0, self.points)
        return np.stack([*self._ends.T, mode, np.zeros(len(self))])

    @property
    def points(self) -> Floats:
        return np.asarray(self._said[:, 1])

    @cached_property
    def means(self) -> Floats:
        return np.asarray((self._ends.sum(axis=1) + self.points) / 3)

    @property
    def least(self) -> Floats:
        return np.asarray(self._ends[:, 0])

    @property
    def positive(self) -> Truths:
        return np.asarray(self.least > 0)


def as_column(estimates: Sequence[Estimate]) -> Column:
    """`estimates` itself when it is a column already."""
    return estimates if isinstance(estimates, Column) else Column(estimates)


def plain(values: Floats, unit: Unit = NUMBER) -> Threes:
    """Numbers one is sure of. Raises `NotFinite`."""
    said = np.repeat(finite("values", values)[:, None], 3, axis=1)
    return Threes(said, said[:, :2], np.ones(len(said)), unit)


def threes(said: Floats, *, level: float, unit: Unit = NUMBER) -> Threes:
    """What was said as low, likely and high, a row each: the truth is between the outer two with chance `level`.

    Where the likely one stands at an end, or the triangle would leave the side of 0 on which low is,
    low and high are its ends. Raises what `triangular` raises for the first row that is no range.
    """
    low, likely, high = said.T
    inside = (low < likely) & (likely < high)
    fits = np.isfinite(said).all(axis=1) & (inside | ((low <= likely) & (likely <= high)))
    for row in said[~fits][:1].tolist():
        triangular(*row, level=level, unit=unit)
    ends, levels = said[:, [0, 2]].copy(), np.ones(len(said))
    if level < 1 and inside.any():
        wide = np.stack(many_triangle_ends(said[inside], level), axis=1)
        kept = (low[inside] < 0) | (wide[:, 0] > 0)
        at = np.flatnonzero(inside)[kept]
        ends[at], levels[at] = wide[kept], level
    return Threes(said, ends, levels, unit)
