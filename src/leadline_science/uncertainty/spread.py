"""How uncertain is a result whose inputs are, and because of which of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import ndtr

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, whole
from leadline_science.refusals import LengthsDiffer, NotFinite
from leadline_science.uncertainty.dependence import INDEPENDENT, Correlations, correlated
from leadline_science.uncertainty.distribution import Distribution, distribution
from leadline_science.uncertainty.estimates import Estimate, quantiles
from leadline_science.uncertainty.sampling import sobol_shares, to_scores
from leadline_science.uncertainty.saying import as_estimate
from leadline_science.uncertainty.shares_of_variance import first_order_share
from leadline_science.uncertainty.streams import generator, stream_keys, uniforms

Formula = Callable[[Mapping[str, Floats]], Floats]
Given = Mapping[str, "float | Estimate"]

SCRAMBLES = 16
SWING_ENDS = (0.10, 0.90)


class Draws(StrEnum):
    """How points are spread: evenly (scrambled Sobol) or each by its own stream."""

    SOBOL = "Sobol"
    STREAMS = "streams"


@dataclass(frozen=True)
class Driver:
    """One uncertain input: the result at its P10 and P90 with all others at their median.

    `share`: of the result's variance that goes when this input is known (0-1), whatever the others.
    """

    name: str
    estimate: Estimate
    result_at_p10: float
    result_at_p90: float
    share: float

    @property
    def swing(self) -> float:
        """How far the result moves between P10 and P90 of this input."""
        return abs(self.result_at_p90 - self.result_at_p10)


@dataclass(frozen=True, kw_only=True)
class Spread(Answer):
    """`result` over `draws` points; `at_medians`: the result with every input at its median.

    `drivers`: the uncertain inputs, the largest variance share first.
    """

    result: Distribution
    at_medians: float
    drivers: tuple[Driver, ...]
    interaction: float
    draws: int
    sampling: Draws


METHOD = Method(
    "uncertainty.spread", "1", "How uncertain is the result, and because of what?", Spread
)


@dataclass(frozen=True)
class Points:
    """Draws of named inputs: `shares` (0-1) of the uncertain ones, `results` in the same order."""

    shares: Mapping[str, Floats]
    results: Floats


def spread(
    formula: Formula,
    inputs: Given,
    *,
    draws: int = 4096,
    seed: int = 0,
    correlations: Correlations = INDEPENDENT,
    sampling: Draws = Draws.SOBOL,
) -> Spread:
    """The distribution of `formula`, which takes one array per input and gives one of equal length.

    `draws` is rounded up to a power of two. Raises `NotFinite`, `NotNamed`, `Incompatible`.
    """
    given = {name: as_estimate(value) for name, value in inputs.items()}
    at_least("input", given, 1)
    points = run(formula, given, draws=draws, seed=seed, correlations=correlations, how=sampling)
    drivers = drivers_of(formula, given, points)
    named = sum(driver.share for driver in drivers)
    return Spread(
        **METHOD.stamp,
        seed=seed,
        assumptions=_assumptions(correlations),
        warnings=_warnings(drivers, correlations),
        result=distribution(points.results, error_of_mean(points.results, sampling)),
        at_medians=_at_medians(formula, given),
        drivers=drivers,
        interaction=max(0.0, 1 - named) if drivers else 0.0,
        draws=points.results.size,
        sampling=sampling,
    )


def run(
    formula: Formula,
    inputs: Mapping[str, Estimate],
    *,
    draws: int,
    seed: int,
    correlations: Correlations = INDEPENDENT,
    how: Draws = Draws.SOBOL,
) -> Points:
    """Draw the uncertain inputs and work out the formula for all draws at once."""
    shares, values = drawn(inputs, draws=draws, seed=seed, correlations=correlations, how=how)
    count = 1 << (draws - 1).bit_length()
    return Points(shares, worked_out(formula, values, count))


def drawn(
    inputs: Mapping[str, Estimate],
    *,
    draws: int,
    seed: int,
    correlations: Correlations = INDEPENDENT,
    how: Draws = Draws.SOBOL,
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """The shares (0-1) of the uncertain inputs, and the values of all; `draws` up to a power of two."""
    names = sorted(name for name, each in inputs.items() if not each.certain)
    correlations.known_among(names)
    count = 1 << (whole("draws", draws, SCRAMBLES, 1 << 22) - 1).bit_length()
    shares = _shares(names, count, seed, how)
    if correlations.pairs:
        scores = correlated({name: to_scores(each) for name, each in shares.items()}, correlations)
        shares = {name: np.asarray(ndtr(each)) for name, each in scores.items()}
    values = {
        name: np.full(count, each.first) if each.certain else quantiles(each, shares[name])
        for name, each in inputs.items()
    }
    return shares, values


def worked_out(formula: Formula, values: Mapping[str, Floats], count: int) -> Floats:
    """The results, one per draw, all finite."""
    with np.errstate(all="ignore"):
        results = np.asarray(formula(values), dtype=np.float64)
    if results.shape not in ((count,), ()):
        raise LengthsDiffer(
            f"The formula gives {results.shape} results for {count} draws.",
            "Give a formula that works draw by draw.",
        )
    if not np.isfinite(results).all():
        raise NotFinite(
            "The formula has no finite result for some draws.",
            "Keep what is divided by away from 0.",
        )
    return np.broadcast_to(results, (count,))


def drivers_of(
    formula: Formula, inputs: Mapping[str, Estimate], points: Points
) -> tuple[Driver, ...]:
    """The uncertain inputs with swing and variance share, the largest share first."""
    found = [
        Driver(
            name,
            inputs[name],
            *_swing(formula, inputs, name),
            first_order_share(shares, points.results),
        )
        for name, shares in points.shares.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.share, each.name)))


def _shares(names: list[str], count: int, seed: int, how: Draws) -> dict[str, Floats]:
    if not names:
        return {}
    if how == Draws.STREAMS:
        matrix = uniforms(stream_keys(seed, [("", name) for name in names]), 0, count)
    else:
        pieces = [
            sobol_shares(len(names), count // SCRAMBLES, generator(seed, "Sobol", str(at)))
            for at in range(SCRAMBLES)
        ]
        matrix = np.concatenate(pieces)
    return {name: np.ascontiguousarray(matrix[:, at]) for at, name in enumerate(names)}


def error_of_mean(results: Floats, how: Draws) -> float:
    """The standard error of the mean of draws, those of Sobol by their scrambles."""
    if how == Draws.STREAMS:
        return float(results.std() / results.size**0.5)
    return float(results.reshape(SCRAMBLES, -1).mean(axis=1).std(ddof=1) / SCRAMBLES**0.5)


def _at_medians(formula: Formula, inputs: Mapping[str, Estimate]) -> float:
    values = {name: np.array([each.median]) for name, each in inputs.items()}
    return float(worked_out(formula, values, 1)[0])


def _swing(formula: Formula, inputs: Mapping[str, Estimate], name: str) -> tuple[float, float]:
    ends = np.array([inputs[name].quantile(share) for share in SWING_ENDS])
    values = {other: np.full(2, each.median) for other, each in inputs.items()}
    low, high = worked_out(formula, {**values, name: ends}, 2)
    return float(low), float(high)


def _assumptions(correlations: Correlations) -> tuple[str, ...]:
    if correlations.pairs:
        return ("Inputs move together as stated (Gaussian copula), the others independently.",)
    return ("Inputs are independent of each other.",)


def _warnings(drivers: tuple[Driver, ...], correlations: Correlations) -> tuple[str, ...]:
    named = sum(driver.share for driver in drivers)
    found = {
        "No input has any doubt: the result is taken to be sure.": not drivers,
        "Inputs interact: their shares alone explain less than 90 % of the variance, and swings "
        "one at a time mislead.": bool(drivers) and not correlations.pairs and named < 0.9,
        "Shares of correlated inputs overlap; they need not add up to 1.": bool(correlations.pairs),
    }
    return tuple(text for text, applies in found.items() if applies)
