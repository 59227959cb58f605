"""Three ways to weigh the same table: all alike, units by their past, units and periods.

Arkhangelsky, Athey, Hirshberg, Imbens & Wager 2021, equation 1: each is a two-way regression with weights.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leadline_science.checks import Floats
from leadline_science.impact.panels.weights import simplex_fit


class Way(StrEnum):
    """DIFFERENCES: difference-in-differences; CONTROL: synthetic control; BOTH: synthetic DiD."""

    DIFFERENCES = "difference-in-differences"
    CONTROL = "synthetic control"
    BOTH = "synthetic difference-in-differences"


@dataclass(frozen=True)
class Estimated:
    """`effect` per period after; weights of `units` and of `periods` before; `gaps`: treated less weighted
    controls, per period; `misfit`: root mean square of the gaps before, less their weighted mean."""

    effect: float
    units: Floats
    periods: Floats
    gaps: Floats
    misfit: float


def estimate(controls: Floats, treated: Floats, begins: int, way: Way) -> Estimated:
    """`controls`, `treated`: shape (unit, period)."""
    target = treated.mean(axis=0)
    units = _unit_weights(controls, target, len(treated), begins, way)
    periods = _period_weights(controls, begins, way)
    gaps = target - units @ controls
    level = float(periods @ gaps[:begins])
    misfit = float(np.sqrt(np.mean((gaps[:begins] - level) ** 2)))
    return Estimated(float(gaps[begins:].mean()) - level, units, periods, gaps - level, misfit)


def _unit_weights(controls: Floats, target: Floats, treated: int, begins: int, way: Way) -> Floats:
    if way is Way.DIFFERENCES:
        return np.full(len(controls), 1 / len(controls))
    before, aim = controls[:, :begins].T, target[:begins]
    if way is Way.CONTROL:
        return simplex_fit(before, aim, 0.0)
    after = controls.shape[1] - begins
    noise = float(np.diff(controls[:, :begins], axis=1).std(ddof=1))
    ridge = (treated * after) ** 0.5 * noise**2 * begins
    return simplex_fit(before - before.mean(axis=0), aim - aim.mean(), ridge)


def _period_weights(controls: Floats, begins: int, way: Way) -> Floats:
    if way is Way.DIFFERENCES:
        return np.full(begins, 1 / begins)
    if way is Way.CONTROL:
        return np.zeros(begins)
    before, aim = controls[:, :begins], controls[:, begins:].mean(axis=1)
    noise = float(np.diff(before, axis=1).std(ddof=1))
    ridge = (1e-6 * noise) ** 2 * len(controls)
    return simplex_fit(before - before.mean(axis=0), aim - aim.mean(), ridge)
