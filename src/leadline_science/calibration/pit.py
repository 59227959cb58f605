"""Where in their stated distribution the outcomes fell: flat when the forecasts are calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, finite, same_length, whole
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True, kw_only=True)
class PitHistogram(Answer):
    """`counts` of outcomes per band of equal chance. `p_value`: chi-square test of flatness, None
    below five per band. `shape`: "flat", "too narrow", "too wide", "too low" or "too high"."""

    counts: tuple[float, ...]
    expected: float
    mean: float
    variance: float
    p_value: float | None
    shape: str


_POINT = 1e-12
METHOD = Method(
    "calibration.pit",
    "1",
    "Are the stated distributions too narrow, wide or shifted?",
    PitHistogram,
)


def pit_histogram(
    below: Sequence[float], up_to: Sequence[float], *, bands: int = 10, seed: int | None = None
) -> PitHistogram:
    """`below` = P(X < outcome) and `up_to` = P(X <= outcome) by forecast; equal when continuous.

    Without `seed` the mass of each outcome is spread evenly over [below, up_to] (the non-randomised
    PIT of Czado, Gneiting & Held 2009); with `seed` one uniform draw is taken from it.
    """
    low, high = _checked(below, up_to)
    edges = np.linspace(0.0, 1.0, whole("bands", bands, 2) + 1)
    if seed is not None:
        low = high = low + (high - low) * np.random.Generator(np.random.PCG64(seed)).random(
            len(low)
        )
    counts = np.diff([_mass_up_to(edge, low, high) for edge in edges])
    mean, variance = _moments(low, high)
    p_value = _flatness(counts)
    return PitHistogram(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Forecasts do not overlap in time.",
            "Outcomes with several values of equal chance: "
            + ("spread evenly over their band." if seed is None else "one draw each."),
        ),
        warnings=() if p_value is not None else ("Too few forecasts for a test of flatness.",),
        counts=tuple(counts.tolist()),
        expected=len(low) / bands,
        mean=mean,
        variance=variance,
        p_value=p_value,
        shape=_shape(mean, variance, len(low)),
    )


def _checked(below: Sequence[float], up_to: Sequence[float]) -> tuple[Floats, Floats]:
    low, high = finite("lower chances", below), finite("upper chances", up_to)
    at_least("forecast", low, 1)
    same_length("lower chances", low, "upper chances", high)
    if np.any(low < 0) or np.any(high > 1) or np.any(low > high):
        raise OutOfRange(
            "A pair of chances is not ordered within 0-1.", "Give P(X < x) and P(X <= x)."
        )
    return low, high


def _mass_up_to(edge: float, low: Floats, high: Floats) -> float:
    # Closed at 1, so that an outcome at the very top is counted.
    width = high - low
    point = (low < edge) | (edge == 1.0)
    share = np.divide(edge - low, width, out=point.astype(float), where=width > _POINT)
    return float(np.clip(share, 0.0, 1.0).sum())


def _moments(low: Floats, high: Floats) -> tuple[float, float]:
    middle = (low + high) / 2
    return float(middle.mean()), float(middle.var() + np.mean((high - low) ** 2) / 12)


def _flatness(counts: Floats) -> float | None:
    expected = counts.sum() / len(counts)
    if expected < 5:
        return None
    return float(chdtrc(len(counts) - 1, np.sum((counts - expected) ** 2) / expected))


def _shape(mean: float, variance: float, n: int) -> str:
    # Two standard errors: of the mean 1/sqrt(12 n), of the variance 1/sqrt(180 n).
    if abs(mean - 0.5) > 2 / (12 * n) ** 0.5:
        return "too high" if mean < 0.5 else "too low"
    if abs(variance - 1 / 12) > 2 / (180 * n) ** 0.5:
        return "too narrow" if variance > 1 / 12 else "too wide"
    return "flat"
