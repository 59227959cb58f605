"""Which needs are important and badly served (Ulwick)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, unique, whole, within
from leadline_science.prioritisation.judged import ranked, tie_warning
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.uncertainty.shares import wilson_limits
from leadline_science.uncertainty.streams import generator

HIGH = 12.0
BANDS = ((15.0, "extreme"), (HIGH, "high"), (10.0, "worth a look"))


@dataclass(frozen=True)
class OutcomeAnswers:
    """Respondents by what they said: "important" and "satisfied" are the top two boxes.

    `important_unasked`, `unimportant_unasked`: said nothing about satisfaction, for instance because
    they do not use it.
    """

    name: str
    both: int
    important_only: int
    satisfied_only: int
    neither: int
    important_unasked: int = 0
    unimportant_unasked: int = 0

    def __post_init__(self) -> None:
        for count in self.counts:
            whole(f"a count of {self.name}", count, 0, 10**9)
        if self.asked == 0:
            raise NoData(
                f"Nobody said how satisfied they are with {self.name}.", "Ask, or leave it out."
            )

    @classmethod
    def of(cls, name: str, answers: Iterable[tuple[int, int | None]], *, boxes: int = 5) -> Self:
        """From (importance, satisfaction or None) per respondent, each 1 … `boxes`."""
        found = [0] * 6
        for importance, satisfaction in answers:
            for answer in (importance, 1 if satisfaction is None else satisfaction):
                if not 1 <= answer <= boxes:
                    raise OutOfRange(f"An answer about {name} is {answer}.", f"Give 1 to {boxes}.")
            found[_cell(importance > boxes - 2, satisfaction, boxes)] += 1
        return cls(name, *found)

    @property
    def counts(self) -> tuple[int, ...]:
        """The six counts."""
        return (
            self.both,
            self.important_only,
            self.satisfied_only,
            self.neither,
            self.important_unasked,
            self.unimportant_unasked,
        )

    @property
    def asked(self) -> int:
        """How many said how satisfied they are."""
        return sum(self.counts[:4])


@dataclass(frozen=True)
class OpportunityLine:
    """Shares (0-1) with Wilson limits; `chance_high`: of a true score above 12; `band` of the score."""

    name: str
    importance: float
    importance_low: float
    importance_high: float
    satisfaction: float
    satisfaction_low: float
    satisfaction_high: float
    respondents: int
    chance_high: float
    band: str


@dataclass(frozen=True, kw_only=True)
class Opportunities(Ranking):
    """A ranking by opportunity score (0-20), and what it rests on, in the same order."""

    lines: tuple[OpportunityLine, ...]
    level: float


METHOD = Method(
    "prioritisation.opportunity", "1", "Which needs are important and badly served?", Opportunities
)


def opportunity_score(importance: float, satisfaction: float) -> float:
    """Importance + max(importance - satisfaction, 0), both 0-10."""
    within("importance", importance, 0.0, 10.0)
    within("satisfaction", satisfaction, 0.0, 10.0)
    return importance + max(importance - satisfaction, 0.0)


def opportunities(
    outcomes: Sequence[OutcomeAnswers],
    *,
    top: int | None = None,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = 0,
) -> Opportunities:
    """Needs by opportunity score, with the chance that each is above 12.

    Both shares come from the same respondents, so they are redrawn together.
    Raises `NoData`, `NotNamed`, `OutOfRange`.
    """
    at_least("outcome", outcomes, 1)
    names = [each.name for each in outcomes]
    unique("outcome", names)
    whole("the number of draws", draws, 100, 1_000_000)
    drawn = np.column_stack([_redrawn(each, draws, seed) for each in outcomes])
    points = np.array([_scores(np.array(each.counts, dtype=float)) for each in outcomes])
    found = ranked(names, points, drawn, top)
    by_name = {
        each.name: _line(each, float(points[at]), drawn[:, at], level)
        for at, each in enumerate(outcomes)
    }
    return Opportunities(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Importance and satisfaction are ten times the share of the two highest boxes.",
            "Respondents are a random sample of those the need concerns, independent of each other.",
        ),
        warnings=(*_warnings(outcomes), *tie_warning(found)),
        unit="points of 20",
        lines=tuple(by_name[item.name] for item in found["items"]),
        level=level,
        **found,
    )


def _cell(important: bool, satisfaction: int | None, boxes: int) -> int:
    if satisfaction is None:
        return 4 if important else 5
    satisfied = satisfaction > boxes - 2
    return {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}[
        important, satisfied
    ]


def _redrawn(outcome: OutcomeAnswers, draws: int, seed: int) -> Floats:
    """Bayesian bootstrap of respondents; one more, spread over the answers, so that none is sure."""
    counts = np.array(outcome.counts, dtype=float)
    used = counts.size if counts[4:].any() else 4
    shares = np.zeros((draws, counts.size))
    weights = counts[:used] + 1 / used
    shares[:, :used] = generator(seed, outcome.name, "respondents").dirichlet(weights, draws)
    return np.asarray(_scores(shares.T))


def _scores(cells: Floats) -> Floats:
    importance = 10 * (cells[0] + cells[1] + cells[4]) / cells.sum(axis=0)
    satisfaction = 10 * (cells[0] + cells[2]) / cells[:4].sum(axis=0)
    return np.asarray(importance + np.maximum(importance - satisfaction, 0.0))


def _line(outcome: OutcomeAnswers, score: float, drawn: Floats, level: float) -> OpportunityLine:
    everyone = sum(outcome.counts)
    important = outcome.both + outcome.important_only + outcome.important_unasked
    satisfied = outcome.both + outcome.satisfied_only
    return OpportunityLine(
        outcome.name,
        important / everyone,
        *wilson_limits(important, everyone, level),
        satisfied / outcome.asked,
        *wilson_limits(satisfied, outcome.asked, level),
        everyone,
        float((drawn > HIGH).mean()),
        next((name for least, name in BANDS if score > least), "served"),
    )


def _warnings(outcomes: Sequence[OutcomeAnswers]) -> tuple[str, ...]:
    small = min(sum(each.counts) for each in outcomes) < 30
    unasked = max(1 - each.asked / sum(each.counts) for each in outcomes) > 0.1
    found = {
        "Fewer than 30 respondents for some needs: the bands are hardly told apart.": small,
        "More than a tenth said nothing about satisfaction; those who do not use it may be the ones "
        "it fails.": unasked,
    }
    return tuple(text for text, applies in found.items() if applies)
