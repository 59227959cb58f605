"""Which two to compare next, so that the choice is settled soonest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, unique, whole
from leadline_science.prioritisation.bradley_terry import Prior, mixed, spread_said
from leadline_science.prioritisation.comparisons import Duel, Table, counted
from leadline_science.prioritisation.tally import checked_top
from leadline_science.refusals import Incompatible
from leadline_science.uncertainty.streams import generator

MOST_CONTENDERS = 30
SETTLED = 0.05


@dataclass(frozen=True)
class Question:
    """Comparing `one` and `other` takes `gain` from the doubt; `chance`: `one` is preferred."""

    one: str
    other: str
    gain: float
    chance: float


@dataclass(frozen=True, kw_only=True)
class Questions(Answer):
    """The best next pairs. `doubt`: Σ p (1 - p) over items, p the chance to be among the best `top`."""

    pairs: tuple[Question, ...]
    doubt: float
    top: int
    draws: int


METHOD = Method("prioritisation.next_pair", "1", "Which two should be compared next?", Questions)


def next_pairs(
    items: Sequence[str],
    duels: Iterable[Duel] = (),
    *,
    top: int | None = None,
    prior: float | Prior = 1.0,
    most: int = 5,
    draws: int = 2000,
    seed: int = 0,
) -> Questions:
    """Pairs by the doubt about the best `top` that their answer is expected to take away.

    Each pair of the 30 most doubtful items is tried: draws of abilities are weighted by either
    answer. Items not compared yet, and parts that nothing links, rest on `prior`, the spread of
    abilities; a number, or `Prior.ESTIMATED`. Raises `TooFew`, `NotNamed`, `AllEqual`, `OutOfRange`.
    """
    at_least("items", items, 2)
    unique("item", items)
    if prior == Prior.NONE:
        raise Incompatible(
            "Without a spread, doubt has no size.", "Give one, or have it estimated."
        )
    table = counted(duels, items)
    wanted = checked_top(top, len(table.names))
    whole("the number of draws", draws, 100, 100_000)
    mixture = mixed(table, prior)
    drawn = mixture.draws(generator(seed, "next pair"), draws)
    inside = _inside(drawn, wanted)
    chances = inside.mean(axis=0)
    doubt = float((chances * (1 - chances)).sum())
    tried = _tried(chances)
    return Questions(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "The next answers are as reliable as those before, and prefer one of the two.",
            spread_said(mixture.prior_sd, prior),
        ),
        warnings=_warnings(table, doubt),
        pairs=_best(table, drawn, inside, tried, whole("the number of pairs", most, 1, 100)),
        doubt=doubt,
        top=wanted,
        draws=draws,
    )


def _inside(drawn: Floats, top: int) -> Floats:
    inside = np.zeros_like(drawn)
    np.put_along_axis(inside, np.argsort(-drawn, axis=1)[:, :top], 1.0, axis=1)
    return inside


def _tried(chances: Floats) -> NDArray[np.intp]:
    near = np.argsort(-chances * (1 - chances), kind="stable")[:MOST_CONTENDERS]
    return np.array(list(combinations(sorted(near.tolist()), 2)))


def _best(
    table: Table, drawn: Floats, inside: Floats, tried: NDArray[np.intp], most: int
) -> tuple[Question, ...]:
    chances = inside.mean(axis=0)
    left, preferred = _left(drawn, inside, tried)
    gains = np.maximum((chances * (1 - chances)).sum() - left, 0.0)
    return tuple(
        Question(table.names[one], table.names[other], float(gains[at]), float(preferred[at]))
        for at in np.argsort(-gains, kind="stable")[:most].tolist()
        for one, other in [tried[at].tolist()]
    )


def _left(drawn: Floats, inside: Floats, tried: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Expected doubt after each pair's answer, and the chance that the first is preferred."""
    first, second = tried.T
    win = expit(drawn[:, first] - drawn[:, second])
    left = np.zeros(len(tried))
    for answer in (win, 1 - win):
        share = answer.mean(axis=0)
        after = (inside.T @ answer) / (len(drawn) * np.maximum(share, 1e-300))
        left += share * (after * (1 - after)).sum(axis=0)
    return left, np.asarray(win.mean(axis=0))


def _warnings(table: Table, doubt: float) -> tuple[str, ...]:
    found = {
        "The choice is as good as settled.": doubt <= SETTLED,
        "Comparisons do not link all items yet: how the parts compare rests on the assumed spread.": (
            len(table.parts) > 1
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
