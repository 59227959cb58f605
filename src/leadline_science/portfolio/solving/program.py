"""A programme: maximise gain · x within rows and bounds, some x whole."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from leadline_science.checks import Floats

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
SLACK = 1e-6


@dataclass(frozen=True, eq=False)
class Program:
    """`row_low <= matrix @ x <= row_high`, `low <= x <= high`, x whole where `whole`."""

    gain: Floats
    matrix: "csr_matrix"
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats
    whole: Flags

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.gain)

    @cached_property
    def by_column(self) -> "csc_matrix":
        """The matrix, fast to cut by columns."""
        return self.matrix.tocsc()

    @cached_property
    def whole_gain(self) -> bool:
        """Whether everything that can be gained is a whole number."""
        return bool(self.whole.all() and np.all(self.gain == np.round(self.gain)))

    def value(self, x: Floats) -> float:
        """What `x` is worth."""
        return float(self.gain @ x)

    def admits(self, x: Floats) -> bool:
        """Whether `x` keeps every row, to a millionth of its size."""
        rows = self.matrix @ x
        slack = SLACK * np.maximum(1.0, np.abs(rows))
        return bool(np.all(rows >= self.row_low - slack) and np.all(rows <= self.row_high + slack))

    def of_rows(self, kept: Flags) -> "Program":
        """The same with some rows only."""
        if kept.all():
            return self
        return replace(
            self,
            matrix=self.matrix[kept],
            row_low=self.row_low[kept],
            row_high=self.row_high[kept],
        )

    def within(self, free: Flags, x: Floats) -> "Program":
        """What is left to choose when all but the `free` columns stay as in `x`."""
        part = self.by_column[:, free].tocsr()
        used = np.diff(part.indptr) > 0
        rest = self.matrix @ np.where(free, 0.0, x)
        return Program(
            gain=self.gain[free],
            matrix=part[used],
            row_low=(self.row_low - rest)[used],
            row_high=(self.row_high - rest)[used],
            low=self.low[free],
            high=self.high[free],
            whole=self.whole[free],
        )

    def bounded(self, low: Floats, high: Floats) -> "Program":
        """The same between other bounds."""
        return replace(self, low=low, high=high)

    def paying(self, gain: Floats) -> "Program":
        """The same with another gain."""
        return replace(self, gain=gain)
