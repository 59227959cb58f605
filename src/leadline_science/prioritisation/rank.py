"""Who comes first, how sure is that, and what is the doubt worth."""

from collections.abc import Sequence

import numpy as np

from leadline_science.checks import Floats, whole
from leadline_science.prioritisation.model import Model, ModelScores
from leadline_science.prioritisation.ranking import Ranking, Standing
from leadline_science.prioritisation.tally import Counted, Tally, checked_top, count

MOST_DRAWS = 1_000_000


def rank(model: Model, *, top: int | None = None, draws: int = 2000, seed: int = 0) -> Ranking:
    """The items of `model` by expected score, with rank distributions and the value of knowing.

    `top`: how many are to be chosen; by default a third of the items, 10 at most.
    Raises `OutOfRange`, `NotFinite`.
    """
    wanted = checked_top(top, len(model.items))
    scores = ModelScores(model, whole("draws", draws, 2, MOST_DRAWS), seed)
    return ranked(scores, Tally(scores, wanted))


def ranked(scores: ModelScores, tally: Tally) -> Ranking:
    """The ranking that a pass over the draws of a model gives."""
    model, seed = scores.model, scores.seed
    counted = count(scores, model.points(), tally.top, tally)
    return Ranking(
        **model.method.stamp,
        seed=seed,
        assumptions=(*model.assumptions, *assumptions(model)),
        warnings=(*model.warnings, *warnings(counted, certain=model.certain)),
        items=counted.items,
        top=counted.top,
        stability=counted.stability,
        evpi=counted.evpi,
        evpi_error=counted.evpi_error,
        duels=counted.duels,
        draws=counted.draws,
        unit=str(model.unit),
    )


def assumptions(model: Model) -> tuple[str, ...]:
    """What holds for every ranking from inputs."""
    together = (
        "Inputs move together as stated."
        if model.correlations.names
        else ("Inputs are independent of each other, within an item and between items.")
    )
    return ("Items are ordered by their expected score.", together)


def warnings(counted: Counted, *, certain: bool) -> tuple[str, ...]:
    """What to beware of in any ranking."""
    found = {
        "No input has an interval: the order is shown as if the numbers were sure.": certain,
        "Items have equal scores; they stand in the order of their names.": tied(counted.items),
        "The choice is not settled: expect less than half of it to be among the true best.": (
            counted.stability < 0.5 and not certain
        ),
    }
    return tuple(text for text, applies in found.items() if applies)


def tied(items: Sequence[Standing]) -> bool:
    """Whether two neighbours have the same mean."""
    means: Floats = np.array([item.mean for item in items])
    return bool(np.any(np.diff(means) == 0))
