"""What a case is worth with the doubt in its inputs, and which input matters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, finite, unique
from leadline_science.investment.flows import Period
from leadline_science.refusals import NotNamed, OutOfRange
from leadline_science.uncertainty.dependence import INDEPENDENT, Correlations
from leadline_science.uncertainty.distribution import Distribution, distribution
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import as_estimate
from leadline_science.uncertainty.spread import Draws, Driver, drivers_of, error_of_mean, run

RATE = "rate"


@dataclass(frozen=True)
class Line:
    """Money that comes (or, with amounts below zero, goes): `times` × `profile`.

    `times`: the inputs multiplied with each other, such as ("users", "price"). `profile`: what share of that
    comes in period 0, 1, 2 …, below zero for what goes out. Raises `NoData`, `NotFinite`.
    """

    name: str
    times: tuple[str, ...]
    profile: tuple[float, ...]

    def __post_init__(self) -> None:
        at_least(f"inputs of {self.name}", self.times, 1)
        at_least(
            f"the profile of {self.name}", finite(f"the profile of {self.name}", self.profile), 1
        )


@dataclass(frozen=True)
class Case:
    """Lines over named inputs; `rate` per period, a share, sure or estimated. The first period is now.

    Raises `NoData`, `NotNamed`, `OutOfRange`.
    """

    lines: tuple[Line, ...]
    inputs: Mapping[str, "float | Estimate"]
    rate: "float | Estimate"
    period: Period = Period.YEAR
    unit: str = "EUR"

    def __post_init__(self) -> None:
        at_least("line", self.lines, 1)
        unique("line", [line.name for line in self.lines])
        used = {name for line in self.lines for name in line.times}
        unknown, unused = sorted(used - set(self.inputs)), sorted(set(self.inputs) - used)
        if unknown or unused or RATE in self.inputs:
            raise NotNamed(
                f"Not given: {', '.join(unknown) or 'none'}; given and not used: {', '.join(unused) or 'none'}.",
                "Name in lines what is in the inputs, and call no input rate.",
            )
        if as_estimate(self.rate).least <= -1:
            raise OutOfRange("The rate may be -1 or less.", "Give an estimate with ends above -1.")

    def given(self) -> dict[str, Estimate]:
        """All inputs, the rate among them, as estimates."""
        named = {name: as_estimate(value) for name, value in self.inputs.items()}
        return {**named, RATE: as_estimate(self.rate)}

    def worth(self) -> Callable[[Mapping[str, Floats]], Floats]:
        """Net present value as a formula of the inputs."""

        def formula(of: Mapping[str, Floats]) -> Floats:
            parts = [_amount(line, of) * _discounted(line, of[RATE]) for line in self.lines]
            return np.asarray(sum(parts))

        return formula


@dataclass(frozen=True, kw_only=True)
class Tornado(Answer):
    """`worth`: net present value over the draws, in `unit`; `at_medians`: with every input at its median.

    `drivers`: the uncertain inputs by share of variance, each with its swing from P10 to P90 beside.
    `interaction`: variance that no input carries alone. `loss_chance`: of a worth below zero.
    `knowing`: expected gain of knowing all before deciding whether to do it (EVPI), in `unit`.
    """

    worth: Distribution
    at_medians: float
    drivers: tuple[Driver, ...]
    interaction: float
    loss_chance: float
    knowing: float
    draws: int
    unit: str


METHOD = Method("investment.tornado", "1", "What is the case worth, and what decides it?", Tornado)


def tornado(
    case: Case, *, draws: int = 4096, seed: int = 0, correlations: Correlations = INDEPENDENT
) -> Tornado:
    """Net present value under doubt. `draws` is rounded up to a power of two (scrambled Sobol)."""
    given, formula = case.given(), case.worth()
    points = run(formula, given, draws=draws, seed=seed, correlations=correlations, how=Draws.SOBOL)
    drivers = drivers_of(formula, given, points)
    named = sum(driver.share for driver in drivers)
    middle = {name: np.array([each.median]) for name, each in given.items()}
    worth = points.results
    return Tornado(
        **METHOD.stamp,
        seed=seed,
        assumptions=_assumptions(correlations),
        warnings=_warnings(drivers, named, correlations),
        worth=distribution(worth, error_of_mean(worth, Draws.SOBOL)),
        at_medians=float(np.broadcast_to(formula(middle), 1)[0]),
        drivers=drivers,
        interaction=max(0.0, 1 - named) if drivers else 0.0,
        loss_chance=float((worth < 0).mean()),
        knowing=float(np.maximum(worth, 0).mean() - max(worth.mean(), 0.0)),
        draws=worth.size,
        unit=case.unit,
    )


def _amount(line: Line, of: Mapping[str, Floats]) -> Floats:
    found = of[line.times[0]]
    for name in line.times[1:]:
        found = found * of[name]
    return found


def _discounted(line: Line, rate: Floats) -> Floats:
    """The profile at `rate`, summed by Horner from its end; once where the rate is the same in all draws."""
    factor = 1 / (1 + (rate[:1] if np.ptp(rate) == 0 else rate))
    total = np.zeros_like(factor)
    for share in reversed(line.profile):
        total = total * factor + share
    return total


def _assumptions(correlations: Correlations) -> tuple[str, ...]:
    together = (
        "Inputs move together as stated (Gaussian copula), the others independently."
        if correlations.pairs
        else "Inputs are independent of each other."
    )
    return (together, "The first period of a profile is now, and is not discounted.")


def _warnings(
    drivers: tuple[Driver, ...], named: float, correlations: Correlations
) -> tuple[str, ...]:
    by_swing = sorted(drivers, key=lambda each: -each.swing)
    found = {
        "No input has any doubt: the worth is taken to be sure.": not drivers,
        "Inputs interact: swings one at a time miss part of the variance.": (
            bool(drivers) and not correlations.pairs and named < 0.9
        ),
        "The widest swing is not the largest share of variance: trust the share.": (
            bool(drivers) and by_swing[0].name != drivers[0].name
        ),
        "Shares of correlated inputs overlap; they need not add up to 1.": bool(correlations.pairs),
    }
    return tuple(text for text, applies in found.items() if applies)
