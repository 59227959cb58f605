"""Ratings on a few boxes: satisfaction (CSAT) and effort (CES)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, between, whole
from leadline_science.refusals import OutOfRange
from leadline_science.uncertainty.shares import wilson_limits
from leadline_science.uncertainty.streams import generator


@dataclass(frozen=True, kw_only=True)
class Rating(Answer):
    """Answers per box (from 1), the share in the `top` boxes and the mean, with limits at `level`."""

    counts: tuple[int, ...]
    top: int
    share: float
    share_low: float
    share_high: float
    mean: float
    mean_low: float
    mean_high: float
    level: float


CSAT = Method("surveys.csat", "1", "How many are satisfied?", Rating)
CES = Method("surveys.ces", "1", "How easy was it?", Rating)


def csat(
    answers: Sequence[int],
    *,
    boxes: int = 5,
    top: int = 2,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = 0,
) -> Rating:
    """Satisfied: the share of answers in the two highest of five boxes, and the mean.

    Raises `NoData`, `OutOfRange`.
    """
    return _rating(CSAT, answers, boxes=boxes, top=top, level=level, draws=draws, seed=seed)


def ces(
    answers: Sequence[int],
    *,
    boxes: int = 7,
    top: int = 3,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = 0,
) -> Rating:
    """Effort: the mean agreement that it was easy, 1 to 7, and the share that agrees (5 to 7).

    Raises `NoData`, `OutOfRange`.
    """
    return _rating(CES, answers, boxes=boxes, top=top, level=level, draws=draws, seed=seed)


def _rating(
    method: Method,
    answers: Sequence[int],
    *,
    boxes: int,
    top: int,
    level: float,
    draws: int,
    seed: int,
) -> Rating:
    at_least("answer", answers, 1)
    whole("the number of boxes", boxes, 2, 100)
    whole("the number of top boxes", top, 1, boxes - 1)
    whole("the number of draws", draws, 100, 1_000_000)
    between("level", level, 0.0, 1.0)
    counts = _counts(answers, boxes)
    high = int(counts[-top:].sum())
    share_low, share_high = wilson_limits(high, len(answers), level)
    mean_low, mean_high = _mean_limits(counts, level, draws, seed)
    return Rating(
        **method.stamp,
        seed=seed,
        assumptions=(
            "Who answered is a random sample of those meant; whoever did not is not in the limits.",
            "The mean takes the boxes as equally far apart.",
        ),
        warnings=("Fewer than 30 answers.",) if len(answers) < 30 else (),
        counts=tuple(int(each) for each in counts),
        top=top,
        share=high / len(answers),
        share_low=share_low,
        share_high=share_high,
        mean=float(np.mean(answers)),
        mean_low=mean_low,
        mean_high=mean_high,
        level=level,
    )


def _counts(answers: Sequence[int], boxes: int) -> Floats:
    wrong = next((each for each in answers if each not in range(1, boxes + 1)), None)
    if wrong is not None:
        raise OutOfRange(f"An answer is {wrong}.", f"Give whole numbers from 1 to {boxes}.")
    return np.bincount(answers, minlength=boxes + 1)[1:].astype(np.float64)


def _mean_limits(counts: Floats, level: float, draws: int, seed: int) -> tuple[float, float]:
    """Bayesian bootstrap with one more answer spread over the boxes, so that unanimity is not sure."""
    boxes = np.arange(1, counts.size + 1)
    shares = generator(seed, "ratings").dirichlet(counts + 1 / counts.size, draws)
    ends = ((1 - level) / 2, (1 + level) / 2)
    low, high = np.quantile(shares @ boxes, ends).tolist()
    mean = float(counts @ boxes / counts.sum())
    # Where all answer alike at an end of the scale, every draw lies to one side of their mean.
    return min(low, mean), max(high, mean)
