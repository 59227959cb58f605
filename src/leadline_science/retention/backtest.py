"""Which law would have told the last periods best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.retention.cohorts import Cohort, held_out, periods_of
from leadline_science.retention.models import Fit, Law, fitted, log_likelihood

LEAST_LEFT = 3


@dataclass(frozen=True)
class Trial:
    """What a law made of the last `held_out` periods: `score`, their log likelihood; `miss`: of those
    of the longest cohort there before them, by how much the share still there was missed (0-1; None
    when nobody was)."""

    law: Law
    held_out: int
    score: float
    miss: float | None


def trials(cohorts: Sequence[Cohort]) -> tuple[Trial, ...]:
    """Each law fitted without the last 1, 2, … periods, up to a third of the longest cohort."""
    longest = max(each.periods for each in cohorts)
    most = min(longest - LEAST_LEFT, max(1, longest // 3))
    return tuple(_trial(law, cohorts, last) for last in range(1, most + 1) for law in Law)


def weights(cohorts: Sequence[Cohort], found: Sequence[Trial]) -> tuple[float, float]:
    """How much each law is believed: by the mean log likelihood of what was held out."""
    if not found:
        return 1.0, 0.0
    scores = [np.mean([each.score for each in found if each.law is law]) for law in Law]
    odds = np.exp(np.array(scores) - max(scores))
    first, second = (odds / odds.sum()).tolist()
    return first, second


def _trial(law: Law, cohorts: Sequence[Cohort], last: int) -> Trial:
    fit, kept = fitted(law, periods_of(cohorts, last)), held_out(cohorts, last)
    return Trial(law, last, log_likelihood(fit.point, kept), _miss(fit, cohorts, last))


def _miss(fit: Fit, cohorts: Sequence[Cohort], last: int) -> float | None:
    longest = max(cohorts, key=lambda each: each.periods)
    start, end = longest.age + longest.periods - last, longest.age + longest.periods
    before = longest.active[-1 - last]
    if before == 0:
        return None
    now, then = fit.log_staying(np.array([float(end), float(start)])).tolist()
    return abs(float(np.exp(now - then)) - longest.active[-1] / before)
