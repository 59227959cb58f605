"""Players spend a budget on features (buy-a-feature)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, amounts, at_least, finite, unique, whole
from leadline_science.prioritisation.judged import ranked, tie_warning
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import NotNamed, OutOfRange, TooFew
from leadline_science.uncertainty.streams import generator


@dataclass(frozen=True)
class Purchase:
    """`amount` that `player` put on `feature`; several may pool for one.

    Who bought nothing takes part with an amount of 0.
    """

    player: str
    feature: str
    amount: float


@dataclass(frozen=True)
class FeatureLine:
    """`spend` against `price`; `pooled`: bought by more than one.

    `funded_chance`: that another group of as many such players would fund it.
    """

    name: str
    price: float
    spend: float
    buyers: int
    pooled: bool
    funded: bool
    funded_chance: float


@dataclass(frozen=True, kw_only=True)
class Bought(Ranking):
    """A ranking by spend; `lines` in the same order. `budget_share`: all budgets over all prices."""

    lines: tuple[FeatureLine, ...]
    players: int
    budget: float
    budget_share: float


METHOD = Method("prioritisation.buy_a_feature", "1", "What do players buy?", Bought)


def buy_a_feature(
    prices: Mapping[str, float],
    purchases: Sequence[Purchase],
    *,
    budget: float,
    top: int | None = None,
    draws: int = 4000,
    seed: int = 0,
) -> Bought:
    """Spend, buyers and the chance that such players fund each feature; `budget` is each one's.

    Players are redrawn by the Bayesian bootstrap. Raises `NoData`, `TooFew` (one player),
    `NotNamed`, `OutOfRange` (over budget), `Negative`.
    """
    at_least("feature", prices, 1)
    unique("feature", prices)
    cost = amounts("prices", (prices[name] for name in sorted(prices)))
    finite("the budget", (budget,))
    if cost.min() <= 0 or not budget > 0:
        raise OutOfRange("A price or the budget is not above 0.", "Give what each costs.")
    names, spent = sorted(prices), _spent(prices, purchases, budget)
    whole("the number of draws", draws, 100, 100_000)
    expected, other = _redrawn(spent, draws, seed)
    found = ranked(names, spent.sum(axis=0), expected, top)
    funded = (other >= cost * (1 - 1e-9)).mean(axis=0)
    lines = {
        name: _line(name, float(cost[at]), spent[:, at], float(funded[at]))
        for at, name in enumerate(names)
    }
    share = budget * len(spent) / float(cost.sum())
    return Bought(
        **METHOD.stamp,
        seed=seed,
        assumptions=("Other players would be like these; they spend as these did in this round.",),
        warnings=(*_warnings(len(spent), share), *tie_warning(found)),
        unit="spend",
        lines=tuple(lines[item.name] for item in found["items"]),
        players=len(spent),
        budget=float(budget),
        budget_share=share,
        **found,
    )


def _spent(prices: Mapping[str, float], purchases: Sequence[Purchase], budget: float) -> Floats:
    """Players × features."""
    at_least("purchase", purchases, 1)
    amounts("amounts", [each.amount for each in purchases])
    features, players = sorted(prices), sorted({each.player for each in purchases})
    spent = np.zeros((len(players), len(features)))
    for each in purchases:
        if each.feature not in prices:
            raise NotNamed(f"{each.feature} has no price.", "Price every feature on offer.")
        spent[players.index(each.player), features.index(each.feature)] += each.amount
    over = np.flatnonzero(spent.sum(axis=1) > budget * (1 + 1e-9))
    if over.size:
        raise OutOfRange(
            f"{players[over[0]]} spends {spent[over[0]].sum():g} of {budget:g}.",
            "Correct the purchases or the budget.",
        )
    if len(players) < 2:
        raise TooFew("Only one played.", "One player says nothing about others; ask at least two.")
    return spent


def _redrawn(spent: Floats, draws: int, seed: int) -> tuple[Floats, Floats]:
    """What such players are expected to spend, and what another group of as many does spend."""
    size, random = len(spent), generator(seed, "players")
    shares = random.dirichlet(np.ones(size), draws)
    return np.asarray(size * shares @ spent), np.asarray(random.multinomial(size, shares) @ spent)


def _line(name: str, price: float, spent: Floats, chance: float) -> FeatureLine:
    total, buyers = float(spent.sum()), int((spent > 0).sum())
    funded = total >= price * (1 - 1e-9)
    return FeatureLine(name, price, total, buyers, buyers > 1, funded, chance)


def _warnings(players: int, share: float) -> tuple[str, ...]:
    found = {
        f"All budgets buy {share:.0%} of all features; between 30 and 50 % makes people choose.": (
            not 0.3 <= share <= 0.5
        ),
        "Fewer than eight players: redrawing so few says little about others.": players < 8,
    }
    return tuple(text for text, applies in found.items() if applies)
