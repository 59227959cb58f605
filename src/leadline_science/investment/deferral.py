"""Begin now, or keep the right to begin later."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, finite
from leadline_science.investment.flows import checked_rate
from leadline_science.refusals import OutOfRange

STEPS = 400
ENDLESS = 1e6


@dataclass(frozen=True)
class Wait:
    """A project that can wait. `worth`: of what it brings, today; `cost`: of beginning, whenever that is.

    `years`: for how long it can wait. `volatility`: standard deviation of the yearly growth of worth, as a
    share; `rate`: yearly rate without risk, continuous; `lost`: the share of worth that a year of waiting costs.
    Raises `NotFinite`, `OutOfRange`.
    """

    worth: float
    cost: float
    years: float
    volatility: float
    rate: float
    lost: float = 0.0

    def __post_init__(self) -> None:
        finite("the numbers", (self.worth, self.cost, self.years, self.volatility, self.lost))
        for name, value in (("worth", self.worth), ("cost", self.cost), ("time", self.years)):
            if value <= 0:
                raise OutOfRange(f"The {name} is {value:g}.", "Give a number above 0.")
        between("The volatility", self.volatility, 0, 5)
        checked_rate(self.rate)
        if not 0 <= self.lost <= 5:
            raise OutOfRange(f"The share lost is {self.lost:g}.", "Give a share from 0 to 5.")

    def forward(self) -> tuple[float, float]:
        """Today's worth of having the project, and of its cost, at the end of the wait."""
        return (
            self.worth * math.exp(-self.lost * self.years),
            self.cost * math.exp(-self.rate * self.years),
        )


@dataclass(frozen=True)
class AtVolatility:
    """What the right to wait is worth at another volatility."""

    volatility: float
    worth: float


@dataclass(frozen=True, kw_only=True)
class Deferral(Answer):
    """`now`: worth less cost. `waiting`: worth of the right to begin at any time within the wait.

    `at_the_end`: of the right to begin only at its end (Black-Scholes-Merton); `drop`: of the right to
    sell the project at its cost then (the put). `premium`: what beginning now, or never, would give away.
    `begin_above`: today's worth from which beginning now is best; None where waiting always is.
    """

    now: float
    waiting: float
    at_the_end: float
    drop: float
    premium: float
    begin_above: float | None
    wait: bool
    others: tuple[AtVolatility, ...]
    unit: str


METHOD = Method("investment.deferral", "1", "Begin now or wait?", Deferral)


def deferral(project: Wait, *, unit: str = "EUR") -> Deferral:
    """The worth of being able to wait."""
    now = project.worth - project.cost
    waiting = worth_of_waiting(project)
    premium = max(0.0, waiting - max(now, 0.0))
    return Deferral(
        **METHOD.stamp,
        assumptions=(
            "Worth moves at random in small steps (geometric Brownian motion); what it will be is seen before beginning.",
            "The cost of beginning is known and stays; nobody else takes the chance meanwhile, but for `lost`.",
        ),
        warnings=_warnings(project),
        now=now,
        waiting=waiting,
        at_the_end=call(project),
        drop=put(project),
        premium=premium,
        begin_above=_begin_above(project),
        wait=now <= 0 or premium > 1e-4 * project.cost,
        others=tuple(
            AtVolatility(sd, worth_of_waiting(_with(project, volatility=sd)))
            for sd in (project.volatility / 2, project.volatility * 1.5)
        ),
        unit=unit,
    )


def call(project: Wait) -> float:
    """The right to begin at the end of the wait (Black & Scholes 1973, Merton 1973)."""
    have, pay = project.forward()
    up, down = _scores(project)
    return have * float(ndtr(up)) - pay * float(ndtr(down))


def put(project: Wait) -> float:
    """The right to give the project away for its cost at the end of the wait."""
    have, pay = project.forward()
    up, down = _scores(project)
    return pay * float(ndtr(-down)) - have * float(ndtr(-up))


def worth_of_waiting(project: Wait) -> float:
    """The right to begin at any time: a binomial tree, put right by its own error on the right at the end."""
    if project.lost == 0 and project.rate >= 0:
        return call(project)
    early, late = _tree(project, early=True), _tree(project, early=False)
    if early <= project.worth - project.cost:
        return project.worth - project.cost
    least = max(project.worth - project.cost, 0.0)
    return max(least, call(project), early + call(project) - late)


def _scores(project: Wait) -> tuple[float, float]:
    have, pay = project.forward()
    spread = project.volatility * math.sqrt(project.years)
    up = math.log(have / pay) / spread + spread / 2
    return up, up - spread


def _tree(project: Wait, *, early: bool) -> float:
    """Cox, Ross & Rubinstein 1979."""
    step = project.years / STEPS
    up = math.exp(project.volatility * math.sqrt(step))
    growth = math.exp((project.rate - project.lost) * step)
    rise, discount = (growth - 1 / up) / (up - 1 / up), math.exp(-project.rate * step)
    if not 0 <= rise <= 1:
        raise OutOfRange(
            f"A volatility of {project.volatility:g} is too small for a rate of {project.rate:g} and a loss "
            f"of {project.lost:g}.",
            "Give a larger volatility, or judge by net present value.",
        )
    worths = project.worth * up ** (2.0 * np.arange(STEPS + 1) - STEPS)
    values: Floats = np.maximum(worths - project.cost, 0.0)
    for _ in range(STEPS):
        worths = worths[1:] / up
        values = discount * (rise * values[1:] + (1 - rise) * values[:-1])
        if early:
            values = np.maximum(values, worths - project.cost)
    return float(values[0])


def _begin_above(project: Wait) -> float | None:
    if project.lost == 0 and project.rate >= 0:
        return None

    def premium(worth: float) -> float:
        early = _tree(_with(project, worth=worth), early=True)
        return early - (worth - project.cost) - 1e-6 * project.cost

    high = 2 * project.cost
    while premium(high) > 0:
        high *= 2
        if high > ENDLESS * project.cost:
            return None
    return float(brentq(premium, project.cost, high, rtol=1e-4))


def _with(project: Wait, *, worth: float | None = None, volatility: float | None = None) -> Wait:
    return Wait(
        project.worth if worth is None else worth,
        project.cost,
        project.years,
        project.volatility if volatility is None else volatility,
        project.rate,
        project.lost,
    )


def _warnings(project: Wait) -> tuple[str, ...]:
    found = {
        "No project of this kind is traded: the volatility is an opinion. See `others`.": True,
        "Waiting costs nothing here, so it always looks best: say what a year of waiting loses.": (
            project.lost == 0
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
