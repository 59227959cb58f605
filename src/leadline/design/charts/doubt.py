"""Doubt, always drawn the same way: dots for numbers, a fading bar for dates, a span for ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leadline.design.charts.marks import Dot, Mark, Picture, Rule, Text
from leadline.design.charts.scales import Linear, nice_ticks
from leadline.design.numbers import number


@dataclass(frozen=True, slots=True)
class DoubtBar:
    """A date with doubt, placed on a row of time; positions in percent of the row."""

    start: float
    p50: float
    p85: float
    promised: float | None = None
    baseline: tuple[float, float] | None = None
    today: float | None = None

    @property
    def sure(self) -> float:
        """The share of the bar that half of all futures reach."""
        return (self.p50 - self.start) / max(self.p85 - self.start, 0.01)


@dataclass(frozen=True, slots=True)
class RankSpan:
    """The places that a rank may take, out of `count`; positions in percent."""

    low: float
    likely: float
    high: float
    best: int
    place: int
    worst: int
    tie: bool = False


def quantile_dots(
    quantiles: Sequence[float],
    *,
    mark: float | None = None,
    bad_above: float | None = None,
    height: float = 72,
) -> Picture:
    """Draw 20 dots, each one chance in twenty, stacked where values are alike.

    `quantiles` are the values at 2.5 %, 7.5 % … 97.5 %. `mark` is a value to compare with;
    dots beyond `bad_above` take the colour of trouble.
    """
    ticks = nice_ticks(min(quantiles), max(quantiles), 4)
    scale = Linear(ticks[0], ticks[-1], 4, 96)
    stacks: dict[int, int] = {}
    dots = [_dot(scale, value, stacks, height, bad_above) for value in sorted(quantiles)]
    labels = [
        Text(scale(value), height - 2, number(value), anchor="middle", minor=n % 2 == 1)
        for n, value in enumerate(ticks)
    ]
    lines = [Rule(scale(mark), 2, scale(mark), height - 18, "mark")] if mark is not None else []
    return Picture(height, (Rule(0, height - 17, 100, height - 17, "base"), *labels, *dots, *lines))


def doubt_bar(
    start: date,
    p50: date,
    p85: date,
    *,
    first: date,
    last: date,
    promised: date | None = None,
    baseline: tuple[date, date] | None = None,
    today: date | None = None,
) -> DoubtBar:
    """Place a bar that ends at P50 and fades out to P85 on a row from `first` to `last`."""
    scale = Linear(first.toordinal(), max(last.toordinal(), first.toordinal() + 1), 0, 100)

    def at(day: date) -> float:
        return min(max(scale(day.toordinal()), 0.0), 100.0)

    old = (at(baseline[0]), at(baseline[1])) if baseline else None
    return DoubtBar(
        at(start),
        at(p50),
        at(p85),
        at(promised) if promised else None,
        old,
        at(today) if today else None,
    )


def rank_span(best: int, place: int, worst: int, count: int, *, tie: bool = False) -> RankSpan:
    """Place a rank between `best` and `worst` of `count` places."""
    # So far from the ends that the ring of a tie fits in 90 pixels.
    scale = Linear(1, max(count, 2), 6, 94)
    return RankSpan(scale(best), scale(place), scale(worst), best, place, worst, tie)


def _dot(
    scale: Linear, value: float, stacks: dict[int, int], height: float, bad_above: float | None
) -> Mark:
    column = round(scale(value) / 5)
    stacks[column] = stacks.get(column, 0) + 1
    late = bad_above is not None and value > bad_above
    return Dot(
        min(max(column * 5.0, 2), 98),
        height - 14 - 9 * stacks[column],
        4,
        "past" if late else "",
        number(value),
    )
