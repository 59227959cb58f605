"""When may one stop at looks that were planned beforehand, and what does looking cost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import ndtr, ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, finite, whole, within
from leadline_science.experiments.crossing import (
    constant,
    crossed,
    crossings,
    drift_for,
    limits_spending,
)
from leadline_science.refusals import Crossed, OutOfRange

MOST_LOOKS = 100


class Design(StrEnum):
    """How the chance of a false alarm is spread over the looks: little at first (O'Brien & Fleming),
    or evenly (Pocock); by limits of their shape, or by a spending function (Lan & DeMets), which
    leaves the times of later looks open."""

    OBRIEN_FLEMING = "O'Brien-Fleming"
    POCOCK = "Pocock"
    SPENDING_LATE = "spending, O'Brien-Fleming type"
    SPENDING_EVENLY = "spending, Pocock type"


@dataclass(frozen=True)
class Look:
    """A look at `share` of the final users: stop when |z| passes `limit`, a p-value below `p_value`.

    `spent`: chance of a false alarm by then; `power`: chance to have found the effect by then.
    """

    share: float
    limit: float
    p_value: float
    spent: float
    power: float


@dataclass(frozen=True, kw_only=True)
class LookPlan(Answer):
    """The looks, and their price for the effect that one look at the end finds with `power_fixed`.

    `power`: what is left of it with the same users; `inflation`: times the users that one look needs
    to have it whole again; `expected_users`: users at the stop then, on average, in the same measure;
    `expected_users_without_effect`; `peeking`: chance of a false alarm when every look is taken for
    the last one.
    """

    design: Design
    looks: tuple[Look, ...]
    level: float
    power_fixed: float
    power: float
    inflation: float
    expected_users: float
    expected_users_without_effect: float
    peeking: float


METHOD = Method("experiments.planned_looks", "1", "When may a planned look stop it?", LookPlan)


def plan_looks(
    looks: int | Sequence[float],
    *,
    design: Design = Design.OBRIEN_FLEMING,
    level: float = 0.95,
    power: float = 0.8,
) -> LookPlan:
    """Limits for `looks` (a number of even ones, or shares of the final users, rising to 1).

    Two-sided. Raises `TooFew`, `OutOfRange`, `Crossed` (shares that do not rise).
    """
    shares = _shares(looks)
    alpha = 1 - within("the level", level, 0.5, 0.9999)
    within("the power", power, alpha, 0.9999)
    limits = limits_of(design, shares, alpha)
    fixed = float(ndtri(1 - alpha / 2) + ndtri(power))
    needed = drift_for(shares, limits, power)
    inflation = (needed / fixed) ** 2
    steps = _looks(shares, limits, fixed)
    return LookPlan(
        **METHOD.stamp,
        assumptions=(
            "The looks, their number and the design are fixed before the first user.",
            "Estimates at the looks are normal, and new users are like the ones before.",
        ),
        warnings=_warnings(design, shares),
        design=design,
        looks=steps,
        level=level,
        power_fixed=power,
        power=steps[-1].power,
        inflation=inflation,
        expected_users=inflation * _mean_share(shares, limits, needed),
        expected_users_without_effect=inflation * _mean_share(shares, limits, 0.0),
        peeking=crossed(shares, [float(-ndtri(alpha / 2))] * len(shares)),
    )


def limits_of(design: Design, shares: Sequence[float], alpha: float) -> tuple[float, ...]:
    """Limits of |z| at the looks."""
    if design is Design.OBRIEN_FLEMING:
        c = constant(shares, lambda share: share**-0.5, alpha)
        return tuple(c / math.sqrt(share) for share in shares)
    if design is Design.POCOCK:
        return (constant(shares, lambda _: 1.0, alpha),) * len(shares)
    return limits_spending(shares, [spent_by(design, share, alpha) for share in shares])


def spent_by(design: Design, share: float, alpha: float) -> float:
    """Lan & DeMets (1983), half for each side: the chance of a false alarm spent by `share` of the users."""
    if design is Design.SPENDING_EVENLY:
        return alpha * math.log(1 + (math.e - 1) * share)
    return 4 * float(ndtr(ndtri(alpha / 4) / math.sqrt(share)))


def _shares(looks: int | Sequence[float]) -> tuple[float, ...]:
    if isinstance(looks, int):
        count = whole("the number of looks", looks, 1, MOST_LOOKS)
        return tuple((at + 1) / count for at in range(count))
    shares = tuple(finite("looks", looks).tolist())
    at_least("look", shares, 1)
    whole("the number of looks", len(shares), 1, MOST_LOOKS)
    if any(one >= other for one, other in zip((0.0, *shares), shares, strict=False)):
        raise Crossed("The shares of the looks do not rise from 0.", "Give them in order.")
    if shares[-1] != 1:
        raise OutOfRange(f"The last look is at {shares[-1]:g}.", "Let the last look be at 1.")
    return shares


def _looks(shares: Sequence[float], limits: Sequence[float], drift: float) -> tuple[Look, ...]:
    idle, found = crossings(shares, limits), crossings(shares, limits, drift)
    looks, spent, power = [], 0.0, 0.0
    for at, (share, z) in enumerate(zip(shares, limits, strict=True)):
        spent, power = spent + sum(idle[at]), power + found[at][0]
        looks.append(Look(share, z, 2 * float(ndtr(-z)), spent, power))
    return tuple(looks)


def _mean_share(shares: Sequence[float], limits: Sequence[float], drift: float) -> float:
    stopped = [sum(each) for each in crossings(shares, limits, drift)][:-1]
    early = math.fsum(share * chance for share, chance in zip(shares, stopped, strict=False))
    return early + shares[-1] * (1 - math.fsum(stopped))


def _warnings(design: Design, shares: Sequence[float]) -> tuple[str, ...]:
    uneven = len({round(b - a, 9) for a, b in zip((0.0, *shares), shares, strict=False)}) > 1
    texts = {
        "A first look before a tenth of the users: estimates there are seldom normal.": (
            shares[0] < 0.1
        ),
        "Looks are uneven: a spending design keeps its word when they move.": uneven
        and design in (Design.OBRIEN_FLEMING, Design.POCOCK),
    }
    return tuple(text for text, applies in texts.items() if applies)
