"""How far were stated distributions and intervals from what happened, in the unit of the thing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, between, finite, same_length
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True, kw_only=True)
class Scores(Answer):
    """One score per forecast, 0 is perfect, and their mean; in the unit of what was forecast."""

    values: tuple[float, ...]
    mean: float


CRPS = Method("calibration.crps", "1", "How far off were the stated distributions?", Scores)
INTERVAL = Method("calibration.interval_score", "1", "Were the intervals narrow and right?", Scores)


def crps_gaussian(
    means: Sequence[float], sds: Sequence[float], observed: Sequence[float]
) -> Scores:
    """CRPS of normal distributions in closed form (Gneiting & Raftery 2007). sds above zero."""
    centre, spread, seen = _aligned(("means", means), ("sds", sds), ("observed", observed))
    for sd in spread.tolist():
        between("an sd", sd, 0.0, np.inf)
    z = (seen - centre) / spread
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return _scores(CRPS, spread * (z * (2 * ndtr(z) - 1) + 2 * density - 1 / np.sqrt(np.pi)))


def crps_ensemble(members: Sequence[float], observed: float, *, fair: bool = False) -> Scores:
    """CRPS of one ensemble. `fair` makes it independent of the number of members (needs two)."""
    drawn, (seen,) = finite("members", members), finite("observed", [observed])
    at_least("member", drawn, 2 if fair else 1)
    n = len(drawn)
    spread = np.abs(drawn[:, None] - drawn[None, :]).sum() / (2 * n * (n - 1 if fair else n))
    return _scores(CRPS, np.array([np.abs(drawn - seen).mean() - spread]))


def crps_discrete(pmf: Sequence[float], observed: float, *, step: float = 1.0) -> Scores:
    """CRPS of P(X = i·step) = pmf[i], i = 0 …; mass missing from `pmf` lies above its end.

    Missing mass is scored as if it lay at the first value not kept, so it is a lower bound then.
    """
    chances, (seen,) = amounts("chances", pmf), amounts("observed", [observed])
    if chances.sum() > 1 + 1e-9:
        raise OutOfRange(f"The chances sum to {chances.sum():g}.", "Give chances that sum to 1.")
    return _scores(CRPS, np.array([crps_of_counts(chances, seen / step) * step]))


def crps_of_counts(pmf: Floats, observed: float) -> float:
    """The integral of (F - 1{x >= observed})^2 over x, for unit steps."""
    cdf = np.append(np.cumsum(pmf), 1.0)
    cells = np.arange(len(cdf))
    before = np.clip(observed - cells, 0.0, 1.0)
    inside = float(np.sum(cdf**2 * before + (1 - cdf) ** 2 * (1 - before)))
    return inside + max(0.0, observed - len(cdf))


def interval_scores(
    lows: Sequence[float], highs: Sequence[float], observed: Sequence[float], *, level: float
) -> Scores:
    """Width plus 2 / (1 - level) times the miss (Gneiting & Raftery 2007), level as 0.9 for 90 %."""
    low, high, seen = _aligned(("lows", lows), ("highs", highs), ("observed", observed))
    if np.any(low > high):
        raise OutOfRange("An interval ends before it begins.", "Give the lower limit first.")
    missed = np.maximum(low - seen, 0.0) + np.maximum(seen - high, 0.0)
    return _scores(INTERVAL, high - low + 2 / (1 - between("level", level, 0.0, 1.0)) * missed)


def _aligned(*named: tuple[str, Sequence[float]]) -> tuple[Floats, ...]:
    arrays = tuple(finite(name, values) for name, values in named)
    at_least(named[0][0], arrays[0], 1)
    for (name, _), array in zip(named[1:], arrays[1:], strict=True):
        same_length(named[0][0], arrays[0], name, array)
    return arrays


def _scores(method: Method, values: Floats) -> Scores:
    return Scores(
        **method.stamp,
        assumptions=("Scores compare forecasts of the same cases only.",),
        values=tuple(values.tolist()),
        mean=float(values.mean()),
    )
