"""Net promoter score, with what its number of answers leaves open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import between, whole
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.surveys.difference import square_and_add

PROMOTER, PASSIVE = 9, 7
ADDED = 3.0


@dataclass(frozen=True)
class Recommendations:
    """Respondents by what they answered: 9-10 promote, 7-8 are passive, 0-6 detract."""

    promoters: int
    passives: int
    detractors: int

    def __post_init__(self) -> None:
        for name, count in vars(self).items():
            whole(f"the number of {name}", count, 0, 10**9)
        if self.count == 0:
            raise NoData("Nobody answered.", "Give at least one answer.")

    @classmethod
    def of(cls, answers: Iterable[int]) -> Self:
        """From answers 0 to 10. Raises `OutOfRange`."""
        given = list(answers)
        wrong = next((each for each in given if each not in range(11)), None)
        if wrong is not None:
            raise OutOfRange(f"An answer is {wrong}.", "Give whole numbers from 0 to 10.")
        promoters = sum(each >= PROMOTER for each in given)
        detractors = sum(each < PASSIVE for each in given)
        return cls(promoters, len(given) - promoters - detractors, detractors)

    @property
    def count(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float:
        """Promoters less detractors, as a share of all: -1 to 1."""
        return (self.promoters - self.detractors) / self.count


@dataclass(frozen=True, kw_only=True)
class Nps(Answer):
    """`score` within [low, high] at `level`, from -1 to 1 (times 100 as it is usually shown)."""

    answers: Recommendations
    score: float
    low: float
    high: float
    level: float


@dataclass(frozen=True, kw_only=True)
class NpsChange(Answer):
    """`change` = now - before, within [low, high] at `level`, from -2 to 2."""

    now: Nps
    before: Nps
    change: float
    low: float
    high: float
    level: float


NPS = Method("surveys.nps", "1", "What is the net promoter score?", Nps)
CHANGE = Method("surveys.nps_change", "1", "Did the net promoter score change?", NpsChange)


def nps(answers: Recommendations, *, level: float = 0.95) -> Nps:
    """Net promoter score with the adjusted Wald interval: three answers more, a quarter at each end.

    Rocks 2016, The American Statistician. Raises `NoData`, `OutOfRange`.
    """
    between("level", level, 0.0, 1.0)
    low, high = _limits(answers, level)
    return Nps(
        **NPS.stamp,
        assumptions=(
            "Who answered is a random sample of those meant; whoever did not is not in the interval.",
        ),
        warnings=("The interval ends where the scale does.",) if abs(low) > 1 or high > 1 else (),
        answers=answers,
        score=answers.score,
        low=max(low, -1.0),
        high=min(high, 1.0),
        level=level,
    )


def nps_change(now: Recommendations, before: Recommendations, *, level: float = 0.95) -> NpsChange:
    """The change between two rounds of different respondents; the limits of both are squared and added.

    Raises `NoData`, `OutOfRange`.
    """
    new, old = nps(now, level=level), nps(before, level=level)
    low, high = square_and_add(
        new.score - old.score,
        (new.score - new.low, new.high - new.score),
        (old.score - old.low, old.high - old.score),
    )
    return NpsChange(
        **CHANGE.stamp,
        assumptions=(
            "The two rounds asked different people; the same people would change with less noise.",
            "Who answers is the same mix in both rounds.",
        ),
        warnings=("No change is within the interval.",) if low <= 0 <= high else (),
        now=new,
        before=old,
        change=new.score - old.score,
        low=low,
        high=high,
        level=level,
    )


def _limits(answers: Recommendations, level: float) -> tuple[float, float]:
    count = answers.count + ADDED
    up, down = ((each + ADDED / 4) / count for each in (answers.promoters, answers.detractors))
    half = float(ndtri((1 + level) / 2)) * ((up + down - (up - down) ** 2) / count) ** 0.5
    return up - down - half, up - down + half
