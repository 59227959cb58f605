"""Rankings from draws of scores, where scores come from judgements instead of inputs."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from leadline_science.checks import Floats
from leadline_science.prioritisation.rank import tied
from leadline_science.prioritisation.ranking import Standing
from leadline_science.prioritisation.tally import DrawnScores, checked_top, count


class Ranked(TypedDict):
    """The fields of a `Ranking` that draws give."""

    items: tuple[Standing, ...]
    top: int
    stability: float
    evpi: float
    evpi_error: float
    duels: tuple[tuple[float, ...], ...]
    draws: int


def ranked(names: Sequence[str], points: Floats, drawn: Floats, top: int | None) -> Ranked:
    """Rank by `drawn` (draws × items); `points`: the score of each item without doubt."""
    order = sorted(range(len(names)), key=lambda at: names[at])
    scores = DrawnScores([names[at] for at in order], np.ascontiguousarray(drawn[:, order]))
    counted = count(scores, points[order], checked_top(top, len(names)))
    return {
        "items": counted.items,
        "top": counted.top,
        "stability": counted.stability,
        "evpi": counted.evpi,
        "evpi_error": counted.evpi_error,
        "duels": counted.duels,
        "draws": counted.draws,
    }


def tie_warning(found: Ranked) -> tuple[str, ...]:
    """A warning about equal scores."""
    if not tied(found["items"]):
        return ()
    return ("Items have equal scores; they stand in the order of their names.",)
