"""An interval that holds at every look, however many and whenever taken: a confidence sequence."""

import math
from dataclasses import dataclass

from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import whole, within
from leadline_science.experiments.arms import Measured
from leadline_science.experiments.comparing import Lift, Verdict
from leadline_science.experiments.crossing import crossings
from leadline_science.experiments.reaching import reached
from leadline_science.experiments.splitting import SampleRatio

LOOKS_IN_PRICE = 20


@dataclass(frozen=True)
class Price:
    """For the effect that one look at `users` finds with chance `fixed`: `sequence` is the chance that
    the sequence has found it by then (20 even looks), `inflation` the times the users it needs to have
    the chance `fixed` too, if tuned for them."""

    users: int
    fixed: float
    sequence: float
    inflation: float


@dataclass(frozen=True, kw_only=True)
class Sequence(Answer):
    """Variant less control with [low, high], which holds at all looks together with chance `level`.

    `limit`: the |z| that this look had to pass; `tuned_for`: users in both arms at which the interval
    is narrowest; `price`: what is paid for the freedom to look.
    """

    difference: float
    error: float
    low: float
    high: float
    lift: Lift
    level: float
    limit: float
    tuned_for: int
    verdict: Verdict
    price: Price
    users: int
    split: SampleRatio | None
    unit: str


METHOD = Method(
    "experiments.confidence_sequence", "1", "Is it higher, however often one looks?", Sequence
)


def confidence_sequence(
    control: Measured,
    variant: Measured,
    *,
    tuned_for: int = 5_000,
    level: float = 0.95,
    power: float = 0.8,
    planned: tuple[float, float] | None = None,
    unit: str = "",
) -> Sequence:
    """The asymptotic confidence sequence of Waudby-Smith et al. for the difference of two arms.

    `tuned_for`: users in both arms, fixed before the first look. `power`: for which the price is told.
    Raises `OutOfRange`, `AllEqual`.
    """
    alpha = 1 - within("the level", level, 0.5, 0.9999)
    tuning = whole("the number of users it is tuned for", tuned_for, 2, 10**12)
    within("the power", power, alpha, 0.9999)
    one, other = control.estimate(), variant.estimate()
    limit = limit_at(one.users + other.users, tuning, alpha)
    found = reached(control, variant, limit, planned)
    return Sequence(
        **METHOD.stamp,
        assumptions=(
            "Users come by chance, in no order that matters, and do not act on each other.",
            "Means are normal by the first look that counts; before some hundred users they may not be.",
        ),
        warnings=found.warnings,
        difference=found.difference,
        error=found.error,
        low=found.low,
        high=found.high,
        lift=found.lift,
        level=level,
        limit=limit,
        tuned_for=tuning,
        verdict=found.verdict,
        price=_price(found.users, tuning, alpha, power),
        users=found.users,
        split=found.split,
        unit=unit,
    )


def limit_at(users: float, tuned_for: float, alpha: float) -> float:
    """What |z| must pass at `users`: equation 9 of the paper, in standard errors."""
    rho = (-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tuned_for
    times = users * rho
    return math.sqrt(2 * (times + 1) / times * math.log(math.sqrt(times + 1) / alpha))


def _price(users: int, tuned_for: int, alpha: float, power: float) -> Price:
    drift = float(ndtri(1 - alpha / 2) + ndtri(power))
    return Price(
        users, power, _found(users, tuned_for, alpha, drift), _inflation(alpha, power, drift)
    )


def _found(users: float, tuned_for: float, alpha: float, drift: float) -> float:
    shares = [(at + 1) / LOOKS_IN_PRICE for at in range(LOOKS_IN_PRICE)]
    limits = [limit_at(users * share, tuned_for, alpha) for share in shares]
    return math.fsum(up for up, _ in crossings(shares, limits, drift))


def _inflation(alpha: float, power: float, drift: float) -> float:
    """With the tuning at the users themselves, only the ratio of users to tuning matters."""
    low, high = 1.0, 16.0
    while high - low > 0.005:
        middle = (low + high) / 2
        enough = _found(1.0, 1.0, alpha, drift * math.sqrt(middle)) >= power
        low, high = (low, middle) if enough else (middle, high)
    return high
