"""One period of what is judged, beside what it would have been."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """One period after the beginning: `actual`, and what was `expected` within [low, high]."""

    at: int
    actual: float
    expected: float
    low: float
    high: float
