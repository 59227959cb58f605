"""Readings as people paste them or as files hold them: of one metric in two columns, or of many in a table."""

from leadline.foundation.tabular.days import DAY_FIRST, MONTH_FIRST
from leadline.foundation.tabular.numbers import COMMA, POINT
from leadline.metrics.pasted.reading import (
    MOST_ROWS,
    Draft,
    Pasted,
    RowProblem,
    read_pasted,
)
from leadline.metrics.pasted.series import Series, Tabled, read_series

__all__ = [
    "COMMA", "DAY_FIRST", "MONTH_FIRST", "MOST_ROWS", "POINT", "Draft", "Pasted", "RowProblem", "Series", "Tabled", "read_pasted", "read_series",
]  # fmt: skip
