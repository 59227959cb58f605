"""From values to positions, and the round values worth a label."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight scale from the values `low` to `high` onto the positions `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high != self.low else 0.5
        return round(self.start + share * (self.end - self.start), 2)


def nice_step(span: float, count: int = 4) -> float:
    """Give the step of 1, 2, 2.5 or 5 times a power of ten that cuts `span` into about `count` parts."""
    rough = span / max(count, 1)
    if rough <= 1e-300 or not isfinite(rough):
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return float(
        next(step * power for step in (1, 2, 2.5, 5, 10) if rough <= step * power * 1.0001)
    )


def nice_ticks(
    low: float, high: float, count: int = 4, *, whole: bool = False
) -> tuple[float, ...]:
    """Give round values that hold `low` and `high` between the first and the last of them; `whole` ones have no fractions.

    >>> nice_ticks(0, 37)
    (0.0, 10.0, 20.0, 30.0, 40.0)
    """
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    step = nice_step(high - low, count)
    step = max(1.0, ceil(step)) if whole else step
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, max(last, first + 1) + 1))


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart until none is nearer than `gap` to the next, in their order, within bounds where there is room."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = _pushed_down([wanted[i] for i in order], gap, low)
    if placed and placed[-1] > high:
        placed = [-y for y in reversed(_pushed_down([-y for y in reversed(placed)], gap, -high))]
    found = dict(zip(order, placed, strict=True))
    return [found[i] for i in range(len(wanted))]


def _pushed_down(values: list[float], gap: float, low: float) -> list[float]:
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + gap if placed else low))
    return placed
