"""Which features delight, which are taken for granted (Kano)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, between, unique, whole
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.uncertainty.shares import wilson_limits
from leadline_science.uncertainty.streams import generator


class Category(StrEnum):
    """What a feature is to a respondent; the first four in the order that decides a tie."""

    MUST_BE = "must-be"
    PERFORMANCE = "performance"
    ATTRACTIVE = "attractive"
    INDIFFERENT = "indifferent"
    REVERSE = "reverse"
    QUESTIONABLE = "questionable"


ORDER = tuple(Category)
_M, _P, _A, _I, _R, _Q = ORDER
TABLE = (
    (_Q, _A, _A, _A, _P),
    (_R, _I, _I, _I, _M),
    (_R, _I, _I, _I, _M),
    (_R, _I, _I, _I, _M),
    (_R, _R, _R, _R, _Q),
)


@dataclass(frozen=True)
class KanoCounts:
    """Respondents to `feature` by category; fractions and shares are taken as counts."""

    feature: str
    attractive: float
    performance: float
    must_be: float
    indifferent: float
    reverse: float = 0.0
    questionable: float = 0.0

    def __post_init__(self) -> None:
        amounts(f"the counts of {self.feature}", self.counts.tolist())
        if not self.counts[:4].any():
            raise NoData(f"No usable answer about {self.feature}.", "Ask more, or leave it out.")

    @classmethod
    def of(cls, feature: str, answers: Iterable[tuple[int, int]]) -> Self:
        """From (with the feature, without it), each 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike."""
        found = [category(*each) for each in answers]
        names = (_A, _P, _M, _I, _R, _Q)
        return cls(feature, *(float(found.count(each)) for each in names))

    @property
    def counts(self) -> Floats:
        """Counts in the order of `Category`."""
        return np.array(
            [
                self.must_be,
                self.performance,
                self.attractive,
                self.indifferent,
                self.reverse,
                self.questionable,
            ],
            dtype=np.float64,
        )


@dataclass(frozen=True)
class CategoryChance:
    """The chance that `category` is the most frequent among everyone."""

    category: Category
    chance: float


@dataclass(frozen=True)
class KanoLine:
    """`better`: share whom the feature satisfies (0-1); `worse`: whom its lack dissatisfies (0 to -1).

    Limits are Wilson's. `mode`: the most frequent category; `mixed`: it is not clearly so (Fong's
    test); `strength`: share that is not indifferent; `chances` of the categories, most likely first.
    """

    feature: str
    respondents: float
    mode: Category
    mixed: bool
    chances: tuple[CategoryChance, ...]
    better: float
    better_low: float
    better_high: float
    worse: float
    worse_low: float
    worse_high: float
    strength: float
    questionable: float


@dataclass(frozen=True, kw_only=True)
class Kano(Answer):
    """One line per feature, in the order given."""

    lines: tuple[KanoLine, ...]
    level: float
    draws: int

    def of(self, feature: str) -> KanoLine:
        """The line of `feature`. Raises `KeyError`."""
        return {line.feature: line for line in self.lines}[feature]


METHOD = Method("surveys.kano", "1", "Which features delight, which are taken for granted?", Kano)


def category(having: int, lacking: int) -> Category:
    """The category of one respondent's two answers, each 1-5. Raises `OutOfRange`."""
    for each in (having, lacking):
        if each not in range(1, 6):
            raise OutOfRange(f"An answer is {each}.", "Give whole numbers from 1 to 5.")
    return TABLE[having - 1][lacking - 1]


def kano(
    features: Sequence[KanoCounts], *, level: float = 0.95, draws: int = 4000, seed: int = 0
) -> Kano:
    """Categories with their chances, and how much each feature satisfies or its lack dissatisfies.

    Raises `NoData`, `NotNamed`, `OutOfRange`, `Negative`, `NotFinite`.
    """
    at_least("feature", features, 1)
    unique("feature", [each.feature for each in features])
    between("level", level, 0.0, 1.0)
    whole("the number of draws", draws, 100, 1_000_000)
    lines = tuple(_line(each, level, draws, seed) for each in features)
    return Kano(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Respondents are a random sample of one group that wants alike.",
            "Before any answer all six categories are as likely (one respondent's worth).",
        ),
        warnings=_warnings(lines),
        lines=lines,
        level=level,
        draws=draws,
    )


def _line(feature: KanoCounts, level: float, draws: int, seed: int) -> KanoLine:
    counts = feature.counts
    must, performance, attractive, _ = counts[:4].tolist()
    usable, everyone = float(counts[:4].sum()), float(counts.sum())
    worse_low, worse_high = wilson_limits(performance + must, usable, level)
    return KanoLine(
        feature.feature,
        everyone,
        ORDER[int(counts.argmax())],
        _mixed(counts),
        _chances(feature, draws, seed),
        (attractive + performance) / usable,
        *wilson_limits(attractive + performance, usable, level),
        -(performance + must) / usable,
        -worse_high,
        -worse_low,
        (must + performance + attractive) / everyone,
        float(counts[5]) / everyone,
    )


def _chances(feature: KanoCounts, draws: int, seed: int) -> tuple[CategoryChance, ...]:
    random = generator(seed, feature.feature, "Kano")
    drawn = random.dirichlet(feature.counts + 1 / len(ORDER), draws)
    shares = np.bincount(drawn.argmax(axis=1), minlength=len(ORDER)) / draws
    places = np.argsort(-shares, kind="stable").tolist()
    return tuple(CategoryChance(ORDER[at], float(shares[at])) for at in places)


def _mixed(counts: Floats) -> bool:
    """Fong 1996: the two most frequent categories do not differ (90 %)."""
    first, second = np.sort(counts)[:-3:-1].tolist()
    both, count = first + second, float(counts.sum())
    return bool(first - second < 1.65 * (both * (2 * count - both) / (2 * count)) ** 0.5)


def _warnings(lines: Sequence[KanoLine]) -> tuple[str, ...]:
    odd = [line.feature for line in lines if line.questionable > 0.1]
    mixed = [line.feature for line in lines if line.mixed]
    found = {
        f"More than a tenth of the answers contradict themselves: reword {', '.join(odd[:3])}.": odd,
        f"No category is clearly the most frequent for {', '.join(mixed[:3])}"
        + (" and others." if len(mixed) > 3 else "."): mixed,
        "Fewer than 30 respondents for some features.": any(
            line.respondents < 30 for line in lines
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
