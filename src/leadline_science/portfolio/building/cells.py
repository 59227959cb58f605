"""Rows of a sparse matrix as they are gathered."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from leadline_science.checks import Floats
from leadline_science.portfolio.building.words import Limit
from leadline_science.portfolio.solving.program import Ints

FREE = np.inf


@dataclass(eq=False)
class Cells:
    """Cells of the matrix, and for each row its bounds and its limit."""

    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    def row(self, limit: Limit, low: float, high: float) -> int:
        """A new row; its number."""
        self.low.append(low)
        self.high.append(high)
        self.limits.append(limit)
        return len(self.low) - 1

    def put(self, row: int | Ints, columns: Ints, values: float | Floats) -> None:
        """Cells of one row, or of a row for each column."""
        self.rows.append(np.broadcast_to(np.asarray(row, dtype=np.int64), columns.shape))
        self.columns.append(columns)
        self.values.append(np.broadcast_to(np.asarray(values, dtype=np.float64), columns.shape))

    def matrix(self, columns: int) -> "csr_matrix":
        """All of it, cells of the same place added."""
        shape = (len(self.low), columns)
        if not self.rows:
            return csr_matrix(shape, dtype=np.float64)
        place = (np.concatenate(self.rows), np.concatenate(self.columns))
        made = csr_matrix((np.concatenate(self.values), place), shape=shape)
        made.eliminate_zeros()
        return made
