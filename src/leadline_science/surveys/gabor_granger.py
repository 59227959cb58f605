"""Which of the tested prices brings most (Gabor-Granger)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.optimize import isotonic_regression

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, between, finite, whole, within
from leadline_science.refusals import Incompatible, NoData, NotNamed
from leadline_science.uncertainty.streams import generator


@dataclass(frozen=True)
class PriceTests:
    """At each of `prices` (rising), `buyers` of those `asked` would buy.

    `same_people`: everyone was asked about every price, and who buys at one buys at any lower.
    """

    prices: tuple[float, ...]
    buyers: tuple[int, ...]
    asked: tuple[int, ...]
    same_people: bool = False

    def __post_init__(self) -> None:
        at_least("price", self.prices, 2)
        amounts("prices", self.prices)
        if list(self.prices) != sorted(set(self.prices)):
            raise NotNamed("Prices do not rise, or one is given twice.", "Give each once, rising.")
        if not len(self.prices) == len(self.buyers) == len(self.asked):
            raise Incompatible("Prices, buyers and asked differ in number.", "Give one of each.")
        for buyers, asked in zip(self.buyers, self.asked, strict=True):
            whole("the number asked", asked, 1, 10**9)
            whole("the number of buyers", buyers, 0, asked)
        if self.same_people and (
            len(set(self.asked)) > 1 or list(self.buyers) != sorted(self.buyers, reverse=True)
        ):
            raise Incompatible(
                "The same people cannot be of different number, nor more of them buy at a higher price.",
                "Count each by the highest price at which they would buy.",
            )

    @classmethod
    def of(cls, prices: Sequence[float], highest: Sequence[float | None]) -> Self:
        """From the highest tested price each respondent would pay, None for none of them."""
        at_least("respondent", highest, 1)
        wrong = [each for each in highest if each is not None and each not in prices]
        if wrong:
            raise NotNamed(f"{wrong[0]:g} is not a tested price.", "Give one of those tested.")
        tops = [-1.0 if each is None else each for each in highest]
        buyers = tuple(sum(top >= price for top in tops) for price in prices)
        return cls(tuple(prices), buyers, (len(tops),) * len(prices), same_people=True)


@dataclass(frozen=True)
class PriceLine:
    """`share`: said they would buy (0-1); `demand`: never rising with the price, within [low, high].

    `revenue` per person asked, price × demand (less the unit cost), within its limits;
    `best_chance`: that no other tested price brings more.
    """

    price: float
    asked: int
    share: float
    demand: float
    low: float
    high: float
    revenue: float
    revenue_low: float
    revenue_high: float
    best_chance: float


@dataclass(frozen=True, kw_only=True)
class PriceChoice(Answer):
    """One line per tested price; `best`: the one that brings most."""

    lines: tuple[PriceLine, ...]
    best: float
    unit_cost: float
    level: float
    draws: int


METHOD = Method("surveys.gabor_granger", "1", "Which tested price brings most?", PriceChoice)


def gabor_granger(
    tests: PriceTests,
    *,
    unit_cost: float = 0.0,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = 0,
) -> PriceChoice:
    """Demand and revenue at the tested prices; nothing is said about prices between or beyond.

    Raises `NoData` when nobody would buy, `OutOfRange`, `NotFinite`.
    """
    between("level", level, 0.0, 1.0)
    whole("the number of draws", draws, 100, 1_000_000)
    finite("the unit cost", (unit_cost,))
    within("the unit cost", unit_cost, 0.0, tests.prices[-1])
    if not any(tests.buyers):
        raise NoData("Nobody would buy at any price tested.", "Test lower prices.")
    asked, margins = np.array(tests.asked, float), np.array(tests.prices) - unit_cost
    shares = np.array(tests.buyers) / asked
    demand = falling(shares, asked)
    drawn = _drawn(tests, draws, generator(seed, "prices tested"))
    return PriceChoice(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "People do what they say; a higher price never sells more.",
            "The same people were asked about all prices."
            if tests.same_people
            else "Each price was put to other people.",
        ),
        warnings=_warnings(tests, demand * margins, shares),
        lines=_lines(tests, (shares, demand), drawn, margins, level),
        best=tests.prices[int((demand * margins).argmax())],
        unit_cost=unit_cost,
        level=level,
        draws=draws,
    )


def falling(shares: Floats, weights: Floats) -> Floats:
    """The nearest series that never rises (pool adjacent violators)."""
    fit = isotonic_regression(shares, weights=weights, increasing=False)
    return np.asarray(fit.x, dtype=np.float64)


def _drawn(tests: PriceTests, draws: int, random: np.random.Generator) -> Floats:
    """Demand that may lie behind the answers (draws × prices)."""
    buyers, asked = np.array(tests.buyers, float), np.array(tests.asked, float)
    if tests.same_people:
        stops = -np.diff(np.array([asked[0], *buyers, 0.0]))
        shares = random.dirichlet(stops + 1 / stops.size, draws)
        return np.asarray(1 - np.cumsum(shares, axis=1)[:, :-1])
    loose = random.beta(buyers + 0.5, asked - buyers + 0.5, (draws, buyers.size))
    return np.array([falling(row, asked) for row in loose])


def _lines(
    tests: PriceTests,
    seen: tuple[Floats, Floats],
    drawn: Floats,
    margins: Floats,
    level: float,
) -> tuple[PriceLine, ...]:
    ends = [(1 - level) / 2, (1 + level) / 2]
    lows, highs = np.quantile(drawn, ends, axis=0)
    gains = drawn * margins
    gain_lows, gain_highs = np.quantile(gains, ends, axis=0)
    chances = np.bincount(gains.argmax(axis=1), minlength=len(margins)) / len(gains)
    columns = (*seen, lows, highs, seen[1] * margins, gain_lows, gain_highs, chances)
    return tuple(
        PriceLine(price, asked, *row)
        for price, asked, row in zip(
            tests.prices, tests.asked, np.stack(columns, axis=1).tolist(), strict=True
        )
    )


def _warnings(tests: PriceTests, gains: Floats, shares: Floats) -> tuple[str, ...]:
    best = int(gains.argmax())
    found = {
        "The best is the highest price tested: a higher one may bring more.": (
            best == len(gains) - 1
        ),
        "The best is the lowest price tested: a lower one may bring more.": best == 0,
        "More would buy at a higher price than at a lower: such prices are pooled.": bool(
            (np.diff(shares) > 0).any()
        ),
        "Fewer than 30 were asked about a price.": min(tests.asked) < 30,
    }
    return tuple(text for text, applies in found.items() if applies)
