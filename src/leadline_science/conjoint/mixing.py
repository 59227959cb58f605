"""How much draws that follow each other are worth."""

import numpy as np

from leadline_science.checks import Floats


def effective_draws(draws: Floats) -> float:
    """The number of independent draws worth as much (Geyer 1992: pairs of autocorrelations above 0)."""
    count = len(draws)
    away = draws - draws.mean()
    power = np.abs(np.fft.rfft(away, 2 * count)) ** 2
    together = np.fft.irfft(power)[:count]
    if together[0] <= 0:
        return 1.0
    pairs = (together / together[0])[: count // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    kept = pairs[: ends[0]] if ends.size else pairs
    return float(min(count, count / max(2 * kept.sum() - 1, 1e-9)))


def limits(draws: Floats, level: float) -> tuple[float, float]:
    """Between which one more draw would lie with chance `level`, all being worth only so many.

    The ends of n independent draws leave out 1 / (n + 1) each (Hyndman & Fan 1996, their sixth quantile).
    """
    count = max(effective_draws(draws), 2.0)
    tail = max(((1 - level) / 2 * (count + 1) - 1) / (count - 1), 0.0)
    low, high = np.quantile(draws, (tail, 1 - tail)).tolist()
    return low, high
