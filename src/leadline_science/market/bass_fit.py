"""A Bass diffusion from the adoptions so far."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares
from scipy.special import xlogy

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, between, whole
from leadline_science.market.bass import adopted, peak_time
from leadline_science.refusals import OutOfRange, TooFew
from leadline_science.uncertainty.sampling import gaussian
from leadline_science.uncertainty.streams import generator

LEAST, LOOSE = 5, 1.0
WIDEST = 12.0  # a factor of 160,000 either way; beyond it draws only overflow
# Usual consumer goods, with the spread seen between them: logs of innovation and of imitation.
USUAL, USUAL_SD = np.log([0.02, 0.38]), np.array([1.0, 0.5])


@dataclass(frozen=True)
class Limits:
    """A `value` within [low, high] at the level asked."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Adoption(Answer):
    """`innovation`, `imitation`, `market` (who will ever adopt), `peak` (periods from launch), and
    `adopters` by the end of each of the next periods. `seen` so far, in `periods` periods."""

    innovation: Limits
    imitation: Limits
    market: Limits
    peak: Limits
    adopters: tuple[Limits, ...]
    periods: int
    seen: float
    level: float
    draws: int


METHOD = Method("market.adoption", "1", "How many will have adopted by then?", Adoption)


def adoption(
    adoptions: Sequence[float],
    *,
    ahead: int = 8,
    level: float = 0.9,
    draws: int = 4000,
    seed: int = 0,
) -> Adoption:
    """The diffusion that fits first adoptions per period since the launch, and the next `ahead` periods.

    Quasi-Poisson fit with what is usual as a weak prior on innovation and imitation; limits from the
    t distribution about it. Raises `TooFew` (fewer than 5 periods, or too little to tell the market),
    `Negative`, `NotFinite`, `OutOfRange`.
    """
    at_least("periods", adoptions, LEAST)
    seen = amounts("adoptions", adoptions)
    between("level", level, 0.0, 1.0)
    whole("the number of periods ahead", ahead, 1, 200)
    whole("the number of draws", draws, 100, 100_000)
    if (seen > 0).sum() < LEAST - 1:
        raise OutOfRange("Hardly any period has an adoption.", "Use longer periods.")
    fit = _fitted(seen)
    found = _drawn(fit, draws, generator(seed, "Bass"))
    ends = ((1 - level) / 2, (1 + level) / 2)
    innovation, imitation, market = np.exp(fit.logs).tolist()
    peaks = np.array([peak_time(p, q) for p, q, _ in np.exp(found)])
    return Adoption(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Each adopts once; the first period begins at the launch; nothing changes the market.",
            "Unless the adoptions say otherwise, innovation is about .02 a period (within a factor of 3).",
            "Unless they say otherwise, imitation is about .38 (within a factor of 1.6).",
        ),
        warnings=_warnings(fit, len(seen), peak_time(innovation, imitation)),
        innovation=_limits(innovation, np.exp(found[:, 0]), ends),
        imitation=_limits(imitation, np.exp(found[:, 1]), ends),
        market=_limits(market, np.exp(found[:, 2]), ends),
        peak=_limits(peak_time(innovation, imitation), peaks, ends),
        adopters=_ahead(fit, found, ahead, ends, generator(seed, "Bass", "ahead")),
        periods=len(seen),
        seen=float(seen.sum()),
        level=level,
        draws=draws,
    )


@dataclass(frozen=True)
class Fit:
    """Logs of innovation, imitation and market; covariance; dispersion on `freedom` degrees."""

    seen: Floats
    logs: Floats
    covariance: Floats
    dispersion: float
    freedom: int


def _expected(logs: Floats, edges: Floats) -> Floats:
    """Adoptions between the `edges`; logs (..., 3)."""
    p, q, market = (np.exp(logs[..., at, None]) for at in range(3))
    return np.asarray(market * np.diff(adopted(edges, p, q), axis=-1))


def _fitted(seen: Floats) -> Fit:
    edges, start = np.arange(len(seen) + 1.0), np.array([*USUAL, np.log(2 * seen.sum())])
    scale, logs = 1.0, start
    for _ in range(4):
        logs, jacobian = _solved(seen, edges, logs, scale)
        expected = np.maximum(_expected(logs, edges), 1e-9)
        freedom = len(seen) - 3
        scale = max(float(((seen - expected) ** 2 / expected).sum() / freedom), 1.0)
    curve = jacobian.T @ jacobian
    if np.linalg.cond(curve) > 1e12 or np.linalg.inv(curve)[2, 2] > 9:
        raise TooFew("The adoptions do not tell how large the market is.", "Wait for more periods.")
    return Fit(seen, logs, np.asarray(np.linalg.inv(curve), dtype=np.float64), scale, freedom)


def _solved(seen: Floats, edges: Floats, start: Floats, scale: float) -> tuple[Floats, Floats]:
    def misfit(logs: Floats) -> Floats:
        expected = np.maximum(_expected(logs, edges), 1e-9)
        deviance = 2 * (xlogy(seen, seen / expected) - seen + expected)
        signed = np.sign(seen - expected) * np.sqrt(np.maximum(deviance, 0.0))
        return np.concatenate([signed / scale**0.5, (logs[:2] - USUAL) / USUAL_SD])

    found = least_squares(misfit, start, bounds=(start - WIDEST, start + WIDEST), x_scale=0.5)
    return np.asarray(found.x), np.asarray(found.jac)


def _drawn(fit: Fit, draws: int, random: np.random.Generator) -> Floats:
    """Logs from the t distribution about the fit (draws × 3)."""
    wide = np.sqrt(fit.freedom / random.chisquare(fit.freedom, draws))[:, None]
    steps = gaussian(random, np.zeros(3), fit.covariance, draws)
    return np.asarray(fit.logs + np.clip(wide * steps, -WIDEST, WIDEST))


def _ahead(
    fit: Fit,
    found: Floats,
    ahead: int,
    ends: tuple[float, float],
    random: np.random.Generator,
) -> tuple[Limits, ...]:
    edges = np.arange(len(fit.seen), len(fit.seen) + ahead + 1.0)
    so_far = fit.seen.sum()
    middle = so_far + np.cumsum(_expected(fit.logs, edges))
    expected = _expected(found, edges)
    shape = np.maximum(expected / fit.dispersion, 1e-9)
    drawn = so_far + np.cumsum(random.gamma(shape) * fit.dispersion, axis=1)
    return tuple(_limits(float(at), drawn[:, step], ends) for step, at in enumerate(middle))


def _limits(value: float, drawn: Floats, ends: tuple[float, float]) -> Limits:
    low, high = np.quantile(drawn, ends).tolist()
    return Limits(value, low, high)


def _warnings(fit: Fit, periods: int, peak: float) -> tuple[str, ...]:
    found = {
        "The peak is not behind us: the size of the market rests on what is usual elsewhere.": (
            peak > periods - 1
        ),
        "The market is known to a factor of three at best.": fit.covariance[2, 2] > LOOSE,
    }
    return tuple(text for text, applies in found.items() if applies)
