"""Which prices people find neither too cheap nor too expensive (Van Westendorp)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, between, whole
from leadline_science.refusals import TooFew
from leadline_science.uncertainty.streams import generator

Counts = NDArray[np.int64]
LEAST, LEAST_HEIGHT = 10, 5
CHUNK = 100


@dataclass(frozen=True)
class PriceAnswer:
    """One respondent's prices, in any one unit (cents are best): too cheap to be good, cheap, expensive,
    too expensive to buy."""

    too_cheap: float
    cheap: float
    expensive: float
    too_expensive: float

    def __post_init__(self) -> None:
        amounts("prices", self.prices)

    @property
    def prices(self) -> tuple[float, float, float, float]:
        """The four, in order."""
        return (self.too_cheap, self.cheap, self.expensive, self.too_expensive)

    @property
    def rises(self) -> bool:
        """Whether each price is above the one before."""
        return self.too_cheap < self.cheap < self.expensive < self.too_expensive


@dataclass(frozen=True)
class PricePoint:
    """Where two curves cross: from `price` to `until` (equal unless they touch for a while).

    [low, high]: bootstrap limits of `price`. `height`: how many respondents the lower curve has there;
    below 5 the point is the answer of a few, and its limits do not hold.
    """

    price: float
    until: float
    height: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class PriceSensitivity(Answer):
    """`cheapest` and `dearest` acceptable price, `indifference` and `optimal` price point.

    `inconsistent` answers of the `asked` were left out. Limits at `level` in the unit of the prices.
    """

    cheapest: PricePoint
    dearest: PricePoint
    indifference: PricePoint
    optimal: PricePoint
    asked: int
    inconsistent: int
    level: float
    draws: int


METHOD = Method("surveys.van_westendorp", "1", "Which prices are acceptable?", PriceSensitivity)


def van_westendorp(
    answers: Sequence[PriceAnswer], *, level: float = 0.95, draws: int = 1000, seed: int = 0
) -> PriceSensitivity:
    """The four price points, at the first answered price where the rising curve reaches the falling.

    Falling: how many find more than the price too cheap (or not expensive); rising: how many find the
    price or less too expensive (or not cheap). Respondents are counted, never shares compared.
    Van Westendorp 1976. Raises `NoData`, `TooFew` (fewer than 10 answers that rise), `OutOfRange`.
    """
    at_least("answer", answers, 1)
    between("level", level, 0.0, 1.0)
    whole("the number of draws", draws, 100, 100_000)
    used = np.array([each.prices for each in answers if each.rises], dtype=np.float64)
    if len(used) < LEAST:
        raise TooFew(
            f"Only {len(used)} of {len(answers)} answers rise from too cheap to too expensive.",
            f"Give at least {LEAST}.",
        )
    curves = Curves(used)
    found = _points(curves, level, draws, seed)
    inconsistent = len(answers) - len(used)
    return PriceSensitivity(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Respondents are a random sample of buyers.",
            "They say what they would accept, which need not be what they would do.",
        ),
        warnings=_warnings(found, len(used), inconsistent / len(answers)),
        cheapest=found[0],
        dearest=found[1],
        indifference=found[2],
        optimal=found[3],
        asked=len(answers),
        inconsistent=inconsistent,
        level=level,
        draws=draws,
    )


class Curves:
    """Respondents by price, counted once for all bootstrap draws."""

    def __init__(self, used: Floats) -> None:
        self.size = len(used)
        self.prices = np.unique(used)
        self._orders = [np.argsort(column, kind="stable") for column in used.T]
        self._reach = [
            np.searchsorted(np.sort(column), self.prices, side="right") for column in used.T
        ]

    def crossings(self, times: Counts) -> Iterator[tuple[Counts, Counts]]:
        """(falling, rising) curves of the four points; `times` (draws × respondents) sums to their number."""
        too_cheap, cheap, expensive, too_expensive = (self._up_to(times, at) for at in range(4))
        yield self.size - too_cheap, cheap
        yield self.size - expensive, too_expensive
        yield self.size - cheap, expensive
        yield self.size - too_cheap, too_expensive

    def _up_to(self, times: Counts, at: int) -> Counts:
        """How many answered at most each price (draws × prices)."""
        summed = np.zeros((len(times), self.size + 1), dtype=np.int64)
        np.cumsum(times[:, self._orders[at]], axis=1, out=summed[:, 1:])
        return np.asarray(summed[:, self._reach[at]])


def _points(curves: Curves, level: float, draws: int, seed: int) -> list[PricePoint]:
    once = np.ones((1, curves.size), dtype=np.int64)
    drawn = _bootstrap(curves, draws, generator(seed, "prices"))
    ends = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0, method="nearest")
    return [
        _point(curves.prices, falling[0], rising[0], ends[:, at])
        for at, (falling, rising) in enumerate(curves.crossings(once))
    ]


def _point(prices: Floats, falling: Counts, rising: Counts, ends: Floats) -> PricePoint:
    first = int(np.argmax(rising >= falling))
    touching = np.flatnonzero(rising <= falling)
    last = max(first, int(touching[-1])) if touching.size else first
    height = int(min(falling[first], rising[first]))
    return PricePoint(float(prices[first]), float(prices[last]), height, *map(float, ends))


def _bootstrap(curves: Curves, draws: int, random: np.random.Generator) -> Floats:
    """The first crossing of each point (draws × 4)."""
    even = np.full(curves.size, 1 / curves.size)
    parts: list[Floats] = []
    for start in range(0, draws, CHUNK):
        times = random.multinomial(curves.size, even, min(CHUNK, draws - start))
        firsts = [np.argmax(up >= down, axis=1) for down, up in curves.crossings(times)]
        parts.append(curves.prices[np.stack(firsts, axis=1)])
    return np.concatenate(parts)


def _warnings(points: list[PricePoint], used: int, left_out: float) -> tuple[str, ...]:
    found = {
        f"{left_out:.0%} of the answers do not rise from too cheap to too expensive and are left out.": (
            left_out > 0
        ),
        "Curves touch over a range: a point is not one price.": any(
            each.until > each.price for each in points
        ),
        "Some curves hardly overlap: such a point is the answer of a few, and its limits do not hold.": (
            min(each.height for each in points) < LEAST_HEIGHT
        ),
        "Fewer than 100 answers: the points are rough.": used < 100,
    }
    return tuple(text for text, applies in found.items() if applies)
