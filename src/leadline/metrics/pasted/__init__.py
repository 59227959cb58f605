"""Readings as people paste them or as files hold them: two columns, a date and a value."""

from leadline.metrics.pasted.dates import DAY_FIRST, MONTH_FIRST
from leadline.metrics.pasted.numbers import COMMA, POINT
from leadline.metrics.pasted.reading import (
    MOST_ROWS,
    Draft,
    Pasted,
    RowProblem,
    decoded,
    read_pasted,
)

__all__ = [
    "COMMA", "DAY_FIRST", "MONTH_FIRST", "MOST_ROWS", "POINT", "Draft", "Pasted", "RowProblem", "decoded", "read_pasted",
]  # fmt: skip
